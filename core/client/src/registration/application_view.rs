//! An application as it is drawn: what happened, what is to come, and what is still missing in one sentence (`guide:G4–G6`).

use jiff::Timestamp;

use super::state::Application;
use super::types::{ApplicationEvent, ApplicationState, ApplicationStatus};
use crate::intent::{Ask, RegistrationAsk, ScreenId};
use crate::model::Model;
use crate::text::{FluentValue, Texts};
use crate::view::{Action, ApplicationView, Importance, Notice, Section, Tone};

/// The application; `None` when it is followed no more.
pub(crate) fn application_view(model: &Model, screen: ScreenId, id: &str) -> Option<ApplicationView> {
    let application = model.registration.application(id)?;
    let (texts, status) = (model.texts(), application.status.as_ref());
    let office = status.map_or(&application.content.office, |status| &status.office);
    let place = texts.say_with(
        "application-office-line",
        &[
            ("code", FluentValue::from(office.code.as_str())),
            ("name", FluentValue::from(office.name.as_str())),
        ],
    );
    let login = status.and_then(|status| status.login.clone());
    let number = FluentValue::from(application.number.as_str());
    let heard = match application.heard_at {
        Some(at) => texts.say_with(
            "application-heard",
            &[("when", FluentValue::from(texts.moment(at)))],
        ),
        None => texts.say("application-not-heard"),
    };
    Some(ApplicationView {
        number: texts.say_with("application-number", &[("number", number)]),
        message: message(texts, status),
        timeline_heading: texts.say("application-timeline"),
        timeline: timeline(texts, application),
        office: Section {
            heading: texts.say("application-office"),
            lines: vec![place],
        },
        login: login.map(|login| Section {
            heading: texts.say("sign-in-login"),
            lines: vec![login],
        }),
        heard,
        actions: actions(texts, screen, application),
    })
}

/// What is still missing.
fn message(texts: &Texts, status: Option<&ApplicationStatus>) -> Notice {
    let Some(status) = status else {
        return notice(texts, Tone::Good, "application-saved");
    };
    match (status.state, status.passport_shown) {
        (ApplicationState::AccessGranted, _) => notice(texts, Tone::Good, "application-granted"),
        (ApplicationState::Refused, _) => {
            let reason = FluentValue::from(status.reason.as_deref().unwrap_or_default());
            let text = texts.say_with("application-refused", &[("reason", reason)]);
            Notice::new(texts, Tone::Bad, text, None)
        }
        (ApplicationState::Confirmed, false) => notice(texts, Tone::Warning, "application-passport-missing"),
        (ApplicationState::Confirmed, true) => notice(texts, Tone::Neutral, "application-login-awaited"),
        (_, true) => notice(texts, Tone::Neutral, "application-review-missing"),
        (ApplicationState::Submitted | ApplicationState::UnderReview, false) => {
            notice(texts, Tone::Neutral, "application-both-missing")
        }
        (ApplicationState::Other, false) => notice(texts, Tone::Neutral, "application-other"),
    }
}

/// What happened, in its order, and then what is to come.
fn timeline(texts: &Texts, application: &Application) -> Vec<Notice> {
    let status = application.status.as_ref();
    let only_sent = [(ApplicationEvent::Submitted, application.submitted_at)];
    let events = status.map_or(only_sent.as_slice(), |status| status.events.as_slice());
    let mut timeline: Vec<_> = events
        .iter()
        .map(|(event, at)| happened(texts, *event, *at))
        .collect();
    let to_come = |key| Notice::new(texts, Tone::Neutral, texts.say(key), None);
    let state = status.map_or(ApplicationState::Submitted, |status| status.state);
    if matches!(state, ApplicationState::Submitted | ApplicationState::UnderReview) {
        timeline.push(to_come("application-decision-to-come"));
    }
    if !status.is_some_and(|status| status.passport_shown) {
        timeline.push(to_come("application-passport-to-come"));
    }
    if state != ApplicationState::AccessGranted {
        timeline.push(to_come("application-access-to-come"));
    }
    timeline
}

fn happened(texts: &Texts, event: ApplicationEvent, at: Timestamp) -> Notice {
    let (tone, key) = match event {
        ApplicationEvent::Submitted => (Tone::Good, "application-event-submitted"),
        ApplicationEvent::Resubmitted => (Tone::Good, "application-event-resubmitted"),
        ApplicationEvent::UnderReview => (Tone::Good, "application-event-review"),
        ApplicationEvent::Refused => (Tone::Bad, "application-event-refused"),
        ApplicationEvent::Confirmed => (Tone::Good, "application-event-confirmed"),
        ApplicationEvent::PassportShown => (Tone::Good, "application-event-passport"),
        ApplicationEvent::AccessGranted => (Tone::Good, "application-event-access"),
    };
    let when = FluentValue::from(texts.moment(at));
    Notice::new(texts, tone, texts.say_with(key, &[("when", when)]), None)
}

fn actions(texts: &Texts, screen: ScreenId, application: &Application) -> Vec<Action> {
    let action = |key: &str, importance, ask| {
        Action::enabled(texts.say(key), importance, screen, Ask::Registration { ask })
    };
    let mut actions = Vec::new();
    if application.is_granted() {
        actions.push(action(
            "application-sign-in",
            Importance::Primary,
            RegistrationAsk::UseLogin,
        ));
    }
    if application.is_refused() {
        let mend = action("application-mend", Importance::Primary, RegistrationAsk::Mend);
        actions.push(mend);
    }
    if !application.is_granted() {
        actions.push(Action::enabled(
            texts.say("refresh"),
            Importance::Normal,
            screen,
            Ask::Refresh,
        ));
    }
    let lock = application
        .is_being_mended()
        .then(|| texts.say("registration-lock-begun"));
    actions.push(
        action(
            "application-forget",
            Importance::Destructive,
            RegistrationAsk::Forget,
        )
        .unless(lock),
    );
    actions
}

fn notice(texts: &Texts, tone: Tone, key: &str) -> Notice {
    Notice::new(texts, tone, texts.say(key), None)
}
