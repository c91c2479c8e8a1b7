//! What can happen next in the small world.

use super::world::World;

/// What can happen next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Move {
    File,
    Withdraw(usize),
    Save,
    FailSave,
    Deliver(usize),
    Lose(usize),
    GiveUp(usize),
    Double(usize),
    AskToWait(usize),
    Hear(usize),
    LoseAnswer(usize),
    Look,
    Wake,
    Kill,
    Expire,
    SignIn,
    FilesCome(usize),
    FilesGo(usize),
}

impl World {
    /// What must happen sooner or later, whatever else does.
    pub(super) fn due(&self) -> Vec<Move> {
        let mut moves = Vec::new();
        if !self.saves.is_empty() {
            moves.push(Move::Save);
        }
        moves.extend((0..self.requests.len()).map(Move::Deliver));
        moves.extend((0..self.answers.len()).map(Move::Hear));
        if self.looking {
            moves.push(Move::Look);
        }
        // A look is answered before the next: else time alone would make states without end.
        if self.wake.is_some() && !self.looking {
            moves.push(Move::Wake);
        }
        if !self.signed_in {
            moves.push(Move::SignIn);
        }
        if !self.left.files_stay_away {
            moves.extend(self.awaited.iter().copied().map(Move::FilesCome));
        }
        moves
    }

    /// What a person or misfortune may do besides.
    pub(super) fn may(&self) -> Vec<Move> {
        let left = &self.left;
        let mut moves = Vec::new();
        if self.filed < self.seen.len() {
            moves.push(Move::File);
        }
        if left.withdrawals > 0 {
            let wanted = |application: &usize| !self.seen[*application].wants_back;
            moves.extend((0..self.filed).filter(wanted).map(Move::Withdraw));
        }
        if left.full_disks > 0 && !self.saves.is_empty() {
            moves.push(Move::FailSave);
        }
        for (place, request) in self.requests.iter().enumerate() {
            if left.losses > 0 && request.awaited {
                moves.extend([Move::Lose(place), Move::GiveUp(place)]);
            }
            if left.doubles > 0 {
                moves.push(Move::Double(place));
            }
            if left.waits > 0 && request.awaited {
                moves.push(Move::AskToWait(place));
            }
        }
        if left.losses > 0 {
            moves.extend((0..self.answers.len()).map(Move::LoseAnswer));
        }
        if left.files_lost > 0 {
            let there = |application: &usize| !self.missing.contains(application);
            let with_files = left.with_files.filter(|application| *application < self.filed);
            moves.extend(with_files.filter(there).map(Move::FilesGo));
        }
        if left.kills > 0 {
            moves.push(Move::Kill);
        }
        if left.expiries > 0 && self.signed_in {
            moves.push(Move::Expire);
        }
        moves
    }
}
