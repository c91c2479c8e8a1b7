//! One lot.

use jiff::civil::{Date, date};
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{Attachment, Body, DocumentKind, Lot, Outcome, Unit};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::{Money, Quantity};

use super::super::{lot as screen, why};
use super::sample::{Stage, accounted, decision, deposit, export, refund, released, with};
use crate::intent::Ask;
use crate::text::Language;
use crate::view::{LotView, Tone};

fn draw(lot: Lot, on: Date) -> LotView {
    let id = lot.id.0.to_string();
    let stage = Stage::new(with(vec![lot]), on);
    screen::lot(&stage.scene(Language::English), &id).unwrap()
}

fn event<'a>(view: &'a LotView, text: &str) -> &'a crate::view::EventShown {
    let found = view.timeline.iter().find(|event| event.text.starts_with(text));
    found.unwrap_or_else(|| panic!("no {text:?} in {:#?}", view.timeline))
}

#[test]
fn the_worked_dates_stand_on_the_calendar_line() {
    let view = draw(released("one", date(2026, 3, 2)), date(2026, 6, 10));
    assert_eq!(
        event(&view, "Last day to apply for the return").date.iso,
        "2026-08-29"
    );
    let view = draw(released("one", date(2026, 4, 30)), date(2026, 5, 1));
    assert_eq!(event(&view, "Customs' last day to notify").date.iso, "2026-05-19");
    let view = draw(released("one", date(2026, 3, 17)), date(2026, 3, 18));
    assert_eq!(event(&view, "Customs' last day to notify").date.iso, "2026-03-27");
    let view = draw(accounted("one", date(2026, 5, 4)), date(2026, 6, 1));
    let due = event(&view, "Last day to pay the deposit");
    assert_eq!(due.date.iso, "2026-06-21");
    assert!(due.text.contains("Reminder on 20 June 2026"), "{}", due.text);
    assert!(due.text.contains("Rests on our reading"), "{}", due.text);
    let mut filed = released("one", date(2025, 12, 1));
    filed.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 2, 10)), None)];
    let view = draw(filed, date(2026, 2, 11));
    assert_eq!(
        event(&view, "The body's last day to decide").date.iso,
        "2026-03-12"
    );
}

#[test]
fn the_calendar_line_is_in_the_order_of_days_with_who_says_so() {
    let mut lot = released("one", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    lot.exports = vec![export("e", 4_000, date(2026, 4, 9), "DE", Source::Person)];
    let view = draw(lot, date(2026, 6, 10));
    let days: Vec<_> = view.timeline.iter().map(|event| event.date.iso.clone()).collect();
    let mut sorted = days.clone();
    sorted.sort();
    assert_eq!(days, sorted);
    assert_eq!(
        event(&view, "Customs released").source.as_deref(),
        Some("Customs")
    );
    assert_eq!(
        event(&view, "Deposit paid").source.as_deref(),
        Some("The tax service")
    );
    let export = event(&view, "Export: Үлгү: кездеме, 4\u{a0}кг. Country: Germany");
    assert_eq!(
        export.source.as_deref(),
        Some("Entered by you, not yet confirmed")
    );
    assert!(export.date.days_left < 0);
    let last = event(&view, "Last day to apply");
    assert_eq!((last.source.as_deref(), last.date.days_left), (None, 80));
}

#[test]
fn an_authoritys_term_that_is_over_is_not_red() {
    let mut lot = released("one", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    let late = decision(date(2026, 5, 4), Outcome::Returned, 12_000_000, Source::Customs);
    lot.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 4, 1)), Some(late))];
    let view = draw(lot, date(2026, 7, 20));
    let over = event(&view, "The body's last day to decide");
    assert!(over.text.contains("it is not your duty"), "{}", over.text);
    assert_ne!(over.tone, Tone::Bad);
    assert!(
        view.findings.iter().all(|row| row.tone != Tone::Bad),
        "{:#?}",
        view.findings
    );
}

#[test]
fn goods_are_counted_in_their_own_unit_only() {
    let mut lot = released("one", date(2026, 3, 2));
    let mut pieces = export("pieces", 7_000, date(2026, 4, 10), "DE", Source::Service);
    pieces.unit = Unit("даана".into());
    let later = export("later", 1_000, date(2026, 12, 1), "DE", Source::Service);
    lot.exports = vec![
        export("e", 2_500, date(2026, 4, 9), "DE", Source::Service),
        pieces,
        later,
    ];
    let view = draw(lot, date(2026, 6, 10));
    let goods = &view.goods[0];
    assert_eq!(
        (goods.imported.as_str(), goods.left.as_str()),
        ("10\u{a0}кг. Who says so: The tax service", "7.5\u{a0}кг")
    );
    assert_eq!(
        goods.exported,
        "2.5\u{a0}кг. Who says so: The tax service; recorded in another unit, not counted: 7\u{a0}даана. Who says so: The tax service"
    );
    assert_eq!(goods.code, "5208110000");
}

#[test]
fn every_fact_says_who_states_it_each_source_once() {
    let mut lot = released("one", date(2026, 3, 2));
    lot.vat = Fact::customs(Money::from_tyiyn(12_000_000));
    let paid = |source| deposit(Body::Customs, date(2026, 3, 1), 4_000_000, source);
    lot.deposits = vec![paid(Source::Customs), paid(Source::Person), paid(Source::Customs)];
    lot.exports = vec![
        export("e", 2_500, date(2026, 4, 9), "DE", Source::Customs),
        export("f", 2_500, date(2026, 4, 9), "DE", Source::Person),
    ];
    let went_to = lot.exports[1].destination.value().copied();
    lot.exports[1].destination = Fact::person(went_to.unwrap());
    let view = draw(lot, date(2026, 6, 10));
    let remark = |label: &str| {
        let line = view.money.iter().find(|line| line.label == label).unwrap();
        line.remark.clone().unwrap_or_default()
    };
    let both = "Who says so: Customs, Entered by you, not yet confirmed";
    assert_eq!(remark("Conditionally accrued VAT"), "Who says so: Customs");
    assert_eq!(remark("Deposit paid"), both);
    assert!(
        view.goods[0].exported.ends_with(both),
        "{}",
        view.goods[0].exported
    );
    let destinations = view.origin.lines.last().unwrap();
    let told = "Who says so: The tax service, Entered by you, not yet confirmed";
    assert!(destinations.ends_with(told), "{destinations}");
}

#[test]
fn confirmed_at_risk_and_lost_add_up_to_the_deposit() {
    let mut lot = released("one", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    lot.exports = vec![export("e", 4_000, date(2026, 3, 20), "DE", Source::Customs)];
    let made = decision(date(2026, 4, 9), Outcome::Returned, 4_800_000, Source::Customs);
    let mut applied = refund(Body::Customs, Fact::customs(date(2026, 4, 1)), Some(made));
    applied.covers = vec!["e".to_owned()];
    lot.refund_applications = vec![applied];
    let view = draw(lot, date(2026, 6, 10));
    let sum = |label: &str| {
        view.money
            .iter()
            .find(|line| line.label == label)
            .map(|line| line.sum.tyiyn)
    };
    assert_eq!(sum("Conditionally accrued VAT"), Some(12_000_000));
    assert_eq!(sum("Deposit paid"), Some(12_000_000));
    assert_eq!(sum("Share whose export is confirmed"), Some(4_800_000));
    assert_eq!(sum("Share whose export is not yet confirmed"), Some(7_200_000));
    assert!(
        view.state.contains("Deposit returned") && view.state.contains(" · "),
        "{}",
        view.state
    );
}

#[test]
fn a_penalty_is_an_estimate_with_its_rate() {
    let mut lot = accounted("one", date(2026, 5, 4));
    lot.deposits = vec![deposit(
        Body::TaxBody,
        date(2026, 7, 1),
        12_000_000,
        Source::Service,
    )];
    let view = draw(lot, date(2026, 7, 20));
    let line = view
        .money
        .iter()
        .find(|line| line.label == "Penalty, our estimate")
        .unwrap();
    assert_eq!(line.sum.tyiyn, 108_000);
    let remark = line.remark.as_ref().unwrap();
    for part in [
        "Days overdue: 10",
        "0.09%",
        "1,560.00",
        "only an estimate: the body computes",
    ] {
        assert!(remark.contains(part), "{remark}");
    }
}

#[test]
fn the_papers_follow_the_destination() {
    let papers = |to: &[&str]| {
        let mut lot = released("one", date(2026, 3, 2));
        lot.exports = to
            .iter()
            .map(|to| export(to, 1_000, date(2026, 4, 9), to, Source::Customs))
            .collect();
        if let Some(first) = lot.exports.first_mut() {
            first.documents = vec![Attachment {
                kind: DocumentKind::DeliveryContract,
                number: None,
                date: None,
            }];
        }
        draw(lot, date(2026, 6, 10)).documents
    };
    assert_eq!(papers(&[]).len(), 0);
    let third = papers(&["DE"]);
    assert_eq!(third.len(), 6);
    assert_eq!(third[0].issued_by, "Customs");
    let attached: Vec<_> = third
        .iter()
        .filter(|paper| paper.attached)
        .map(|paper| (paper.name.as_str(), paper.state.as_str()))
        .collect();
    assert_eq!(attached, [("Contract of delivery", "Attached (Customs)")]);
    assert_eq!(papers(&["KZ"]).len(), 4);
    let both = papers(&["DE", "KZ"]);
    assert_eq!(both.len(), 7);
    assert!(both.iter().any(|paper| {
        paper
            .name
            .contains("for export to third countries, for export to the EAEU")
    }));
}

#[test]
fn customs_is_another_authority() {
    let lines = |lot| draw(lot, date(2026, 6, 10)).origin.lines.join("\n");
    let third = lines(released("one", date(2026, 3, 2)));
    assert!(
        third.contains("China (third country)") && third.contains("Customs is another authority"),
        "{third}"
    );
    let eaeu = lines(accounted("one", date(2026, 5, 4)));
    assert!(
        eaeu.contains("Kazakhstan (EAEU member)") && eaeu.contains("on the form of Annex 2"),
        "{eaeu}"
    );
    let mut unknown = released("one", date(2026, 3, 2));
    unknown.imported_from = Fact::Missing;
    unknown.planned_destination = Fact::person(Country::parse("UZ").unwrap());
    let unknown = lines(unknown);
    assert!(
        unknown.contains("is not known") && unknown.contains("Uzbekistan"),
        "{unknown}"
    );
}

#[test]
fn the_persons_word_alone_turns_nothing_green() {
    let mut lot = released("own", date(2026, 3, 2));
    lot.imported_from = Fact::person(Country::parse("CN").unwrap());
    lot.released = Fact::person(date(2026, 3, 2));
    lot.vat = Fact::person(Money::from_tyiyn(12_000_000));
    lot.customs_notice = Fact::person(date(2026, 3, 4));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Person,
    )];
    lot.exports = vec![export("e", 10_000, date(2026, 3, 20), "DE", Source::Person)];
    let made = decision(date(2026, 4, 9), Outcome::Returned, 12_000_000, Source::Person);
    lot.refund_applications = vec![refund(Body::Customs, Fact::person(date(2026, 4, 1)), Some(made))];
    let mut goods = lot.clone();
    goods.lines[0].quantity = Quantity::from_thousandths(20_000);
    for lot in [lot, goods] {
        let view = draw(lot, date(2026, 6, 10));
        assert_ne!(view.tone, Tone::Good);
        let rows = view.findings.iter().map(|row| (row.tone, &row.title));
        let events = view.timeline.iter().map(|event| (event.tone, &event.text));
        for (tone, text) in rows.chain(events) {
            assert_ne!(tone, Tone::Good, "{text}");
        }
        let vat = view
            .money
            .iter()
            .find(|line| line.label == "Conditionally accrued VAT")
            .unwrap();
        assert_eq!(
            vat.remark.as_deref(),
            Some("Who says so: Entered by you, not yet confirmed")
        );
    }
}

#[test]
fn a_decision_that_may_change_is_not_green() {
    let mut lot = released("one", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    let mut made = decision(date(2026, 4, 9), Outcome::Returned, 12_000_000, Source::Customs);
    made.stated = Stated {
        source: Source::Customs,
        provisional: true,
    };
    lot.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 4, 1)), Some(made))];
    let view = draw(lot, date(2026, 6, 10));
    let decided = event(&view, "Return of the deposit decided");
    assert_eq!(
        (decided.tone, decided.source.as_deref()),
        (Tone::Neutral, Some("Customs (may change)"))
    );
    assert_ne!(view.tone, Tone::Good);
}

#[test]
fn every_finding_of_a_lot_opens_why() {
    let mut lot = accounted("one", date(2026, 5, 4));
    lot.refund_applications = vec![refund(Body::TaxBody, Fact::service(date(2026, 6, 1)), None)];
    let stage = Stage::new(with(vec![lot]), date(2026, 7, 20));
    let scene = stage.scene(Language::Russian);
    let view = screen::lot(&scene, "one").unwrap();
    assert_eq!(view.findings.len(), stage.assessment().lots[0].findings.len());
    for row in &view.findings {
        let Ask::OpenWhy { finding } = &row.why.intent.ask else {
            panic!("{row:?}")
        };
        assert_eq!(finding, &row.finding);
        assert!(why::why(&scene, finding).is_some(), "{finding}");
    }
    assert!(screen::lot(&scene, "no such lot").is_none());
}
