//! The form as it is drawn.

use super::form::FormState;
use super::items::Scene;
use super::state::{MOST_APPLICATIONS, Stage, Work};
use super::step::{is_consented, may_erase};
use crate::consent::DocumentKind;
use crate::fault::Trouble;
use crate::intent::{Ask, Intent, Link, RegistrationAsk, ScreenId};
use crate::model::Model;
use crate::screens::Place;
use crate::text::{FluentValue, Texts};
use crate::view::{Action, ChoiceField, Importance, Notice, RegistrationView, Tick, Tone};

/// The form; `None` when there is none any more.
pub(crate) fn view(model: &Model, screen: ScreenId, which: Option<&str>) -> Option<RegistrationView> {
    let work = model.registration.work(which)?;
    let scene = Scene {
        texts: model.texts(),
        screen,
        work,
        typed: work.typed(is_consented(model, work)),
        look_ups: work.look_ups(model.registration.wait_seconds(model.now)),
    };
    let form = FormState::of(&scene.typed, &scene.look_ups);
    let texts = scene.texts;
    let document = Ask::OpenDocument {
        kind: DocumentKind::PrivacyPolicy,
    };
    Some(RegistrationView {
        method: method(&scene),
        privacy: Action::enabled(
            texts.say(DocumentKind::PrivacyPolicy.key()),
            Importance::Link,
            screen,
            document,
        ),
        consent: tick(model, &scene),
        consent_problem: form
            .consent_missing
            .then(|| texts.say("registration-lock-consent")),
        fields: form.fields.iter().map(|field| scene.item(field)).collect(),
        state: state(model, texts, which, work),
        submit: submit(model, &scene, which),
        links: form_links(model, &scene, which),
    })
}

fn method(scene: &Scene<'_>) -> ChoiceField {
    let again = RegistrationAsk::Open;
    ChoiceField {
        label: scene.texts.say("registration-method"),
        choices: vec![scene.choice("registration-method-password", true, again)],
        problem: None,
    }
}

fn tick(model: &Model, scene: &Scene<'_>) -> Tick {
    let ticked = scene.typed.consented;
    let receipt = model
        .consent
        .privacy_receipt(model.language, model.now, &model.config.app_version);
    let lock = if model.consent.is_fetching() {
        "lock-documents-loading"
    } else {
        "lock-documents-failed"
    };
    let enabled = ticked || receipt.is_some();
    Tick {
        label: scene.texts.say("registration-consent"),
        ticked,
        enabled,
        why_not: (!enabled).then(|| scene.texts.say(lock)),
        intent: Intent::on(scene.screen, Ask::TickConsent { ticked: !ticked }),
    }
}

fn submit(model: &Model, scene: &Scene<'_>, which: Option<&str>) -> Action {
    let full = which.is_none() && model.registration.applications.len() >= MOST_APPLICATIONS;
    let lock = if scene.work.is_under_way() {
        Some("registration-lock-sending")
    } else if full {
        Some("registration-lock-full")
    } else {
        None
    };
    let label = if which.is_some() {
        "registration-resubmit"
    } else {
        "registration-submit"
    };
    scene
        .action(label, Importance::Primary, RegistrationAsk::Submit)
        .unless(lock.map(|lock| scene.texts.say(lock)))
}

fn form_links(model: &Model, scene: &Scene<'_>, which: Option<&str>) -> Vec<Action> {
    let cabinet = Ask::OpenLink { link: Link::Cabinet };
    let lock = (!may_erase(model, which)).then(|| scene.texts.say("registration-lock-begun"));
    vec![
        Action::enabled(
            scene.texts.say("registration-cabinet"),
            Importance::Link,
            scene.screen,
            cabinet,
        ),
        scene
            .action(
                "registration-erase",
                Importance::Destructive,
                RegistrationAsk::EraseDraft,
            )
            .unless(lock),
    ]
}

/// How a submission stands that was begun; else why the application that is being mended was refused.
fn state(model: &Model, texts: &Texts, which: Option<&str>, work: &Work) -> Option<Notice> {
    let notice = |key: &str| Notice::new(texts, Tone::Warning, texts.say(key), None);
    match work.sending.as_ref().map(|sending| sending.stage) {
        Some(Stage::NotArrived) => return Some(notice("registration-not-arrived")),
        Some(Stage::Unclear | Stage::Asking(..)) => return Some(notice("registration-unclear")),
        _ => {}
    }
    let application = model.registration.application(which?)?;
    let reason = application.status.as_ref()?.reason.clone()?;
    let text = texts.say_with("application-refused", &[("reason", FluentValue::from(reason))]);
    Some(Notice::new(texts, Tone::Bad, text, None))
}

/// The applications that were sent, as links on the sign-in screen.
pub(crate) fn links(model: &Model, screen: ScreenId) -> Vec<Action> {
    let texts = model.texts();
    let applications = model.registration.applications.iter();
    applications
        .map(|application| {
            let number = FluentValue::from(application.number.as_str());
            let ask = Ask::Registration {
                ask: RegistrationAsk::OpenApplication {
                    application: application.id.clone(),
                },
            };
            let label = texts.say_with("application-number", &[("number", number)]);
            Action::enabled(label, Importance::Link, screen, ask)
        })
        .collect()
}

/// What went wrong on a screen of a registration, and whether trying again is of use.
pub(crate) fn trouble(model: &Model, place: &Place) -> Option<(Trouble, bool)> {
    let (trouble, again) = match place {
        Place::Registration(which) => (
            model.registration.work(which.as_deref())?.trouble.as_ref()?,
            false,
        ),
        Place::Application(id) => (model.registration.application(id)?.trouble.as_ref()?, true),
        _ => return None,
    };
    // Without a network an application is read as last heard: that is a state, not an error.
    let shown = !(again && trouble.is_offline());
    shown.then(|| (trouble.clone(), again))
}

/// Whether something of this place is under way.
pub(crate) fn is_busy(model: &Model, place: &Place) -> bool {
    match place {
        Place::Registration(which) => model.registration.work(which.as_deref()).is_some_and(|work| {
            work.is_under_way() || work.person.asked.is_some() || work.organisation.asked.is_some()
        }),
        Place::Application(id) => {
            let application = model.registration.application(id);
            application.is_some_and(|application| application.asking.is_some())
        }
        _ => false,
    }
}

/// What is asked before an application is followed no more.
pub(crate) fn question(model: &Model, id: &str) -> String {
    let application = model.registration.application(id);
    let number = application
        .map(|application| application.number.clone())
        .unwrap_or_default();
    model.texts().say_with(
        "confirm-forget-application",
        &[("number", FluentValue::from(number))],
    )
}
