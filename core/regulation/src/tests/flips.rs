//! Each reading, flipped: exactly the points that it governs change, over dossiers in which each of them matters.

use std::collections::BTreeSet;

use super::flip_cases::cases;
use super::sample::read_as;
use crate::assessment::Assessment;
use crate::policy::*;

type Change = fn(&mut Readings);

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
        .map(|(case, on)| read_as(case, *on, |_| ()))
        .collect();
    let mut flipped = BTreeSet::new();
    for (key, change, governs) in flips() {
        let mut changed = BTreeSet::new();
        for ((case, on), usual) in cases.iter().zip(&usual) {
            changed.extend(differences(usual, &read_as(case, *on, change)));
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
            let (usual, other) = (read_as(case, *on, |_| ()), read_as(case, *on, change));
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
