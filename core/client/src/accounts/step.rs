//! How accounts come and change.

use crate::consent::{Receipt, Versions};
use crate::effect::Call;
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::record;
use crate::regime;
use crate::screens::Place;
use crate::session::{self, Opened, Session, Taxpayer, TaxpayerId};
use crate::settings::{self, Leaving};

use super::leave::{forget_case, replace};
use super::state::{Account, AccountId};
use super::stored::{save, save_with};

/// Who acts for whom right now. It can't be had without a session, nor without consent.
pub(crate) struct Acting<'a> {
    pub(crate) account: &'a Account,
    pub(crate) session: &'a Session,
    /// The versions for which the service has accepted receipts in this session.
    pub(crate) consented: &'a Versions,
    /// None while it was not chosen among several.
    pub(crate) taxpayer: Option<&'a Taxpayer>,
}

/// The account in front, if its session is open.
pub(crate) fn current(model: &Model) -> Option<Acting<'_>> {
    let account = model.accounts.find(model.accounts.current.as_ref()?)?;
    let session = model.sessions.get(&account.id)?;
    let consented = session.consented()?;
    account.leaving.is_none().then(|| Acting {
        account,
        session,
        consented,
        taxpayer: account.taxpayer(),
    })
}

/// Enters or renews the account of a login that was just signed in, with the receipts that it went with, in one save. A session
/// of it that is still open is replaced: its account is left, and given too, for the service to be told.
pub(crate) fn signed_in(
    model: &mut Model,
    login: &str,
    opened: &Opened,
    receipts: Vec<Receipt>,
) -> (AccountId, Option<AccountId>) {
    let known = model.accounts.visible().find(|account| account.login == login);
    let gone = gone_since(known, &opened.taxpayers);
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
        consented: None,
        leaving: None,
    });
    model.accounts.current = Some(id.clone());
    let mut changes = match &replaced {
        Some(old) => replace(model, old, &id),
        None => gone
            .into_iter()
            .map(|taxpayer| forget_case(model, &id, taxpayer))
            .collect(),
    };
    changes.extend(extend_receipts(model, &id, receipts));
    save_with(model, changes);
    (id, replaced)
}

/// The taxpayers of an account that are not among these.
fn gone_since(account: Option<&Account>, taxpayers: &[Taxpayer]) -> Vec<TaxpayerId> {
    let before = account.iter().flat_map(|account| &account.taxpayers);
    let gone = before.filter(|one| taxpayers.iter().all(|kept| kept.id != one.id));
    gone.map(|taxpayer| taxpayer.id.clone()).collect()
}

/// Adds receipts to an account's; they are only ever added.
pub(crate) fn add_receipts(model: &mut Model, account: &AccountId, receipts: Vec<Receipt>) {
    let changes = extend_receipts(model, account, receipts);
    save_with(model, changes);
}

fn extend_receipts(model: &mut Model, account: &AccountId, receipts: Vec<Receipt>) -> Vec<Change> {
    if let Some(versions) = Versions::of(&receipts)
        && let Some(found) = model.accounts.find_mut(account)
    {
        found.consented = Some(versions);
    }
    let all = model.accounts.receipts.entry(account.clone()).or_default();
    all.extend(receipts);
    let key = StoreKey::Receipts(account.0.clone());
    let bytes = record::write(all);
    bytes.map(|bytes| Change::Put(key, bytes)).into_iter().collect()
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
    let changes = gone
        .into_iter()
        .map(|id| forget_case(model, account, id))
        .collect();
    save_with(model, changes);
    if elsewhere {
        go_to(model, account);
    }
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

/// Goes to where a taxpayer is acted for under an account, or to the account's sign-in; whether it is acted for now.
pub(crate) fn go_to_owner(model: &mut Model, (account, taxpayer): &(AccountId, TaxpayerId)) -> bool {
    let is_acted_for = |model: &Model| {
        let acting = current(model).filter(|acting| acting.account.id == *account);
        acting
            .and_then(|acting| acting.taxpayer)
            .is_some_and(|acted| acted.id == *taxpayer)
    };
    if is_acted_for(model) {
        return true;
    }
    if let Some(found) = model.accounts.find_mut(account)
        && found.taxpayers.iter().any(|known| known.id == *taxpayer)
    {
        found.chosen = Some(taxpayer.clone());
    }
    switch(model, &account.0);
    is_acted_for(model)
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
        settings::ask_to_leave(model, Leaving::Remove(id));
    }
}

/// The service ended the account's session.
pub(crate) fn locked(model: &mut Model, account: &AccountId) {
    if let Some(found) = model.accounts.find_mut(account) {
        found.signed_in = false;
        save(model);
    }
}
