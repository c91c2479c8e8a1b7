//! Breaches and debts on Home.

use jiff::civil::date;
use salyk_regulation::dossier::{Body, Debt, DebtKind, Dossier};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::Money;

use super::super::home::OVERDUE;
use super::home::draw;
use super::sample::{accounted, deposit, dossier, with};
use crate::view::Tone;

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
            .any(|alert| alert.text.starts_with("Overdue besides these: 9990")),
        "{:?}",
        view.alerts
    );
}
