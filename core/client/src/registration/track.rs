//! Following an application: asked for on opening and on every return, read without a network from what was last heard.

use super::state::{Application, Stage, Work};
use super::types::{ApplicationState, RegistrationAnswer, RegistrationCall};
use super::{claims, send, stored};
use crate::consent;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::ServiceError;
use crate::screens::Place;

/// The app started, came back, or a person asked for the newest.
pub(crate) fn refresh(model: &mut Model) {
    if !model.registration.applications.is_empty() {
        claims::look(model);
    }
    send::go_on(model);
    poll_all(model);
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
/// was used.
pub(super) fn poll(model: &mut Model, id: &str) {
    let application = model.registration.application(id);
    let Some(application) = application.filter(|one| one.asking.is_none() && !one.is_granted()) else {
        return;
    };
    let key = application.key.secret();
    if !model.registration.claims.are_read() {
        claims::look(model);
    }
    let call = match send::claim(model, id) {
        Some(claim) => RegistrationCall::Status { claim },
        None if model.registration.claims.are_read() => RegistrationCall::AskReceipt { key },
        // It is asked for when the vault has answered.
        None => return,
    };
    let ticket = model.want(|ticket| Effect::Registration { ticket, call });
    if let Some(application) = model.registration.application_mut(id) {
        application.asking = Some(ticket);
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
    application.trouble = None;
    let id = application.id.clone();
    match result {
        Ok(RegistrationAnswer::Status(status)) => {
            application.status = Some(status);
            application.heard_at = Some(now);
            let granted = application.is_granted();
            stored::keep(model);
            if granted {
                claims::forget(model, &id);
            }
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
