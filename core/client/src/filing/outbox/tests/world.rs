//! A small world around an outbox: a disk that saves in order, a network that loses, doubles and delays, a service that answers
//! a key once and for all, and a person who files and withdraws. It notes what the person was shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::date;

use super::super::{Answer, Deed, Happened, Moment, Outbox, Receipt, Stage};
use super::faults::Planted;
use super::moves::Move;

/// How much of each may happen in a history, and what is filed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Setup {
    /// One application for each, with its lane.
    pub(super) lanes: Vec<Option<&'static str>>,
    /// The application that the service will not have.
    pub(super) refuses: Option<usize>,
    pub(super) kills: u8,
    pub(super) losses: u8,
    pub(super) doubles: u8,
    pub(super) waits: u8,
    pub(super) expiries: u8,
    pub(super) full_disks: u8,
    pub(super) withdrawals: u8,
    /// The application that has files.
    pub(super) with_files: Option<usize>,
    /// They never come.
    pub(super) files_stay_away: bool,
    /// How often they are lost again.
    pub(super) files_lost: u8,
    pub(super) planted: Option<Planted>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Send,
    Withdraw,
}

/// On its way to the service.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Request {
    pub(super) kind: Kind,
    pub(super) key: String,
    /// Somebody awaits its answer; not of a copy, nor after a kill or when the phone gave up.
    pub(super) awaited: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Verdict {
    Filed,
    Refused,
    Withdrawn,
}

/// What the person was shown of an application, and did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Seen {
    pub(super) kept: bool,
    pub(super) wants_back: bool,
    pub(super) withdrawn: bool,
    pub(super) received: bool,
    pub(super) refused: bool,
    /// How many applications the service made of it.
    pub(super) filings: u8,
}

/// What a save leaves of an application; nothing where it is gone.
pub(super) type Left = (usize, Option<Stage>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct World {
    pub(super) left: Setup,
    pub(super) outbox: Outbox,
    pub(super) now: Timestamp,
    /// How many of the applications were filed on the phone.
    pub(super) filed: usize,
    pub(super) disk: BTreeMap<usize, Stage>,
    /// Saves under way, oldest first: what each leaves of an application.
    pub(super) saves: Vec<(u64, Vec<Left>)>,
    pub(super) requests: Vec<Request>,
    pub(super) answers: Vec<(Kind, String, Answer)>,
    pub(super) looking: bool,
    pub(super) wake: Option<Timestamp>,
    pub(super) signed_in: bool,
    /// The applications whose files the service does not hold.
    pub(super) missing: BTreeSet<usize>,
    /// Those of which the phone knows that.
    pub(super) awaited: BTreeSet<usize>,
    pub(super) service: BTreeMap<String, Verdict>,
    pub(super) seen: Vec<Seen>,
    /// Something that must never be.
    pub(super) broken: Option<String>,
}

pub(super) fn key(application: usize) -> String {
    char::from(b'a' + u8::try_from(application).unwrap()).to_string()
}

/// The application that a key stands for.
pub(super) fn application(key: &str) -> usize {
    usize::from(key.as_bytes()[0] - b'a')
}

impl World {
    pub(super) fn new(setup: &Setup) -> Self {
        let mut world = Self {
            left: setup.clone(),
            outbox: Outbox::default(),
            now: Timestamp::UNIX_EPOCH,
            filed: 0,
            disk: BTreeMap::new(),
            saves: Vec::new(),
            requests: Vec::new(),
            answers: Vec::new(),
            looking: false,
            wake: None,
            signed_in: false,
            missing: BTreeSet::new(),
            awaited: BTreeSet::new(),
            service: BTreeMap::new(),
            seen: vec![Seen::default(); setup.lanes.len()],
            broken: None,
        };
        world.apply(&Move::SignIn, 0);
        world
    }

    pub(super) fn apply(&mut self, next: &Move, jitter: u32) {
        match next {
            Move::File => {
                let number = self.filed;
                let lane = self.left.lanes[number].map(str::to_owned);
                let key = key(number);
                self.filed += 1;
                self.happen(Happened::Filed { key, lane }, jitter);
                if self.left.with_files == Some(number) {
                    self.missing.insert(number);
                    self.awaited.insert(number);
                }
                self.tell_awaited(jitter);
            }
            Move::Withdraw(application) => {
                self.left.withdrawals -= 1;
                let known = self.outbox.find(&key(*application));
                if known.is_some_and(|item| !matches!(item.stage, Stage::Received(_))) {
                    self.seen[*application].wants_back = true;
                    let key = key(*application);
                    self.happen(Happened::Withdrawn { key }, jitter);
                }
            }
            Move::Save => {
                let (serial, changes) = self.saves.remove(0);
                for (application, stage) in changes {
                    match stage {
                        Some(stage) => self.disk.insert(application, stage),
                        None => self.disk.remove(&application),
                    };
                }
                self.happen(Happened::Saved { serial }, jitter);
            }
            Move::FailSave => {
                self.left.full_disks -= 1;
                let (serial, _) = self.saves.remove(0);
                self.happen(Happened::SaveFailed { serial }, jitter);
            }
            Move::Deliver(place) => self.deliver(*place),
            Move::Lose(place) => {
                self.left.losses -= 1;
                let lost = self.requests.remove(*place);
                self.hear(lost.kind, lost.key, Answer::Unreachable, jitter);
            }
            Move::GiveUp(place) => {
                self.left.losses -= 1;
                self.requests[*place].awaited = false;
                let late = self.requests[*place].clone();
                self.hear(late.kind, late.key, Answer::Unreachable, jitter);
            }
            Move::Double(place) => {
                self.left.doubles -= 1;
                let copy = Request {
                    awaited: false,
                    ..self.requests[*place].clone()
                };
                self.requests.push(copy);
            }
            Move::AskToWait(place) => {
                self.left.waits -= 1;
                let asked = self.requests.remove(*place);
                let seconds = self.left.waits.is_multiple_of(2).then_some(60);
                self.answers
                    .push((asked.kind, asked.key, Answer::Later { seconds }));
            }
            Move::Hear(place) => {
                let (kind, key, answer) = self.answers.remove(*place);
                self.hear(kind, key, answer, jitter);
            }
            Move::LoseAnswer(place) => {
                self.left.losses -= 1;
                let (kind, key, _) = self.answers.remove(*place);
                self.hear(kind, key, Answer::Unreachable, jitter);
            }
            Move::Look => {
                self.looking = false;
                self.happen(Happened::Reached, jitter);
            }
            Move::Wake => {
                self.now = self.wake.take().unwrap().max(self.now);
                self.happen(Happened::Woke, jitter);
            }
            Move::Kill => self.kill(jitter),
            Move::Expire => {
                self.left.expiries -= 1;
                self.signed_in = false;
                self.forget_answers();
                self.happen(Happened::SessionNeeded, jitter);
            }
            Move::SignIn => {
                self.signed_in = true;
                self.happen(Happened::SessionReady, jitter);
            }
            Move::FilesCome(application) => self.files_come(*application, jitter),
            Move::FilesGo(application) => self.files_go(*application),
        }
        self.requests.sort_unstable();
        self.answers.sort_unstable();
        self.look_at_the_screen();
        self.check();
    }

    pub(super) fn happen(&mut self, happened: Happened, jitter: u32) {
        let moment = Moment {
            now: self.now,
            jitter,
        };
        let before = self.left.planted.map(|planted| (planted, self.outbox.clone()));
        let mut deeds = self.outbox.step(happened.clone(), moment);
        if let Some((planted, before)) = before {
            planted.spoil(&mut self.outbox, &mut deeds, &before, &happened, moment);
        }
        for deed in deeds {
            match deed {
                Deed::Save { serial } => {
                    let left = |item: &super::super::Item| (!item.gone).then(|| item.stage.clone());
                    let changes = self
                        .outbox
                        .unsaved()
                        .map(|item| (application(&item.key), left(item)));
                    self.saves.push((serial, changes.collect()));
                }
                Deed::Send { key } => self.send(application(&key), key, jitter),
                Deed::AskWithdrawal { key } => self.ask(Kind::Withdraw, key),
                Deed::Look => self.looking = true,
                Deed::WakeAt(at) => self.wake = Some(at),
            }
        }
    }

    pub(super) fn ask(&mut self, kind: Kind, key: String) {
        self.requests.push(Request {
            kind,
            key,
            awaited: true,
        });
    }

    fn hear(&mut self, kind: Kind, key: String, answer: Answer, jitter: u32) {
        if answer != Answer::Unreachable {
            self.happen(Happened::Reached, jitter);
        }
        let happened = match kind {
            Kind::Send => Happened::Answered { key, answer },
            Kind::Withdraw => Happened::WithdrawalAnswered { key, answer },
        };
        self.happen(happened, jitter);
    }

    /// The service answers a key once and for all.
    fn deliver(&mut self, place: usize) {
        let Request { kind, key, awaited } = self.requests.remove(place);
        let number = application(&key);
        if !self.service.contains_key(&key) {
            let verdict = match kind {
                Kind::Withdraw => Verdict::Withdrawn,
                Kind::Send if self.left.refuses == Some(number) => Verdict::Refused,
                Kind::Send => self.files(number),
            };
            self.service.insert(key.clone(), verdict);
        }
        let answer = match (kind, self.service[&key]) {
            (_, Verdict::Filed) => Answer::Receipt(receipt(number)),
            (_, Verdict::Withdrawn) | (Kind::Withdraw, Verdict::Refused) => Answer::Withdrawn,
            (Kind::Send, Verdict::Refused) => Answer::Refused("sample".to_owned()),
        };
        if awaited {
            self.answers.push((kind, key, answer));
        }
    }

    fn files(&mut self, number: usize) -> Verdict {
        self.seen[number].filings += 1;
        let lane = self.left.lanes[number];
        let early = (0..number).find(|before| {
            lane.is_some()
                && self.left.lanes[*before] == lane
                && self.disk.contains_key(before)
                && self.service.get(&key(*before)) != Some(&Verdict::Filed)
        });
        if let Some(before) = early {
            self.broken = Some(format!("{number} was filed before {before}, on which it depends"));
        }
        Verdict::Filed
    }

    fn forget_answers(&mut self) {
        self.answers.clear();
        self.looking = false;
        for request in &mut self.requests {
            request.awaited = false;
        }
    }

    fn kill(&mut self, jitter: u32) {
        self.left.kills -= 1;
        self.saves.clear();
        self.wake = None;
        self.signed_in = false;
        self.forget_answers();
        let kept = self.disk.iter().map(|(number, stage)| {
            let lane = self.left.lanes[*number].map(str::to_owned);
            (key(*number), lane, stage.clone())
        });
        let before = std::mem::replace(&mut self.outbox, Outbox::restored(kept.collect::<Vec<_>>()));
        if let Some(planted) = self.left.planted {
            planted.spoil_restored(&mut self.outbox, &before);
        }
        // Which files it heard that the service holds is read with the rest.
        let disk = &self.disk;
        self.awaited.retain(|number| disk.contains_key(number));
        self.tell_awaited(jitter);
    }
}

pub(super) fn receipt(number: usize) -> Receipt {
    Receipt {
        number: number.to_string(),
        received_at: Timestamp::UNIX_EPOCH,
        filed: date(1970, 1, 1),
        revision: 1,
    }
}
