//! The values of facts, in words.

use salyk_regulation::fact::Source;
use salyk_regulation::why::{FactUsed, FactValue};

use super::scene::Scene;
use super::{countries, register, words};
use crate::view::FactShown;

/// A fact as a finding used it, with who says so.
pub(super) fn shown(scene: &Scene<'_>, fact: &FactUsed) -> FactShown {
    FactShown {
        label: scene.say(words::fact(fact.what)),
        value: match &fact.value {
            Some(value) => text(scene, value),
            None => scene.say("value-missing"),
        },
        source: source(scene, fact.source, fact.provisional),
    }
}

fn source(scene: &Scene<'_>, source: Option<Source>, provisional: bool) -> String {
    match source {
        Some(source) => words::said_by(scene, source, provisional),
        None => scene.say("source-nobody"),
    }
}

fn text(scene: &Scene<'_>, value: &FactValue) -> String {
    match value {
        FactValue::Date(day) => scene.day(*day),
        FactValue::Money(sum) => scene.money(*sum).text,
        FactValue::Flag(flag) => scene.say(words::flag(*flag)),
        FactValue::Country(country) => countries::name(scene, *country),
        FactValue::Body(body) => scene.say(words::body(*body)),
        FactValue::Office(code) => scene.say_with("value-office", &[("code", code.0.as_str().into())]),
        FactValue::Activity { activity, carried_on } => {
            let names = [
                ("activity", scene.say(words::activity(*activity)).into()),
                ("answer", scene.say(words::flag(*carried_on)).into()),
            ];
            scene.say_with("value-activity", &names)
        }
        FactValue::Payment { date, sum, account } => {
            let names = [
                ("date", scene.day(*date).into()),
                ("sum", scene.money(*sum).text.into()),
                ("account", scene.say(words::account(*account)).into()),
            ];
            scene.say_with("value-payment", &names)
        }
        FactValue::Decision { date, outcome } => {
            let names = [
                ("date", scene.day(*date).into()),
                ("outcome", scene.say(words::outcome(*outcome)).into()),
            ];
            scene.say_with("value-decision", &names)
        }
        FactValue::Registered(state) => register::sentence(scene, *state),
    }
}
