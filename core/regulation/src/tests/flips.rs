//! Each reading, flipped: exactly the points that it governs change, over dossiers in which each of them matters.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::sample::{
    CALENDAR, POLICIES, accounted, decided, deposit, export, lot, refund, released, under_regime,
};
use crate::assess;
use crate::assessment::Assessment;
use crate::dossier::{
    Body, Debt, DebtKind, Direction, DirectionKind, Dossier, GoodsLine, IndirectTaxReport, Lot, LotId,
    Outcome,
};
use crate::fact::{Fact, Source, Stated};
use crate::money::{Money, Quantity};
use crate::policy::*;

type Change = fn(&mut Readings);

fn assessed(case: &Dossier, on: Date, change: Change) -> Assessment {
    let mut editions: Vec<_> = POLICIES.editions().cloned().collect();
    editions
        .iter_mut()
        .for_each(|edition| change(&mut edition.readings));
    let policies = PolicyBook::from_editions(editions).unwrap();
    assess(case, &policies, &CALENDAR, on)
}

/// What differs between two assessments: points, `papers` of a lot, and `effects` of the application.
fn differences(one: &Assessment, other: &Assessment) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for finding in one.all_findings() {
        if other.finding(&finding.id()) != Some(finding) {
            found.insert(finding.rule.to_string());
        }
    }
    for (lot, other) in one.lots.iter().zip(&other.lots) {
        if lot.documents != other.documents {
            found.insert("papers".to_owned());
        }
    }
    if one.regime.effects != other.regime.effects {
        found.insert("effects".to_owned());
    }
    found
}

/// From China, released on 2 March 2026, 120 000.00 paid on 20 February: 29 August is the last day.
fn from_china() -> Lot {
    Lot {
        deposits: vec![deposit(Body::Customs, date(2026, 2, 20), 12_000_000)],
        ..released(date(2026, 3, 2))
    }
}

fn regime(since: Date, lots: Vec<Lot>) -> Dossier {
    Dossier {
        lots,
        ..under_regime(since)
    }
}

/// Half of it exported, nothing applied for.
fn half_exported() -> Lot {
    Lot {
        exports: vec![export("e1", date(2026, 4, 1), 5_000, "UZ")],
        ..from_china()
    }
}

/// Goods from Kazakhstan of two lines, of which a part was returned, a part applied for, and the rest lost.
fn in_parts() -> Lot {
    let line = |number, vat| GoodsLine {
        number,
        quantity: Quantity::from_thousandths(3_000),
        vat: Fact::service(Money::from_tyiyn(vat)),
        ..lot("KZ").lines[0].clone()
    };
    let mut parts = accounted(date(2026, 5, 4));
    parts.lines = vec![line(1, 5_000_000), line(2, 4_900_000)];
    parts.deposits = vec![deposit(Body::TaxBody, date(2026, 6, 10), 12_000_003)];
    parts.exports = vec![
        export("e1", date(2026, 7, 1), 1_000, "UZ"),
        export("e2", date(2026, 7, 1), 2_000, "UZ"),
        export("e3", date(2026, 10, 1), 600, "UZ"),
    ];
    parts.exports[1].line = 2;
    parts.refund_applications = vec![
        refund(Body::TaxBody, date(2026, 8, 3)),
        refund(Body::TaxBody, date(2026, 10, 5)),
    ];
    parts.refund_applications[0].decision = decided(date(2026, 8, 20), Outcome::Returned);
    parts
}

fn applied_for(body: Body, filed: Date) -> Lot {
    let mut applied = from_china();
    applied.exports = vec![
        export("e1", date(2026, 4, 1), 5_000, "UZ"),
        export("e2", date(2026, 4, 1), 5_000, "RU"),
    ];
    applied.refund_applications = vec![refund(body, filed)];
    applied
}

fn answered(filed: Date, day: Date, outcome: Outcome) -> Lot {
    let mut answered = applied_for(Body::Customs, filed);
    answered.refund_applications[0].decision = decided(day, outcome);
    answered
}

/// A debt on taxes, met out of the deposit; the rest is asked back.
fn owing() -> Dossier {
    let mut lot = applied_for(Body::Customs, date(2026, 7, 1));
    let part = |to, tyiyn| Direction {
        to,
        sum: Money::from_tyiyn(tyiyn),
        account: None,
    };
    lot.refund_applications[0].directions = vec![
        part(DirectionKind::TaxDebt, 100),
        part(DirectionKind::SettlementAccount, 11_999_900),
    ];
    let mut owing = regime(date(2026, 1, 1), vec![lot]);
    owing.debts = Fact::service(vec![Debt {
        kind: DebtKind::OtherTaxes,
        sum: Money::from_tyiyn(100),
        overdue_from: date(2026, 7, 5),
        settled: None,
        stated: Stated::by(Source::Service),
    }]);
    owing
}

fn cases() -> Vec<(Dossier, Date)> {
    let start = date(2026, 1, 1);
    let mut exported_in_full = from_china();
    exported_in_full.exports = vec![export("e1", date(2026, 5, 4), 10_000, "UZ")];
    let mut next_window = released(date(2026, 6, 15));
    next_window.exports = vec![export("e1", date(2026, 7, 5), 10_000, "UZ")];
    let mut duty = regime(date(2026, 2, 1), Vec::new());
    duty.debts = Fact::service(vec![Debt {
        kind: DebtKind::SpecialDuty,
        sum: Money::from_tyiyn(1),
        overdue_from: date(2026, 5, 4),
        settled: None,
        stated: Stated::by(Source::Service),
    }]);
    let mut late = accounted(date(2026, 5, 4));
    late.deposits = vec![
        deposit(Body::TaxBody, date(2026, 6, 1), 6_000_001),
        deposit(Body::TaxBody, date(2026, 7, 1), 3_000_000),
    ];
    late.indirect_tax_reports = vec![IndirectTaxReport {
        number: "sample-1".to_owned(),
        filed: date(2026, 6, 20),
        month: None,
        with_receipt: false,
        stated: Stated::by(Source::Service),
    }];
    let mut tiny = accounted(date(2022, 1, 10));
    tiny.id = LotId("lot-2".into());
    tiny.vat = Fact::service(Money::from_tyiyn(1_000));
    let mut not_a_payer = regime(start, Vec::new());
    not_a_payer.taxpayer.vat_payer = Fact::service(false);
    vec![
        (regime(start, Vec::new()), date(2026, 7, 20)),
        (regime(start, vec![exported_in_full]), date(2026, 10, 5)),
        (regime(start, vec![next_window]), date(2026, 7, 11)),
        (regime(start, vec![half_exported()]), date(2026, 7, 11)),
        (regime(start, vec![half_exported()]), date(2026, 9, 5)),
        (duty, date(2026, 7, 11)),
        (regime(date(2026, 2, 1), vec![late, tiny]), date(2026, 7, 11)),
        (regime(date(2026, 5, 1), vec![in_parts()]), date(2026, 11, 10)),
        (
            regime(start, vec![applied_for(Body::TaxBody, date(2026, 7, 1))]),
            date(2026, 9, 5),
        ),
        (
            regime(start, vec![applied_for(Body::Customs, date(2026, 7, 1))]),
            date(2026, 7, 11),
        ),
        (
            regime(
                start,
                vec![answered(date(2026, 6, 1), date(2026, 6, 20), Outcome::Refused)],
            ),
            date(2026, 7, 11),
        ),
        (
            regime(
                start,
                vec![answered(date(2026, 8, 20), date(2026, 9, 10), Outcome::Returned)],
            ),
            date(2026, 9, 15),
        ),
        (regime(start, vec![lot("CN")]), date(2026, 2, 11)),
        (not_a_payer, date(2026, 2, 11)),
        (owing(), date(2026, 7, 11)),
    ]
}

/// Every reading with another value, and what it governs.
fn flips() -> Vec<(ReadingKey, Change, &'static [&'static str])> {
    use ReadingKey as Key;
    vec![
        (
            Key::ActivityWindow,
            |r| r.activity_window.value = ActivityWindow::ConsecutiveBlocks,
            &["reg:5.1", "reg:6"],
        ),
        (
            Key::ImportCounts,
            |r| r.import_counts.value = ImportCounts::ExportInSameWindow,
            &["reg:5.1", "reg:6"],
        ),
        (
            Key::FullExportTerm,
            |r| r.full_export_term.value = FullExportTerm::NoTerm,
            &["reg:5.2", "reg:6"],
        ),
        (
            Key::DebtBreach,
            |r| r.debt_breach.value = DebtBreach::TaxesAndCustomsPaymentsOnly,
            &["reg:5.3", "reg:6"],
        ),
        (
            Key::LateDeposit,
            |r| r.late_deposit.value = LateDeposit::BreaksPayment,
            &["reg:5.3", "reg:6"],
        ),
        (
            Key::TaxPeriod,
            |r| r.tax_period.value = TaxPeriod::Quarter,
            &["reg:6"],
        ),
        (
            Key::MissedTerm,
            |r| r.missed_term.value = MissedTerm::OnDayAfter,
            &["reg:6"],
        ),
        (
            Key::UnifiedTaxFor,
            |r| r.unified_tax_for.value = UnifiedTaxFor::VatPayersOnly,
            &["effects"],
        ),
        (
            Key::VatCancelledFor,
            |r| r.vat_cancelled_for.value = VatCancelledFor::EveryApplicant,
            &["effects"],
        ),
        (
            Key::ReleaseGrounds,
            |r| r.release_grounds.value = ReleaseGrounds::Points8To10,
            &["reg:14"],
        ),
        (
            Key::DepositDue,
            |r| r.deposit_due.value = DepositDue::Twentieth,
            &["reg:16", "reg:21"],
        ),
        (
            Key::PenaltyDays,
            |r| r.penalty_days.value = PenaltyDays::BothIncluded,
            &["reg:16", "reg:21"],
        ),
        (
            Key::PenaltyBase,
            |r| r.penalty_base.value = PenaltyBase::WholeSum,
            &["reg:16"],
        ),
        (
            Key::PenaltyRounding,
            |r| r.penalty_rounding.value = PenaltyRounding::OnceDown,
            &["reg:16", "reg:21"],
        ),
        (
            Key::PenaltyCap,
            |r| r.penalty_cap.value = PenaltyCap::NoCap,
            &["reg:16"],
        ),
        (
            Key::ReportWithoutReceipt,
            |r| r.report_without_receipt.value = ReportWithoutReceipt::Complete,
            &["reg:17"],
        ),
        (
            Key::ReturnAddressee,
            |r| r.return_addressee.value = ReturnAddressee::EitherBody,
            &["reg:18", "reg:19", "reg:20", "reg:21"],
        ),
        (
            Key::ReturnDays,
            |r| r.return_days.value = ReturnDays::Working,
            &["reg:18", "reg:20", "reg:21", "reg:5.1", "reg:5.2", "reg:6"],
        ),
        (
            Key::ReturnAnchor,
            |r| r.return_anchor.value = ReturnAnchor::DepositPaid,
            &["reg:18", "reg:21", "reg:5.1", "reg:5.2", "reg:6"],
        ),
        (
            Key::ReturnDayZero,
            |r| r.return_day_zero.value = ReturnDayZero::DayBefore,
            &["reg:18", "reg:21", "reg:5.1", "reg:5.2", "reg:6"],
        ),
        (
            Key::MixedDestinations,
            |r| r.mixed_destinations.value = MixedDestinations::ThirdCountryListOnly,
            &["papers"],
        ),
        (
            Key::DecisionDayZero,
            |r| r.decision_day_zero.value = DecisionDayZero::DayBefore,
            &["reg:19"],
        ),
        (
            Key::NonconformingPapers,
            |r| r.nonconforming_papers.value = NonconformingPapers::RefusalIsFinal,
            &["reg:18"],
        ),
        (
            Key::RestBesideDebts,
            |r| r.rest_beside_debts.value = RestBesideDebts::WaitsForThem,
            &["reg:20"],
        ),
        (
            Key::BudgetTerm,
            |r| r.budget_term.value = BudgetTerm::TermOfReturnAndDecision,
            &["reg:21"],
        ),
        (
            Key::ExportConfirmed,
            |r| r.export_confirmed.value = ExportConfirmed::GoodsOut,
            &["reg:19", "reg:21"],
        ),
        (
            Key::ExportConfirmed,
            |r| r.export_confirmed.value = ExportConfirmed::DecisionMade,
            &["reg:19", "reg:21"],
        ),
        (
            Key::BudgetPenaltyStart,
            |r| r.budget_penalty_start.value = BudgetPenaltyStart::ReleaseOrDueDay,
            &["reg:21"],
        ),
        (
            Key::ShareWeight,
            |r| r.share_weight.value = ShareWeight::QuantityOnly,
            &["reg:20", "reg:21"],
        ),
        (
            Key::ShareRounding,
            |r| r.share_rounding.value = ShareRounding::DownPerLine,
            &["reg:20", "reg:21"],
        ),
        (
            Key::CustomsElectronicFiling,
            |r| r.customs_electronic_filing.value = CustomsElectronicFiling::PaperNeeded,
            &["reg:18"],
        ),
        // The guide's readings are about registering in the Cabinet: no point of the regulation rests on them.
        (
            Key::LegalEntityInn,
            |r| r.legal_entity_inn.value = LegalEntityInn::AnyDigits,
            &[],
        ),
        (
            Key::LegalEntityOffice,
            |r| r.legal_entity_office.value = LegalEntityOffice::OfThePerson,
            &[],
        ),
        (
            Key::RegisteringPerson,
            |r| r.registering_person.value = RegisteringPerson::AnyEmployee,
            &[],
        ),
    ]
}

#[test]
fn each_reading_changes_exactly_what_it_governs() {
    let cases = cases();
    let usual: Vec<_> = cases
        .iter()
        .map(|(case, on)| assessed(case, *on, |_| ()))
        .collect();
    let mut flipped = BTreeSet::new();
    for (key, change, governs) in flips() {
        let mut changed = BTreeSet::new();
        for ((case, on), usual) in cases.iter().zip(&usual) {
            changed.extend(differences(usual, &assessed(case, *on, change)));
        }
        let governs: BTreeSet<_> = governs.iter().map(|&rule| rule.to_owned()).collect();
        assert_eq!(changed, governs, "{}", key.as_str());
        flipped.insert(key);
    }
    assert_eq!(flipped.len(), ReadingKey::ALL.len(), "every reading is flipped");
}

#[test]
fn a_finding_that_a_reading_changes_lists_it() {
    let cases = cases();
    for (key, change, _) in flips() {
        for (case, on) in &cases {
            let (usual, other) = (assessed(case, *on, |_| ()), assessed(case, *on, change));
            for finding in usual.all_findings() {
                let now = other.finding(&finding.id()).unwrap();
                let dates = (finding.verdict, &finding.dates(), &finding.penalty());
                if dates != (now.verdict, &now.dates(), &now.penalty()) {
                    assert!(
                        finding.readings.contains(&key),
                        "{:?} does not list {}",
                        finding.id(),
                        key.as_str()
                    );
                }
            }
        }
    }
}
