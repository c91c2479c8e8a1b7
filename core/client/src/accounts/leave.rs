//! How accounts go: at once for the person, and as an empty row until the service was told.

use std::collections::BTreeSet;

use crate::attachments;
use crate::certificate;
use crate::entries;
use crate::filing;
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::regime;
use crate::session::{self, Taxpayer, TaxpayerId};

use super::state::{Account, AccountId};
use super::stored::{save, save_with, store_key};

/// The person leaves: nothing of the account stays but its local name, under which the service is still to be told.
pub(crate) fn mark_leaving(model: &mut Model, account: &AccountId, everywhere: bool) {
    let changes = make_leaving(model, account, everywhere);
    save_with(model, changes);
}

/// Sessions that the vault names and the store does not know are left, as if a person had.
pub(crate) fn leave_unknown(model: &mut Model, unknown: Vec<AccountId>) {
    let rows = unknown.into_iter().map(|id| left_row(id, false));
    model.accounts.list.extend(rows);
    save(model);
}

/// An account is left for the one that its login was signed in with again, which takes its receipts over, those too that are
/// still to be read. Gives what goes of its records.
pub(super) fn replace(model: &mut Model, old: &AccountId, new: &AccountId) -> Vec<Change> {
    let accounts = &mut model.accounts;
    let receipts = accounts.receipts.remove(old).unwrap_or_default();
    accounts.receipts.insert(new.clone(), receipts);
    if !model.storage.read {
        let heirs = accounts.replaced.iter_mut().map(|(_, heir)| heir);
        for heir in heirs.filter(|heir| *heir == old) {
            *heir = new.clone();
        }
        accounts.replaced.insert(old.clone(), new.clone());
    }
    // First what the successor takes over, so that nothing of it is left to be erased.
    let mut changes = filing::inherit(model, old, new);
    changes.extend(attachments::inherit(model, old, new));
    changes.extend(entries::inherit(model, old, new));
    changes.extend(make_leaving(model, old, false));
    changes
}

/// Makes an account's row one of an account that was left; gives what goes of its records.
pub(super) fn make_leaving(model: &mut Model, account: &AccountId, everywhere: bool) -> Vec<Change> {
    let looked_for = &mut model.accounts.looked_for;
    looked_for.take_if(|(_, looked_for)| looked_for == account);
    let Some(found) = model.accounts.find_mut(account) else {
        return Vec::new();
    };
    let left = left_row(account.clone(), everywhere);
    let taxpayers = std::mem::replace(found, left).taxpayers;
    erase_records(model, account, taxpayers)
}

/// What stays of an account until the service was told.
fn left_row(id: AccountId, everywhere: bool) -> Account {
    Account {
        id,
        login: String::new(),
        person: String::new(),
        taxpayers: Vec::new(),
        chosen: None,
        signed_in: false,
        consented: None,
        leaving: Some(everywhere),
    }
}

pub(crate) fn is_leaving(model: &Model, account: &AccountId) -> bool {
    model
        .accounts
        .find(account)
        .is_some_and(|account| account.leaving.is_some())
}

/// The accounts whose sign-out the service has not heard of, and whether it is everywhere.
pub(crate) fn leaving(model: &Model) -> Vec<(AccountId, bool)> {
    let owed = model.accounts.list.iter();
    owed.filter_map(|account| Some((account.id.clone(), account.leaving?)))
        .collect()
}

/// Nothing of the account is left.
pub(crate) fn forget(model: &mut Model, account: &AccountId) {
    let taxpayers = model
        .accounts
        .find(account)
        .map(|account| account.taxpayers.clone())
        .unwrap_or_default();
    model.accounts.list.retain(|known| known.id != *account);
    if !model.storage.read {
        model.accounts.gone.insert(account.clone());
    }
    let changes = erase_records(model, account, taxpayers);
    save_with(model, changes);
}

/// These accounts were being erased when the app was killed; what was opened since is not among them.
pub(crate) fn drop_erased(model: &mut Model, erased: &BTreeSet<AccountId>) {
    model
        .accounts
        .list
        .retain(|account| !erased.contains(&account.id));
    model.accounts.current.take_if(|current| erased.contains(current));
    model.accounts.replaced.retain(|old, _| !erased.contains(old));
}

/// What goes of an account's records with it.
fn erase_records(model: &mut Model, account: &AccountId, taxpayers: Vec<Taxpayer>) -> Vec<Change> {
    model.accounts.receipts.remove(account);
    if model.accounts.is_current(account) {
        model.accounts.current = None;
    }
    let cases: Vec<_> = taxpayers.into_iter().map(|taxpayer| taxpayer.id).collect();
    let mut changes = vec![Change::Remove(StoreKey::Receipts(account.0.clone()))];
    changes.extend(certificate::forget(model, account, &cases));
    let cases = cases.into_iter();
    changes.extend(cases.map(|taxpayer| forget_case(model, account, taxpayer)));
    changes.extend(attachments::forget_account(model, account));
    changes.extend(filing::forget(model, account));
    changes.push(entries::forget(model, account));
    changes
}

/// A taxpayer's case goes. What was typed, attached and filed for it stays until the account is left: the service may name it again.
pub(super) fn forget_case(model: &mut Model, account: &AccountId, taxpayer: TaxpayerId) -> Change {
    regime::forget_case(model, account, &taxpayer);
    Change::Remove(store_key(account, &taxpayer))
}

/// The person has signed in again since asking to end every session: what is still owed ends the older ones only. Gives whether
/// anything was.
pub(crate) fn drop_owed_everywhere(model: &mut Model) -> bool {
    let mut dropped = false;
    for account in &mut model.accounts.list {
        if account.leaving == Some(true) {
            account.leaving = Some(false);
            dropped = true;
        }
    }
    for account in model.accounts.ids() {
        if dropped && is_leaving(model, &account) {
            session::forget_calls(model, &account);
        }
    }
    if dropped {
        session::go_on_leaving(model);
    }
    dropped
}
