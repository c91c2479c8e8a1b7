//! Following an application: asked for on opening and on every return, read without a network from what was last heard.

use super::state::{Application, Stage, Work};
use super::types::{ApplicationState, RegistrationAnswer, RegistrationCall};
use super::{claims, send, stored};
use crate::consent;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{ServiceError, StoreKey};
use crate::screens::Place;
use crate::storage::{self, Standing};

/// The app started, came back, or a person asked for the newest.
pub(crate) fn refresh(model: &mut Model) {
    let state = &model.registration;
    if !state.applications.is_empty() || !state.claims.are_read() {
        claims::look(model);
    }
    send::go_on(model);
    poll_all(model);
}

/// The disk or the vault has taken something: what waited for that is asked for.
pub(super) fn go_on(model: &mut Model) {
    let due = model.registration.applications.iter();
    let due: Vec<_> = due.filter(|one| one.due).map(|one| one.id.clone()).collect();
    for id in due {
        poll(model, &id);
    }
}

/// The secret of an application goes once its login is on the disk.
pub(super) fn forget_spent(model: &mut Model) {
    if storage::standing(model, &StoreKey::Registration) != Standing::Durable {
        return;
    }
    let state = &model.registration;
    let held = state
        .applications
        .iter()
        .filter(|one| state.claims.of(&one.id).is_some());
    let spent: Vec<_> = held
        .filter(|one| one.is_granted())
        .map(|one| one.id.clone())
        .collect();
    for id in spent {
        claims::forget(model, &id);
    }
}

/// Asks for every application that can still change.
pub(super) fn poll_all(model: &mut Model) {
    let ids: Vec<_> = model
        .registration
        .applications
        .iter()
        .map(|application| application.id.clone())
        .collect();
    for id in ids {
        poll(model, &id);
    }
}

/// Asks where an application is. Where the vault has no secret of it, the service is asked for that by the key: it gives it until it
/// was used, so it is first used when the vault holds it and the disk holds the application.
pub(super) fn poll(model: &mut Model, id: &str) {
    let application = model.registration.application(id);
    let Some(application) = application.filter(|one| one.asking.is_none() && !one.is_granted()) else {
        return;
    };
    let (key, used_before) = (application.key.secret(), application.heard_at.is_some());
    if !model.registration.claims.are_read() {
        claims::look(model);
    }
    let kept = model.registration.claims.are_durable()
        && storage::standing(model, &StoreKey::Registration) == Standing::Durable;
    let call = match send::claim(model, id) {
        Some(claim) if used_before || kept => RegistrationCall::Status { claim },
        Some(_) => {
            if let Some(application) = model.registration.application_mut(id) {
                application.due = true;
            }
            return;
        }
        None if model.registration.claims.are_read() => RegistrationCall::AskReceipt { key },
        // It is asked for when the vault has answered.
        None => return,
    };
    let ticket = model.want(|ticket| Effect::Registration { ticket, call });
    if let Some(application) = model.registration.application_mut(id) {
        application.asking = Some(ticket);
        application.due = false;
    }
}

pub(super) fn answered(model: &mut Model, ticket: Ticket, result: Result<RegistrationAnswer, ServiceError>) {
    let now = model.now;
    let applications = &mut model.registration.applications;
    let Some(application) = applications
        .iter_mut()
        .find(|application| application.asking == Some(ticket))
    else {
        return;
    };
    application.asking = None;
    application.trouble.take_if(|trouble| !trouble.is_of_earlier());
    let id = application.id.clone();
    match result {
        Ok(RegistrationAnswer::Status(status)) => {
            application.status = Some(status);
            application.heard_at = Some(now);
            if !application.is_refused() && !application.is_being_mended() {
                application.mending = None;
            }
            stored::keep(model);
        }
        Ok(RegistrationAnswer::Received(received)) => {
            claims::keep(model, &id, received.secret);
            poll(model, &id);
        }
        Ok(_) => {
            let other = ServiceError::Malformed("an answer to another call".to_owned());
            application.trouble = Some(Trouble::from(&other));
        }
        Err(ServiceError::NotFound) => application.trouble = Some(Trouble::claim_lost()),
        Err(error) => application.trouble = Some(Trouble::from(&error)),
    }
}

/// Opens the form that mends a refused application, as it was left.
pub(super) fn mend(model: &mut Model) {
    let Place::Application(id) = model.screens.top() else {
        return;
    };
    let id = id.clone();
    let Some(application) = model.registration.application_mut(&id) else {
        return;
    };
    if !application.is_refused() {
        return;
    }
    if application.mending.is_none() {
        application.mending = Some(Work::mending(&application.content));
        stored::keep(model);
    }
    model.screens.push(Place::Registration(Some(id)));
    consent::fetch(model);
}

impl Application {
    fn state(&self) -> Option<ApplicationState> {
        self.status.as_ref().map(|status| status.state)
    }

    pub(super) fn is_granted(&self) -> bool {
        self.state() == Some(ApplicationState::AccessGranted)
    }

    pub(super) fn is_refused(&self) -> bool {
        self.state() == Some(ApplicationState::Refused)
    }

    /// Whether what mends it is on its way.
    pub(super) fn is_being_mended(&self) -> bool {
        let sending = self.mending.as_ref().and_then(|work| work.sending.as_ref());
        sending.is_some_and(|sending| sending.stage != Stage::NotArrived)
    }
}
