//! What nobody has answered, what is not attached and what was refused are told by their names; what is told twice is told once.

use std::collections::BTreeSet;

use jiff::civil::date;
use salyk_regulation::dossier::{
    Activity, Body, CarriedOn, DocumentKind, Dossier, Lot, Outcome, RegisteredState,
};
use salyk_regulation::fact::{Fact, Source};

use super::super::{duties, lot as lot_screen, why};
use super::sample::{Stage, decision, deposit, excluded, export, refund, registered, released, with};
use crate::intent::{DutyFilter, ScreenId};
use crate::screens::DutiesPlace;
use crate::text::{Language, Texts};
use crate::view::{FindingRow, Tone, WhyView};

fn why_in(stage: &Stage, language: Language, finding: &str) -> WhyView {
    why::why(&stage.scene(language), finding).unwrap()
}

fn row(stage: &Stage, finding: &str) -> FindingRow {
    let place = DutiesPlace {
        filter: DutyFilter::All,
        ..DutiesPlace::default()
    };
    let scene = stage.scene(Language::English);
    let view = duties::duties(scene.texts, ScreenId(7), Some(&scene), &place);
    let mut rows = view.groups.into_iter().flat_map(|group| group.rows);
    rows.find(|row| row.finding == finding).unwrap()
}

fn in_force() -> Dossier {
    registered(RegisteredState::InForce {
        since: date(2026, 2, 1),
    })
}

/// A taxpayer in the regime that has answered for one ground of nine.
fn answered_for_one() -> Stage {
    let mut dossier = in_force();
    let never = Fact::service(CarriedOn::default());
    dossier.taxpayer.activities.insert(Activity::Patent, never);
    Stage::new(dossier, date(2026, 6, 10))
}

const UNANSWERED: &str = "financial or insurance services; an investment fund; a professional participant of the securities \
                          market; paying excise; public catering; resorts and health improvement; wireless and satellite \
                          telecommunications; paying for the use of subsoil";

#[test]
fn each_ground_that_nobody_has_answered_is_named() {
    let stage = answered_for_one();
    let view = why_in(&stage, Language::English, "reg:3");
    let kinds: Vec<_> = view
        .facts
        .iter()
        .filter(|fact| fact.label == "Kind of activity")
        .map(|fact| fact.value.as_str())
        .collect();
    assert_eq!(kinds.len(), 9, "{kinds:#?}");
    assert_eq!(kinds[0], "paying taxes on a patent: no");
    assert_eq!(kinds[1], "financial or insurance services: not known");
    assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), 9, "{kinds:#?}");
    let named = format!("Kind of activity ({UNANSWERED})");
    assert_eq!(view.would_settle, [format!("It is enough to settle: {named}")]);
    let step = format!("You: Clear up the missing facts: {named}.");
    assert_eq!(view.next_step, Some(step));
    for language in [Language::Kyrgyz, Language::Russian] {
        let view = why_in(&stage, language, "reg:3");
        let each: BTreeSet<_> = view.facts.iter().map(|fact| &fact.value).collect();
        assert_eq!(each.len(), view.facts.len(), "{each:#?}");
    }
}

#[test]
fn point_6_tells_each_fact_once() {
    let view = why_in(&answered_for_one(), Language::English, "reg:6");
    let states = view
        .facts
        .iter()
        .filter(|fact| fact.label == "State in the register");
    assert_eq!(states.count(), 1, "{:#?}", view.facts);
    let lines: BTreeSet<_> = view.facts.iter().map(|fact| (&fact.label, &fact.value)).collect();
    assert_eq!(lines.len(), view.facts.len(), "{:#?}", view.facts);
    let settle = view.would_settle.first().unwrap();
    assert!(settle.contains(UNANSWERED), "{settle}");
}

/// A lot that left in full, with an application to which two papers of six went.
fn two_papers_of_six() -> Stage {
    let mut lot = released("one", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Customs,
    )];
    lot.exports = vec![export("e", 10_000, date(2026, 4, 9), "DE", Source::Customs)];
    let mut filed = refund(Body::Customs, Fact::customs(date(2026, 5, 4)), None);
    filed.attachments.retain(|paper| {
        matches!(
            paper.kind,
            DocumentKind::ExportDeclaration | DocumentKind::DeliveryContract
        )
    });
    lot.refund_applications = vec![filed];
    Stage::new(with(vec![lot]), date(2026, 5, 10))
}

#[test]
fn papers_that_are_not_attached_are_named() {
    let stage = two_papers_of_six();
    let view = why_in(&stage, Language::English, "reg:18/one");
    let missing = "Goods-accompanying documents; Electronic invoice, printed; Certificate of no tax debt, or information on \
                   the debt; Certificate of no import-VAT debt";
    let papers: Vec<_> = view
        .facts
        .iter()
        .filter(|fact| fact.label == "Paper attached to the application")
        .map(|fact| fact.value.as_str())
        .collect();
    let each: Vec<_> = missing
        .split("; ")
        .map(|paper| format!("{paper}: not known"))
        .collect();
    assert_eq!(papers, each);
    let settle = view.would_settle.first().unwrap();
    assert!(
        settle.ends_with(&format!("Paper attached to the application ({missing})")),
        "{settle}"
    );
    let next = view.next_step.unwrap();
    assert!(next.contains(missing), "{next}");
}

#[test]
fn a_ground_is_not_called_done() {
    let mut dossier = in_force();
    let never = || Fact::service(CarriedOn::default());
    for kind in [
        Activity::Patent,
        Activity::FinancialOrInsurance,
        Activity::InvestmentFund,
        Activity::SecuritiesMarket,
        Activity::ExcisePayer,
        Activity::PublicCatering,
        Activity::Resort,
        Activity::Telecommunications,
        Activity::SubsoilUse,
    ] {
        dossier.taxpayer.activities.insert(kind, never());
    }
    let stage = Stage::new(dossier, date(2026, 6, 10));
    let none = row(&stage, "reg:3");
    assert_eq!(
        (none.standing.as_str(), none.tone),
        ("No ground matches", Tone::Good)
    );
}

#[test]
fn grounds_stand_in_the_row() {
    let row_of = |activity| row(&Stage::new(excluded(activity), date(2026, 6, 10)), "reg:3");
    let matched = row_of(Activity::ExcisePayer);
    assert_eq!(matched.remarks, ["Grounds: paying excise"]);
    let open = row(&answered_for_one(), "reg:3");
    assert_eq!(open.remarks, [format!("Not answered: {UNANSWERED}")]);
}

#[test]
fn where_facts_are_missing_the_row_says_of_what() {
    let open = row(&answered_for_one(), "reg:4");
    assert_eq!(
        (open.title.as_str(), open.standing.as_str()),
        (
            "Only imports and exports under the regime",
            "Not known: a fact is missing"
        )
    );
}

#[test]
fn one_day_is_not_told_as_two() {
    let mut dossier = excluded(Activity::ExcisePayer);
    let since = CarriedOn(vec![salyk_regulation::dossier::Period {
        since: Some(date(2026, 3, 5)),
        until: None,
    }]);
    dossier
        .taxpayer
        .activities
        .insert(Activity::ExcisePayer, Fact::service(since));
    dossier.registered = in_force().registered;
    let stage = Stage::new(dossier, date(2026, 6, 10));
    let passing = row(&stage, "reg:6");
    assert!(
        passing
            .remarks
            .iter()
            .all(|remark| !remark.starts_with("If the tax period")),
        "{:?}",
        passing.remarks
    );
    let next = why_in(&stage, Language::English, "reg:6").next_step.unwrap();
    assert!(
        next.contains("the general procedure applies from 1 April 2026."),
        "{next}"
    );
}

#[test]
fn both_rates_are_told_where_sources_disagree() {
    let mut late = super::sample::accounted("one", date(2026, 5, 4));
    late.deposits = vec![deposit(
        Body::TaxBody,
        date(2026, 7, 1),
        12_000_000,
        Source::Service,
    )];
    let stage = Stage::new(with(vec![late]), date(2026, 7, 20));
    let remarks = row(&stage, "reg:16/one").remarks.join(" · ");
    assert!(
        remarks
            .contains("Rate a day: 0.09% (another source: 0.13%). Source: Secondary sources, which disagree"),
        "{remarks}"
    );
    let view = lot_screen::lot(&stage.scene(Language::English), "one").unwrap();
    let penalty = view
        .money
        .iter()
        .find(|line| line.label.starts_with("Penalty"))
        .unwrap();
    let remark = penalty.remark.as_deref().unwrap();
    assert!(remark.contains("0.09% (another source: 0.13%)"), "{remark}");
    let why = why_in(&stage, Language::English, "reg:16/one");
    let rate = why.facts.last().unwrap();
    assert!(rate.value.contains("0.13%"), "{rate:?}");
}

/// The body refused, with reasons, after its own term.
fn refused() -> Stage {
    let mut lot: Lot = released("one", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Customs,
    )];
    lot.exports = vec![export("e", 10_000, date(2026, 4, 9), "DE", Source::Customs)];
    let mut no = decision(date(2026, 6, 20), Outcome::Refused, 0, Source::Customs);
    no.parts.clear();
    no.reasons = vec!["Үлгү себеп".to_owned()];
    lot.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 5, 4)), Some(no))];
    Stage::new(with(vec![lot]), date(2026, 7, 1))
}

#[test]
fn a_refusal_is_told_with_its_day_and_its_reasons() {
    let stage = refused();
    let told = "20 June 2026: Return refused. Reasons: Үлгү себеп";
    let scene = stage.scene(Language::English);
    let view = lot_screen::lot(&scene, "one").unwrap();
    let of = |rule: &str| {
        let mut rows = view.findings.iter().filter(|row| row.rule == rule);
        rows.find(|row| row.remarks.contains(&format!("{told} · Customs")))
    };
    let decided = of("reg:19").unwrap_or_else(|| panic!("{:#?}", view.findings));
    assert_eq!(decided.standing, "Does not apply here");
    assert!(of("reg:18").is_some(), "{:#?}", view.findings);
    for finding in [decided.finding.as_str(), "reg:18/one"] {
        let why = why_in(&stage, Language::English, finding);
        let fact = why.facts.iter().find(|fact| fact.value == told);
        assert!(fact.is_some(), "{finding}: {:#?}", why.facts);
    }
    assert!(view.state.starts_with("Return refused"), "{}", view.state);
}

#[test]
fn kyrgyz_takes_one_month_after_each_and_says_regularly() {
    let texts = Texts::of(Language::Kyrgyz);
    let windows = texts.say("reading-activity-window-every-rolling-window");
    let after = windows.split("ар бир").nth(1).unwrap();
    assert!(!after.contains("айлар"), "{windows}");
    let title = texts.say("rule-5-1-title");
    assert!(!title.contains("үзгүлтүксүз"), "{title}");
    assert!(title.contains("регулярдуу"), "{title}");
}
