//! The values of facts, in words.

use salyk_regulation::dossier::Lot;
use salyk_regulation::fact::Source;
use salyk_regulation::finding::Finding;
use salyk_regulation::why::{FactItem, FactUsed, FactValue};

use super::scene::Scene;
use super::{countries, finding as rows, goods, money, named, register, words};
use crate::view::FactShown;

/// A fact as a finding used it, with who says so.
pub(super) fn shown(scene: &Scene<'_>, finding: &Finding, fact: &FactUsed) -> FactShown {
    let of_fact = fact.lot.as_ref().and_then(|id| scene.facts_of(id));
    let lot = of_fact.or_else(|| rows::lot(scene, finding));
    let mut label = scene.say(named::label(fact.what, fact.item));
    if let Some(other) = of_fact {
        let names = [
            ("what", label.into()),
            ("lot", rows::lot_title(scene, other).into()),
        ];
        label = scene.say_with("why-title-lot", &names);
    }
    FactShown {
        label,
        value: match &fact.value {
            Some(value) => text(scene, lot, value),
            None => missing(scene, fact.item),
        },
        source: source(scene, fact.source, fact.provisional),
    }
}

/// That nobody has stated it; of several of a kind, which one.
fn missing(scene: &Scene<'_>, item: Option<FactItem>) -> String {
    let answer = scene.say("value-missing");
    match item {
        Some(item) => scene.say_with(
            "value-item",
            &[
                ("item", named::item(scene, item).into()),
                ("answer", answer.into()),
            ],
        ),
        None => answer,
    }
}

fn source(scene: &Scene<'_>, source: Option<Source>, provisional: bool) -> String {
    match source {
        Some(source) => words::said_by(scene, source, provisional),
        None => scene.say("source-nobody"),
    }
}

fn text(scene: &Scene<'_>, lot: Option<&Lot>, value: &FactValue) -> String {
    match value {
        FactValue::Date(day) => scene.day(*day),
        FactValue::Money(sum) => scene.money(*sum).text,
        FactValue::Flag(flag) => scene.say(words::flag(*flag)),
        FactValue::Country(country) => countries::name(scene, *country),
        FactValue::Body(body) => scene.say(words::body(*body)),
        FactValue::Office(code) => scene.say_with("value-office", &[("code", code.0.as_str().into())]),
        FactValue::Activity { activity, carried_on } => {
            let names = [
                ("item", scene.say(words::activity(*activity)).into()),
                ("answer", scene.say(words::flag(*carried_on)).into()),
            ];
            scene.say_with("value-item", &names)
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
            let decided = scene.say_with("value-decision", &names);
            let reasons = named::reasons(lot, *date, *outcome);
            if reasons.is_empty() {
                return decided;
            }
            let names = [("what", decided.into()), ("reasons", reasons.join("; ").into())];
            scene.say_with("event-decision-reasons", &names)
        }
        FactValue::Registered(state) => register::sentence(scene, *state),
        FactValue::Debt {
            debt,
            sum,
            overdue_from,
            settled,
        } => {
            let names = [
                ("kind", scene.say(words::debt(*debt)).into()),
                ("sum", scene.money(*sum).text.into()),
                ("since", scene.day(*overdue_from).into()),
            ];
            let owed = scene.say_with("value-debt", &names);
            match settled {
                Some(day) => {
                    let names = [("debt", owed.into()), ("date", scene.day(*day).into())];
                    scene.say_with("value-debt-paid", &names)
                }
                None => owed,
            }
        }
        FactValue::Export {
            date,
            line,
            quantity,
            unit,
        } => {
            let names = [
                ("date", scene.day(*date).into()),
                ("goods", goods::name(lot, *line).into()),
                ("quantity", money::quantity(scene.texts, *quantity, unit).into()),
            ];
            scene.say_with("value-export", &names)
        }
        FactValue::Confirmation { date, form } => {
            let names = [
                ("date", scene.day(*date).into()),
                ("form", scene.say(words::confirmation(*form)).into()),
            ];
            scene.say_with("value-confirmation", &names)
        }
        FactValue::Report { filed, with_receipt } => {
            let key = if *with_receipt {
                "value-report-with-receipt"
            } else {
                "value-report-without-receipt"
            };
            scene.say_with(key, &[("date", scene.day(*filed).into())])
        }
        FactValue::Direction { to, sum } => {
            let names = [
                ("to", scene.say(words::direction(*to)).into()),
                ("sum", scene.money(*sum).text.into()),
            ];
            scene.say_with("value-direction", &names)
        }
    }
}
