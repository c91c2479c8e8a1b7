//! Entries as the store keeps them: a record for each account, with what was entered for each taxpayer.

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::state::OwnerKey;
use crate::accounts::{self, AccountId};
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::record::{self, Unreadable};
use crate::session::TaxpayerId;
use crate::storage;

/// What was entered for one taxpayer.
#[derive(Serialize, Deserialize)]
struct OfTaxpayer {
    taxpayer: TaxpayerId,
    entries: Vec<Entry>,
}

pub(super) fn store_key(account: &AccountId) -> StoreKey {
    StoreKey::Entries(account.0.clone())
}

/// Writes what an account holds.
pub(super) fn save(model: &mut Model, account: &AccountId) {
    let changes = change(model, account).into_iter().collect();
    storage::change(model, changes);
}

/// What becomes of an account's record; nothing while it holds what can't be read.
fn change(model: &Model, account: &AccountId) -> Option<Change> {
    if model.entries.unreadable.contains(account) {
        return None;
    }
    let own = model.entries.of.iter().filter(|((of, _), _)| of == account);
    let held: Vec<_> = own
        .filter(|(_, entries)| !entries.is_empty())
        .map(|((_, taxpayer), entries)| OfTaxpayer {
            taxpayer: taxpayer.clone(),
            entries: entries.clone(),
        })
        .collect();
    if held.is_empty() {
        return Some(Change::Remove(store_key(account)));
    }
    Some(Change::Put(store_key(account), record::write(&held)?))
}

/// An account's record was read. What was stored under an account that was replaced meanwhile is its heir's; of one that was left
/// nothing comes back.
pub(crate) fn restore(model: &mut Model, account: &str, bytes: &[u8]) -> Result<(), Unreadable> {
    let stored = AccountId(account.to_owned());
    let Some(owner) = accounts::heir_of(model, &stored) else {
        return Ok(());
    };
    let held: Result<Vec<OfTaxpayer>, Unreadable> = record::read(bytes);
    if held.is_err() {
        model.entries.unreadable.push(owner.clone());
    }
    for OfTaxpayer { taxpayer, entries } in held? {
        adopt(model, (owner.clone(), taxpayer), entries);
    }
    if owner != stored {
        let mut changes = vec![Change::Remove(store_key(&stored))];
        changes.extend(change(model, &owner));
        storage::change(model, changes);
    }
    Ok(())
}

/// Joins what was held under another name, or stored, to what is held under this one.
fn adopt(model: &mut Model, key: OwnerKey, older: Vec<Entry>) {
    let held = model.entries.of.entry(key).or_default();
    let newer = std::mem::replace(held, older);
    // A store that failed halfway is read twice.
    held.retain(|one| newer.iter().all(|newer| newer.id != one.id));
    held.extend(newer);
}

/// The account is left: what was entered under it goes with it. Gives what goes of its records.
pub(crate) fn forget(model: &mut Model, account: &AccountId) -> Change {
    let state = &mut model.entries;
    state.of.retain(|(of, _), _| of != account);
    state.unreadable.retain(|of| of != account);
    Change::Remove(store_key(account))
}

/// The login was signed in anew under another local name: what was entered is that one's now. Gives the changes, the older
/// record's removal among them.
pub(crate) fn inherit(model: &mut Model, old: &AccountId, new: &AccountId) -> Vec<Change> {
    let owned: Vec<_> = model
        .entries
        .of
        .keys()
        .filter(|(of, _)| of == old)
        .cloned()
        .collect();
    for key in owned {
        let older = model.entries.of.remove(&key).unwrap_or_default();
        adopt(model, (new.clone(), key.1), older);
    }
    let mut changes = vec![Change::Remove(store_key(old))];
    changes.extend(change(model, new));
    changes
}

/// Everything that every account holds, as into a new store.
pub(crate) fn keep_all(model: &Model) -> Vec<Change> {
    let mut accounts: Vec<_> = model.entries.of.keys().map(|(account, _)| account).collect();
    accounts.dedup();
    let kept = accounts.into_iter().filter_map(|account| change(model, account));
    kept.filter(|change| matches!(change, Change::Put(..))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As version 0.1.0 wrote it. It never changes: a later version has to read it.
    const FROZEN: &[u8] = include_bytes!("recorded/entries.json");

    #[test]
    fn what_an_earlier_version_wrote_is_read_and_written_alike() {
        let held: Vec<OfTaxpayer> = record::read(FROZEN.trim_ascii()).expect("a record");
        assert_eq!(held.iter().map(|one| one.entries.len()).sum::<usize>(), 4);
        let written = record::write(&held).expect("JSON");
        assert_eq!(
            String::from_utf8_lossy(&written),
            String::from_utf8_lossy(FROZEN.trim_ascii())
        );
    }
}
