//! How accounts come, change and go.

use crate::consent::{Receipt, Versions};
use crate::effect::Call;
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::record;
use crate::regime;
use crate::screens::Place;
use crate::session::{self, Opened, Session, Taxpayer, TaxpayerId};
use crate::settings::Question;
use crate::storage;

use super::state::{Account, AccountId};
use super::stored::{save, store_key, stored};

/// Who acts for whom right now. It can't be had without a session.
pub(crate) struct Acting<'a> {
    pub(crate) account: &'a Account,
    pub(crate) session: &'a Session,
    /// None while it was not chosen among several.
    pub(crate) taxpayer: Option<&'a Taxpayer>,
}

/// The account in front, if its session is open.
pub(crate) fn current(model: &Model) -> Option<Acting<'_>> {
    let account = model.accounts.find(model.accounts.current.as_ref()?)?;
    let session = model.sessions.get(&account.id)?;
    account.leaving.is_none().then(|| Acting {
        account,
        session,
        taxpayer: account.taxpayer(),
    })
}

/// Enters or renews the account of a login that was just signed in. A session of it that is still open is replaced: its account
/// is left, and given too, for the service to be told.
pub(crate) fn signed_in(
    model: &mut Model,
    login: &str,
    opened: &Opened,
    consented: Versions,
) -> (AccountId, Option<AccountId>) {
    let known = model.accounts.visible().find(|account| account.login == login);
    let known = known.map(|account| (account.id.clone(), account.chosen.clone(), account.signed_in));
    let (id, chosen, replaced) = match known {
        Some((id, chosen, false)) => (id, chosen, None),
        Some((id, chosen, true)) => (AccountId(model.ids.uuid()), chosen, Some(id)),
        None => (AccountId(model.ids.uuid()), None, None),
    };
    let chosen = chosen.filter(|chosen| opened.taxpayers.iter().any(|taxpayer| taxpayer.id == *chosen));
    model.accounts.list.retain(|account| account.id != id);
    model.accounts.list.push(Account {
        id: id.clone(),
        login: login.to_owned(),
        person: opened.person.clone(),
        taxpayers: opened.taxpayers.clone(),
        chosen,
        signed_in: true,
        consented: Some(consented),
        leaving: None,
    });
    model.accounts.current = Some(id.clone());
    match &replaced {
        Some(replaced) => replace(model, replaced, &id),
        None => save(model),
    }
    (id, replaced)
}

/// An account is left for the one that its login was signed in with again; its receipts go over in the same save.
fn replace(model: &mut Model, old: &AccountId, new: &AccountId) {
    let receipts = model.accounts.receipts.remove(old).unwrap_or_default();
    let moved = record::write(&receipts).map(|bytes| Change::Put(StoreKey::Receipts(new.0.clone()), bytes));
    model.accounts.receipts.insert(new.clone(), receipts);
    if let Some(taxpayers) = make_leaving(model, old, false) {
        erase_records(model, old, taxpayers, moved);
    }
}

/// Adds receipts to an account's; they are only ever added.
pub(crate) fn add_receipts(model: &mut Model, account: &AccountId, receipts: Vec<Receipt>) {
    if let Some(versions) = Versions::of(&receipts)
        && let Some(found) = model.accounts.find_mut(account)
    {
        found.consented = Some(versions);
    }
    let all = model.accounts.receipts.entry(account.clone()).or_default();
    all.extend(receipts);
    let all = all.clone();
    storage::put(model, StoreKey::Receipts(account.0.clone()), &all);
    save(model);
}

/// Shows an account whose session is open: its home, or the choice among its taxpayers.
pub(crate) fn go_to(model: &mut Model, account: &AccountId) {
    model.sign_in.abandon();
    model.accounts.current = Some(account.clone());
    save(model);
    let acting_for = model
        .accounts
        .find(account)
        .and_then(Account::taxpayer)
        .map(|taxpayer| taxpayer.id.clone());
    match acting_for {
        Some(taxpayer) => {
            model.screens.reset(Place::Home);
            regime::open_case(model, account, &taxpayer);
        }
        None => model.screens.reset(Place::Taxpayers),
    }
}

/// Asks the service for the newest of the account in front.
pub(crate) fn refresh_current(model: &mut Model) {
    let Some(acting) = current(model) else { return };
    let account = acting.account.id.clone();
    let taxpayer = acting.taxpayer.map(|taxpayer| taxpayer.id.clone());
    session::call(model, &account, Call::Taxpayers);
    if let Some(taxpayer) = taxpayer {
        regime::fetch_case(model, &account, &taxpayer);
    }
}

/// The newest list; the cases of taxpayers that the login may no longer act for are erased.
pub(crate) fn taxpayers_arrived(model: &mut Model, account: &AccountId, taxpayers: Vec<Taxpayer>) {
    let Some(found) = model.accounts.find_mut(account) else {
        return;
    };
    if found.taxpayers == taxpayers {
        return;
    }
    let acting_for = found.taxpayer().map(|taxpayer| taxpayer.id.clone());
    let before = std::mem::replace(&mut found.taxpayers, taxpayers);
    let is_kept = |id: &TaxpayerId| found.taxpayers.iter().any(|kept| kept.id == *id);
    let gone: Vec<_> = before
        .into_iter()
        .map(|taxpayer| taxpayer.id)
        .filter(|id| !is_kept(id))
        .collect();
    found.chosen.take_if(|chosen| gone.contains(chosen));
    let elsewhere = acting_for.is_some_and(|id| gone.contains(&id)) && model.accounts.is_current(account);
    let mut changes: Vec<_> = gone
        .into_iter()
        .map(|id| forget_case(model, account, id))
        .collect();
    changes.extend(stored(model));
    storage::change(model, changes);
    if elsewhere {
        go_to(model, account);
    }
}

fn forget_case(model: &mut Model, account: &AccountId, taxpayer: TaxpayerId) -> Change {
    regime::forget_case(model, account, &taxpayer);
    Change::Remove(store_key(account, &taxpayer))
}

pub(crate) fn open_taxpayers(model: &mut Model) {
    if current(model).is_some() {
        model.screens.push(Place::Taxpayers);
    }
}

pub(crate) fn choose_taxpayer(model: &mut Model, taxpayer: &str) {
    let Some(acting) = current(model) else { return };
    let id = acting.account.id.clone();
    let Some(chosen) = acting
        .account
        .taxpayers
        .iter()
        .find(|known| known.id.0 == taxpayer)
    else {
        return;
    };
    let chosen = chosen.id.clone();
    if let Some(account) = model.accounts.find_mut(&id) {
        account.chosen = Some(chosen);
    }
    go_to(model, &id);
}

pub(crate) fn open(model: &mut Model) {
    model.screens.push(Place::Accounts);
}

pub(crate) fn switch(model: &mut Model, account: &str) {
    let id = AccountId(account.to_owned());
    let Some(found) = model
        .accounts
        .find(&id)
        .filter(|account| account.leaving.is_none())
    else {
        return;
    };
    let signed_in = found.signed_in;
    model.accounts.looked_for = None;
    model.accounts.current = Some(id.clone());
    if model.sessions.contains_key(&id) {
        go_to(model, &id);
    } else if signed_in {
        session::resume_stored(model);
    } else {
        session::show(model, Some(&id), None);
    }
}

/// Opens an empty sign-in; the other accounts stay as they are.
pub(crate) fn add(model: &mut Model) {
    model.accounts.looked_for = None;
    model.accounts.current = None;
    session::show(model, None, None);
}

pub(crate) fn ask_to_remove(model: &mut Model, account: &str) {
    let id = AccountId(account.to_owned());
    if model.accounts.find(&id).is_some() {
        model.screens.push(Place::Confirm(Question::RemoveAccount(id)));
    }
}

/// The service ended the account's session.
pub(crate) fn locked(model: &mut Model, account: &AccountId) {
    if let Some(found) = model.accounts.find_mut(account) {
        found.signed_in = false;
        save(model);
    }
}

/// The person leaves: nothing of the account stays but its local name, under which the service is still to be told.
pub(crate) fn mark_leaving(model: &mut Model, account: &AccountId, everywhere: bool) {
    if let Some(taxpayers) = make_leaving(model, account, everywhere) {
        erase_records(model, account, taxpayers, None);
    }
}

/// Sessions that the vault names and the store does not know are left, as if a person had.
pub(crate) fn leave_unknown(model: &mut Model, unknown: Vec<AccountId>) {
    let rows = unknown.into_iter().map(|id| left_row(id, false));
    model.accounts.list.extend(rows);
    save(model);
}

/// Makes an account's row one of an account that was left; gives its taxpayers, whose cases are to go.
fn make_leaving(model: &mut Model, account: &AccountId, everywhere: bool) -> Option<Vec<Taxpayer>> {
    let looked_for = &mut model.accounts.looked_for;
    looked_for.take_if(|(_, looked_for)| looked_for == account);
    let found = model.accounts.find_mut(account)?;
    let left = left_row(account.clone(), everywhere);
    Some(std::mem::replace(found, left).taxpayers)
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
    erase_records(model, account, taxpayers, None);
}

/// These accounts were being erased when the app was killed; what was opened since is not among them.
pub(crate) fn drop_erased(model: &mut Model, erased: &[AccountId]) {
    model
        .accounts
        .list
        .retain(|account| !erased.contains(&account.id));
    model.accounts.current.take_if(|current| erased.contains(current));
}

fn erase_records(model: &mut Model, account: &AccountId, taxpayers: Vec<Taxpayer>, also: Option<Change>) {
    model.accounts.receipts.remove(account);
    if model.accounts.is_current(account) {
        model.accounts.current = None;
    }
    let mut changes = vec![Change::Remove(StoreKey::Receipts(account.0.clone()))];
    changes.extend(
        taxpayers
            .into_iter()
            .map(|taxpayer| forget_case(model, account, taxpayer.id)),
    );
    changes.extend(also);
    changes.extend(stored(model));
    storage::change(model, changes);
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
