//! What the phone holds of drafts and applications.

use litemap::LiteMap;

use jiff::Timestamp;

use super::content::Application;
use super::draft::{Answers, Draft, DraftOf};
use super::outbox::Outbox;
use super::regime_form::RegimeDraft;
use super::stored::Entry;
use crate::accounts::{AccountId, Acting};
use crate::effect::Ticket;
use crate::model::Model;
use crate::session::TaxpayerId;

/// Whose: everything is keyed by account and taxpayer.
pub(super) type OfficeKey = (AccountId, TaxpayerId);

/// Every draft and application on this phone.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(super) offices: LiteMap<OfficeKey, Office>,
    /// What the indexes name and was not read yet.
    pub(super) unread: Vec<super::restore::Unread>,
}

/// The drafts and applications of one taxpayer under one account.
#[derive(Debug, Default)]
pub(super) struct Office {
    pub(super) outbox: Outbox,
    pub(super) contents: LiteMap<String, Kept>,
    /// By their names.
    pub(super) drafts: LiteMap<String, Draft>,
    /// Drafts that are not as the store was given them last.
    pub(super) touched: Vec<String>,
    /// Drafts that could not be read, or of forms that this version does not know: they stay where they are.
    pub(super) unreadable_drafts: Vec<String>,
    /// Applications whose records could not be read: they stay where they are, for a version that can.
    pub(super) unreadable: Vec<String>,
    /// What of an account that was signed in anew could not be read: it stays where that account kept it, by this name.
    pub(super) elsewhere: Vec<Entry>,
    /// As of which revision of the case, and of the outbox on the disk, files were looked for that nobody needs any more.
    pub(super) settled: Option<(Option<u64>, u64)>,
    /// The newest serial that the store was given and has not answered.
    pub(super) saving: Option<u64>,
    pub(super) wake: Option<Ticket>,
}

/// What was filed, and when by the phone's clock. Only the service's receipt says on which day it counts as filed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    pub(super) application: Application,
    pub(super) at: Timestamp,
}

impl State {
    pub(super) fn of(&self, acting: &Acting<'_>) -> Option<&Office> {
        self.offices.get(&key_of(acting)?)
    }
}

impl Office {
    pub(super) fn is_empty(&self) -> bool {
        self.outbox.items().is_empty()
            && self.drafts.is_empty()
            && self.unreadable.is_empty()
            && self.unreadable_drafts.is_empty()
            && self.elsewhere.is_empty()
    }

    /// The draft of an application for the regime.
    pub(super) fn regime(&self) -> Option<&RegimeDraft> {
        match self.drafts.get(&DraftOf::Regime.name())? {
            Draft::Regime(draft) => Some(draft),
            Draft::Lot(_) => None,
        }
    }

    /// What was answered in a form for a lot.
    pub(super) fn answers(&self, of: &DraftOf) -> Option<&Answers> {
        match self.drafts.get(&of.name())? {
            Draft::Lot(answers) => Some(answers),
            Draft::Regime(_) => None,
        }
    }

    /// Changes a draft, or begins it.
    pub(super) fn change_draft(&mut self, of: &DraftOf, begun: Draft, change: impl FnOnce(&mut Draft)) {
        let name = of.name();
        change(self.drafts.entry(name.clone()).or_insert(begun));
        self.touched.push(name);
    }

    /// What was drafted is filed: its draft goes.
    pub(super) fn drop_draft(&mut self, of: &DraftOf) {
        let name = of.name();
        self.drafts.remove(&name);
        self.touched.push(name);
    }
}

pub(super) fn key_of(acting: &Acting<'_>) -> Option<OfficeKey> {
    Some((acting.account.id.clone(), acting.taxpayer?.id.clone()))
}

/// The office in front.
pub(super) fn current(model: &Model) -> Option<OfficeKey> {
    key_of(&crate::accounts::current(model)?)
}
