//! What is written to the store, and when.
//!
//! A save that fails is not forgotten: its changes are put in front of the next save, a newer change to the same record taking
//! the place of the older. Until what was stored has been read, nothing is written that would replace it unread. A case is written
//! only when its account is, so that no kill leaves it there under a name that nobody knows. While the app
//! sleeps the store is closed again after every use, since a system may kill a sleeping app that holds a file's lock.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::accounts;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{Change, StoreError, StoreKey};
use crate::record;
use crate::start;

/// How the phone stands with its store.
#[derive(Debug, Default)]
pub(crate) struct Storage {
    /// What was stored has been read, or there is nothing left of it to be read.
    pub(crate) read: bool,
    /// Changes that no save has taken yet, by record.
    unsaved: BTreeMap<StoreKey, Change>,
    saving: BTreeMap<Ticket, Vec<Change>>,
    asleep: bool,
}

/// Puts one record into the store.
pub(crate) fn put<T: Serialize>(model: &mut Model, key: StoreKey, content: &T) {
    if let Some(bytes) = record::write(content) {
        change(model, vec![Change::Put(key, bytes)]);
    }
}

/// Changes records, all or none, together with what earlier saves left.
pub(crate) fn change(model: &mut Model, changes: Vec<Change>) {
    for change in changes {
        model.storage.unsaved.insert(key_of(&change).clone(), change);
    }
    flush(model);
}

/// Writes what no save has taken yet.
pub(crate) fn flush(model: &mut Model) {
    let storage = &model.storage;
    let of_accounts = |change: &Change| *key_of(change) == StoreKey::Accounts;
    let naming = storage.saving.values().flatten().any(of_accounts);
    let read = storage.read;
    let (ready, held): (BTreeMap<_, _>, BTreeMap<_, _>) = std::mem::take(&mut model.storage.unsaved)
        .into_iter()
        .partition(|(key, change)| {
            (read || !replaces_unread(key)) && (read && !naming || !is_new_case(change))
        });
    model.storage.unsaved = held;
    let changes: Vec<_> = ready.into_values().collect();
    if changes.is_empty() {
        return;
    }
    let sent = changes.clone();
    let ticket = model.want(|ticket| Effect::Save { ticket, changes });
    model.storage.saving.insert(ticket, sent);
}

/// Records that are read, added to and written back whole.
fn replaces_unread(key: &StoreKey) -> bool {
    matches!(
        key,
        StoreKey::Settings | StoreKey::Accounts | StoreKey::Receipts(_)
    )
}

fn is_new_case(change: &Change) -> bool {
    matches!(change, Change::Put(StoreKey::Dossier { .. }, _))
}

fn key_of(change: &Change) -> &StoreKey {
    match change {
        Change::Put(key, _) | Change::Remove(key) => key,
    }
}

/// A save, an erasure or a closing was answered.
pub(crate) fn saved(model: &mut Model, ticket: Ticket, result: Result<(), StoreError>) {
    if start::store_erased(model, ticket, &result) {
        return;
    }
    let Some(changes) = model.storage.saving.remove(&ticket) else {
        if let Err(error) = result {
            model.trouble = Some(Trouble::from(&error));
        }
        return;
    };
    match result {
        Ok(()) => {
            if model.storage.unsaved.is_empty() && model.storage.saving.is_empty() {
                model.trouble.take_if(|trouble| trouble.is_of_saving());
            }
            flush(model);
        }
        Err(error) => {
            let erasing = changes.iter().any(|change| matches!(change, Change::Remove(_)));
            for change in changes {
                let key = key_of(&change);
                let newer = |saving: &Vec<Change>| saving.iter().any(|later| key_of(later) == key);
                // A newer change of the same record is on its way: the older must not come after it.
                if !model.storage.saving.values().any(newer) {
                    model.storage.unsaved.entry(key.clone()).or_insert(change);
                }
            }
            model.trouble = Some(if erasing {
                Trouble::not_erased()
            } else {
                Trouble::from(&error)
            });
            if error == StoreError::Damaged {
                // The file was set aside: what is whole in memory goes into the new one.
                accounts::keep_all(model);
            }
        }
    }
}

/// Forgets the accounts and receipts that were held back until what was stored had been read; whether there were any.
pub(crate) fn drop_stale(model: &mut Model) -> bool {
    let unsaved = &mut model.storage.unsaved;
    let before = unsaved.len();
    let is_stale = |key: &StoreKey| matches!(key, StoreKey::Accounts | StoreKey::Receipts(_));
    unsaved.retain(|key, change| !(is_stale(key) && matches!(change, Change::Put(..))));
    unsaved.len() < before
}

/// Forgets what was still to be written, as when everything is erased.
pub(crate) fn forget_unsaved(model: &mut Model) {
    model.storage.unsaved.clear();
    model.storage.saving.clear();
}

pub(crate) fn fall_asleep(model: &mut Model) {
    flush(model);
    model.storage.asleep = true;
    model.want(|ticket| Effect::SuspendStore { ticket });
}

pub(crate) fn wake_up(model: &mut Model) {
    model.storage.asleep = false;
    flush(model);
}

/// Closes the store again, if this step of a sleeping app will use it.
pub(crate) fn close_if_asleep(model: &mut Model) {
    if model.storage.asleep && model.uses_store() {
        model.want(|ticket| Effect::SuspendStore { ticket });
    }
}

#[cfg(test)]
mod tests {
    use crate::effect::Effect;
    use crate::ports::{Change, StoreKey};
    use crate::session::TaxpayerId;
    use crate::testing::Desk;

    fn is_case(change: &Change) -> bool {
        matches!(change, Change::Put(StoreKey::Dossier { .. }, _))
    }

    #[test]
    fn a_case_is_written_only_when_its_account_is() {
        let mut desk = Desk::new();
        let case = StoreKey::Dossier {
            account: "a1".to_owned(),
            taxpayer: TaxpayerId("t".to_owned()),
        };
        super::put(&mut desk.model, StoreKey::Accounts, &"a1");
        super::put(&mut desk.model, case, &"a case");
        let wanted = desk.model.take_effects();
        let [Effect::Save { ticket, changes }] = wanted.as_slice() else {
            panic!("{wanted:?}")
        };
        assert!(!changes.iter().any(is_case));
        super::saved(&mut desk.model, *ticket, Ok(()));
        let wanted = desk.model.take_effects();
        assert!(matches!(wanted.as_slice(), [Effect::Save { changes, .. }] if changes.iter().all(is_case)));
    }
}
