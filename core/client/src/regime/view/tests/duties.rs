//! Duties.

use std::collections::BTreeSet;

use jiff::civil::date;
use salyk_regulation::dossier::{Body, Debt, DebtKind, Dossier, Outcome, RegisteredState};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::finding::{Binds, Deed};
use salyk_regulation::money::Money;
use salyk_regulation::rule::RuleId;

use super::super::duties::duties;
use super::super::pages::PAGE;
use super::sample::{Stage, accounted, decision, deposit, export, refund, registered, released, with};
use crate::intent::{DutyFilter, ScreenId};
use crate::screens::DutiesPlace;
use crate::text::{Language, Texts};
use crate::view::{DutiesView, FindingRow, Tone};

const ALL: [DutyFilter; 8] = [
    DutyFilter::Open,
    DutyFilter::Broken,
    DutyFilter::Unconfirmed,
    DutyFilter::NotYet,
    DutyFilter::Authorities,
    DutyFilter::Kept,
    DutyFilter::NotApplicable,
    DutyFilter::All,
];

fn draw(stage: &Stage, filter: DutyFilter, page: u32) -> DutiesView {
    let scene = stage.scene(Language::English);
    let place = DutiesPlace { filter, page };
    duties(scene.texts, ScreenId(7), Some(&scene), &place)
}

fn rows(view: &DutiesView) -> impl Iterator<Item = &FindingRow> {
    view.groups.iter().flat_map(|group| &group.rows)
}

fn headings(view: &DutiesView) -> Vec<&str> {
    view.groups.iter().map(|group| group.heading.as_str()).collect()
}

/// A taxpayer with a lot in its term, a late deposit, and a lot whose application waits for the body too long.
fn busy() -> Stage {
    let mut filed = released("filed", date(2026, 3, 2));
    filed.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    filed.exports = vec![export("e", 10_000, date(2026, 3, 20), "DE", Source::Customs)];
    filed.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 4, 1)), None)];
    let lots = vec![
        released("third", date(2026, 5, 2)),
        accounted("late", date(2026, 5, 4)),
        filed,
    ];
    let since = date(2026, 2, 1);
    let dossier = Dossier {
        lots,
        ..registered(RegisteredState::InForce { since })
    };
    Stage::new(dossier, date(2026, 7, 20))
}

#[test]
fn every_finding_stands_under_exactly_one_heading() {
    let stage = busy();
    let all = draw(&stage, DutyFilter::All, 0);
    let shown: BTreeSet<_> = (0..all.pages)
        .flat_map(|page| {
            let view = draw(&stage, DutyFilter::All, page);
            rows(&view).map(|row| row.finding.clone()).collect::<Vec<_>>()
        })
        .collect();
    let found: BTreeSet<_> = stage
        .assessment()
        .all_findings()
        .map(|finding| finding.id().to_string())
        .collect();
    assert_eq!(shown, found);
}

#[test]
fn what_is_broken_comes_first_and_then_the_days_in_order() {
    let view = draw(&busy(), DutyFilter::Open, 0);
    let headings = headings(&view);
    assert_eq!(headings[0], "Not kept or overdue");
    assert_eq!(headings.last(), Some(&"Without a last day"));
    assert!(
        headings.contains(&"29 October 2026 (in 101 days)"),
        "{headings:?}"
    );
    let days: Vec<_> = view.groups[1..headings.len() - 1]
        .iter()
        .map(|group| {
            let days: BTreeSet<_> = group
                .rows
                .iter()
                .map(|row| row.date.clone().unwrap().iso)
                .collect();
            assert_eq!(days.len(), 1, "one day under one heading: {group:?}");
            days.into_iter().next().unwrap()
        })
        .collect();
    assert!(days.is_sorted() && days.len() >= 2, "{days:?}");
    let late = &view.groups[0].rows[0];
    assert_eq!((late.rule.as_str(), late.tone), ("reg:16", Tone::Bad));
}

#[test]
fn what_binds_an_authority_stands_apart_and_is_never_bad() {
    let stage = busy();
    let view = draw(&stage, DutyFilter::Authorities, 0);
    assert_eq!(headings(&view), ["What binds an authority: not your duty"]);
    let rules: BTreeSet<_> = rows(&view).map(|row| row.rule.clone()).collect();
    for rule in ["reg:14", "reg:15", "reg:19", "reg:21"] {
        assert!(rules.contains(rule), "{rule}: {rules:?}");
    }
    // The decision on the application was due on 1 May; nobody says whether it was made.
    let decision = rows(&view).find(|row| row.rule == "reg:19").unwrap();
    assert_eq!(decision.standing, "Not known: a fact is missing");
    assert!(rows(&view).all(|row| row.tone != Tone::Bad));
    for filter in [DutyFilter::Open, DutyFilter::Broken] {
        let view = draw(&stage, filter, 0);
        let found = |row: &FindingRow| {
            let mut findings = stage.assessment().all_findings();
            findings
                .find(|finding| finding.id().to_string() == row.finding)
                .map(|finding| finding.binds)
        };
        let theirs = rows(&view).find(|row| !matches!(found(row), Some(Binds::Taxpayer | Binds::Nobody)));
        assert_eq!(theirs, None);
    }
}

#[test]
fn a_lot_that_came_to_an_end_asks_for_nothing() {
    let mut lot = accounted("done", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::TaxBody,
        date(2026, 4, 1),
        12_000_000,
        Source::Service,
    )];
    lot.exports = vec![export("e", 10_000, date(2026, 3, 20), "DE", Source::Customs)];
    let made = decision(date(2026, 4, 9), Outcome::Returned, 12_000_000, Source::Service);
    lot.refund_applications = vec![refund(Body::TaxBody, Fact::service(date(2026, 4, 1)), Some(made))];
    let stage = Stage::new(with(vec![lot]), date(2026, 9, 20));
    let of_lot = |filter| {
        rows(&draw(&stage, filter, 0))
            .filter(|row| row.lot.is_some())
            .count()
    };
    // The receipt with the report was never recorded (`reg:17`).
    assert_eq!(of_lot(DutyFilter::Open), 0);
    let all = draw(&stage, DutyFilter::All, 0);
    assert!(
        headings(&all).contains(&"Lots that came to an end: nothing more is asked"),
        "{:?}",
        headings(&all)
    );
}

/// An application to customs is under way, and the tax body has not confirmed yet that there are no debts.
#[test]
fn what_an_authority_is_to_do_next_is_not_told_as_the_taxpayers() {
    for source in [Source::Service, Source::Person] {
        let mut lot = released("one", date(2026, 3, 2));
        lot.deposits = vec![deposit(
            Body::Customs,
            date(2026, 3, 1),
            12_000_000,
            Source::Customs,
        )];
        lot.exports = vec![export("e", 10_000, date(2026, 3, 20), "DE", Source::Customs)];
        lot.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 4, 1)), None)];
        let debts = Fact::Known {
            value: Vec::new(),
            source,
        };
        let dossier = Dossier {
            debts,
            ..with(vec![lot])
        };
        let stage = Stage::new(dossier, date(2026, 4, 10));
        let mut findings = stage.assessment().all_findings();
        let gate = findings
            .find(|finding| finding.rule == RuleId::Reg19 && finding.binds == Binds::Taxpayer)
            .unwrap();
        let next = gate.next_step.as_ref().unwrap();
        assert_eq!((next.who, next.what), (Binds::TaxBody, Deed::ConfirmDebts));
        let all = draw(&stage, DutyFilter::All, 0);
        let row = rows(&all)
            .find(|row| row.finding == gate.id().to_string())
            .unwrap();
        assert_eq!(row.title, "No debts before the return");
        assert_ne!(row.standing, "To be done", "{source:?}");
    }
}

#[test]
fn what_is_done_late_is_not_open_and_is_counted_once() {
    let mut lot = accounted("late", date(2026, 5, 4));
    lot.deposits = vec![deposit(
        Body::TaxBody,
        date(2026, 7, 1),
        12_000_000,
        Source::Service,
    )];
    let stage = Stage::new(with(vec![lot]), date(2026, 7, 20));
    let late = |filter| {
        let view = draw(&stage, filter, 0);
        rows(&view).filter(|row| row.standing == "Done late").count()
    };
    let counts = ALL.map(late);
    assert_eq!(counts, [0, 1, 0, 0, 0, 0, 0, 1], "only as late, and among all");
    let view = draw(&stage, DutyFilter::Broken, 0);
    assert!(headings(&view).contains(&"Done late"), "{:?}", headings(&view));
    assert!(!headings(&view).contains(&"Not kept or overdue"));
    let row = rows(&view).find(|row| row.standing == "Done late").unwrap();
    assert_eq!(row.title, "Term of the deposit on imports from the EAEU");
}

#[test]
fn passing_to_the_general_procedure_is_called_by_its_point() {
    let stage = Stage::new(late_since_february(), date(2026, 5, 20));
    let view = draw(&stage, DutyFilter::Broken, 0);
    let row = rows(&view).find(|row| row.rule == "reg:6").unwrap();
    assert_eq!(row.title, "Passing to the general procedure");
    for day in ["month: 1 June 2026", "quarter: 1 July 2026"] {
        assert!(
            row.remarks.iter().any(|remark| remark.ends_with(day)),
            "{:?}",
            row.remarks
        );
    }
}

/// In the regime since February, with a tax debt since May.
fn late_since_february() -> Dossier {
    let debt = Debt {
        kind: DebtKind::OtherTaxes,
        sum: Money::from_tyiyn(1),
        overdue_from: date(2026, 5, 12),
        settled: None,
        stated: Stated::by(Source::Service),
    };
    let since = date(2026, 2, 1);
    Dossier {
        debts: Fact::service(vec![debt]),
        ..registered(RegisteredState::InForce { since })
    }
}

#[test]
fn the_filters_tell_how_many_there_are() {
    let stage = busy();
    let view = draw(&stage, DutyFilter::Open, 0);
    let counts: Vec<usize> = view
        .filters
        .iter()
        .map(|choice| choice.label.rsplit(' ').next().unwrap().parse().unwrap())
        .collect();
    for (filter, count) in ALL.into_iter().zip(&counts) {
        let view = draw(&stage, filter, 0);
        let pages = (0..view.pages).map(|page| rows(&draw(&stage, filter, page)).count());
        assert_eq!(pages.sum::<usize>(), *count, "{filter:?}");
        assert!(view.filters.iter().filter(|choice| choice.chosen).count() == 1);
    }
    assert_eq!(counts[7], stage.assessment().all_findings().count());
}

#[test]
fn ten_thousand_lots_are_turned_page_by_page() {
    let lots = (0..10_000)
        .map(|number| released(&format!("lot-{number:05}"), date(2026, 3, 2)))
        .collect();
    let stage = Stage::new(with(lots), date(2026, 6, 10));
    let first = draw(&stage, DutyFilter::Open, 0);
    assert_eq!(rows(&first).count(), PAGE);
    assert!(first.previous.is_none() && first.next.is_some());
    let last = draw(&stage, DutyFilter::Open, u32::MAX);
    assert_eq!(last.page + 1, last.pages);
    assert!(last.next.is_none() && rows(&last).count() > 0);
    assert_eq!(
        draw(&stage, DutyFilter::Open, 1),
        draw(&stage, DutyFilter::Open, 1)
    );
}

#[test]
fn before_anything_was_fetched_it_says_so() {
    let view = duties(
        Texts::of(Language::English),
        ScreenId(7),
        None,
        &DutiesPlace::default(),
    );
    assert_eq!((view.groups.len(), view.pages), (0, 1));
    assert_eq!(view.summary, "Nothing has been fetched yet.");
}
