//! An application that the service received, for whoever makes a paper of it.

use jiff::Timestamp;

use super::content::Application;
use super::outbox::{Receipt, Stage};
use crate::accounts::Acting;
use crate::model::Model;

/// An application with the service's receipt for it.
#[derive(Clone, Copy)]
pub(crate) struct Received<'a> {
    /// Its key.
    pub(crate) key: &'a str,
    pub(crate) application: &'a Application,
    pub(crate) receipt: &'a Receipt,
    /// When the person filed it, UTC, by the phone's clock.
    pub(crate) at: Timestamp,
}

/// The application of this key, once it was received.
pub(crate) fn received<'a>(model: &'a Model, acting: &Acting<'_>, key: &str) -> Option<Received<'a>> {
    let office = model.filing.of(acting)?;
    let item = office.outbox.items().iter().find(|item| item.key == key)?;
    let kept = office.contents.get(&item.key)?;
    let Stage::Received(receipt) = &item.stage else {
        return None;
    };
    Some(Received {
        key: &item.key,
        application: &kept.application,
        receipt,
        at: kept.at,
    })
}
