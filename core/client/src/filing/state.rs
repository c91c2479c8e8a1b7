//! What the phone holds of drafts and applications.

use litemap::LiteMap;

use jiff::Timestamp;

use super::content::Application;
use super::outbox::Outbox;
use super::regime_form::RegimeDraft;
use crate::accounts::{AccountId, Acting};
use crate::effect::Ticket;
use crate::model::Model;
use crate::papers::PaperDraft;
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
    pub(super) regime: Option<RegimeDraft>,
    /// Drafts of papers, by their names.
    pub(super) papers: LiteMap<String, PaperDraft>,
    /// Applications whose records could not be read: they stay where they are, for a version that can.
    pub(super) unreadable: Vec<String>,
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
            && self.regime.is_none()
            && self.papers.is_empty()
            && self.unreadable.is_empty()
    }
}

pub(super) fn key_of(acting: &Acting<'_>) -> Option<OfficeKey> {
    Some((acting.account.id.clone(), acting.taxpayer?.id.clone()))
}

/// The office in front.
pub(super) fn current(model: &Model) -> Option<OfficeKey> {
    key_of(&crate::accounts::current(model)?)
}
