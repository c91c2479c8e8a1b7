//! Drafts and applications out of the store, at the start: a sending that was cut off goes on when there is a session.

use super::draft::DraftOf;
use super::outbox::Outbox;
use super::state::{Kept, Office, OfficeKey};
use super::step::{adopt, keep};
use super::stored::{self, Index, StoredApplication};
use crate::accounts::{self, AccountId};
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::record::{self, Unreadable};
use crate::session::TaxpayerId;
use crate::storage;

/// What an account's index names, under the account that it was stored for.
#[derive(Debug)]
pub(crate) struct Unread {
    named: AccountId,
    stored: AccountId,
    taxpayer: TaxpayerId,
    applications: Vec<String>,
    drafts: Vec<DraftOf>,
    /// Names of drafts of forms that this version does not know.
    unknown: Vec<String>,
}

/// Takes in what an account's index names. One that can't be understood is kept aside, for the next may be written over it.
pub(crate) fn restore_index(model: &mut Model, account: &str, bytes: Vec<u8>) -> Result<(), Unreadable> {
    match record::read(&bytes) {
        Ok(index) => {
            names(model, account, index);
            Ok(())
        }
        Err(unreadable) => {
            let aside = StoreKey::FilingAside(account.to_owned());
            storage::change(model, vec![Change::Put(aside, bytes)]);
            Err(unreadable)
        }
    }
}

/// Takes in what an index names that an earlier start kept aside, if this version understands it.
pub(crate) fn restore_aside(model: &mut Model, account: &str, bytes: &[u8]) -> Result<(), Unreadable> {
    let index = record::read(bytes)?;
    names(model, account, index);
    let aside = StoreKey::FilingAside(account.to_owned());
    storage::change(model, vec![Change::Remove(aside)]);
    Ok(())
}

fn names(model: &mut Model, account: &str, index: Index) {
    let entries = index.taxpayers.into_iter().map(|entry| {
        let drafts = entry.drafts.iter().filter_map(|name| DraftOf::named(name));
        let unknown = entry.drafts.iter().filter(|name| DraftOf::named(name).is_none());
        Unread {
            named: AccountId(account.to_owned()),
            stored: AccountId(entry.under.unwrap_or_else(|| account.to_owned())),
            taxpayer: entry.taxpayer,
            applications: entry.applications,
            drafts: drafts.collect(),
            unknown: unknown.cloned().collect(),
        }
    });
    model.filing.unread.extend(entries);
}

/// What an earlier reading named, before it failed, is named anew.
pub(crate) fn forget_unread(model: &mut Model) {
    model.filing.unread.clear();
}

/// The records that the indexes name.
pub(crate) fn item_keys(model: &Model) -> Vec<StoreKey> {
    let mut keys = Vec::new();
    for unread in &model.filing.unread {
        let office = (unread.stored.clone(), unread.taxpayer.clone());
        keys.extend(
            unread
                .applications
                .iter()
                .map(|key| stored::application_key(&office, key)),
        );
        let drafts = unread.drafts.iter().map(DraftOf::name);
        keys.extend(drafts.map(|name| stored::draft_key(&office, &name)));
    }
    keys
}

/// Takes in the records that the indexes name, in their order; gives whether all could be read. One that could not stays where it is.
pub(crate) fn restore_items(model: &mut Model, records: Vec<Option<Vec<u8>>>) -> bool {
    let mut records = records.into_iter();
    let mut whole = true;
    for unread in std::mem::take(&mut model.filing.unread) {
        let mut office = Office::default();
        let mut items = Vec::new();
        for key in unread.applications {
            let bytes = records.next().flatten();
            match bytes.map(|bytes| record::read::<StoredApplication>(&bytes)) {
                Some(Ok(stored)) => {
                    let (application, at) = (stored.application, stored.at);
                    office.contents.insert(key.clone(), Kept { application, at });
                    items.push((key, stored.lane, stored.stage));
                }
                _ => {
                    whole = false;
                    office.unreadable.push(key);
                }
            }
        }
        office.unreadable_drafts = unread.unknown;
        for of in unread.drafts {
            let bytes = records.next().flatten();
            match bytes.map(|bytes| of.read(&bytes)) {
                Some(Ok(draft)) => {
                    office.drafts.insert(of.name(), draft);
                }
                _ => {
                    whole = false;
                    office.unreadable_drafts.push(of.name());
                }
            }
        }
        office.outbox = Outbox::restored(items);
        take_in(model, &unread.named, (unread.stored, unread.taxpayer), office);
    }
    whole
}

/// What was stored under an account that was replaced meanwhile is its heir's; of one that was left nothing comes back.
fn take_in(model: &mut Model, named: &AccountId, (stored, taxpayer): OfficeKey, mut office: Office) {
    let Some(owner) = accounts::heir_of(model, named) else {
        return;
    };
    if owner != stored {
        stored::set_apart(&(stored.clone(), taxpayer.clone()), &mut office);
        let older = (stored, taxpayer.clone());
        let known = office.outbox.items().iter().map(|item| &item.key);
        let mut changes: Vec<_> = known
            .map(|key| Change::Remove(stored::application_key(&older, key)))
            .collect();
        let drafts = office.drafts.iter().map(|(name, _)| name);
        changes.extend(drafts.map(|name| Change::Remove(stored::draft_key(&older, name))));
        storage::change(model, changes);
    }
    adopt(model, &(owner.clone(), taxpayer), office);
    if model.storage.read {
        return;
    }
    // What was filed or typed before the store had been read is written with what the store held.
    let changes = keep(model, &owner);
    storage::change(model, changes);
}
