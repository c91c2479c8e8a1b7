//! The worked dates that the requirements give.

use jiff::civil::date;

use super::sample::{accounted, applied, deposit, finding, refund, released, with};
use crate::dossier::Body;
use crate::finding::{Certainty, Verdict};
use crate::money::Money;
use crate::why::Doubt;

#[test]
fn reg10_the_regime_begins_on_the_first_of_the_month_after() {
    let cases = [
        (date(2025, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 2, 1), date(2026, 3, 1)),
        (date(2025, 12, 1), date(2026, 1, 1)),
    ];
    for (filed, begins) in cases {
        let found = finding(&applied(filed), filed, "reg:10");
        assert_eq!(found.dates().begins, Some(begins));
        assert_eq!(found.verdict, Verdict::Pending);
        assert_eq!(finding(&applied(filed), begins, "reg:10").verdict, Verdict::Met);
    }
}

#[test]
fn reg15_nine_days_off_in_may() {
    let found = finding(
        &with(released(date(2026, 4, 30))),
        date(2026, 5, 1),
        "reg:15/lot-1",
    );
    assert_eq!(found.dates().due, Some(date(2026, 5, 19)));
    assert_eq!(found.certainty, Certainty::Known);
}

#[test]
fn reg15_orozo_ait() {
    let found = finding(
        &with(released(date(2026, 3, 17))),
        date(2026, 3, 18),
        "reg:15/lot-1",
    );
    assert_eq!(found.dates().due, Some(date(2026, 3, 27)));
}

#[test]
fn reg16_reminder_and_due_day() {
    let found = finding(
        &with(accounted(date(2026, 5, 4))),
        date(2026, 6, 1),
        "reg:16/lot-1",
    );
    assert_eq!(found.dates().remind, Some(date(2026, 6, 20)));
    assert_eq!(found.dates().due, Some(date(2026, 6, 21)));
    assert_eq!(found.dates().overdue_from, Some(date(2026, 6, 22)));
    assert!(
        found.dates().falls_on_day_off,
        "21 June 2026 is a Sunday, and stays the due day"
    );
    assert_eq!(
        (found.verdict, found.dates().days_left),
        (Verdict::Pending, Some(20))
    );
}

#[test]
fn reg16_penalty_of_ten_days() {
    let mut lot = accounted(date(2026, 5, 4));
    lot.deposits = vec![deposit(Body::TaxBody, date(2026, 7, 1), 12_000_000)];
    let found = finding(&with(lot), date(2026, 7, 20), "reg:16/lot-1");
    let penalty = found.penalty().unwrap();
    assert_eq!(
        (found.verdict, penalty.days, penalty.sum),
        (Verdict::Breached, 10, Money::from_tyiyn(108_000))
    );
    assert!(!penalty.capped && !penalty.running);
    // The same at 0.13 % a day: 120 000.00 × 0.0013 × 10.
    assert_eq!(penalty.at_disputed_rate, Some(Money::from_tyiyn(156_000)));
    assert_eq!(found.doubts, [Doubt::FigureDisputed]);
}

#[test]
fn reg18_day_180() {
    let dossier = with(released(date(2026, 3, 2)));
    let found = finding(&dossier, date(2026, 8, 28), "reg:18/lot-1");
    assert_eq!(found.dates().due, Some(date(2026, 8, 29)));
    assert_eq!(
        (found.verdict, found.dates().days_left),
        (Verdict::Pending, Some(1))
    );
    assert_eq!(
        finding(&dossier, date(2026, 8, 29), "reg:18/lot-1").verdict,
        Verdict::Pending
    );
    let late = finding(&dossier, date(2026, 8, 30), "reg:18/lot-1");
    assert_eq!(
        (late.verdict, late.dates().days_late),
        (Verdict::Breached, Some(1))
    );
}

#[test]
fn reg19_thirty_days() {
    let mut lot = released(date(2025, 12, 1));
    lot.refund_applications = vec![refund(Body::Customs, date(2026, 2, 10))];
    let found = finding(&with(lot), date(2026, 2, 11), "reg:19/lot-1/sample-2026-02-10");
    assert_eq!(found.dates().due, Some(date(2026, 3, 12)));
}
