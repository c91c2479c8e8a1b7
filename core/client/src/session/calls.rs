//! Calls that need a session: sent with an access token that is good, or kept until there is one.

use jiff::SignedDuration;

use crate::accounts::{self, AccountId};
use crate::attachments;
use crate::certificate;
use crate::consent;
use crate::effect::{Call, Effect, Ticket};
use crate::event::CallAnswer;
use crate::fault::Trouble;
use crate::filing;
use crate::model::{Connection, Model};
use crate::ports::ServiceError;
use crate::regime;
use crate::registration;

use super::renew::renew;
use super::state::Pending;

/// An access token this close to its end is renewed first.
const MARGIN: SignedDuration = SignedDuration::from_secs(5);

/// How often one call is sent before the service's refusals of fresh tokens are taken for a fault.
const MOST_SENDS: u8 = 3;

/// Makes a call for an account; its answer goes to the feature that it belongs to.
pub(crate) fn call(model: &mut Model, account: &AccountId, call: Call) {
    pass_on(
        model,
        account,
        Pending {
            call,
            sent: 0,
            with: 0,
        },
    );
}

fn pass_on(model: &mut Model, account: &AccountId, pending: Pending) {
    let now = model.now;
    let Some(session) = model.sessions.get_mut(account) else {
        return;
    };
    let known = session
        .waiting
        .iter()
        .chain(session.sent.values())
        .any(|other| other.call == pending.call);
    if known {
        return;
    }
    let good = session
        .access
        .as_mut()
        .filter(|access| !access.used || access.until.duration_since(now) > MARGIN);
    if let Some(access) = good {
        access.used = true;
        let (token, with, call) = (access.token.clone(), access.serial, pending.call.clone());
        let ticket = model.want(|ticket| Effect::Call {
            ticket,
            access: token,
            call,
        });
        if let Some(session) = model.sessions.get_mut(account) {
            session.sent.insert(
                ticket,
                Pending {
                    sent: pending.sent + 1,
                    with,
                    ..pending
                },
            );
        }
    } else {
        session.access = None;
        session.waiting.push(pending);
        renew(model, account);
    }
}

/// A fresh access token is there.
pub(super) fn send_waiting(model: &mut Model, account: &AccountId) {
    let waiting = model
        .sessions
        .get_mut(account)
        .map(|session| std::mem::take(&mut session.waiting));
    for pending in waiting.into_iter().flatten() {
        pass_on(model, account, pending);
    }
}

/// No access token is to be had now.
pub(super) fn fail_waiting(model: &mut Model, account: &AccountId, trouble: &Trouble) {
    let waiting = model
        .sessions
        .get_mut(account)
        .map(|session| std::mem::take(&mut session.waiting));
    for pending in waiting.into_iter().flatten() {
        failed(model, account, &pending.call, trouble);
    }
}

pub(crate) fn call_answered(model: &mut Model, ticket: Ticket, result: Result<CallAnswer, ServiceError>) {
    note_connection(model, result.as_ref().err());
    let owner = model
        .sessions
        .iter()
        .find(|(_, session)| session.sent.contains_key(&ticket));
    let Some(account) = owner.map(|(account, _)| account.clone()) else {
        return;
    };
    let Some(session) = model.sessions.get_mut(&account) else {
        return;
    };
    let Some(pending) = session.sent.remove(&ticket) else {
        return;
    };
    match result {
        Ok(answer) => answered(model, &account, pending.call, answer),
        Err(ServiceError::AccessExpired) if pending.sent < MOST_SENDS => {
            // A call that comes back late must not drop a token that was renewed meanwhile.
            session.access.take_if(|access| access.serial == pending.with);
            pass_on(model, &account, pending);
        }
        Err(ServiceError::SessionEnded) => super::end(model, &account),
        Err(error) => failed(model, &account, &pending.call, &Trouble::from(&error)),
    }
}

fn answered(model: &mut Model, account: &AccountId, call: Call, answer: CallAnswer) {
    match (call, answer) {
        (Call::Taxpayers, CallAnswer::Taxpayers(taxpayers)) => {
            accounts::taxpayers_arrived(model, account, taxpayers)
        }
        (Call::Dossier { taxpayer, .. }, CallAnswer::Dossier(dossier)) => {
            regime::dossier_arrived(model, account, taxpayer, *dossier);
        }
        (Call::AddReceipts { receipts }, CallAnswer::ReceiptsAdded) => {
            consent::receipts_added(model, account, receipts);
        }
        (call @ Call::File { .. }, answer @ CallAnswer::Filed(_))
        | (call @ Call::Withdraw { .. }, answer @ CallAnswer::Withdrawal(_)) => {
            filing::answered(model, account, call, answer);
        }
        (Call::Upload { file, .. }, CallAnswer::Uploaded(progress)) => {
            attachments::answered(model, &file, progress);
        }
        (
            Call::Certify { taxpayer, .. } | Call::PaperCode { taxpayer },
            answer @ (CallAnswer::Certified(_) | CallAnswer::PaperCode(_)),
        ) => certificate::answered(model, account, taxpayer, answer),
        (Call::SignOut { .. }, CallAnswer::SignedOut) => super::leave::left(model, account),
        (call, _) => {
            let other = ServiceError::Malformed("an answer to another call".to_owned());
            failed(model, account, &call, &Trouble::from(&other));
        }
    }
}

fn failed(model: &mut Model, account: &AccountId, call: &Call, trouble: &Trouble) {
    if trouble.is_stale_consent() && !matches!(call, Call::AddReceipts { .. }) {
        consent::found_stale(model, account);
    }
    match call {
        Call::Dossier { taxpayer, .. } => regime::dossier_failed(model, account, taxpayer, trouble),
        Call::Upload { file, .. } => attachments::failed(model, file, trouble),
        Call::Taxpayers => {}
        Call::File { .. } | Call::Withdraw { .. } => filing::not_answered(model, account, call, trouble),
        Call::Certify { .. } | Call::PaperCode { .. } => certificate::failed(model, account, call, trouble),
        Call::AddReceipts { .. } => {
            if trouble.is_stale_consent() {
                consent::fetch_afresh(model);
            }
            model.consent.trouble = Some(trouble.clone());
        }
        // It stays owed, and is tried again with the next sync.
        Call::SignOut { .. } => {}
    }
}

/// Notes from any answer whether the service was reached. One that could not show who it is was not.
pub(crate) fn note_connection(model: &mut Model, error: Option<&ServiceError>) {
    let before = model.connection;
    match error {
        Some(ServiceError::Unreachable(_)) => model.connection = Connection::Offline,
        Some(ServiceError::Untrusted(_)) => {}
        _ => model.connection = Connection::Online,
    }
    if before == Connection::Offline && model.connection == Connection::Online {
        super::go_on_leaving(model);
        registration::reconnected(model);
    }
}
