//! Breaches and debts on Home.

use jiff::civil::date;
use salyk_regulation::dossier::{Body, Debt, DebtKind, Dossier};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::Money;

use super::super::alerts::SHOWN;
use super::super::duties;
use super::super::home::OVERDUE;
use super::home::draw;
use super::sample::{Stage, accounted, deposit, dossier, with};
use crate::intent::{Ask, DutyFilter};
use crate::text::Language;
use crate::view::{HomeView, Tone};

#[test]
fn a_term_that_ended_on_the_persons_word_is_an_alert_and_not_overdue() {
    let mut lot = accounted("own", date(2026, 5, 4));
    lot.deposits = vec![deposit(
        Body::TaxBody,
        date(2026, 6, 1),
        12_000_000,
        Source::Person,
    )];
    let view = draw(with(vec![lot]), date(2026, 7, 1));
    assert_eq!(view.overdue, []);
    let alert = view
        .alerts
        .iter()
        .find(|alert| alert.text.contains("Entered by you, not yet confirmed"));
    assert_eq!(alert.map(|alert| alert.tone), Some(Tone::Warning));
}

#[test]
fn a_late_deposit_is_an_alert_with_the_estimate_of_its_penalty() {
    let mut lot = accounted("late", date(2026, 5, 4));
    lot.deposits = vec![deposit(
        Body::TaxBody,
        date(2026, 7, 1),
        12_000_000,
        Source::Service,
    )];
    let view = draw(with(vec![lot]), date(2026, 7, 20));
    let alert = view
        .alerts
        .iter()
        .find(|alert| alert.text.contains("Done late"))
        .unwrap();
    // 120 000.00 som, 10 days late, at 0.09 % and at 0.13 % a day.
    assert!(
        alert
            .text
            .contains("our estimate: KGS\u{a0}1,080.00 – KGS\u{a0}1,560.00; the body computes it"),
        "{}",
        alert.text
    );
    assert!(
        alert
            .text
            .contains("Rate a day: 0.09% (another source: 0.13%). Source: Secondary sources, which disagree"),
        "{}",
        alert.text
    );
}

#[test]
fn debts_are_alerts_until_they_are_paid() {
    let debt = |sum, settled, source| Debt {
        kind: DebtKind::ImportVat,
        sum: Money::from_tyiyn(sum),
        overdue_from: date(2026, 5, 4),
        settled,
        stated: Stated::by(source),
    };
    let debts = vec![
        debt(100, Some(date(2026, 6, 1)), Source::Service),
        debt(200, None, Source::Service),
        debt(300, None, Source::Person),
    ];
    let view = draw(
        Dossier {
            debts: Fact::service(debts),
            ..dossier()
        },
        date(2026, 6, 10),
    );
    let shown: Vec<_> = view
        .alerts
        .iter()
        .map(|alert| (alert.tone, alert.text.contains("2.00")))
        .collect();
    assert_eq!(shown, [(Tone::Bad, true), (Tone::Warning, false)]);
}

#[test]
fn home_stays_short_however_much_is_overdue() {
    let lots = (0..10_000)
        .map(|number| accounted(&format!("lot-{number:05}"), date(2026, 1, 4)))
        .collect();
    let view = draw(with(lots), date(2026, 3, 1));
    assert_eq!(view.overdue.len(), OVERDUE);
    assert!(view.alerts.len() < 20);
    assert!(
        view.alerts
            .iter()
            .any(|alert| alert.text == "Overdue besides these: 9990."),
        "{:?}",
        view.alerts
    );
}

/// What the duties hold at which an alert opens, and how many more it tells of.
fn more(view: &HomeView, start: &str) -> Option<(usize, Ask)> {
    let alert = view.alerts.iter().find(|alert| alert.text.starts_with(start))?;
    let count = alert
        .text
        .trim_end_matches('.')
        .rsplit(' ')
        .next()?
        .parse()
        .ok()?;
    Some((count, alert.action.as_ref()?.intent.ask.clone()))
}

#[test]
fn what_is_left_out_is_found_among_the_duties() {
    let late = |number: usize, source| {
        let mut lot = accounted(&format!("{source:?}-{number}"), date(2026, 5, 4));
        let paid = if source == Source::Person {
            date(2026, 6, 1)
        } else {
            date(2026, 7, 1)
        };
        lot.deposits = vec![deposit(Body::TaxBody, paid, 12_000_000, source)];
        lot
    };
    let lots = (0..SHOWN + 3).map(|number| late(number, Source::Service));
    let lots: Vec<_> = lots.chain([late(0, Source::Person)]).collect();
    let view = draw(with(lots.clone()), date(2026, 7, 20));
    let (breaches, ask) = more(&view, "Breaches besides these").unwrap();
    assert_eq!((breaches, ask), (3, Ask::OpenBreaches));
    let (unconfirmed, ask) = more(&view, "Not confirmed after their last day").unwrap();
    assert_eq!((unconfirmed, ask), (1, Ask::OpenDuties));
    let stage = Stage::new(with(lots), date(2026, 7, 20));
    let groups = duties::whole(&stage.scene(Language::English), DutyFilter::Broken);
    let held: usize = groups.iter().map(|group| group.rows.len()).sum();
    assert_eq!(held, SHOWN + breaches);
}
