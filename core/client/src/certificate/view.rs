//! The code as it is drawn.

use salyk_regulation::rule::RuleId;

use super::state::Owner;
use crate::accounts::{self, Acting};
use crate::intent::{Ask, CertificateAsk, ScreenId};
use crate::model::{Connection, Model};
use crate::text::FluentValue;
use crate::view::{Action, CertificateView, CodeShown, Importance, Notice, Section, Tone};

fn ask(ask: CertificateAsk) -> Ask {
    Ask::Certificate { ask }
}

/// Opens the code; for Home.
pub(crate) fn action(model: &Model, screen: ScreenId) -> Action {
    let label = model.texts().say("certificate-title");
    Action::enabled(label, Importance::Normal, screen, ask(CertificateAsk::Open))
}

pub(crate) fn view(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> CertificateView {
    let (texts, state) = (model.texts(), &model.certificate);
    let taxpayer = acting.taxpayer;
    let owner: Option<Owner> = taxpayer.map(|taxpayer| (acting.account.id.clone(), taxpayer.id.clone()));
    let held = owner.as_ref().and_then(|owner| state.held.get(owner));
    let shown = state
        .shown
        .as_ref()
        .filter(|shown| Some(&shown.owner) == owner.as_ref());
    let code = shown.filter(|_| held.is_some()).map(|shown| CodeShown {
        text: shown.text.clone(),
        side: u32::try_from(shown.side).unwrap_or_default(),
        modules: shown.dark.clone(),
        spoken: texts.say("certificate-spoken"),
    });
    let offline = model.connection == Connection::Offline;
    let waits = || {
        texts.say(if offline {
            "certificate-none-offline"
        } else {
            "certificate-coming"
        })
    };
    let (tone, standing) = match held {
        Some(held) if model.now < held.expires => {
            let when = FluentValue::from(texts.moment(held.expires));
            (Tone::Good, texts.say_with("certificate-until", &[("when", when)]))
        }
        Some(held) => {
            let when = FluentValue::from(texts.moment(held.expires));
            (
                Tone::Bad,
                texts.say_with("certificate-expired", &[("when", when)]),
            )
        }
        None => (Tone::Warning, waits()),
    };
    let trouble = state.trouble.as_ref().filter(|trouble| !trouble.is_offline());
    let action =
        |key: &str, importance, wanted| Action::enabled(texts.say(key), importance, screen, ask(wanted));
    let away = offline.then(|| texts.say("certificate-needs-network"));
    CertificateView {
        name: taxpayer.map_or_else(String::new, |taxpayer| taxpayer.name.clone()),
        inn: taxpayer.map(|taxpayer| accounts::inn_shown(texts, taxpayer)),
        code,
        standing: Notice::new(texts, tone, standing, None),
        trouble: trouble.map(|trouble| Notice::new(texts, Tone::Warning, trouble.text(texts), None)),
        explanation: Section {
            heading: texts.say("certificate-heading"),
            lines: vec![
                texts.say("certificate-what"),
                texts.say("certificate-alive"),
                format!(
                    "{} · {}",
                    texts.say("certificate-not-confirmation"),
                    RuleId::Reg11.as_str()
                ),
                texts.say("certificate-paper-what"),
            ],
        },
        renew: action("certificate-renew", Importance::Normal, CertificateAsk::Renew).unless(away.clone()),
        paper: action("certificate-paper", Importance::Normal, CertificateAsk::Paper).unless(away),
    }
}
