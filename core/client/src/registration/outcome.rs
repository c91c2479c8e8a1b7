//! What the service answered to look-ups and submissions.

use salyk_regulation::inn::Inn;

use super::state::{Application, Key, Looked, Stage, Then};
use super::types::{ApplicantKind, LookedUp, Received, RegistrationAnswer, Subject};
use super::{claims, send, step, stored, track};
use crate::consent;
use crate::effect::Ticket;
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::ServiceError;
use crate::screens::Place;
use crate::session;

type Outcome = Result<RegistrationAnswer, ServiceError>;

/// An answer whose ticket nobody awaits changes nothing.
pub(crate) fn answered(model: &mut Model, ticket: Ticket, result: Outcome) {
    session::note_connection(model, result.as_ref().err());
    for which in model.registration.places() {
        let Some(work) = model.registration.work(which.as_deref()) else {
            continue;
        };
        let of = |looked: &Looked| looked.asked.filter(|(asked, _)| *asked == ticket);
        if let Some((_, inn)) = of(&work.person) {
            return looked_up(model, which.as_deref(), Subject::Person, inn, result);
        }
        if let Some((_, inn)) = of(&work.organisation) {
            return looked_up(model, which.as_deref(), Subject::Organisation, inn, result);
        }
        let Some(sending) = &work.sending else { continue };
        let key = sending.key.clone();
        match sending.stage {
            Stage::Sent(sent) if sent == ticket => return submitted(model, which, key, result),
            Stage::Asking(asked, then) if asked == ticket => {
                return receipt_answered(model, which, key, then, result);
            }
            _ => {}
        }
    }
    track::answered(model, ticket, result);
}

fn looked_up(model: &mut Model, which: Option<&str>, subject: Subject, inn: Inn, result: Outcome) {
    let Some(work) = model.registration.work_mut(which) else {
        return;
    };
    let looked = work.looked_mut(subject);
    looked.asked = None;
    match result {
        Ok(RegistrationAnswer::LookedUp(answer)) => {
            looked.answer = Some((inn, answer));
            stored::keep(model);
        }
        Ok(_) => work.trouble = Some(another_answer()),
        Err(ServiceError::TooManyAttempts { retry_after }) => step::wait(model, retry_after),
        Err(ServiceError::ConsentRequired) => consent_needed(model, which),
        Err(error) => work.trouble = Some(Trouble::from(&error)),
    }
}

/// The privacy policy has a newer version: the box clears, and the newer text is fetched.
fn consent_needed(model: &mut Model, which: Option<&str>) {
    if let Some(work) = model.registration.work_mut(which) {
        work.receipt = None;
        work.trouble = Some(Trouble::from(&ServiceError::ConsentRequired));
    }
    stored::keep(model);
    consent::fetch_afresh(model);
}

fn submitted(model: &mut Model, which: Option<String>, key: Key, result: Outcome) {
    let place = which.as_deref();
    match result {
        Ok(RegistrationAnswer::Received(received)) => accept(model, which, key, received),
        // The key has done its work already, or the application has moved on: the service says which.
        Err(ServiceError::Conflict) => send::ask_receipt(model, place, key, Then::Tell),
        Err(
            error @ (ServiceError::Unreachable(_)
            | ServiceError::Untrusted(_)
            | ServiceError::Busy { .. }
            | ServiceError::TooManyAttempts { .. }
            | ServiceError::Malformed(_)),
        ) => send::set(
            model,
            place,
            Some((key, Stage::Unclear)),
            Some(Trouble::from(&error)),
        ),
        Ok(_) => send::set(model, place, Some((key, Stage::Unclear)), Some(another_answer())),
        // Refused for good: nothing was received.
        Err(error) => {
            send::set(model, place, None, Some(Trouble::from(&error)));
            match error {
                ServiceError::ConsentRequired => consent_needed(model, place),
                ServiceError::AlreadyRegistered => already_registered(model, place),
                // What the register said may be so no more: it is looked up again.
                ServiceError::Refused { .. } => forget_look_ups(model, place),
                _ => {}
            }
            stored::keep(model);
        }
    }
}

fn forget_look_ups(model: &mut Model, which: Option<&str>) {
    if let Some(work) = model.registration.work_mut(which) {
        work.person = Looked::default();
        work.organisation = Looked::default();
    }
}

fn already_registered(model: &mut Model, which: Option<&str>) {
    let Some(work) = model.registration.work_mut(which) else {
        return;
    };
    let subject = match work.kind {
        Some(ApplicantKind::LegalEntity) => Subject::Organisation,
        _ => Subject::Person,
    };
    work.trouble = None;
    if let Some((_, answer)) = &mut work.looked_mut(subject).answer {
        *answer = LookedUp::AlreadyRegistered;
    }
}

fn receipt_answered(model: &mut Model, which: Option<String>, key: Key, then: Then, result: Outcome) {
    let place = which.as_deref();
    match (result, then) {
        (Ok(RegistrationAnswer::Received(received)), _) => accept(model, which, key, received),
        (Ok(_), _) => send::set(model, place, Some((key, Stage::Unclear)), Some(another_answer())),
        (Err(ServiceError::NotFound), Then::Send) => send::send(model, place, key),
        (Err(ServiceError::NotFound), Then::Tell) => {
            send::set(model, place, Some((key, Stage::NotArrived)), None);
        }
        (Err(error), _) => {
            send::set(
                model,
                place,
                Some((key, Stage::Unclear)),
                Some(Trouble::from(&error)),
            );
        }
    }
}

/// The service has it (`guide:G4`): the draft becomes an application, and the passwords go.
fn accept(model: &mut Model, which: Option<String>, key: Key, received: Received) {
    let Some(work) = model.registration.work(which.as_deref()) else {
        return;
    };
    let Some(content) = work.begun.clone() else { return };
    // It is what was sent first that was received.
    let trouble = work.edited.then(Trouble::earlier_received);
    let id = match &which {
        None => {
            let id = model.ids.uuid();
            let form = std::mem::take(&mut model.registration.fresh);
            if trouble.is_some() {
                model.registration.fresh = form.into_draft();
            }
            model.registration.applications.push(Application {
                id: id.clone(),
                key,
                number: received.number,
                submitted_at: received.submitted_at,
                content,
                status: None,
                heard_at: None,
                asking: None,
                due: false,
                trouble,
                mending: None,
            });
            id
        }
        Some(id) => {
            if let Some(application) = model.registration.application_mut(id) {
                application.number = received.number;
                application.submitted_at = received.submitted_at;
                application.content = content;
                application.status = None;
                // A status that was asked for before is of the application as it was.
                application.asking = None;
                application.trouble = trouble;
                application.mending = None;
            }
            id.clone()
        }
    };
    claims::keep(model, &id, received.secret);
    stored::keep(model);
    if model.screens.remove(&Place::Registration(which))
        && *model.screens.top() != Place::Application(id.clone())
    {
        model.screens.push(Place::Application(id.clone()));
    }
    track::poll(model, &id);
}

fn another_answer() -> Trouble {
    Trouble::from(&ServiceError::Malformed("an answer to another call".to_owned()))
}
