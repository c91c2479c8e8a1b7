//! Signing out: what is stored goes at once, offline too; what the service is still owed is remembered until it was told.

use crate::accounts::{self, AccountId};
use crate::effect::{Call, Effect};
use crate::model::Model;
use crate::ports::VaultKey;

use super::calls::call;
use super::state::Session;

/// Signs an account out: its records are erased now, its session is revoked as soon as the service can be reached.
pub(crate) fn leave(model: &mut Model, account: &AccountId, everywhere: bool) {
    model.installation = model.ids.uuid();
    crate::start::save_settings(model);
    if model.sessions.contains_key(account) {
        accounts::mark_leaving(model, account, everywhere);
        call(model, account, Call::SignOut { everywhere });
    } else {
        left(model, account);
    }
}

/// Tells the service of every sign-out that it has not heard of.
pub(crate) fn go_on_leaving(model: &mut Model) {
    for (account, everywhere, consented) in accounts::leaving(model) {
        model
            .sessions
            .entry(account.clone())
            .or_insert_with(|| Session::new(consented));
        call(model, &account, Call::SignOut { everywhere });
    }
}

/// The service ended the session, or there was none to end: nothing is left of it here.
pub(super) fn left(model: &mut Model, account: &AccountId) {
    model.sessions.remove(account);
    let key = VaultKey::Session(account.0.clone());
    model.want(|ticket| Effect::EraseVault { ticket, key });
    accounts::forget(model, account);
}

/// Sends a revocation with the access token at hand, if there is one; nobody awaits its answer.
pub(crate) fn revoke_now(model: &mut Model, account: &AccountId) {
    let token = model
        .sessions
        .get(account)
        .and_then(|session| session.access.as_ref())
        .map(|access| access.token.clone());
    if let Some(access) = token {
        model.want(|ticket| Effect::Call {
            ticket,
            access,
            call: Call::SignOut { everywhere: false },
        });
    }
}
