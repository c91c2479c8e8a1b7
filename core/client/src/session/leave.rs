//! Signing out: what is stored goes at once, offline too; what the service is still owed is remembered until it was told.

use crate::accounts::{self, AccountId};
use crate::effect::{Call, Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{VaultError, VaultKey};
use crate::secret::Secret;
use crate::start;

use super::calls::call;
use super::names;
use super::state::Session;

/// Signs an account out: its records are erased now, its session is revoked as soon as the service can be reached. What was
/// under way for it is no longer awaited.
pub(crate) fn leave(model: &mut Model, account: &AccountId, everywhere: bool) {
    start::renew_installation(model);
    start::save_settings(model);
    let signed_in = model
        .accounts
        .find(account)
        .is_some_and(|account| account.signed_in);
    accounts::mark_leaving(model, account, everywhere);
    if signed_in {
        end_at_service(model, account, everywhere);
    } else {
        left(model, account);
    }
}

/// Tells the service that an account was left; what was under way for it is no longer awaited.
pub(super) fn end_at_service(model: &mut Model, account: &AccountId, everywhere: bool) {
    super::forget_calls(model, account);
    tell(model, account, everywhere);
}

/// Tells the service of every sign-out that it has not heard of.
pub(crate) fn go_on_leaving(model: &mut Model) {
    for (account, everywhere) in accounts::leaving(model) {
        tell(model, &account, everywhere);
    }
}

fn tell(model: &mut Model, account: &AccountId, everywhere: bool) {
    let session = model.sessions.entry(account.clone());
    session.or_insert_with(Session::to_be_ended);
    call(model, account, Call::SignOut { everywhere });
}

/// The service ended the session, or there was none to end: its vault entry goes, and then the account's empty row.
pub(super) fn left(model: &mut Model, account: &AccountId) {
    model.sessions.remove(account);
    let key = VaultKey::Session(account.0.clone());
    let ticket = model.want(|ticket| Effect::EraseVault { ticket, key });
    model.accounts.entries_erased.insert(ticket, account.clone());
}

/// The vault has answered. An entry that may still be there keeps the row, so that the next occasion tries again.
pub(super) fn entry_erased(model: &mut Model, ticket: Ticket, result: &Result<(), VaultError>) {
    let Some(account) = model.accounts.entries_erased.remove(&ticket) else {
        return;
    };
    match result {
        Ok(()) => {
            accounts::forget(model, &account);
            names::drop_name(model, &account);
        }
        Err(error) => model.trouble = Some(Trouble::from(error)),
    }
}

/// The session ended before the service answered a sign-out: whether every other phone was signed out is not known.
pub(super) fn left_unheard(model: &mut Model, account: &AccountId) {
    let everywhere = model
        .accounts
        .find(account)
        .is_some_and(|account| account.leaving == Some(true));
    if everywhere {
        model.trouble = Some(Trouble::everywhere_unsure());
    }
    left(model, account);
}

/// Sends a revocation with the access token at hand, if there is one; nobody awaits its answer.
pub(crate) fn revoke_now(model: &mut Model, account: &AccountId) {
    let session = model.sessions.get(account);
    if let Some(access) = session.and_then(Session::newest_access).cloned() {
        revoke(model, access);
    }
}

/// Ends the session of an access token; nobody awaits the answer.
pub(super) fn revoke(model: &mut Model, access: Secret) {
    model.want(|ticket| Effect::Call {
        ticket,
        access,
        call: Call::SignOut { everywhere: false },
    });
}
