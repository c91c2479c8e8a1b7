//! Why: the point, its facts, the arithmetic, the edition and the readings, and what comes next.

use std::collections::BTreeSet;

use salyk_regulation::finding::{Certainty, Deed, Finding, FindingId};
use salyk_regulation::policy::{PolicyEdition, ReadingKey};
use salyk_regulation::rule::RuleId;
use salyk_regulation::why::Doubt;

use super::scene::Scene;
use super::standing::Standing;
use super::{finding as rows, named, readings, register, remarks, rules, sources, steps, values, words};
use crate::view::{FactShown, WhyHeadings, WhyView};

pub(super) fn why(scene: &Scene<'_>, id: &str) -> Option<WhyView> {
    Some(of(scene, scene.assessment.finding(&FindingId::new(id))?))
}

/// Why a finding says what it says.
pub(super) fn of(scene: &Scene<'_>, finding: &Finding) -> WhyView {
    let edition = scene.edition(finding.edition());
    let standing = Standing::of(finding, scene.today);
    WhyView {
        title: title(scene, finding),
        point: point(scene, finding.rule),
        rule: finding.rule.as_str().to_owned(),
        meaning: meaning(scene, finding, edition),
        standing: with_remarks(scene, finding, standing),
        tone: standing.tone(finding, scene.today),
        facts: facts(scene, finding)
            .into_iter()
            .chain(sources::figure(scene, finding, edition))
            .chain(steps::rates(scene, finding))
            .collect(),
        steps: steps::steps(scene, finding),
        edition: edition_line(scene, edition),
        readings: finding
            .readings
            .iter()
            .map(|reading| read(scene, edition, *reading))
            .collect(),
        next_step: next_step(scene, finding),
        would_settle: would_settle(scene, finding),
        headings: WhyHeadings::of(scene.texts),
    }
}

/// The facts it used. Point 6 follows from several findings, which may have used the same: there each stands once.
fn facts(scene: &Scene<'_>, finding: &Finding) -> Vec<FactShown> {
    let mut shown: Vec<_> = finding
        .facts()
        .map(|fact| values::shown(scene, finding, fact))
        .collect();
    if finding.rule == RuleId::Reg6 {
        let mut told = BTreeSet::new();
        shown.retain(|fact| told.insert((fact.label.clone(), fact.value.clone(), fact.source.clone())));
    }
    shown
}

fn title(scene: &Scene<'_>, finding: &Finding) -> String {
    let what = scene.say(rules::title_of(finding));
    match rows::lot(scene, finding) {
        Some(lot) => {
            let lot = rows::lot_title(scene, lot);
            scene.say_with("why-title-lot", &[("lot", lot.into()), ("what", what.into())])
        }
        None => what,
    }
}

/// The point's number spelt out.
fn point(scene: &Scene<'_>, rule: RuleId) -> String {
    let number = rule.as_str().trim_start_matches("reg:");
    match number.split_once('.') {
        Some((point, part)) => scene.say_with(
            "why-point-part",
            &[("point", point.into()), ("part", part.into())],
        ),
        None => scene.say_with("why-point", &[("point", number.into())]),
    }
}

/// What the point asks, in our own words, with the figures of its edition.
fn meaning(scene: &Scene<'_>, finding: &Finding, edition: &PolicyEdition) -> String {
    let figures = &edition.figures;
    let variables = [
        ("article", article(scene, edition).into()),
        ("months", figures.activity_window_months.value.into()),
        ("noticedays", figures.customs_notice_working_days.value.into()),
        ("depositday", figures.deposit_day.value.into()),
        ("returndays", figures.return_days.value.into()),
        ("decisiondays", figures.decision_days.value.into()),
    ];
    scene.say_with(rules::meaning_of(finding), &variables)
}

fn with_remarks(scene: &Scene<'_>, finding: &Finding, standing: Standing) -> String {
    let word = scene.say(standing.key());
    let day = rows::day(finding).map(|day| {
        let day = scene.shown_day(day);
        scene.say_with(
            "why-day",
            &[("date", day.text.into()), ("relative", day.relative.into())],
        )
    });
    let parts = std::iter::once(word)
        .chain(day)
        .chain(remarks::of(scene, finding));
    parts.collect::<Vec<_>>().join(" · ")
}

/// A reading that was chosen, where it is from, and since when nobody has confirmed it.
fn read(scene: &Scene<'_>, edition: &PolicyEdition, reading: ReadingKey) -> String {
    let said = scene.say(readings::chosen(&edition.readings, reading));
    let (source, confirmed) = edition.readings.source(reading);
    format!("{said} {}", sources::line(scene.texts, source, confirmed))
}

fn edition_line(scene: &Scene<'_>, edition: &PolicyEdition) -> String {
    let basis = &edition.legal_basis;
    let source = sources::line(scene.texts, &basis.source, basis.last_confirmed);
    let names = [
        ("edition", edition.id.as_str().into()),
        ("since", scene.day(edition.valid_from).into()),
        ("article", article(scene, edition).into()),
        ("source", source.into()),
    ];
    scene.say_with("why-edition", &names)
}

/// The article that the regulation's own text names, and the number it seems to bear now, where that is another: nobody has
/// confirmed the new one.
fn article(scene: &Scene<'_>, edition: &PolicyEdition) -> String {
    let now = &edition.legal_basis.value;
    let mut editions = scene.law.policies.editions();
    let Some(first) = editions.next().map(|first| &first.legal_basis.value) else {
        return now.clone();
    };
    if first == now {
        return now.clone();
    }
    let since = editions
        .find(|later| later.legal_basis.value == *now)
        .map_or(edition.valid_from, |later| later.valid_from);
    let names = [
        ("first", first.as_str().into()),
        ("now", now.as_str().into()),
        ("year", since.year().to_string().into()),
    ];
    scene.say_with("article-renumbered", &names)
}

fn next_step(scene: &Scene<'_>, finding: &Finding) -> Option<String> {
    let next = finding.next_step.as_ref()?;
    if next.what == Deed::PassToGeneralProcedure {
        return Some(register::passing(scene, finding));
    }
    let who = scene.say(words::who(next.who));
    let what = scene.say(words::deed(next.what));
    let mut text = match (next.what, finding.settled_by()) {
        (Deed::StateFacts, [set]) => {
            let facts = named::facts(scene, finding, *set);
            let names = [
                ("who", who.into()),
                ("what", what.into()),
                ("facts", facts.into()),
            ];
            scene.say_with("next-step-facts", &names)
        }
        _ => scene.say_with("next-step", &[("who", who.into()), ("what", what.into())]),
    };
    let key = match next.what {
        // Its last day is over: the body decides.
        Deed::ApplyLate => None,
        _ => Some("next-step-by"),
    };
    if let (Some(key), Some(day)) = (key, next.by) {
        text.push(' ');
        text.push_str(&scene.say_with(key, &[("date", scene.day(day).into())]));
    }
    Some(text)
}

/// What would settle it: any one of the sets of facts, and whatever else is still open.
fn would_settle(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    if finding.certainty == Certainty::Known {
        return Vec::new();
    }
    let sets = finding.settled_by().iter().map(|set| {
        let facts = named::facts(scene, finding, *set);
        scene.say_with("settle-facts", &[("facts", facts.into())])
    });
    let doubts = finding
        .doubts
        .iter()
        .filter_map(|doubt| settles(*doubt))
        .map(|key| scene.say(key));
    sets.chain(doubts).collect()
}

/// What ends a doubt that is not about a fact's absence, which the sets of facts name.
fn settles(doubt: Doubt) -> Option<&'static str> {
    match doubt {
        Doubt::FactMissing => None,
        Doubt::PersonOnly => Some("settle-person"),
        Doubt::FactProvisional => Some("settle-provisional"),
        Doubt::CalendarEstimated => Some("settle-calendar-estimated"),
        Doubt::CalendarBeyondTable => Some("settle-calendar-beyond"),
        Doubt::FigureDisputed => Some("settle-figure"),
        Doubt::BeforeFirstEdition => Some("settle-edition"),
        Doubt::OutOfRange => Some("settle-range"),
        Doubt::UnitsDiffer => Some("settle-units"),
    }
}
