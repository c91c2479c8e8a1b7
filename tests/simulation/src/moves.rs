//! What can happen in this world.

use crate::dice::Dice;
use crate::disk::Health;

/// One thing that happens. A number picks among what there is, modulo how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The oldest jobs of the disk are done and answered: so many and one.
    Disk(u8),
    /// A request is made, and its answer arrives.
    Answer(u8),
    /// A request is made; its answer is on the way.
    Reach(u8),
    /// A request, or the answer on the way, is lost: the phone hears nothing in time.
    Lose(u8),
    /// A request is turned away, since the service is busy.
    Busy(u8),
    /// An answer that was heard arrives once more.
    Again(u8),
    /// Everything that is open is answered.
    Settle,
    /// The app is killed, when this many jobs of the disk were just done, and started again.
    Kill(u8),
    /// The app goes to sleep.
    Sleep,
    /// The app comes back.
    Resume,
    /// The clock moves, either way, by so many seconds.
    Pass(i32),
    /// Every access token ends now.
    ExpireAccess,
    /// The service ends the sessions of a login.
    Revoke(u8),
    /// A new version of both documents comes into force.
    NewVersion,
    /// Cases change at the service.
    ChangeCases,
    /// The network is there or not.
    Network(bool),
    /// How the vault does from now on.
    Vault(Health),
    /// How the store does from now on.
    Store(Health),
    /// A person asks for the newest.
    AskNewest,
    /// A person signs in.
    SignIn(u8),
    /// A person goes to another account.
    Switch(u8),
    /// A person chooses a taxpayer.
    Choose(u8),
    /// A person agrees to newer versions.
    Agree,
    /// A person signs out of the account in front.
    SignOut {
        /// On every phone.
        everywhere: bool,
    },
    /// A person removes an account.
    Remove(u8),
    /// A person erases everything.
    Erase,
}

impl Move {
    /// One that chance picks.
    #[must_use]
    pub fn by_chance(dice: &mut Dice) -> Self {
        let which = dice.below(8);
        match dice.below(100) {
            0..=17 => Self::Disk(which),
            18..=31 => Self::Answer(which),
            32..=37 => Self::Reach(which),
            38..=43 => Self::Lose(which),
            44..=45 => Self::Busy(which),
            46..=48 => Self::Again(which),
            49..=53 => Self::Settle,
            54..=58 => Self::Kill(which),
            59..=60 => Self::Sleep,
            61..=64 => Self::Resume,
            65..=67 => Self::Pass(match which {
                0 => -90_000,
                1 => -60,
                2 => 90_000,
                3 | 4 => 299,
                _ => 400,
            }),
            68..=72 => Self::ExpireAccess,
            73 => Self::Revoke(which),
            74..=75 => Self::NewVersion,
            76..=77 => Self::ChangeCases,
            78..=80 => Self::Network(which > 2),
            81 => Self::Vault(health(which)),
            82 => Self::Store(health(which)),
            83..=87 => Self::AskNewest,
            88..=90 => Self::SignIn(which),
            91..=92 => Self::Switch(which),
            93..=94 => Self::Choose(which),
            95 => Self::Agree,
            96..=97 => Self::SignOut {
                everywhere: which < 3,
            },
            98 => Self::Remove(which),
            _ => Self::Erase,
        }
    }
}

fn health(which: u8) -> Health {
    match which {
        0 | 1 => Health::Refuses,
        2 | 3 => Health::Misreports,
        _ => Health::Works,
    }
}
