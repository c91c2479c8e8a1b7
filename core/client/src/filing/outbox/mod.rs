//! The outbox: what the person filed and the service has not answered for good.
//!
//! A state machine of its own, without a secret, a clock or a random number: what happens goes in with the moment and some
//! random bits, what is to be done comes out. Its rules:
//!
//! - An application is durable before it is shown as kept, and that sending has begun is durable before it is first sent.
//! - It is sent under one key for ever; the service answers a key once and for all: a receipt, a refusal, or a withdrawal.
//! - Order holds within a lane (the return of a lot's deposit, a lot's reports, or the regime). A lane that is stuck holds no other.
//! - While the service can't be reached nothing is sent and one looks for it now and then; what it asks to wait is waited, through
//!   reconnecting too; what we wait by ourselves ends at once when the service is there again or the app comes to the front.
//! - What has files goes when the service holds them all; until then it holds nothing but its lane.
//! - Where the person has to sign in or to agree first, everything is held and no application is worse for it.
//! - That the login may not act for the taxpayer refuses only what was never sent before: of what may have been received it says nothing.
//! - What was never begun is withdrawn here; of what was begun the service is asked, which puts a tombstone or gives the receipt.

mod backoff;
mod step;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use backoff::Wait;

/// What the service gave for an application that it received. Its day is the day of filing, whatever the phone's clock says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Receipt {
    /// The service's number.
    pub number: String,
    /// UTC.
    pub received_at: Timestamp,
    /// The day of filing, in Bishkek.
    pub filed: Date,
    /// The first revision of the dossier that has it.
    pub revision: u64,
}

/// How far an application has come, as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    /// Sending was never begun.
    Waiting,
    /// Sending has begun: the service may have it.
    Sending,
    /// The person wants it back after sending had begun: the service is asked.
    Withdrawing,
    /// The service has it.
    Received(Receipt),
    /// The service will not have it, for this reason: a word of the contract.
    Refused(String),
}

/// An application on its way.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Item {
    /// Its idempotency key, a UUID.
    pub(crate) key: String,
    /// What it stands in line with; on its own without one.
    pub(crate) lane: Option<String>,
    pub(crate) stage: Stage,
    /// It was durable once: it may be shown as kept.
    pub(crate) kept: bool,
    /// It is no more, as soon as that is durable.
    pub(crate) gone: bool,
    /// The serial of its newest change.
    changed: u64,
    /// It was sent and not answered yet.
    sent: bool,
    /// Its withdrawal was asked for and not answered yet.
    asked: bool,
    attempts: u8,
    wait: Option<Wait>,
    /// Files that go with it are not with the service yet: until they are it is not sent.
    pub(crate) awaits_files: bool,
    /// It was sent and no answer came: the service may have it.
    in_doubt: bool,
}

/// The applications of one taxpayer under one account, in the order in which they were filed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Outbox {
    items: Vec<Item>,
    /// Numbers the changes.
    serial: u64,
    /// Every change up to this one is durable.
    durable: u64,
    /// Every change up to this one was given to the store.
    saving: u64,
    save_failures: u8,
    save_wait: Option<Wait>,
    /// There is a session, and nothing has to be agreed to.
    ready: bool,
    offline: bool,
    looks: u8,
    look_wait: Option<Wait>,
    wake: Option<Timestamp>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Happened {
    /// The person filed an application.
    Filed {
        /// A fresh UUID.
        key: String,
        /// What it stands in line with.
        lane: Option<String>,
    },
    /// The store holds every change up to this one.
    Saved { serial: u64 },
    /// The store could not take the changes up to this one.
    SaveFailed { serial: u64 },
    /// The service was reached.
    Reached,
    /// The service could not be reached.
    NotReached,
    /// The app came to the front, or the person wants it tried now.
    Kicked,
    /// There is a session, and nothing has to be agreed to.
    SessionReady,
    /// The person has to sign in, or to agree to something. Answers under way don't come any more.
    SessionNeeded,
    /// The sending was answered.
    Answered { key: String, answer: Answer },
    /// The wish to withdraw was answered.
    WithdrawalAnswered { key: String, answer: Answer },
    /// Files that go with an application are not with the service yet, or are now.
    FilesAwaited { key: String, awaited: bool },
    /// The person wants an application back, or a refused one out of sight.
    Withdrawn { key: String },
    /// The moment asked for has come.
    Woke,
}

/// What asking the service came to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Answer {
    /// It has the application.
    Receipt(Receipt),
    /// It will not have it, for this reason.
    Refused(String),
    /// It will not have it, since it was withdrawn.
    Withdrawn,
    /// It asks to come again, after so many seconds where it said so.
    Later { seconds: Option<u32> },
    /// It could not be reached, or its answer did not come: it may have the application.
    Unreachable,
    /// This login may not act for the taxpayer, now: that says nothing of what was received before.
    NotFound,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Deed {
    /// Make [`Outbox::unsaved`] durable, as it is now, and answer with this serial.
    Save { serial: u64 },
    /// Send the application of this key.
    Send { key: String },
    /// Ask the service to withdraw this key.
    AskWithdrawal { key: String },
    /// See whether the service can be reached, by any call that files nothing.
    Look,
    /// Wake at this moment; it takes the place of any earlier one.
    WakeAt(Timestamp),
}

/// When something happened, and bits that nobody could foresee, for phones not to come all at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) now: Timestamp,
    pub(crate) jitter: u32,
}

impl Outbox {
    /// What the store held, in its order: a sending that was cut off goes on when there is a session.
    pub(crate) fn restored(items: impl IntoIterator<Item = (String, Option<String>, Stage)>) -> Self {
        let item = |(key, lane, stage)| Item {
            kept: true,
            in_doubt: stage == Stage::Sending,
            ..Item::new(key, lane, stage, 0)
        };
        Self {
            items: items.into_iter().map(item).collect(),
            ..Self::default()
        }
    }

    /// Every application that is not wholly gone, in the order in which they were filed.
    pub(crate) fn items(&self) -> &[Item] {
        &self.items
    }

    #[cfg(test)]
    pub(crate) fn find(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.key == key)
    }

    /// What differs from what is durable.
    pub(crate) fn unsaved(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.changed > self.durable)
    }

    /// Up to which change it is durable; it only grows.
    pub(crate) fn durable(&self) -> u64 {
        self.durable
    }

    /// What the service has, as the store holds it.
    pub(crate) fn durably_received(&self) -> impl Iterator<Item = &Item> {
        let received = |item: &&Item| !item.gone && matches!(item.stage, Stage::Received(_));
        let items = self.items.iter().filter(received);
        items.filter(|item| item.changed <= self.durable)
    }

    /// What has not reached the service for certain.
    pub(crate) fn unsent(&self) -> impl Iterator<Item = &Item> {
        self.items
            .iter()
            .filter(|item| !item.gone && item.stage.is_open())
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.ready
    }

    pub(crate) fn is_offline(&self) -> bool {
        self.offline
    }

    /// Whether one before it in its lane holds it back.
    pub(crate) fn is_held(&self, key: &str) -> bool {
        let place = self.items.iter().position(|item| item.key == key);
        place.is_some_and(|place| self.is_behind(place))
    }

    /// Whether one before this place in its lane is not received yet.
    fn is_behind(&self, place: usize) -> bool {
        let Some(lane) = self.items.get(place).and_then(|item| item.lane.as_ref()) else {
            return false;
        };
        let before = self.items.iter().take(place);
        let mut in_lane = before.filter(|item| item.lane.as_ref() == Some(lane));
        in_lane.any(|item| item.gone || !matches!(item.stage, Stage::Received(_)))
    }
}

impl Item {
    fn new(key: String, lane: Option<String>, stage: Stage, changed: u64) -> Self {
        Self {
            key,
            lane,
            stage,
            kept: false,
            gone: false,
            changed,
            sent: false,
            asked: false,
            attempts: 0,
            wait: None,
            awaits_files: false,
            in_doubt: false,
        }
    }
}

impl Stage {
    /// Whether the service's answer for good is still to come.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Waiting | Self::Sending | Self::Withdrawing)
    }
}
