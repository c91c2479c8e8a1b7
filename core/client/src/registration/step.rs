//! What a person does on the form and with an application.

use jiff::{SignedDuration, Timestamp};
use salyk_regulation::inn::Inn;

use super::form::{self, FormField};
use super::state::{Looked, Stage, State, Work};
use super::types::{ApplicantKind, RegistrationCall, Representative, Subject};
use super::{claims, inn, receipts, send, stored, track};
use crate::consent;
use crate::effect::{Effect, Ticket};
use crate::intent::{FieldKey, RegistrationAsk};
use crate::model::Model;
use crate::screens::Place;
use crate::secret::Secret;
use crate::session;
use crate::settings::Question;

/// The longest line that is kept, in bytes: an INN in any script with separators fits many times.
const LONGEST_LINE: usize = 256;

/// The longest password that is kept, in bytes: what the wire carries, in any script.
const LONGEST_PASSWORD: usize = 4 * 4096;

pub(crate) fn asked(model: &mut Model, ask: RegistrationAsk) {
    match ask {
        RegistrationAsk::Open => open(model),
        RegistrationAsk::ChooseKind { kind } => choose_kind(model, kind),
        RegistrationAsk::ChooseRole { role } => choose_role(model, role),
        RegistrationAsk::LookUp { subject } => look_up(model, subject),
        RegistrationAsk::Leave { field } => leave(model, field),
        RegistrationAsk::Submit => send::submit(model),
        RegistrationAsk::EraseDraft => {
            if let Some(which) = in_front(model)
                && may_erase(model, which.as_deref())
            {
                model.screens.push(Place::Confirm(Question::EraseDraft(which)));
            }
        }
        RegistrationAsk::OpenApplication { application } => open_application(model, &application),
        RegistrationAsk::Mend => track::mend(model),
        RegistrationAsk::UseLogin => use_login(model),
        RegistrationAsk::Forget => {
            if let Place::Application(id) = model.screens.top() {
                let question = Question::ForgetApplication(id.clone());
                model.screens.push(Place::Confirm(question));
            }
        }
    }
}

/// The form in front: the inner value names the application that it mends.
pub(super) fn in_front(model: &Model) -> Option<Option<String>> {
    match model.screens.top() {
        Place::Registration(which) => Some(which.clone()),
        _ => None,
    }
}

fn front_work(model: &mut Model) -> Option<&mut Work> {
    let which = in_front(model)?;
    model.registration.work_mut(which.as_deref())
}

/// Whether the receipt of this form is for the privacy policy in force.
pub(super) fn is_consented(model: &Model, work: &Work) -> bool {
    let receipt = work.receipt.as_ref();
    receipt.is_some_and(|receipt| model.consent.is_in_force(&receipt.document))
}

fn open(model: &mut Model) {
    if in_front(model).is_none() {
        model.screens.push(Place::Registration(None));
        consent::fetch(model);
        send::go_on(model);
    }
}

fn open_application(model: &mut Model, id: &str) {
    if model.registration.application(id).is_some() {
        model.screens.push(Place::Application(id.to_owned()));
        track::poll(model, id);
    }
}

/// Goes to sign in with the login that was granted.
fn use_login(model: &mut Model) {
    let Place::Application(id) = model.screens.top() else {
        return;
    };
    let application = model.registration.application(id);
    let status = application.and_then(|application| application.status.as_ref());
    if let Some(login) = status.and_then(|status| status.login.clone()) {
        session::show_login(model, &login);
    }
}

/// Ticks or clears the box for the privacy policy; whether it was a form's. Ticking makes the receipt, for the text as it could be
/// read at that moment.
pub(crate) fn tick(model: &mut Model, ticked: bool) -> bool {
    let Some(which) = in_front(model) else {
        return false;
    };
    let receipt = model
        .consent
        .privacy_receipt(model.language, model.now, &model.config.app_version);
    let consented = model
        .registration
        .work(which.as_deref())
        .is_some_and(|work| is_consented(model, work));
    if let Some(work) = model.registration.work_mut(which.as_deref())
        && consented != ticked
    {
        work.receipt = receipt.filter(|_| ticked);
        stored::keep(model);
    }
    true
}

/// A field's whole text.
pub(crate) fn typed(model: &mut Model, field: FieldKey, text: &str, edit: u64) {
    let (subject, form_field) = match field {
        FieldKey::PersonInn => (Subject::Person, FormField::Inn),
        FieldKey::OrganisationInn => (Subject::Organisation, FormField::OrganisationInn),
        // A password that comes as text has already been copied about: it is not taken.
        _ => return,
    };
    let Some(work) = front_work(model) else { return };
    let line = work.line_mut(subject);
    let before = inn::normalised(&line.text);
    line.edit = edit;
    if text.len() > LONGEST_LINE {
        line.text.clear();
        line.reset += 1;
    } else {
        text.clone_into(&mut line.text);
    }
    // Another INN: what the earlier one was answered, or will be, is not this one's (`guide:I2`).
    if inn::normalised(&line.text) != before {
        *work.looked_mut(subject) = Looked::default();
    }
    work.trouble = None;
    work.edited |= work.sending.is_some();
    went_to(work, form_field);
    stored::keep(model);
}

pub(crate) fn secret_entered(model: &mut Model, field: FieldKey, secret: Secret) {
    let form_field = match field {
        FieldKey::NewPassword => FormField::Password,
        FieldKey::PasswordAgain => FormField::Confirmation,
        _ => return,
    };
    let Some(work) = front_work(model) else { return };
    work.edited |= work.sending.is_some() && !work.password.expose().is_empty();
    if secret.expose().len() > LONGEST_PASSWORD {
        work.forget_passwords();
        return;
    }
    match form_field {
        FormField::Password => work.password = secret,
        _ => work.confirmation = secret,
    }
    went_to(work, form_field);
}

/// Whoever types in another field has left the one before.
fn went_to(work: &mut Work, field: FormField) {
    let before = work.current.replace(field).filter(|before| *before != field);
    work.left.extend(before);
}

fn leave(model: &mut Model, field: FieldKey) {
    let field = match field {
        FieldKey::PersonInn => FormField::Inn,
        FieldKey::OrganisationInn => FormField::OrganisationInn,
        FieldKey::NewPassword => FormField::Password,
        FieldKey::PasswordAgain => FormField::Confirmation,
        _ => return,
    };
    if let Some(work) = front_work(model) {
        work.left.insert(field);
    }
}

/// Another kind asks the register another question: who has access already can still register a legal entity.
fn choose_kind(model: &mut Model, kind: ApplicantKind) {
    let Some(work) = front_work(model) else { return };
    if work.kind.replace(kind) != Some(kind) {
        work.person = Looked::default();
        work.trouble = None;
        work.edited |= work.sending.is_some();
        stored::keep(model);
    }
}

fn choose_role(model: &mut Model, role: Representative) {
    let Some(work) = front_work(model) else { return };
    work.role = Some(role);
    work.edited |= work.sending.is_some();
    stored::keep(model);
}

/// «Издөө». Whatever the screen showed, a locked one asks nothing.
fn look_up(model: &mut Model, subject: Subject) {
    let Some(which) = in_front(model) else { return };
    let Some((inn, call)) = question(model, which.as_deref(), subject) else {
        return;
    };
    receipts::note_used(model, which.as_deref());
    let ticket = model.want(|ticket| Effect::Registration { ticket, call });
    if let Some(work) = model.registration.work_mut(which.as_deref()) {
        work.trouble = None;
        *work.looked_mut(subject) = Looked {
            asked: Some((ticket, inn)),
            answer: None,
        };
    }
}

fn question(model: &Model, which: Option<&str>, subject: Subject) -> Option<(Inn, RegistrationCall)> {
    let work = model.registration.work(which)?;
    let typed = work.typed(is_consented(model, work));
    let look_ups = work.look_ups(model.registration.wait_seconds(model.now));
    if form::look_up_lock(&typed, &look_ups, subject).is_some() {
        return None;
    }
    let (inn, applicant) = (form::read(&typed, subject)?, work.kind?);
    let receipt = work.receipt.clone()?;
    let call = RegistrationCall::LookUp {
        subject,
        applicant,
        inn,
        receipt,
    };
    Some((inn, call))
}

/// The service takes no look-up for so long; the core wakes up every second meanwhile.
pub(super) fn wait(model: &mut Model, seconds: u32) {
    let seconds = seconds.max(1);
    let length = SignedDuration::from_secs(i64::from(seconds));
    let until = model.now.checked_add(length).unwrap_or(Timestamp::MAX);
    model.registration.wait = Some((until, seconds));
    count_down(model);
}

fn count_down(model: &mut Model) {
    if model.registration.wait_seconds(model.now).is_none() {
        model.registration.wait = None;
        model.registration.countdown = None;
        return;
    }
    let at = model
        .now
        .checked_add(SignedDuration::from_secs(1))
        .unwrap_or(model.now);
    model.registration.countdown = Some(model.want(|ticket| Effect::Wake { ticket, at }));
}

pub(crate) fn woke(model: &mut Model, ticket: Ticket) {
    if model.registration.countdown == Some(ticket) {
        count_down(model);
    }
}

/// Whether a draft can be erased: not while it may have been received.
pub(super) fn may_erase(model: &Model, which: Option<&str>) -> bool {
    let sending = model
        .registration
        .work(which)
        .and_then(|work| work.sending.as_ref());
    sending.is_none_or(|sending| sending.stage == Stage::NotArrived)
}

/// Erases what was typed, as the person has agreed to.
pub(crate) fn erase_draft(model: &mut Model, which: Option<&str>) {
    model
        .screens
        .remove(&Place::Registration(which.map(str::to_owned)));
    if !may_erase(model, which) {
        return;
    }
    match which {
        None => model.registration.fresh = Work::default(),
        Some(id) => {
            if let Some(application) = model.registration.application_mut(id) {
                application.mending = None;
            }
        }
    }
    stored::keep(model);
}

/// Follows an application no more, as the person has agreed to.
pub(crate) fn forget_application(model: &mut Model, id: &str) {
    model.screens.remove(&Place::Application(id.to_owned()));
    model
        .registration
        .applications
        .retain(|application| application.id != id);
    claims::forget(model, id);
    stored::keep(model);
}

impl State {
    /// The passwords go when their form is left.
    pub(crate) fn leave_form(&mut self, which: Option<&str>) {
        if let Some(work) = self.work_mut(which).filter(|work| !work.is_under_way()) {
            work.forget_passwords();
        }
    }
}
