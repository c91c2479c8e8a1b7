//! How a certificate comes, is renewed and is shown.

use jiff::{SignedDuration, Timestamp};
use salyk_certificate::{Picture, PublicKey, RENEWAL};

use super::state::{Issued, Owner, PaperCode, Shown};
use super::{code_svg, stored};
use crate::accounts::{self, AccountId};
use crate::consent;
use crate::effect::{Call, Effect, Ticket};
use crate::event::CallAnswer;
use crate::fault::Trouble;
use crate::model::Model;
use crate::papers;
use crate::ports::{Change, SignerError};
use crate::screens::Place;
use crate::session::{self, TaxpayerId};

/// The first wait after a failure, and the longest, in seconds.
const FIRST_WAIT: i64 = 15;
const LONGEST_WAIT: i64 = 15 * 60;

/// The name of the phone's key for a taxpayer: random for each sign-in on this phone, and opaque.
fn key_name((account, taxpayer): &Owner) -> String {
    format!("{}.{}", account.0, taxpayer.0)
}

pub(super) fn acting(model: &Model) -> Option<Owner> {
    let acting = accounts::current(model)?;
    Some((acting.account.id.clone(), acting.taxpayer?.id.clone()))
}

/// Opens the code of whoever is acted for.
pub(crate) fn open(model: &mut Model) {
    if acting(model).is_some() {
        model.screens.push(Place::Certificate);
        hurry(model);
    }
}

/// The person wants it renewed now.
pub(crate) fn renew(model: &mut Model) {
    hurry(model);
    if let Some(owner) = acting(model) {
        ask_for_key(model, owner);
    }
}

/// After every step: what is to be read is read, what is half over is renewed, and the code in front is signed anew in time.
pub(crate) fn keep_current(model: &mut Model) {
    let owner = acting(model).filter(|_| model.erasing.is_none() && model.storage.read);
    let Some(owner) = owner else {
        model.certificate.shown = None;
        return;
    };
    stored::look_for(model, &owner);
    let in_front = *model.screens.top() == Place::Certificate;
    let is_read = model.certificate.looked_for.get(&owner) == Some(&None);
    if is_read && (in_front || model.certificate.held.contains_key(&owner)) {
        renew_when_due(model, &owner);
    }
    if in_front && is_read {
        present(model, &owner);
        wake_in_time(model, &owner);
    } else {
        model.certificate.shown = None;
    }
}

fn is_due(model: &Model, owner: &Owner) -> bool {
    let held = model.certificate.held.get(owner);
    held.is_none_or(|held| model.now >= held.renewal())
}

fn renew_when_due(model: &mut Model, owner: &Owner) {
    let waits = model.certificate.not_before.is_some_and(|at| at > model.now);
    if is_due(model, owner) && !waits {
        ask_for_key(model, owner.clone());
    }
}

/// Before the service is asked the phone's key has to be known. One thing at a time, and only with a session whose documents are in
/// force.
fn ask_for_key(model: &mut Model, owner: Owner) {
    let session = model.sessions.get(&owner.0);
    let consented = session.and_then(|session| session.consented());
    let ready = consented.is_some_and(|consented| consent::is_in_force(model, consented));
    let state = &model.certificate;
    if !ready || state.key.is_some() || state.asking.is_some() {
        return;
    }
    let name = key_name(&owner);
    let ticket = model.want(|ticket| Effect::DeviceKey { ticket, name });
    model.certificate.key = Some((ticket, owner));
}

/// The phone's key store has answered.
pub(crate) fn key_told(model: &mut Model, ticket: Ticket, result: Result<PublicKey, SignerError>) {
    let Some((_, owner)) = model.certificate.key.take_if(|(awaited, _)| *awaited == ticket) else {
        return;
    };
    match result {
        Ok(device) => {
            let (account, taxpayer) = owner.clone();
            model.certificate.asking = Some(owner);
            session::call(model, &account, Call::Certify { taxpayer, device });
        }
        Err(error) => wait(model, Trouble::from(&error)),
    }
}

/// The service has answered.
pub(crate) fn answered(model: &mut Model, account: &AccountId, taxpayer: TaxpayerId, answer: CallAnswer) {
    let owner = (account.clone(), taxpayer);
    match answer {
        CallAnswer::Certified(issued) => certified(model, owner, issued),
        CallAnswer::PaperCode(code) if model.certificate.paper.take_if(|one| *one == owner).is_some() => {
            share(model, &code);
        }
        _ => {}
    }
}

fn certified(model: &mut Model, owner: Owner, issued: Issued) {
    let state = &mut model.certificate;
    state.asking.take_if(|asking| *asking == owner);
    (state.trouble, state.not_before, state.not_signing_before) = (None, None, None);
    state.shown = None;
    state.unproved = true;
    state.held.insert(owner.clone(), issued);
    stored::keep(model, &owner);
}

/// The service has not answered, or refused.
pub(crate) fn failed(model: &mut Model, account: &AccountId, call: &Call, trouble: &Trouble) {
    let state = &mut model.certificate;
    let is_of = |owner: &Owner, taxpayer: &TaxpayerId| owner.0 == *account && owner.1 == *taxpayer;
    match call {
        Call::Certify { taxpayer, .. } => {
            state.asking.take_if(|owner| is_of(owner, taxpayer));
            wait(model, trouble.clone());
        }
        Call::PaperCode { taxpayer } => {
            state.paper.take_if(|owner| is_of(owner, taxpayer));
            state.trouble = Some(trouble.clone());
        }
        _ => {}
    }
}

fn wait(model: &mut Model, trouble: Trouble) {
    let state = &mut model.certificate;
    let wait = FIRST_WAIT
        .saturating_mul(1 << state.failures.min(10))
        .min(LONGEST_WAIT);
    state.failures = state.failures.saturating_add(1);
    state.not_before = model.now.checked_add(SignedDuration::from_secs(wait)).ok();
    state.trouble = Some(trouble);
}

/// Has the time signed anew, where the code in front is older than a renewal or there is none.
fn present(model: &mut Model, owner: &Owner) {
    let (now, state) = (model.now, &model.certificate);
    let Some(held) = state.held.get(owner).filter(|held| now < held.expires) else {
        model.certificate.shown = None;
        return;
    };
    let fresh = |shown: &Shown| {
        let age = now.duration_since(shown.stamp).as_secs();
        shown.owner == *owner && (0..RENEWAL).contains(&age)
    };
    let waits = state.not_signing_before.is_some_and(|at| now < at);
    if waits || state.presenting.is_some() || state.shown.as_ref().is_some_and(fresh) {
        return;
    }
    let (name, certificate) = (key_name(owner), held.certificate.clone());
    let ticket = model.want(|ticket| Effect::Present {
        ticket,
        name,
        certificate,
        stamp: now,
    });
    model.certificate.presenting = Some((ticket, owner.clone(), now));
}

/// The phone's key has signed, or not. A key that is gone takes its certificate along: another is fetched for another key.
pub(crate) fn presented(model: &mut Model, ticket: Ticket, result: Result<String, SignerError>) {
    let presenting = &mut model.certificate.presenting;
    let Some((_, owner, stamp)) = presenting.take_if(|(awaited, ..)| *awaited == ticket) else {
        return;
    };
    let drawn = result.and_then(|text| match Picture::of(&text) {
        Ok(picture) => Ok((text, picture)),
        Err(error) => Err(SignerError::Unavailable(error.to_string())),
    });
    match drawn {
        Ok((text, picture)) => {
            let state = &mut model.certificate;
            (state.unproved, state.failures) = (false, 0);
            state.shown = Some(Shown {
                owner,
                stamp,
                side: picture.side(),
                dark: picture.modules().to_vec(),
                text,
            });
        }
        Err(SignerError::NoKey) => {
            model.certificate.held.remove(&owner);
            stored::keep(model, &owner);
            // A key store that makes keys and has none would have the service certify without end.
            if model.certificate.unproved {
                wait(model, Trouble::from(&SignerError::NoKey));
            } else {
                model.certificate.not_before = None;
            }
        }
        Err(error) => {
            // What is shown dies by itself.
            let next = model.now.checked_add(SignedDuration::from_secs(RENEWAL));
            model.certificate.not_signing_before = next.ok();
            model.certificate.trouble = Some(Trouble::from(&error));
        }
    }
}

/// While the code is in front the core wakes up when it is to be signed anew, expires, or is to be asked for again.
fn wake_in_time(model: &mut Model, owner: &Owner) {
    let state = &model.certificate;
    let later = |at: Timestamp, seconds| at.checked_add(SignedDuration::from_secs(seconds)).ok();
    let signed = state.shown.as_ref().and_then(|shown| later(shown.stamp, RENEWAL));
    let held = state.held.get(owner);
    let expires = held.map(|held| held.expires).filter(|at| *at > model.now);
    let asked = state
        .not_before
        .filter(|at| is_due(model, owner) && *at > model.now);
    let signing = state.not_signing_before.filter(|at| *at > model.now);
    let next = [signed, signing, expires, asked].into_iter().flatten().min();
    let Some(at) = next.filter(|at| {
        state
            .waking
            .is_none_or(|(_, waking)| *at < waking || waking <= model.now)
    }) else {
        return;
    };
    let ticket = model.want(|ticket| Effect::Wake { ticket, at });
    model.certificate.waking = Some((ticket, at));
}

/// The moment that was waited for has come, if it is this one; gives whether it is.
pub(crate) fn woke(model: &mut Model, ticket: Ticket) -> bool {
    let waking = &mut model.certificate.waking;
    waking.take_if(|(awaited, _)| *awaited == ticket).is_some()
}

/// Asks for a code to be printed.
pub(crate) fn share_paper(model: &mut Model) {
    let Some(owner) = acting(model) else { return };
    if *model.screens.top() == Place::Certificate && model.certificate.paper.is_none() {
        let (account, taxpayer) = owner.clone();
        model.certificate.paper = Some(owner);
        session::call(model, &account, Call::PaperCode { taxpayer });
    }
}

fn share(model: &mut Model, code: &PaperCode) {
    if let Some(svg) = code_svg(&code.text) {
        papers::share_code(model, &svg, code.expires);
    }
}

/// What is known of an account's certificates goes with it, the phone's keys too; gives what changes in the store.
pub(crate) fn forget(model: &mut Model, account: &AccountId, taxpayers: &[TaxpayerId]) -> Vec<Change> {
    let state = &mut model.certificate;
    state.held.retain(|(of, _), _| of != account);
    state.looked_for.retain(|(of, _), _| of != account);
    state.shown = None;
    let beginning = format!("{}.", account.0);
    model.want(|ticket| Effect::EraseDeviceKeys { ticket, beginning });
    let keys = taxpayers
        .iter()
        .map(|taxpayer| stored::key(&(account.clone(), taxpayer.clone())));
    keys.map(Change::Remove).collect()
}

/// Everything is to be erased.
pub(crate) fn drop_all(model: &mut Model) {
    model.certificate = super::State::default();
    let beginning = String::new();
    model.want(|ticket| Effect::EraseDeviceKeys { ticket, beginning });
}

/// Back in the foreground: nothing waits any more.
pub(crate) fn hurry(model: &mut Model) {
    model.certificate.not_before = None;
    model.certificate.not_signing_before = None;
}
