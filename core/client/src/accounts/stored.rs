//! What the store keeps of accounts.

use crate::consent::Receipt;
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::record::{self, Unreadable};
use crate::session::TaxpayerId;
use crate::storage;

use super::state::{Account, AccountId, Stored};

pub(super) fn stored(model: &Model) -> Option<Change> {
    let stored = Stored {
        list: model.accounts.list.clone(),
        current: model.accounts.current.clone(),
    };
    record::write(&stored).map(|bytes| Change::Put(StoreKey::Accounts, bytes))
}

pub(super) fn save(model: &mut Model) {
    let changes: Vec<_> = stored(model).into_iter().collect();
    storage::change(model, changes);
}

/// Writes everything about accounts that is whole in memory, as into a new store.
pub(crate) fn keep_all(model: &mut Model) {
    for (account, receipts) in model.accounts.receipts.clone() {
        storage::put(model, StoreKey::Receipts(account.0), &receipts);
    }
    save(model);
}

/// What was stored joins what is in memory: a store that could not be read at first may be read after a person has signed in
/// without it. A stored account of the same login is left, since its session was replaced.
pub(crate) fn restore(model: &mut Model, bytes: &[u8]) -> Result<(), Unreadable> {
    let stored: Stored = record::read(bytes)?;
    for mut account in stored.list {
        let known = |known: &&Account| known.id == account.id;
        if model.accounts.list.iter().any(|other| known(&other)) {
            continue;
        }
        if account.leaving.is_none() && model.accounts.visible().any(|other| other.login == account.login) {
            account.leaving = Some(false);
        }
        model.accounts.list.push(account);
    }
    if model.accounts.current.is_none() {
        model.accounts.current = stored.current;
    }
    Ok(())
}

/// Stored receipts come before those given since.
pub(crate) fn restore_receipts(model: &mut Model, account: &str, bytes: &[u8]) -> Result<(), Unreadable> {
    let mut receipts: Vec<Receipt> = record::read(bytes)?;
    let all = model
        .accounts
        .receipts
        .entry(AccountId(account.to_owned()))
        .or_default();
    receipts.retain(|receipt| !all.contains(receipt));
    receipts.append(all);
    *all = receipts;
    Ok(())
}

/// Where the accounts' receipts are stored.
pub(crate) fn receipt_keys(model: &Model) -> Vec<StoreKey> {
    model
        .accounts
        .list
        .iter()
        .map(|account| StoreKey::Receipts(account.id.0.clone()))
        .collect()
}

/// Everything that the phone holds for a taxpayer is keyed by both.
pub(crate) fn store_key(account: &AccountId, taxpayer: &TaxpayerId) -> StoreKey {
    StoreKey::Dossier {
        account: account.0.clone(),
        taxpayer: taxpayer.clone(),
    }
}
