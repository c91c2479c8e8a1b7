//! Changing a reading needs no code: each one that is in use changes what it governs.

use jiff::civil::date;

use super::sample::{accounted, decided, deposit, dossier, export, read_as, refund, released, with};
use crate::assessment::Assessment;
use crate::dossier::{Body, Dossier, GoodsLine, Outcome};
use crate::fact::Fact;
use crate::finding::{Finding, FindingId, Verdict};
use crate::money::Money;
use crate::policy::*;

/// The assessment on 11 July 2026 under the bundled policy with one change to every edition.
fn assessed(dossier: &Dossier, change: impl Fn(&mut Readings)) -> Assessment {
    read_as(dossier, date(2026, 7, 11), change)
}

fn read(dossier: &Dossier, id: &str, change: impl Fn(&mut Readings)) -> Finding {
    assessed(dossier, change)
        .finding(&FindingId::new(id))
        .unwrap()
        .clone()
}

#[test]
fn reg16_the_twentieth_itself() {
    let found = read(&with(accounted(date(2026, 5, 4))), "reg:16/lot-1", |readings| {
        readings.deposit_due.value = DepositDue::Twentieth;
    });
    assert_eq!(
        (found.dates().remind, found.dates().due),
        (Some(date(2026, 6, 20)), Some(date(2026, 6, 20)))
    );
    assert!(found.readings.contains(&ReadingKey::DepositDue));
}

#[test]
fn reg16_the_penalty_by_each_reading() {
    // Half is paid in time, a quarter 10 days late, the rest not by the 20th day after.
    let mut lot = accounted(date(2026, 5, 4));
    lot.deposits = vec![
        deposit(Body::TaxBody, date(2026, 6, 1), 6_000_001),
        deposit(Body::TaxBody, date(2026, 7, 1), 3_000_000),
    ];
    let dossier = with(lot);
    let penalty =
        |change: fn(&mut Readings)| read(&dossier, "reg:16/lot-1", change).penalty().cloned().unwrap();
    // 30 000.00 × 10 days + 29 999.99 × 20 days, at 0.09 %: 27 000 + 53 999.98 tyiyn.
    let usual = penalty(|_| ());
    assert_eq!(
        (usual.sum, usual.days, usual.running),
        (Money::from_tyiyn(81_000), 20, true)
    );
    let down = penalty(|readings| readings.penalty_rounding.value = PenaltyRounding::OnceDown);
    assert_eq!(down.sum, Money::from_tyiyn(80_999));
    let whole = penalty(|readings| readings.penalty_base.value = PenaltyBase::WholeSum);
    // 59 999.99 × 20 × 0.0009 = 1 079.99982
    assert_eq!(whole.sum, Money::from_tyiyn(108_000));
    let both = penalty(|readings| readings.penalty_days.value = PenaltyDays::BothIncluded);
    assert_eq!((both.sum, both.days), (Money::from_tyiyn(86_400), 21));
}

#[test]
fn reg16_the_cap_and_its_absence() {
    let mut lot = accounted(date(2022, 1, 10));
    lot.vat = Fact::service(Money::from_tyiyn(1_000));
    let dossier = with(lot);
    let penalty =
        |change: fn(&mut Readings)| read(&dossier, "reg:16/lot-1", change).penalty().cloned().unwrap();
    let capped = penalty(|_| ());
    assert_eq!((capped.sum, capped.capped), (Money::from_tyiyn(1_000), true));
    let free = penalty(|readings| readings.penalty_cap.value = PenaltyCap::NoCap);
    // From 22 Feb 2022 to 11 Jul 2026 are 1601 days: 10.00 × 1601 × 0.0009 = 14.409.
    assert_eq!(
        (free.sum, free.days, free.capped),
        (Money::from_tyiyn(1_441), 1601, false)
    );
}

#[test]
fn reg18_how_the_term_is_counted() {
    let mut lot = released(date(2026, 3, 2));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 2, 20), 12_000_000)];
    let dossier = with(lot);
    let due = |change: fn(&mut Readings)| read(&dossier, "reg:18/lot-1", change).dates().due;
    assert_eq!(due(|_| ()), Some(date(2026, 8, 29)));
    assert_eq!(
        due(|readings| readings.return_day_zero.value = ReturnDayZero::DayBefore),
        Some(date(2026, 8, 28))
    );
    assert_eq!(
        due(|readings| readings.return_anchor.value = ReturnAnchor::DepositPaid),
        Some(date(2026, 8, 19))
    );
    let working = due(|readings| readings.return_days.value = ReturnDays::Working).unwrap();
    assert!(
        working > date(2026, 11, 1),
        "180 working days are more than eight months"
    );
}

#[test]
fn reg19_the_day_of_filing_in_the_term() {
    let mut lot = released(date(2026, 3, 2));
    lot.refund_applications = vec![refund(Body::Customs, date(2026, 7, 1))];
    let found = read(&with(lot), "reg:19/lot-1/sample-2026-07-01", |readings| {
        readings.decision_day_zero.value = DecisionDayZero::DayBefore;
    });
    assert_eq!(found.dates().due, Some(date(2026, 7, 30)));
}

#[test]
fn reg8_for_whom_the_effects_are() {
    let mut case = dossier();
    case.taxpayer.vat_payer = Fact::service(false);
    let effects = |change: fn(&mut Readings)| assessed(&case, change).regime.effects.len();
    assert_eq!(effects(|_| ()), 1);
    assert_eq!(
        effects(|readings| readings.unified_tax_for.value = UnifiedTaxFor::VatPayersOnly),
        0
    );
    assert_eq!(
        effects(|readings| readings.vat_cancelled_for.value = VatCancelledFor::EveryApplicant),
        2
    );
}

#[test]
fn reg18_to_whom_and_with_what() {
    let mut lot = released(date(2026, 3, 2));
    lot.exports = vec![
        export("e1", date(2026, 4, 1), 5_000, "UZ"),
        export("e2", date(2026, 4, 1), 5_000, "RU"),
    ];
    lot.refund_applications = vec![refund(Body::TaxBody, date(2026, 7, 1))];
    let dossier = with(lot);
    let verdict = |change: fn(&mut Readings)| read(&dossier, "reg:18/lot-1", change).verdict;
    assert_eq!(verdict(|_| ()), Verdict::Pending);
    assert_eq!(
        verdict(|readings| readings.return_addressee.value = ReturnAddressee::EitherBody),
        Verdict::Met
    );
    let papers = |change: fn(&mut Readings)| assessed(&dossier, change).lots[0].documents.len();
    assert_eq!(papers(|_| ()), 7);
    let third =
        |readings: &mut Readings| readings.mixed_destinations.value = MixedDestinations::ThirdCountryListOnly;
    assert_eq!(papers(third), 6);
}

#[test]
fn reg19_a_final_refusal_and_reg21_weights() {
    let mut lot = released(date(2026, 3, 2));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 100)];
    lot.lines.push(GoodsLine {
        number: 2,
        ..lot.lines[0].clone()
    });
    lot.lines[0].vat = Fact::customs(Money::from_tyiyn(90));
    lot.lines[1].vat = Fact::customs(Money::from_tyiyn(10));
    lot.exports = vec![export("e1", date(2026, 4, 1), 10_000, "UZ")];
    lot.refund_applications = vec![refund(Body::Customs, date(2026, 6, 1))];
    lot.refund_applications[0].decision = decided(date(2026, 6, 20), Outcome::Returned);
    let confirmed = |change: fn(&mut Readings)| {
        assessed(&with(lot.clone()), change).lots[0]
            .sums
            .confirmed
            .tyiyn()
    };
    assert_eq!(confirmed(|_| ()), 90);
    assert_eq!(
        confirmed(|readings| readings.share_weight.value = ShareWeight::QuantityOnly),
        50
    );

    lot.refund_applications[0].decision = decided(date(2026, 6, 20), Outcome::Refused);
    let verdict = |change: fn(&mut Readings)| read(&with(lot.clone()), "reg:18/lot-1", change).verdict;
    assert_eq!(verdict(|_| ()), Verdict::Pending);
    let refused =
        |readings: &mut Readings| readings.nonconforming_papers.value = NonconformingPapers::RefusalIsFinal;
    assert_eq!(verdict(refused), Verdict::Breached);
}
