//! What is written to the store, and when.
//!
//! A save that fails is not forgotten: its changes are put in front of the next save, a newer change to the same record taking
//! the place of the older. Each save takes along what those under way hold: when one of them fails and the app is killed, what
//! belongs together, as an account and its records, is stored together all the same. Until what was stored has been read, nothing
//! is written that would replace it unread, and no case of an account whose row waits for that. While the app sleeps the store is
//! closed again after every use, since a system may kill a sleeping app that holds a file's lock.

use litemap::LiteMap;

use serde::Serialize;

use crate::accounts;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::filing;
use crate::model::Model;
use crate::ports::{Change, StoreError, StoreKey};
use crate::record;
use crate::registration;
use crate::start;

/// How the phone stands with its store.
#[derive(Debug, Default)]
pub(crate) struct Storage {
    /// What was stored has been read, or there is nothing left of it to be read.
    pub(crate) read: bool,
    /// Changes that no save has taken yet, by record.
    unsaved: LiteMap<StoreKey, Change>,
    saving: LiteMap<Ticket, Vec<Change>>,
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
    let (read, erasing) = (model.storage.read, model.erasing.is_some());
    let (ready, held): (Vec<_>, Vec<_>) = std::mem::take(&mut model.storage.unsaved)
        .into_iter()
        .partition(|(key, change)| read || !replaces_unread(key, erasing) && !is_case(change));
    for (key, change) in held {
        model.storage.unsaved.insert(key, change);
    }
    if ready.is_empty() {
        return;
    }
    let mut changes = under_way(model);
    for (key, change) in ready {
        changes.insert(key, change);
    }
    let changes: Vec<_> = changes.into_iter().map(|(_, change)| change).collect();
    let sent = changes.clone();
    let ticket = model.want(|ticket| Effect::Save { ticket, changes });
    model.storage.saving.insert(ticket, sent);
}

/// Records that are read, added to and written back whole. That everything is being erased is kept at once all the same: nothing
/// else of that record is wanted any more, and a start after a kill is to know.
fn replaces_unread(key: &StoreKey, erasing: bool) -> bool {
    match key {
        StoreKey::Settings => !erasing,
        StoreKey::Accounts | StoreKey::Receipts(_) | StoreKey::AttachmentIndex => true,
        // An index that names less than what is stored would lose the rest; what it names goes with it.
        StoreKey::Filing(_) | StoreKey::FilingAside(_) => true,
        StoreKey::Application { .. } | StoreKey::Draft { .. } => true,
        StoreKey::Entries(_) => true,
        StoreKey::Registration => !erasing,
        _ => false,
    }
}

/// What the saves under way change, but for cases, which are large, and for what is about to be erased.
fn under_way(model: &Model) -> LiteMap<StoreKey, Change> {
    let erasure = model.erasing.as_ref().and_then(|erasing| erasing.store);
    let saving = model.storage.saving.iter();
    let mut newest = LiteMap::<&StoreKey, &Change>::new();
    for change in saving
        .filter(|(ticket, _)| erasure.is_none_or(|erasure| **ticket > erasure))
        .flat_map(|(_, changes)| changes)
    {
        newest.insert(key_of(change), change);
    }
    newest
        .into_iter()
        .filter(|(_, change)| !is_case(change))
        .map(|(key, change)| (key.clone(), change.clone()))
        .collect()
}

fn is_case(change: &Change) -> bool {
    matches!(change, Change::Put(StoreKey::Dossier { .. }, _))
}

fn key_of(change: &Change) -> &StoreKey {
    match change {
        Change::Put(key, _) | Change::Remove(key) => key,
    }
}

/// How what was put under a key stands with the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// On the disk.
    Durable,
    /// Being written.
    UnderWay,
    /// The store did not take it, or what it holds was not read yet.
    NotTaken,
}

/// How the newest change of a record stands.
pub(crate) fn standing(model: &Model, key: &StoreKey) -> Standing {
    let storage = &model.storage;
    let of = |change: &Change| key_of(change) == key;
    if storage.unsaved.contains_key(key) {
        Standing::NotTaken
    } else if storage.saving.values().flatten().any(of) {
        Standing::UnderWay
    } else {
        Standing::Durable
    }
}

/// A save, an erasure or a closing was answered.
pub(crate) fn saved(model: &mut Model, ticket: Ticket, result: Result<(), StoreError>) {
    let failed = result.is_err();
    took_in(model, ticket, result);
    filing::stored_or_not(model, failed);
}

fn took_in(model: &mut Model, ticket: Ticket, result: Result<(), StoreError>) {
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
                registration::keep(model);
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

/// Whether anything of these records is still to become durable.
pub(crate) fn holds_unsaved(model: &Model, is_meant: impl Fn(&StoreKey) -> bool) -> bool {
    let under_way = model.storage.saving.values().flatten().map(key_of);
    model.storage.unsaved.keys().chain(under_way).any(is_meant)
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

    fn case() -> StoreKey {
        StoreKey::Dossier {
            account: "a1".to_owned(),
            taxpayer: TaxpayerId("t".to_owned()),
        }
    }

    /// The keys of the one save that is wanted.
    fn saved(desk: &mut Desk) -> Vec<StoreKey> {
        let wanted = desk.model.take_effects();
        let [Effect::Save { changes, .. }] = wanted.as_slice() else {
            panic!("{wanted:?}")
        };
        changes.iter().map(super::key_of).cloned().collect()
    }

    #[test]
    fn a_case_takes_its_account_along() {
        let mut desk = Desk::new();
        super::put(&mut desk.model, StoreKey::Accounts, &"a1");
        assert_eq!(saved(&mut desk), [StoreKey::Accounts]);
        super::put(&mut desk.model, case(), &"a case");
        assert_eq!(saved(&mut desk), [StoreKey::Accounts, case()]);
        super::change(&mut desk.model, vec![Change::Remove(case())]);
        assert_eq!(saved(&mut desk), [StoreKey::Accounts, case()]);
        super::put(&mut desk.model, StoreKey::Settings, &"settings");
        assert_eq!(
            saved(&mut desk),
            [StoreKey::Settings, StoreKey::Accounts, case()],
            "its removal too"
        );
    }

    #[test]
    fn the_newest_of_a_record_is_taken_along() {
        let mut desk = Desk::new();
        for account in ["a1", "a2", "a3"] {
            super::put(&mut desk.model, StoreKey::Accounts, &account);
            let wanted = desk.model.take_effects();
            let [Effect::Save { changes, .. }] = wanted.as_slice() else {
                panic!("{wanted:?}")
            };
            let [Change::Put(_, bytes)] = changes.as_slice() else {
                panic!("{changes:?}")
            };
            assert!(String::from_utf8_lossy(bytes).contains(account));
        }
        super::put(&mut desk.model, StoreKey::Settings, &"settings");
        let wanted = desk.model.take_effects();
        let [Effect::Save { changes, .. }] = wanted.as_slice() else {
            panic!("{wanted:?}")
        };
        let newest = changes.iter().find_map(|change| match change {
            Change::Put(StoreKey::Accounts, bytes) => Some(String::from_utf8_lossy(bytes)),
            _ => None,
        });
        assert!(newest.is_some_and(|newest| newest.contains("a3")));
    }

    #[test]
    fn a_case_waits_until_the_store_was_read() {
        let mut desk = Desk::new();
        desk.model.storage.read = false;
        super::put(&mut desk.model, case(), &"a case");
        assert!(desk.model.take_effects().is_empty());
        super::change(&mut desk.model, vec![Change::Remove(case())]);
        assert_eq!(saved(&mut desk), [case()], "what goes, goes at once");
    }
}
