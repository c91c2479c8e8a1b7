//! What every screen has: title, band, for whom, language, connection, messages.

use salyk_regulation::order;

use crate::accounts;
use crate::consent;
use crate::intent::{Ask, Intent, ScreenId};
use crate::model::{Connection, Model};
use crate::papers;
use crate::registration;
use crate::screens::Place;
use crate::text::Language;
use crate::view::{Action, Choice, Frame, FrameHeadings, Importance, Notice, Tone};

/// The frame of a screen.
pub(crate) fn of(model: &Model, id: ScreenId, place: &Place) -> Frame {
    let texts = model.texts();
    let acting = accounts::current(model);
    let taxpayer = acting
        .as_ref()
        .filter(|_| is_of_taxpayer(place))
        .and_then(|acting| acting.taxpayer);
    let before_session = acting.is_none();
    let back = Action::enabled(texts.say("back"), Importance::Normal, id, Ask::Back);
    let is_bottom = model.screens.is_bottom(id);
    Frame {
        title: title(model, place),
        taxpayer: taxpayer.map(|taxpayer| taxpayer.name.clone()),
        band: (!model.config.official).then(|| texts.say("band")),
        language: model.language,
        languages: if before_session {
            languages(model, id)
        } else {
            Vec::new()
        },
        connection: (model.connection == Connection::Offline).then(|| {
            texts.say(if before_session {
                "offline-nothing"
            } else {
                "offline"
            })
        }),
        notices: notices(model, id, place),
        busy: is_busy(model, place),
        back: (!is_bottom).then_some(back),
        sensitive: matches!(
            place,
            Place::SignIn | Place::Registration(_) | Place::Application(_) | Place::Certificate
        ),
        headings: FrameHeadings::of(texts),
    }
}

/// The three languages, to choose from.
pub(crate) fn languages(model: &Model, id: ScreenId) -> Vec<Choice> {
    let choice = |language: Language| Choice {
        label: language.own_name().to_owned(),
        chosen: language == model.language,
        intent: Intent::on(id, Ask::ChooseLanguage { language }),
    };
    Language::ALL.into_iter().map(choice).collect()
}

fn title(model: &Model, place: &Place) -> String {
    let texts = model.texts();
    match place {
        Place::Starting => texts.say("starting-title"),
        Place::SignIn => texts.say("sign-in-title"),
        Place::Document(kind) => texts.say(kind.key()),
        Place::Consent => texts.say("consent-title"),
        Place::Accounts => texts.say("accounts-title"),
        Place::Taxpayers => texts.say("taxpayers-title"),
        Place::Home => texts.say("home-title"),
        Place::Duties(_) => texts.say("duties-title"),
        Place::Lots(_) => texts.say("lots-title"),
        Place::Lot(_) => texts.say("lot-title"),
        Place::Plan(_) => texts.say("plan-title"),
        Place::WhatIf(_) => texts.say("whatif-title"),
        Place::Reminders => texts.say("reminders-title"),
        Place::Why(_) => texts.say("why-title"),
        Place::Outbox => texts.say("outbox-title"),
        Place::RegimeApplication => texts.say("filing-regime-title"),
        Place::LotForm(form, _) => texts.say(form.title_key()),
        Place::Paper(paper) => papers::title(model, paper),
        Place::Entry(_) => texts.say("entry-title"),
        Place::Files(_) => texts.say("files-title"),
        Place::Certificate => texts.say("certificate-title"),
        Place::Settings => texts.say("settings-title"),
        Place::Confirm(_) => texts.say("confirm-title"),
        Place::Registration(_) => texts.say("registration-title"),
        Place::Application(_) => texts.say("application-title"),
    }
}

/// The messages of a screen, the weightiest first.
fn notices(model: &Model, id: ScreenId, place: &Place) -> Vec<Notice> {
    let texts = model.texts();
    let mut notices = Vec::new();
    let retry = || Action::enabled(texts.say("try-again"), Importance::Normal, id, Ask::Refresh);
    if let Some(trouble) = &model.trouble {
        let read = Action::enabled(texts.say("dismiss"), Importance::Normal, id, Ask::Dismiss);
        notices.push(Notice::new(texts, Tone::Bad, trouble.text(texts), Some(read)));
    }
    match place {
        Place::SignIn | Place::Consent => {
            if *place == Place::SignIn
                && let Some(problem) = model.sign_in.problem()
            {
                notices.push(Notice::new(texts, Tone::Bad, problem.text(texts), None));
            }
            if let Some(trouble) = &model.consent.trouble {
                notices.push(Notice::new(
                    texts,
                    Tone::Warning,
                    trouble.text(texts),
                    Some(retry()),
                ));
            }
            if model.consent.was_renewed() {
                notices.push(Notice::new(
                    texts,
                    Tone::Warning,
                    texts.say("consent-renewed"),
                    None,
                ));
            }
        }
        Place::Registration(_) | Place::Application(_) => {
            if let Some(trouble) = &model.consent.trouble
                && matches!(place, Place::Registration(_))
            {
                let again = Some(retry());
                notices.push(Notice::new(texts, Tone::Warning, trouble.text(texts), again));
            }
            if let Some((trouble, try_again)) = registration::trouble(model, place) {
                let action = try_again.then(retry);
                notices.push(Notice::new(texts, Tone::Warning, trouble.text(texts), action));
            }
        }
        // What is filed and attached there waits for it.
        Place::Files(_) | Place::LotForm(..) | Place::RegimeApplication | Place::Certificate => {
            notices.extend(consent_needed(model, id));
        }
        Place::Home | Place::Duties(_) | Place::Lots(_) | Place::Lot(_) | Place::Outbox => {
            notices.extend(consent_needed(model, id));
            let trouble = model
                .regime
                .trouble_of(model)
                .filter(|trouble| !trouble.is_offline());
            if let Some(trouble) = trouble {
                notices.push(Notice::new(
                    texts,
                    Tone::Warning,
                    trouble.text(texts),
                    Some(retry()),
                ));
            }
        }
        _ => {}
    }
    order::sort_by_key(&mut notices, |notice| std::cmp::Reverse(notice.tone));
    notices
}

/// Whether the screen shows the case of whoever is acted for.
fn is_of_taxpayer(place: &Place) -> bool {
    matches!(
        place,
        Place::Home
            | Place::Duties(_)
            | Place::Lots(_)
            | Place::Lot(_)
            | Place::Plan(_)
            | Place::WhatIf(_)
            | Place::Reminders
            | Place::Why(_)
            | Place::Outbox
            | Place::RegimeApplication
            | Place::LotForm(..)
            | Place::Paper(_)
            | Place::Entry(_)
            | Place::Files(_)
            | Place::Certificate
    )
}

fn is_busy(model: &Model, place: &Place) -> bool {
    match place {
        Place::Starting => true,
        Place::SignIn => model.sign_in.is_entering() || model.consent.is_fetching(),
        Place::Registration(_) | Place::Application(_) => registration::is_busy(model, place),
        Place::Document(_) | Place::Consent => model.consent.is_fetching(),
        _ => {
            accounts::current(model).is_some_and(|acting| acting.session.is_busy())
                || is_of_taxpayer(place) && model.regime.is_awaited(model)
        }
    }
}

/// A newer version is in force than this session stands on (`guide:M2a`).
fn consent_needed(model: &Model, id: ScreenId) -> Option<Notice> {
    let texts = model.texts();
    let read = || {
        let label = texts.say("consent-open");
        Action::enabled(label, Importance::Primary, id, Ask::OpenConsent)
    };
    consent::is_asked_for(model).then(|| {
        let needed = texts.say("consent-needed");
        Notice::new(texts, Tone::Warning, needed, Some(read()))
    })
}

#[cfg(test)]
mod tests {
    use crate::accounts;
    use crate::effect::{Call, Effect};
    use crate::event::Event;
    use crate::ports::ServiceError;
    use crate::regime;
    use crate::testing::Desk;

    fn is_busy(desk: &Desk) -> bool {
        desk.front().frame.busy
    }

    fn fail(desk: &mut Desk) {
        let unreachable = ServiceError::Unreachable("sample".to_owned());
        desk.answer(|call| matches!(call, Call::Dossier { .. }), Err(unreachable));
    }

    #[test]
    fn a_case_is_awaited_until_it_is_there_or_could_not_be_had() {
        let mut desk = Desk::new();
        desk.sign_in("a");
        assert!(is_busy(&desk), "the service was asked");
        fail(&mut desk);
        assert!(
            !is_busy(&desk),
            "a case that can't be had is not awaited for ever"
        );
        let acting = accounts::current(&desk.model).unwrap();
        let account = acting.account.id.clone();
        let taxpayer = acting.taxpayer.unwrap().id.clone();
        regime::open_case(&mut desk.model, &account, &taxpayer);
        assert!(is_busy(&desk), "the store was asked");
        let effects = desk.model.take_effects();
        let [Effect::Load { ticket, .. }] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        desk.happen(Event::Loaded(*ticket, Ok(vec![None])));
        fail(&mut desk);
        assert!(!is_busy(&desk));
        regime::forget_case(&mut desk.model, &account, &taxpayer);
        assert!(is_busy(&desk), "nothing was ever heard of it");
    }
}
