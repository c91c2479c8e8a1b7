//! Renewing tokens: one renewal at a time, each attempt durable before it is sent, each successor durable before it is
//! used. A renewal cut off anywhere is repeated under its old name and ends nothing.

use jiff::{SignedDuration, Timestamp};

use crate::accounts::AccountId;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{ServiceError, VaultError, VaultKey};
use crate::secret::Secret;

use super::calls::{fail_waiting, send_waiting};
use super::names;
use super::state::{Access, Origin, Stage, from_vault, to_vault};
use super::types::{RefreshAttempt, Tokens};

/// The serial of a first token that no write to the vault has numbered; tickets are larger.
const FIRST: u64 = 0;

fn vault_key(account: &AccountId) -> VaultKey {
    VaultKey::Session(account.0.clone())
}

/// Starts a renewal, unless one is under way.
pub(super) fn renew(model: &mut Model, account: &AccountId) {
    let idle = model
        .sessions
        .get(account)
        .is_some_and(|session| matches!(session.stage, Stage::Idle));
    if idle {
        let key = vault_key(account);
        let ticket = model.want(|ticket| Effect::ReadVault { ticket, key });
        set(model, account, Stage::Reading(ticket));
    }
}

/// Keeps the tokens of a session that was just opened, as soon as its name is durable.
pub(super) fn keep_first(model: &mut Model, account: &AccountId, tokens: Tokens) {
    let until = end_of(model, &tokens);
    set(model, account, Stage::Naming(tokens, until));
    names::hold(model, account);
}

/// The session's name is durable.
pub(super) fn named(model: &mut Model, account: &AccountId) {
    if let Stage::Naming(tokens, until) = take(model, account) {
        keep(model, account, tokens, until, Origin::SignIn);
    }
}

/// The vault did not take the session's name, so it is given no token either, which nobody could find again.
pub(super) fn not_named(model: &mut Model, account: &AccountId) {
    if let Stage::Naming(tokens, until) = take(model, account) {
        model.trouble = Some(Trouble::session_not_kept());
        use_tokens(model, account, tokens, until, FIRST);
    }
}

fn end_of(model: &Model, tokens: &Tokens) -> Timestamp {
    let lifetime = SignedDuration::from_secs(i64::from(tokens.access_expires_in));
    model.now.checked_add(lifetime).unwrap_or(Timestamp::MAX)
}

fn keep(model: &mut Model, account: &AccountId, tokens: Tokens, until: Timestamp, origin: Origin) {
    let Some(value) = to_vault(&tokens.refresh, None) else {
        return stop(
            model,
            account,
            &Trouble::from(&ServiceError::Malformed("refresh token".to_owned())),
        );
    };
    let key = vault_key(account);
    let ticket = model.want(|ticket| Effect::WriteVault { ticket, key, value });
    set(model, account, Stage::Keeping(ticket, tokens, until, origin));
}

/// The refresh token was read: a new attempt is recorded first, one that was cut off is sent again as it was.
pub(super) fn token_read(model: &mut Model, account: &AccountId, result: Result<Option<Secret>, VaultError>) {
    let entry = match result {
        Ok(entry) => entry,
        Err(error) => return stop(model, account, &Trouble::from(&error)),
    };
    match entry.as_ref().and_then(from_vault) {
        Some((refresh, Some(request_id))) => exchange(model, account, RefreshAttempt { refresh, request_id }),
        Some((refresh, None)) => {
            let attempt = RefreshAttempt {
                refresh,
                request_id: model.ids.uuid(),
            };
            let Some(value) = to_vault(&attempt.refresh, Some(&attempt.request_id)) else {
                return super::end(model, account);
            };
            let key = vault_key(account);
            let ticket = model.want(|ticket| Effect::WriteVault { ticket, key, value });
            set(model, account, Stage::Recording(ticket, attempt));
        }
        None => super::end(model, account),
    }
}

fn exchange(model: &mut Model, account: &AccountId, attempt: RefreshAttempt) {
    let ticket = model.want(|ticket| Effect::Refresh { ticket, attempt });
    set(model, account, Stage::Exchanging(ticket));
}

pub(crate) fn refresh_answered(model: &mut Model, ticket: Ticket, result: Result<Tokens, ServiceError>) {
    super::note_connection(model, result.as_ref().err());
    let Some(account) = whose(
        model,
        |stage| matches!(stage, Stage::Exchanging(awaited) if *awaited == ticket),
    ) else {
        return;
    };
    match result {
        Ok(tokens) => {
            let until = end_of(model, &tokens);
            keep(model, &account, tokens, until, Origin::Refresh);
        }
        Err(ServiceError::SessionEnded | ServiceError::AccessExpired) => super::end(model, &account),
        Err(error) => stop(model, &account, &Trouble::from(&error)),
    }
}

pub(super) fn vault_changed(model: &mut Model, ticket: Ticket, result: Result<(), VaultError>) {
    let awaits = |stage: &Stage| match stage {
        Stage::Recording(awaited, _) | Stage::Keeping(awaited, ..) => *awaited == ticket,
        _ => false,
    };
    let Some(account) = whose(model, awaits) else {
        return;
    };
    match (take(model, &account), result) {
        (Stage::Recording(_, attempt), Ok(())) => exchange(model, &account, attempt),
        (Stage::Keeping(_, tokens, until, _), Ok(())) => use_tokens(model, &account, tokens, until, ticket.0),
        // The service won't give these tokens again, so the access token is used as long as it is good, and the person is told.
        (Stage::Keeping(_, tokens, until, Origin::SignIn), Err(_)) => {
            model.trouble = Some(Trouble::session_not_kept());
            use_tokens(model, &account, tokens, until, ticket.0);
        }
        (_, Err(error)) => stop(model, &account, &Trouble::from(&error)),
        (_, Ok(())) => {}
    }
}

fn use_tokens(model: &mut Model, account: &AccountId, tokens: Tokens, until: Timestamp, serial: u64) {
    if let Some(session) = model.sessions.get_mut(account) {
        session.access = Some(Access {
            used: false,
            token: tokens.access,
            until,
            serial,
        });
    }
    send_waiting(model, account);
}

/// The renewal can't go on now; what waited for it is told why. The recorded attempt stays, to be repeated.
fn stop(model: &mut Model, account: &AccountId, trouble: &Trouble) {
    set(model, account, Stage::Idle);
    fail_waiting(model, account, trouble);
}

/// The account whose renewal awaits this.
pub(super) fn whose(model: &Model, awaits: impl Fn(&Stage) -> bool) -> Option<AccountId> {
    let found = model.sessions.iter().find(|(_, session)| awaits(&session.stage));
    found.map(|(account, _)| account.clone())
}

fn set(model: &mut Model, account: &AccountId, stage: Stage) {
    if let Some(session) = model.sessions.get_mut(account) {
        session.stage = stage;
    }
}

fn take(model: &mut Model, account: &AccountId) -> Stage {
    let session = model.sessions.get_mut(account);
    session.map_or(Stage::Idle, |session| {
        std::mem::replace(&mut session.stage, Stage::Idle)
    })
}
