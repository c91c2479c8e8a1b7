//! The chosen readings of the text (⚑), each in one sentence: what is not clear, and which way is taken.

use salyk_regulation::policy::*;

/// The sentence for the reading that an edition chose.
pub(super) fn chosen(readings: &Readings, key: ReadingKey) -> &'static str {
    match key {
        ReadingKey::ActivityWindow => match readings.activity_window.value {
            ActivityWindow::EveryRollingWindow => "reading-activity-window-every-rolling-window",
            ActivityWindow::ConsecutiveBlocks => "reading-activity-window-consecutive-blocks",
        },
        ReadingKey::ImportCounts => match readings.import_counts.value {
            ImportCounts::OnceSomeExportedInTerm => "reading-import-counts-once-some-exported-in-term",
            ImportCounts::ExportInSameWindow => "reading-import-counts-export-in-same-window",
        },
        ReadingKey::FullExportTerm => match readings.full_export_term.value {
            FullExportTerm::TermOfReturn => "reading-full-export-term-term-of-return",
            FullExportTerm::NoTerm => "reading-full-export-term-no-term",
        },
        ReadingKey::DebtBreach => match readings.debt_breach.value {
            DebtBreach::AnyFromFirstOverdueDay => "reading-debt-breach-any-from-first-overdue-day",
            DebtBreach::TaxesAndCustomsPaymentsOnly => "reading-debt-breach-taxes-and-customs-payments-only",
        },
        ReadingKey::LateDeposit => match readings.late_deposit.value {
            LateDeposit::OwnConsequenceOnly => "reading-late-deposit-own-consequence-only",
            LateDeposit::BreaksPayment => "reading-late-deposit-breaks-payment",
        },
        ReadingKey::TaxPeriod => match readings.tax_period.value {
            TaxPeriod::Month => "reading-tax-period-month",
            TaxPeriod::Quarter => "reading-tax-period-quarter",
        },
        ReadingKey::MissedTerm => match readings.missed_term.value {
            MissedTerm::OnLastDay => "reading-missed-term-on-last-day",
            MissedTerm::OnDayAfter => "reading-missed-term-on-day-after",
        },
        ReadingKey::UnifiedTaxFor => match readings.unified_tax_for.value {
            UnifiedTaxFor::EveryApplicant => "reading-unified-tax-for-every-applicant",
            UnifiedTaxFor::VatPayersOnly => "reading-unified-tax-for-vat-payers-only",
        },
        ReadingKey::VatCancelledFor => match readings.vat_cancelled_for.value {
            VatCancelledFor::VatPayersOnly => "reading-vat-cancelled-for-vat-payers-only",
            VatCancelledFor::EveryApplicant => "reading-vat-cancelled-for-every-applicant",
        },
        ReadingKey::ReleaseGrounds => match readings.release_grounds.value {
            ReleaseGrounds::Points11To13 => "reading-release-grounds-points-11-to-13",
            ReleaseGrounds::Points8To10 => "reading-release-grounds-points-8-to-10",
        },
        ReadingKey::DepositDue => match readings.deposit_due.value {
            DepositDue::DayAfterTwentieth => "reading-deposit-due-day-after-twentieth",
            DepositDue::Twentieth => "reading-deposit-due-twentieth",
        },
        ReadingKey::PenaltyDays => match readings.penalty_days.value {
            PenaltyDays::DueExcludedPaymentIncluded => "reading-penalty-days-due-excluded-payment-included",
            PenaltyDays::BothIncluded => "reading-penalty-days-both-included",
        },
        ReadingKey::PenaltyBase => match readings.penalty_base.value {
            PenaltyBase::WhatIsLate => "reading-penalty-base-what-is-late",
            PenaltyBase::WholeSum => "reading-penalty-base-whole-sum",
        },
        ReadingKey::PenaltyRounding => match readings.penalty_rounding.value {
            PenaltyRounding::OnceHalfUp => "reading-penalty-rounding-once-half-up",
            PenaltyRounding::OnceDown => "reading-penalty-rounding-once-down",
        },
        ReadingKey::PenaltyCap => match readings.penalty_cap.value {
            PenaltyCap::LateOnDueDay => "reading-penalty-cap-late-on-due-day",
            PenaltyCap::NoCap => "reading-penalty-cap-no-cap",
        },
        ReadingKey::ReportWithoutReceipt => match readings.report_without_receipt.value {
            ReportWithoutReceipt::Incomplete => "reading-report-without-receipt-incomplete",
            ReportWithoutReceipt::Complete => "reading-report-without-receipt-complete",
        },
        ReadingKey::ReturnAddressee => match readings.return_addressee.value {
            ReturnAddressee::HolderOfDeposit => "reading-return-addressee-holder-of-deposit",
            ReturnAddressee::EitherBody => "reading-return-addressee-either-body",
        },
        ReadingKey::ReturnDays => match readings.return_days.value {
            ReturnDays::Calendar => "reading-return-days-calendar",
            ReturnDays::Working => "reading-return-days-working",
        },
        ReadingKey::ReturnAnchor => match readings.return_anchor.value {
            ReturnAnchor::ReleaseOrTakingOnAccount => "reading-return-anchor-release-or-taking-on-account",
            ReturnAnchor::DepositPaid => "reading-return-anchor-deposit-paid",
        },
        ReadingKey::ReturnDayZero => match readings.return_day_zero.value {
            ReturnDayZero::ThatDay => "reading-return-day-zero-that-day",
            ReturnDayZero::DayBefore => "reading-return-day-zero-day-before",
        },
        ReadingKey::MixedDestinations => match readings.mixed_destinations.value {
            MixedDestinations::BothListsSharedOnce => "reading-mixed-destinations-both-lists-shared-once",
            MixedDestinations::ThirdCountryListOnly => "reading-mixed-destinations-third-country-list-only",
        },
        ReadingKey::DecisionDayZero => match readings.decision_day_zero.value {
            DecisionDayZero::ThatDay => "reading-decision-day-zero-that-day",
            DecisionDayZero::DayBefore => "reading-decision-day-zero-day-before",
        },
        ReadingKey::NonconformingPapers => match readings.nonconforming_papers.value {
            NonconformingPapers::NewApplicationUntilLastDay => {
                "reading-nonconforming-papers-new-application-until-last-day"
            }
            NonconformingPapers::RefusalIsFinal => "reading-nonconforming-papers-refusal-is-final",
        },
        ReadingKey::RestBesideDebts => match readings.rest_beside_debts.value {
            RestBesideDebts::GoesBack => "reading-rest-beside-debts-goes-back",
            RestBesideDebts::WaitsForThem => "reading-rest-beside-debts-waits-for-them",
        },
        ReadingKey::BudgetTerm => match readings.budget_term.value {
            BudgetTerm::TermOfReturn => "reading-budget-term-term-of-return",
            BudgetTerm::TermOfReturnAndDecision => "reading-budget-term-term-of-return-and-decision",
        },
        ReadingKey::ExportConfirmed => match readings.export_confirmed.value {
            ExportConfirmed::ConformingApplicationInTerm => {
                "reading-export-confirmed-conforming-application-in-term"
            }
            ExportConfirmed::GoodsOut => "reading-export-confirmed-goods-out",
            ExportConfirmed::DecisionMade => "reading-export-confirmed-decision-made",
        },
        ReadingKey::BudgetPenaltyStart => match readings.budget_penalty_start.value {
            BudgetPenaltyStart::DayAfterTerm => "reading-budget-penalty-start-day-after-term",
            BudgetPenaltyStart::ReleaseOrDueDay => "reading-budget-penalty-start-release-or-due-day",
        },
        ReadingKey::ShareWeight => match readings.share_weight.value {
            ShareWeight::OwnVatElseQuantity => "reading-share-weight-own-vat-else-quantity",
            ShareWeight::QuantityOnly => "reading-share-weight-quantity-only",
        },
        ReadingKey::ShareRounding => match readings.share_rounding.value {
            ShareRounding::DownOncePerLot => "reading-share-rounding-down-once-per-lot",
            ShareRounding::DownPerLine => "reading-share-rounding-down-per-line",
        },
        ReadingKey::CustomsElectronicFiling => match readings.customs_electronic_filing.value {
            CustomsElectronicFiling::Suffices => "reading-customs-electronic-filing-suffices",
            CustomsElectronicFiling::PaperNeeded => "reading-customs-electronic-filing-paper-needed",
        },
        ReadingKey::LegalEntityInn => match readings.legal_entity_inn.value {
            LegalEntityInn::FourteenDigits => "reading-legal-entity-inn-fourteen-digits",
            LegalEntityInn::AnyDigits => "reading-legal-entity-inn-any-digits",
        },
        ReadingKey::LegalEntityOffice => match readings.legal_entity_office.value {
            LegalEntityOffice::OfTheEntity => "reading-legal-entity-office-of-the-entity",
            LegalEntityOffice::OfThePerson => "reading-legal-entity-office-of-the-person",
        },
        ReadingKey::RegisteringPerson => match readings.registering_person.value {
            RegisteringPerson::HeadOrAccountant => "reading-registering-person-head-or-accountant",
            RegisteringPerson::AnyEmployee => "reading-registering-person-any-employee",
        },
    }
}
