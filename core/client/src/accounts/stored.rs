//! What the store keeps of accounts.

use std::collections::BTreeSet;

use salyk_regulation::order;

use crate::consent::Receipt;
use crate::entries;
use crate::filing;
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::record::{self, Unreadable};
use crate::session::TaxpayerId;
use crate::storage;

use super::leave::make_leaving;
use super::state::{AccountId, Stored};

pub(super) fn save(model: &mut Model) {
    save_with(model, Vec::new());
}

/// Makes these changes, and writes the list of accounts with them: all or none.
pub(super) fn save_with(model: &mut Model, mut changes: Vec<Change>) {
    let stored = Stored {
        list: model.accounts.list.clone(),
        current: model.accounts.current.clone(),
    };
    changes.extend(record::write(&stored).map(|bytes| Change::Put(StoreKey::Accounts, bytes)));
    storage::change(model, changes);
}

/// Writes everything about accounts that is whole in memory, as into a new store: all or none.
pub(crate) fn keep_all(model: &mut Model) {
    keep_all_with(model, Vec::new());
}

fn keep_all_with(model: &mut Model, mut changes: Vec<Change>) {
    changes.extend(model.accounts.receipts.iter().filter_map(|(account, receipts)| {
        let key = StoreKey::Receipts(account.0.clone());
        record::write(receipts).map(|bytes| Change::Put(key, bytes))
    }));
    changes.extend(filing::keep_all(model));
    changes.extend(entries::keep_all(model));
    save_with(model, changes);
}

/// What was to be written about accounts before the stored ones were read knows nothing of those: all is written anew, and of
/// those that were replaced meanwhile nothing stays but an empty row.
pub(crate) fn rewrite_stale(model: &mut Model) {
    if storage::drop_stale(model) {
        let mut changes = Vec::new();
        for (old, _) in std::mem::take(&mut model.accounts.replaced) {
            changes.extend(make_leaving(model, &old, false));
        }
        keep_all_with(model, changes);
    }
}

/// What was stored joins what is in memory: a store that could not be read at first may be read after a person has signed in
/// without it. A stored account of the same login is left, since its session was replaced; one that was left since does not come
/// back.
pub(crate) fn restore(model: &mut Model, bytes: &[u8]) -> Result<(), Unreadable> {
    let stored: Stored = record::read(bytes)?;
    for mut account in stored.list {
        if model.accounts.find(&account.id).is_some() || model.accounts.gone.contains(&account.id) {
            continue;
        }
        let newer = model
            .accounts
            .visible()
            .find(|other| other.login == account.login)
            .map(|newer| newer.id.clone());
        if let Some(newer) = newer.filter(|_| account.leaving.is_none()) {
            account.leaving = Some(false);
            model.accounts.replaced.insert(account.id.clone(), newer);
        }
        model.accounts.list.push(account);
    }
    if model.accounts.current.is_none() {
        let stored = stored.current.filter(|id| is_visible(model, id));
        model.accounts.current = stored;
    }
    Ok(())
}

/// The names of the accounts that are stored.
pub(crate) fn stored_ids(bytes: &[u8]) -> Result<Vec<AccountId>, Unreadable> {
    let stored: Stored = record::read(bytes)?;
    Ok(stored.list.into_iter().map(|account| account.id).collect())
}

fn is_visible(model: &Model, id: &AccountId) -> bool {
    model.accounts.visible().any(|account| account.id == *id)
}

/// Stored receipts come before those given since. Those of an account that was replaced are its successor's now; those of one
/// that was left are not wanted any more.
pub(crate) fn restore_receipts(model: &mut Model, account: &str, bytes: &[u8]) -> Result<(), Unreadable> {
    let mut receipts: Vec<Receipt> = record::read(bytes)?;
    let stored = AccountId(account.to_owned());
    let owner = model.accounts.replaced.get(&stored).unwrap_or(&stored).clone();
    if !is_visible(model, &owner) {
        return Ok(());
    }
    let all = model.accounts.receipts.entry(owner).or_default();
    receipts.retain(|receipt| !all.contains(receipt));
    receipts.append(all);
    *all = receipts;
    Ok(())
}

/// Where the accounts' receipts are stored.
pub(crate) fn receipt_keys(model: &Model) -> Vec<StoreKey> {
    owners(model).into_iter().map(StoreKey::Receipts).collect()
}

/// Where the accounts' indexes of drafts and applications are stored, those set aside before the others.
pub(crate) fn filing_keys(model: &Model) -> Vec<StoreKey> {
    let keys = |owner: String| [StoreKey::FilingAside(owner.clone()), StoreKey::Filing(owner)];
    owners(model).into_iter().flat_map(keys).collect()
}

/// Where what the accounts' persons entered is stored.
pub(crate) fn entry_keys(model: &Model) -> Vec<StoreKey> {
    owners(model).into_iter().map(StoreKey::Entries).collect()
}

/// The local ids of the accounts that may have records, those replaced meanwhile among them.
fn owners(model: &Model) -> BTreeSet<String> {
    let listed = model.accounts.list.iter().map(|account| &account.id);
    let owners = listed.chain(model.accounts.replaced.keys());
    order::gathered(owners.map(|owner| owner.0.clone()))
}

/// Who what was stored for an account belongs to now: itself, or whoever replaced it; nobody once it was left.
pub(crate) fn heir_of(model: &Model, stored: &AccountId) -> Option<AccountId> {
    let owner = model.accounts.replaced.get(stored).unwrap_or(stored);
    is_visible(model, owner).then(|| owner.clone())
}

/// Everything that the phone holds for a taxpayer is keyed by both.
pub(crate) fn store_key(account: &AccountId, taxpayer: &TaxpayerId) -> StoreKey {
    StoreKey::Dossier {
        account: account.0.clone(),
        taxpayer: taxpayer.clone(),
    }
}
