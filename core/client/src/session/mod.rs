//! Session: signing in, staying signed in, signing out.
//!
//! The access token lives in memory, the refresh token in the vault. A renewal is recorded in the vault before it is sent
//! and its successor before it is used, one renewal at a time for each account. A session that the service ended locks the
//! account and erases nothing but the token; signing out erases at once and tells the service when it can.

mod calls;
#[cfg(test)]
mod erasing_tests;
mod form;
mod leave;
mod names;
mod renew;
mod state;
#[cfg(test)]
mod tests;
mod types;
#[cfg(test)]
mod unread_tests;
mod view;

use crate::accounts::{self, AccountId};
use crate::consent::{Receipt, Versions};
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{ServiceError, VaultError, VaultKey};
use crate::registration;
use crate::secret::Secret;
use crate::settings;
use crate::start;

pub(crate) use calls::{call, call_answered, note_connection};
pub(crate) use form::{Form, enter, login_typed, password_entered, show, show_login, sign_in_answered, woke};
pub(crate) use leave::{go_on_leaving, leave, revoke_now};
pub(crate) use names::{Names, drop_name, look as look_for_names, sweep as end_unknown};
pub(crate) use renew::refresh_answered;
pub(crate) use state::Session;
pub use types::{Opened, RefreshAttempt, Role, SignInRequest, Taxpayer, TaxpayerId, Tokens};
pub(crate) use view::view;

/// The service has accepted login, password and receipts.
fn open_session(model: &mut Model, login: &str, receipts: Vec<Receipt>, opened: Opened) {
    let Some(consented) = Versions::of(&receipts) else {
        return;
    };
    if accounts::drop_owed_everywhere(model) {
        model.trouble = Some(Trouble::everywhere_unsure());
    }
    let (account, replaced) = accounts::signed_in(model, login, &opened, receipts);
    if let Some(replaced) = replaced {
        leave::end_at_service(model, &replaced, false);
    }
    model.sessions.insert(account.clone(), Session::new(consented));
    renew::keep_first(model, &account, opened.tokens);
    accounts::go_to(model, &account);
}

/// The vault has written or erased an entry.
pub(crate) fn vault_changed(model: &mut Model, ticket: Ticket, result: Result<(), VaultError>) {
    settings::entry_erased(model, ticket, &result);
    registration::vault_changed(model, ticket, &result);
    leave::entry_erased(model, ticket, &result);
    names::written(model, ticket, &result);
    renew::vault_changed(model, ticket, result);
}

/// Looks for the stored session of the current account.
pub(crate) fn resume_stored(model: &mut Model) {
    let current = model.accounts.current_signed_in();
    match current {
        Some(account) if !model.sessions.contains_key(&account) => {
            let key = VaultKey::Session(account.0.clone());
            let ticket = model.want(|ticket| Effect::ReadVault { ticket, key });
            model.accounts.looked_for = Some((ticket, account));
        }
        Some(_) => {}
        None if start::is_starting(model) => show(model, None, None),
        None => {}
    }
}

pub(crate) fn vault_read(model: &mut Model, ticket: Ticket, result: Result<Option<Secret>, VaultError>) {
    if names::read(model, ticket, &result) || registration::vault_read(model, ticket, &result) {
        return;
    }
    if let Some((_, account)) = model
        .accounts
        .looked_for
        .take_if(|(awaited, _)| *awaited == ticket)
    {
        return stored_session_read(model, &account, result);
    }
    let awaits = |stage: &state::Stage| matches!(stage, state::Stage::Reading(awaited) if *awaited == ticket);
    if let Some(account) = renew::whose(model, awaits) {
        renew::token_read(model, &account, result);
    }
}

fn stored_session_read(model: &mut Model, account: &AccountId, result: Result<Option<Secret>, VaultError>) {
    let consented = model
        .accounts
        .find(account)
        .and_then(|account| account.consented.clone());
    match (result, consented) {
        (Ok(Some(entry)), Some(consented)) if state::from_vault(&entry).is_some() => {
            model.sessions.insert(account.clone(), Session::new(consented));
            accounts::go_to(model, account);
        }
        (Ok(_), _) => end(model, account),
        // The vault did not answer: the account stays as it is, and the next return to the foreground asks again.
        (Err(error), _) if start::is_starting(model) => {
            show(model, Some(account), Some(Trouble::from(&error)))
        }
        (Err(error), _) => model.trouble = Some(Trouble::from(&error)),
    }
}

/// The service ended the session: the account is locked, what is stored stays sealed, and signing in again opens it.
fn end(model: &mut Model, account: &AccountId) {
    if accounts::is_leaving(model, account) {
        return leave::left_unheard(model, account);
    }
    model.sessions.remove(account);
    let key = VaultKey::Session(account.0.clone());
    model.want(|ticket| Effect::EraseVault { ticket, key });
    accounts::locked(model, account);
    if model.accounts.is_current(account) {
        show(
            model,
            Some(account),
            Some(Trouble::from(&ServiceError::SessionEnded)),
        );
    }
}

/// Awaits none of an account's calls any more.
pub(crate) fn forget_calls(model: &mut Model, account: &AccountId) {
    if let Some(session) = model.sessions.get_mut(account) {
        session.forget_calls();
    }
}

/// The service has accepted receipts for newer versions (`guide:M2a`).
pub(crate) fn consent_renewed(model: &mut Model, account: &AccountId, receipts: &[Receipt]) {
    let Some(versions) = Versions::of(receipts) else {
        return;
    };
    if let Some(session) = model.sessions.get_mut(account) {
        session.renew_consent(versions);
    }
}
