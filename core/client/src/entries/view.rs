//! The screen on which a fact is entered, as it is drawn.

use salyk_regulation::dossier::Body;
use salyk_regulation::rule::RuleId;

use super::entry::EntryKind;
use super::form::Problem;
use super::state::current;
use super::step::{form_of, hindrance};
use crate::intent::{Ask, FieldKey, Intent, ScreenId};
use crate::model::Model;
use crate::regime;
use crate::screens::{EntryPlace, Typed};
use crate::text::Texts;
use crate::view::{Action, Choice, EntryHeadings, EntryView, Field, Importance, Section};

/// The screen on which a fact is recorded.
pub(crate) fn view(model: &Model, screen: ScreenId, place: &EntryPlace) -> EntryView {
    let texts = model.texts();
    let key = current(model);
    let form = key
        .as_ref()
        .map(|key| form_of(model, key, place))
        .unwrap_or_default();
    let problem = |wanted: &[Problem]| {
        let found = form.problems.iter().find(|problem| wanted.contains(problem));
        found.map(|problem| problem_said(texts, *problem))
    };
    let is_deposit = place.kind == EntryKind::Deposit;
    let label = |payment: &str, customs: &str| texts.say(if is_deposit { payment } else { customs });
    let number = label("entry-number-payment", "entry-number-customs");
    let day = label("entry-day-payment", "entry-day-customs");
    let lines: Vec<_> = form
        .problems
        .iter()
        .map(|problem| problem_said(texts, *problem))
        .collect();
    let hindrance = key
        .as_ref()
        .and_then(|key| hindrance(model, key))
        .map(|key| texts.say(key));
    let first = || {
        lines
            .first()
            .cloned()
            .unwrap_or_else(|| texts.say("home-nothing-fetched"))
    };
    let why_not = hindrance.or_else(|| form.ready.is_none().then(first));
    let record = texts.say("entry-record");
    EntryView {
        title: regime::lot_named(model, &place.lot).unwrap_or_default(),
        explanation: Section {
            heading: texts.say("entry-explanation-heading"),
            lines: vec![why(model, place), texts.say("entry-explanation")],
        },
        kinds: if is_deposit {
            Vec::new()
        } else {
            kinds(texts, screen, place)
        },
        number: field(
            FieldKey::EntryNumber,
            number,
            &place.number,
            problem(&[Problem::NumberUnreadable]),
        ),
        day: field(
            FieldKey::EntryDay,
            day,
            &place.day,
            problem(&[Problem::DayUnreadable, Problem::DayAhead]),
        ),
        sum: is_deposit.then(|| {
            let problem = problem(&[Problem::SumUnreadable, Problem::SumNone]);
            field(FieldKey::EntrySum, texts.say("entry-sum"), &place.sum, problem)
        }),
        missing: Section {
            heading: texts.say("entry-missing"),
            lines,
        },
        record: Action::enabled(record, Importance::Primary, screen, Ask::RecordEntry).unless(why_not),
        headings: EntryHeadings::of(texts),
    }
}

fn field(key: FieldKey, label: String, typed: &Typed, problem: Option<String>) -> Field {
    Field {
        key,
        spoken: label.clone(),
        label,
        text: typed.text.clone(),
        edit: typed.edit,
        reset: typed.reset,
        problem,
    }
}

fn kinds(texts: &Texts, screen: ScreenId, place: &EntryPlace) -> Vec<Choice> {
    let choice = |kind: EntryKind| Choice {
        label: texts.say(kind.key()),
        chosen: place.kind == kind,
        intent: Intent::on(screen, Ask::ChooseEntryKind { kind }),
    };
    EntryKind::OF_CUSTOMS.map(choice).to_vec()
}

/// The point that it concerns, in our words.
fn why(model: &Model, place: &EntryPlace) -> String {
    let (key, rule) = match (place.kind, regime::holder(model, &place.lot)) {
        (EntryKind::Deposit, Some(Body::Customs)) => ("entry-why-deposit-customs", RuleId::Reg12),
        (EntryKind::Deposit, Some(Body::TaxBody)) => ("entry-why-deposit-tax", RuleId::Reg16),
        (EntryKind::Deposit, None) => return model.texts().say("lot-account-unknown"),
        (EntryKind::CustomsApplication, _) => ("entry-why-application", RuleId::Reg11),
        (EntryKind::Commitment, _) => ("entry-why-commitment", RuleId::Reg13),
        (EntryKind::CustomsRefund, _) => ("entry-why-refund", RuleId::Reg18),
    };
    format!("{} · {}", model.texts().say(key), rule.as_str())
}

fn problem_said(texts: &Texts, problem: Problem) -> String {
    let key = match problem {
        Problem::NoNumber => "entry-missing-number",
        Problem::NumberUnreadable => "entry-number-unreadable",
        Problem::NoDay => "entry-missing-day",
        Problem::DayUnreadable => "plan-day-unreadable",
        Problem::DayAhead => "entry-day-ahead",
        Problem::NoSum => "entry-missing-sum",
        Problem::SumUnreadable => {
            // No groups of digits: English writes commas between them, which are not read.
            let example = texts.number(12_345, 2, 2);
            return texts.say_with("entry-sum-unreadable", &[("example", example.into())]);
        }
        Problem::SumNone => "entry-sum-none",
        Problem::NoHolder => "lot-account-unknown",
        Problem::AlreadyEntered => "entry-already-entered",
        Problem::AlreadyTold => "entry-already-told",
        Problem::TooMany => "entry-too-many",
    };
    texts.say(key)
}
