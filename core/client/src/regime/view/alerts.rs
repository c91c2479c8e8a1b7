//! Breaches, debts and untold receipts on Home.

use std::cmp::Reverse;

use salyk_regulation::assessment::RegimeLife;
use salyk_regulation::dossier::Debt;
use salyk_regulation::finding::Finding;
use salyk_regulation::order;
use salyk_regulation::rule::RuleId;

use super::scene::Scene;
use super::standing::{Standing, is_over};
use super::{finding as rows, home, receipts, remarks, rules, urgent, words};
use crate::intent::Ask;
use crate::view::{Action, Importance, Notice, Tone};

/// How many breaches, and how many debts, are shown one by one.
pub(super) const SHOWN: usize = 5;

/// What is broken or owed, the weightiest first. `overdue` is how many findings are overdue in all.
pub(super) fn alerts(scene: &Scene<'_>, overdue: usize) -> Vec<Notice> {
    let mut notices = Vec::new();
    if let Some(more) = overdue.checked_sub(home::OVERDUE).filter(|more| *more > 0) {
        notices.push(more_broken(scene, "alert-more-overdue", more));
    }
    let mut broken: Vec<_> = urgent::open_findings(scene.assessment)
        .filter(|finding| is_alert(scene, finding))
        .collect();
    order::sort_by_key(&mut broken, |finding| Standing::of(finding, scene.today));
    notices.extend(broken.iter().take(SHOWN).map(|finding| breach(scene, finding)));
    let (unconfirmed, breaches): (Vec<_>, Vec<_>) = broken.iter().copied().skip(SHOWN).partition(|finding| {
        let standing = Standing::of(finding, scene.today);
        matches!(standing, Standing::EnteredByYou | Standing::MayChange)
    });
    if !breaches.is_empty() {
        notices.push(more_broken(scene, "alert-more-breaches", breaches.len()));
    }
    if !unconfirmed.is_empty() {
        notices.push(more_unconfirmed(scene, unconfirmed.len()));
    }
    notices.extend(debts(scene));
    notices.extend(receipts::notices(scene));
    order::sort_by_key(&mut notices, |notice| Reverse(notice.tone));
    notices
}

/// Broken without being overdue, which has a list of its own; or a term that ended on the person's word alone.
fn is_alert(scene: &Scene<'_>, finding: &Finding) -> bool {
    match Standing::of(finding, scene.today) {
        // Our finding on the regime says it already.
        Standing::Excluded => !matches!(scene.assessment.regime.life, RegimeLife::NotEligible { .. }),
        Standing::NotKept => true,
        // Without a penalty there is nothing left of it to know or to do.
        Standing::DoneLate => finding.penalty().is_some() || finding.rule == RuleId::Reg18,
        Standing::EnteredByYou | Standing::MayChange => is_over(finding, scene.today),
        Standing::Overdue
        | Standing::MaybeOverdue
        // Our finding on the regime says it.
        | Standing::Passing
        | Standing::ToDo
        | Standing::NotKnown
        | Standing::Awaited
        | Standing::TheirTermOver
        | Standing::NotYet
        | Standing::Kept
        | Standing::NoGround
        | Standing::Established
        | Standing::NotApplicable => false,
    }
}

fn breach(scene: &Scene<'_>, finding: &Finding) -> Notice {
    let standing = Standing::of(finding, scene.today);
    let what = scene.say(rules::title_of(finding));
    let word = scene.say(standing.key());
    let mut text = match rows::lot(scene, finding) {
        Some(lot) => {
            let lot = rows::lot_title(scene, lot);
            let names = [
                ("lot", lot.into()),
                ("what", what.into()),
                ("standing", word.into()),
            ];
            scene.say_with("alert-lot", &names)
        }
        None => scene.say_with(
            "alert-taxpayer",
            &[("what", what.into()), ("standing", word.into())],
        ),
    };
    for remark in remarks::of(scene, finding) {
        text.push_str(" · ");
        text.push_str(&remark);
    }
    let tone = match standing.tone(finding, scene.today) {
        Tone::Bad => Tone::Bad,
        Tone::Neutral | Tone::Good | Tone::Warning => Tone::Warning,
    };
    let action = rows::why(scene, finding, Importance::Link);
    Notice::new(scene.texts, tone, text, Some(action))
}

/// How many more there are, with the way to all that is broken or late.
fn more_broken(scene: &Scene<'_>, key: &str, more: usize) -> Notice {
    let text = scene.say_with(key, &[("count", more.into())]);
    let label = scene.say("duties-broken");
    let action = Action::enabled(label, Importance::Link, scene.screen, Ask::OpenBreaches);
    Notice::new(scene.texts, Tone::Bad, text, Some(action))
}

fn more_unconfirmed(scene: &Scene<'_>, more: usize) -> Notice {
    let text = scene.say_with("alert-more-unconfirmed", &[("count", more.into())]);
    let label = scene.say("duties-title");
    let action = Action::enabled(label, Importance::Link, scene.screen, Ask::OpenDuties);
    Notice::new(scene.texts, Tone::Warning, text, Some(action))
}

/// Debts that are overdue and not paid off, the oldest first.
fn debts(scene: &Scene<'_>) -> Vec<Notice> {
    let stated = scene.dossier.debts.value();
    let mut open: Vec<_> = stated
        .into_iter()
        .flatten()
        .filter(|debt| is_owed(scene, debt))
        .collect();
    order::sort_by_key(&mut open, |debt| (debt.overdue_from, debt.kind, debt.sum));
    let mut notices: Vec<_> = open.iter().take(SHOWN).map(|debt| owed(scene, debt)).collect();
    if let Some(more) = open.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let text = scene.say_with("alert-more-debts", &[("count", more.into())]);
        notices.push(Notice::new(scene.texts, Tone::Bad, text, None));
    }
    notices
}

fn is_owed(scene: &Scene<'_>, debt: &Debt) -> bool {
    debt.overdue_from <= scene.today && debt.settled.is_none_or(|settled| settled > scene.today)
}

fn owed(scene: &Scene<'_>, debt: &Debt) -> Notice {
    let names = [
        ("kind", scene.say(words::debt(debt.kind)).into()),
        ("sum", scene.money(debt.sum).text.into()),
        ("since", scene.day(debt.overdue_from).into()),
        ("source", words::stated(scene, debt.stated).into()),
    ];
    let tone = if debt.stated.is_settled() {
        Tone::Bad
    } else {
        Tone::Warning
    };
    Notice::new(scene.texts, tone, scene.say_with("alert-debt", &names), None)
}
