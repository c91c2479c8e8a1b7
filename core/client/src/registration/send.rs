//! «Катталуу»: a submission is sent once, whatever is lost on its way.
//!
//! Its key is durable before it is sent. One whose answer did not come is not sent again before the service was asked for the key's
//! receipt; what the service never saw is sent under the same key, so that a late copy of the first attempt can only be the same
//! application.

use super::form::{self, FormState, LookUp};
use super::state::{Content, Key, MOST_APPLICATIONS, Sending, Stage, Then, Work};
use super::step::{in_front, is_consented};
use super::types::{ApplicantKind, Claim, RegistrationCall, Subject, Submission};
use super::{receipts, stored, track};
use crate::effect::Effect;
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{StoreError, StoreKey};
use crate::screens::Place;
use crate::storage::{self, Standing};

/// «Катталуу». With any field empty or wrong nothing is saved and each is marked (`guide:G3`).
pub(super) fn submit(model: &mut Model) {
    let Some(which) = in_front(model) else { return };
    let full = which.is_none() && model.registration.applications.len() >= MOST_APPLICATIONS;
    let Some(work) = model.registration.work_mut(which.as_deref()) else {
        return;
    };
    if work.is_under_way() || full {
        return;
    }
    work.pressed = true;
    if !is_complete(model, which.as_deref()) {
        return;
    }
    let begun = model
        .registration
        .work(which.as_deref())
        .and_then(|work| work.sending.as_ref())
        .map(|sending| sending.key.clone());
    match begun {
        Some(key) => ask_receipt(model, which.as_deref(), key, Then::Send),
        None => {
            let key = Key(model.ids.uuid());
            set(model, which.as_deref(), Some((key, Stage::Recording)), None);
            note_content(model, which.as_deref());
            stored::keep(model);
            store_answered(model);
        }
    }
}

/// Whether the form of this place can be sent.
pub(super) fn is_complete(model: &Model, which: Option<&str>) -> bool {
    let form = |work: &Work| FormState::of(&work.typed(is_consented(model, work)), &work.look_ups(None));
    model
        .registration
        .work(which)
        .is_some_and(|work| form(work).complete)
}

/// The store has answered a save: a submission whose key is durable goes out, one whose key is not goes back to the person; what an
/// application waits for may be kept now.
pub(crate) fn store_answered(model: &mut Model) {
    track::forget_spent(model);
    track::go_on(model);
    for which in model.registration.places() {
        let recording = model
            .registration
            .work(which.as_deref())
            .and_then(|work| work.sending.as_ref())
            .filter(|sending| sending.stage == Stage::Recording);
        let Some(key) = recording.map(|sending| sending.key.clone()) else {
            continue;
        };
        match storage::standing(model, &StoreKey::Registration) {
            Standing::Durable => send(model, which.as_deref(), key),
            Standing::UnderWay => {}
            Standing::NotTaken => {
                let io = StoreError::Io("nothing is sent that is not kept".to_owned());
                let trouble = model.trouble.clone().unwrap_or_else(|| Trouble::from(&io));
                set(model, which.as_deref(), None, Some(trouble));
                stored::keep(model);
            }
        }
    }
}

/// Sends what stands on the form, under this key.
pub(super) fn send(model: &mut Model, which: Option<&str>, key: Key) {
    if !is_complete(model, which) {
        // The passwords went meanwhile: the person types them again.
        return set(model, which, Some((key, Stage::NotArrived)), None);
    }
    let mends = match which {
        None => None,
        Some(id) => match claim(model, id) {
            Some(claim) => Some(claim),
            None => {
                return set(
                    model,
                    which,
                    Some((key, Stage::NotArrived)),
                    Some(Trouble::claim_lost()),
                );
            }
        },
    };
    note_content(model, which);
    let Some(submission) = submission(model, which) else {
        return;
    };
    receipts::note_used(model, which);
    let call = RegistrationCall::Submit {
        key: key.secret(),
        submission: Box::new(submission),
        mends,
    };
    let ticket = model.want(|ticket| Effect::Registration { ticket, call });
    set(model, which, Some((key, Stage::Sent(ticket))), None);
}

/// Asks the service whether it has what was sent under this key.
pub(super) fn ask_receipt(model: &mut Model, which: Option<&str>, key: Key, then: Then) {
    let call = RegistrationCall::AskReceipt { key: key.secret() };
    let ticket = model.want(|ticket| Effect::Registration { ticket, call });
    set(model, which, Some((key, Stage::Asking(ticket, then))), None);
}

/// Takes up what was cut off: every submission of which it is not known whether it arrived is asked for.
pub(crate) fn go_on(model: &mut Model) {
    for which in model.registration.places() {
        let unclear = model
            .registration
            .work(which.as_deref())
            .and_then(|work| work.sending.as_ref())
            .filter(|sending| sending.stage == Stage::Unclear);
        if let Some(key) = unclear.map(|sending| sending.key.clone()) {
            ask_receipt(model, which.as_deref(), key, Then::Tell);
        }
    }
}

pub(super) fn set(
    model: &mut Model,
    which: Option<&str>,
    sending: Option<(Key, Stage)>,
    trouble: Option<Trouble>,
) {
    if let Some(work) = model.registration.work_mut(which) {
        work.sending = sending.map(|(key, stage)| Sending { key, stage });
        work.trouble = trouble;
        let left = !work.is_under_way();
        // Left while it was under way, the form kept the passwords for that alone.
        if left
            && !model
                .screens
                .holds(&Place::Registration(which.map(str::to_owned)))
        {
            model.registration.leave_form(which);
        }
    }
}

/// What stands on the form, as the application says it.
fn content(work: &Work) -> Option<Content> {
    let (typed, look_ups) = (work.typed(true), work.look_ups(None));
    let answer = |look_up: &LookUp| match look_up {
        LookUp::Answered(_, answer) => Some(answer.clone()),
        _ => None,
    };
    let organisation = match work.kind? {
        ApplicantKind::Individual => None,
        ApplicantKind::LegalEntity => Some((form::read(&typed, Subject::Organisation)?, work.role?)),
    };
    Some(Content {
        kind: work.kind?,
        inn: form::read(&typed, Subject::Person)?,
        organisation,
        office: form::office(&typed, &look_ups)?.clone(),
        receipt: work.receipt.clone()?,
        person_found: answer(&look_ups.person)?,
        organisation_found: answer(&look_ups.organisation).filter(|_| organisation.is_some()),
    })
}

/// Number and secret of an application, where the vault has given the secret.
pub(super) fn claim(model: &Model, id: &str) -> Option<Claim> {
    let application = model.registration.application(id)?;
    Some(Claim {
        number: application.number.clone(),
        secret: model.registration.claims.of(id)?.clone(),
    })
}

/// Notes what is about to be sent.
fn note_content(model: &mut Model, which: Option<&str>) {
    if let Some(work) = model.registration.work_mut(which) {
        work.begun = content(work);
        work.edited = false;
    }
}

fn submission(model: &Model, which: Option<&str>) -> Option<Submission> {
    let work = model.registration.work(which)?;
    let typed = work.typed(is_consented(model, work));
    let applicant = work.kind?;
    let organisation = match applicant {
        ApplicantKind::Individual => None,
        ApplicantKind::LegalEntity => Some((form::read(&typed, Subject::Organisation)?, work.role?)),
    };
    Some(Submission {
        applicant,
        inn: form::read(&typed, Subject::Person)?,
        organisation,
        office: form::office(&typed, &work.look_ups(None))?.code.clone(),
        password: work.password.clone(),
        receipt: work.receipt.clone()?,
        app_version: model.config.app_version.clone(),
    })
}
