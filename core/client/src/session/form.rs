//! What stands on the sign-in screen, and «Кирүү».

use jiff::{SignedDuration, Timestamp};

use crate::accounts;
use crate::consent;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::ServiceError;
use crate::screens::Place;
use crate::secret::Secret;

use super::types::{Opened, SignInRequest};

/// The longest login or password that is kept, in bytes.
const LONGEST: usize = 4096;

/// What stands on the sign-in screen.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(super) login: String,
    pub(super) login_edit: u64,
    pub(super) login_reset: u64,
    pub(super) password: Secret,
    pub(super) password_reset: u64,
    pub(super) entering: Option<Entering>,
    pub(super) problem: Option<Trouble>,
    /// Until when the service accepts no further attempt.
    pub(super) wait_until: Option<Timestamp>,
    countdown: Option<Ticket>,
}

/// An attempt under way, with what it was made of: the form may change meanwhile.
#[derive(Debug)]
pub(super) struct Entering {
    ticket: Ticket,
    login: String,
    receipts: Vec<consent::Receipt>,
}

impl Form {
    /// Puts a login in, as when an account's session has ended; the password is gone.
    pub(crate) fn prefill(&mut self, login: &str, problem: Option<Trouble>) {
        self.login = login.to_owned();
        self.login_reset += 1;
        self.forget_password();
        self.problem = problem;
    }

    /// Why the last attempt failed.
    pub(crate) fn problem(&self) -> Option<&Trouble> {
        self.problem.as_ref()
    }

    /// Whether an attempt is under way.
    pub(crate) fn is_entering(&self) -> bool {
        self.entering.is_some()
    }

    fn forget_password(&mut self) {
        self.password = Secret::default();
        self.password_reset += 1;
    }

    /// Whole seconds until the next attempt may be made; `None` when it may be made now.
    pub(super) fn wait_seconds(&self, now: Timestamp) -> Option<u32> {
        let left = self.wait_until?.duration_since(now);
        let seconds = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        u32::try_from(seconds).ok().filter(|seconds| *seconds > 0)
    }
}

/// The gate (`guide:M2`), with what is typed on the form.
pub(super) fn lock(model: &Model) -> Option<consent::Lock> {
    let form = &model.sign_in;
    model
        .consent
        .lock(form.login.is_empty(), form.password.is_empty(), model.language)
}

pub(crate) fn login_typed(model: &mut Model, text: String, edit: u64) {
    if *model.screens.top() == Place::SignIn && text.len() <= LONGEST {
        model.sign_in.login = text;
        model.sign_in.login_edit = edit;
        model.sign_in.problem = None;
    }
}

pub(crate) fn password_entered(model: &mut Model, secret: Secret) {
    if *model.screens.top() == Place::SignIn && secret.expose().len() <= LONGEST {
        model.sign_in.password = secret;
        model.sign_in.problem = None;
    }
}

/// «Кирүү». Whatever the screen showed, a locked gate sends nothing.
pub(crate) fn enter(model: &mut Model) {
    let waiting = model.sign_in.wait_seconds(model.now).is_some();
    let ready = *model.screens.top() == Place::SignIn && lock(model).is_none();
    if !ready || waiting || model.sign_in.entering.is_some() {
        return;
    }
    let receipts = model.consent.receipts().to_vec();
    let request = SignInRequest {
        login: model.sign_in.login.clone(),
        password: model.sign_in.password.clone(),
        receipts: receipts.clone(),
        app_version: model.config.app_version.clone(),
        installation_id: model.installation.clone(),
    };
    let login = request.login.clone();
    let ticket = model.want(|ticket| Effect::SignIn { ticket, request });
    model.sign_in.problem = None;
    model.sign_in.entering = Some(Entering {
        ticket,
        login,
        receipts,
    });
}

pub(crate) fn sign_in_answered(model: &mut Model, ticket: Ticket, result: Result<Opened, ServiceError>) {
    super::note_connection(model, result.as_ref().err());
    let Some(entering) = model
        .sign_in
        .entering
        .take_if(|entering| entering.ticket == ticket)
    else {
        return;
    };
    let error = match result {
        Ok(opened) => {
            model.sign_in = Form {
                login_reset: model.sign_in.login_reset + 1,
                ..Form::default()
            };
            model.sign_in.forget_password();
            consent::clear_tick(model);
            return super::open_session(model, &entering.login, entering.receipts, opened);
        }
        Err(error) => error,
    };
    model.sign_in.problem = Some(Trouble::from(&error));
    match error {
        ServiceError::TooManyAttempts { retry_after } => {
            model.sign_in.problem = None;
            model.sign_in.forget_password();
            let wait = SignedDuration::from_secs(i64::from(retry_after.min(24 * 60 * 60)));
            model.sign_in.wait_until = model.now.checked_add(wait).ok();
            count_down(model);
        }
        ServiceError::ConsentRequired => {
            model.sign_in.problem = None;
            consent::fetch_afresh(model);
        }
        // The password has done its work; what only the network or the service stopped is kept, to be sent again.
        ServiceError::WrongCredentials | ServiceError::AccountLocked => model.sign_in.forget_password(),
        _ => {}
    }
}

/// Wakes the core every second while a wait is shown.
fn count_down(model: &mut Model) {
    if model.sign_in.wait_seconds(model.now).is_none() {
        model.sign_in.wait_until = None;
        model.sign_in.countdown = None;
        return;
    }
    let now = model.now;
    let at = now.checked_add(SignedDuration::from_secs(1)).unwrap_or(now);
    model.sign_in.countdown = Some(model.want(|ticket| Effect::Wake { ticket, at }));
}

pub(crate) fn woke(model: &mut Model, ticket: Ticket) {
    if model.sign_in.countdown == Some(ticket) {
        count_down(model);
    }
}

/// Shows an empty sign-in, or one for an account whose session has ended.
pub(crate) fn show(model: &mut Model, account: Option<&accounts::AccountId>, problem: Option<Trouble>) {
    let login = account
        .and_then(|account| model.accounts.find(account))
        .map(|account| account.login.clone());
    model
        .sign_in
        .prefill(login.as_deref().unwrap_or_default(), problem);
    consent::clear_tick(model);
    model.screens.reset(Place::SignIn);
    consent::fetch(model);
}
