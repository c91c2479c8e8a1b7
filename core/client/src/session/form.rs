//! What stands on the sign-in screen, and «Кирүү».

use std::collections::BTreeSet;
use std::fmt;

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

/// The longest wait that a service can ask for, in seconds: a day.
const LONGEST_WAIT: u32 = 24 * 60 * 60;

/// What stands on the sign-in screen.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(super) login: Typed,
    pub(super) password: Secret,
    pub(super) password_reset: u64,
    pub(super) password_too_long: bool,
    pub(super) entering: Option<Entering>,
    /// Attempts that nobody awaits any more: a session that one opens all the same is ended at once.
    abandoned: BTreeSet<Ticket>,
    pub(super) problem: Option<Trouble>,
    /// One a login, since a person may try another meanwhile.
    waits: Vec<Wait>,
    countdown: Option<Ticket>,
}

/// The login as the host types it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) text: String,
    pub(super) edit: u64,
    pub(super) reset: u64,
    pub(super) too_long: bool,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed")
            .field("edit", &self.edit)
            .finish_non_exhaustive()
    }
}

/// An attempt under way, with what it was made of: the form may change meanwhile.
pub(super) struct Entering {
    ticket: Ticket,
    login: String,
    receipts: Vec<consent::Receipt>,
}

impl fmt::Debug for Entering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entering")
            .field("ticket", &self.ticket)
            .finish_non_exhaustive()
    }
}

/// How long the service accepts no further attempt, and with which login.
struct Wait {
    login: String,
    until: Timestamp,
    seconds: u32,
}

impl fmt::Debug for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

impl Form {
    /// Puts a login in, as when an account's session has ended; the password is gone, and an attempt under way is abandoned.
    pub(crate) fn prefill(&mut self, login: &str, problem: Option<Trouble>) {
        self.abandon();
        self.login.text = login.to_owned();
        self.login.reset += 1;
        self.login.too_long = false;
        self.forget_password();
        self.problem = problem;
    }

    /// Awaits an attempt under way no more, since the person went elsewhere.
    pub(crate) fn abandon(&mut self) {
        self.abandoned
            .extend(self.entering.take().map(|entering| entering.ticket));
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
        self.password_too_long = false;
    }

    /// Whole seconds until the next attempt with this login may be made; `None` when it may be made now. A clock that was set
    /// back makes no wait longer than the service asked for.
    pub(super) fn wait_seconds(&self, now: Timestamp) -> Option<u32> {
        let wait = self.waits.iter().find(|wait| wait.login == self.login.text)?;
        let left = wait.until.duration_since(now);
        let seconds = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        let seconds = u32::try_from(seconds).ok()?.min(wait.seconds);
        (seconds > 0).then_some(seconds)
    }
}

/// The gate (`guide:M2`), with what is typed on the form.
pub(super) fn lock(model: &Model) -> Option<consent::Lock> {
    let form = &model.sign_in;
    model.consent.lock(
        form.login.text.is_empty(),
        form.password.is_empty(),
        model.language,
    )
}

pub(crate) fn login_typed(model: &mut Model, text: String, edit: u64) {
    if *model.screens.top() != Place::SignIn {
        return;
    }
    let login = &mut model.sign_in.login;
    login.edit = edit;
    login.too_long = text.len() > LONGEST;
    login.text = if login.too_long { String::new() } else { text };
    login.reset += u64::from(login.too_long);
    model.sign_in.problem = None;
}

pub(crate) fn password_entered(model: &mut Model, secret: Secret) {
    if *model.screens.top() != Place::SignIn {
        return;
    }
    let form = &mut model.sign_in;
    if secret.expose().len() > LONGEST {
        form.forget_password();
        form.password_too_long = true;
    } else {
        form.password = secret;
        form.password_too_long = false;
    }
    form.problem = None;
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
        login: model.sign_in.login.text.clone(),
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
    if model.sign_in.abandoned.remove(&ticket) {
        if let Ok(opened) = result {
            super::leave::revoke(model, opened.tokens.access);
        }
        return;
    }
    let Some(entering) = model
        .sign_in
        .entering
        .take_if(|entering| entering.ticket == ticket)
    else {
        return;
    };
    match result {
        Ok(opened) => {
            model.sign_in.prefill("", None);
            consent::clear_tick(model);
            super::open_session(model, &entering.login, entering.receipts, opened);
        }
        Err(error) => refused(model, entering.login, &error),
    }
}

fn refused(model: &mut Model, login: String, error: &ServiceError) {
    model.sign_in.problem = Some(Trouble::from(error));
    match *error {
        ServiceError::TooManyAttempts { retry_after } => {
            model.sign_in.problem = None;
            model.sign_in.forget_password();
            let seconds = retry_after.min(LONGEST_WAIT);
            let length = SignedDuration::from_secs(i64::from(seconds));
            let until = model.now.checked_add(length).unwrap_or(Timestamp::MAX);
            model.sign_in.waits.retain(|wait| wait.login != login);
            model.sign_in.waits.push(Wait {
                login,
                until,
                seconds,
            });
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

/// Wakes the core every second while there is something to wait for.
fn count_down(model: &mut Model) {
    let now = model.now;
    model.sign_in.waits.retain(|wait| wait.until > now);
    if model.sign_in.waits.is_empty() {
        model.sign_in.countdown = None;
        return;
    }
    let at = now.checked_add(SignedDuration::from_secs(1)).unwrap_or(now);
    model.sign_in.countdown = Some(model.want(|ticket| Effect::Wake { ticket, at }));
}

pub(crate) fn woke(model: &mut Model, ticket: Ticket) {
    if model.sign_in.countdown == Some(ticket) {
        count_down(model);
    }
}

/// Shows a sign-in with this login, as when access was granted.
pub(crate) fn show_login(model: &mut Model, login: &str) {
    show(model, None, None);
    model.sign_in.prefill(login, None);
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
