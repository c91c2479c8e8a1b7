//! The readings: where the text of the regulation or the guide can be understood in more than one way (⚑), which way is taken.
//!
//! Each is a named field of a policy edition. The first variant of each is the reading that the requirements ask for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::sourced::Sourced;
use crate::set::{Key, keys};

macro_rules! readings {
    ($($field:ident: $name:ident, $rule:literal, $doc:literal { $($variant:ident $about:literal)* })*) => {
        $(
            #[doc = concat!($doc, " (`", $rule, "`)")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[serde(rename_all = "snake_case")]
            pub enum $name {
                $(#[doc = $about] $variant,)*
            }
        )*

        /// Every reading of an edition.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct Readings {
            $(#[doc = $doc] pub $field: Sourced<$name>,)*
        }

        impl Readings {
            /// Where a reading is from, and the day it was last compared with that; `None` when it never was.
            pub fn source(&self, reading: ReadingKey) -> (&str, Option<Date>) {
                match reading {
                    $(ReadingKey::$name => (&self.$field.source, self.$field.last_confirmed),)*
                }
            }
        }

        /// Names a reading: a finding lists those it rests on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum ReadingKey {
            $(#[doc = $doc] $name,)*
        }

        keys!(ReadingKey in u64 { $($name),* });

        impl ReadingKey {
            /// Every reading, in the order of the text.
            pub const ALL: &[ReadingKey] = <ReadingKey as Key>::ALL;

            /// The point that is read, such as `reg:18`.
            pub const fn rule(self) -> &'static str {
                match self {
                    $(ReadingKey::$name => $rule,)*
                }
            }

            /// The name of the field of an edition, such as `return_days`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(ReadingKey::$name => stringify!($field),)*
                }
            }
        }
    };
}

readings! {
    activity_window: ActivityWindow, "reg:5.1", "Which six months are looked at." {
        EveryRollingWindow "Every rolling window of full calendar months since the start."
        ConsecutiveBlocks "Blocks of full calendar months one after another since the start."
    }
    import_counts: ImportCounts, "reg:5.1", "When an import counts as made with its export." {
        OnceSomeExportedInTerm "In its own month, once some of its goods are exported in its term; pending until then."
        ExportInSameWindow "Only when an export of it falls in the same window."
    }
    full_export_term: FullExportTerm, "reg:5.2", "By when the goods are to be exported in full." {
        TermOfReturn "The term of reg:18."
        NoTerm "No term."
    }
    debt_breach: DebtBreach, "reg:5.3", "Which debts break the duty to pay." {
        AnyFromFirstOverdueDay "Any, from its first overdue day."
        TaxesAndCustomsPaymentsOnly "Only those on taxes and customs payments."
    }
    late_deposit: LateDeposit, "reg:5.3", "What a late EAEU deposit means for the duty to pay." {
        OwnConsequenceOnly "It has the consequence of reg:16 and does not break reg:5.3."
        BreaksPayment "It breaks reg:5.3."
    }
    tax_period: TaxPeriod, "reg:6", "The tax period after which the general procedure begins." {
        Month "A calendar month."
        Quarter "A calendar quarter."
    }
    missed_term: MissedTerm, "reg:6", "The day on which a missed term counts as broken." {
        OnLastDay "Its last day."
        OnDayAfter "The day after it."
    }
    unified_tax_for: UnifiedTaxFor, "reg:8", "For whom the application is the ground of registration as a unified-tax payer." {
        EveryApplicant "Every applicant."
        VatPayersOnly "VAT payers only."
    }
    vat_cancelled_for: VatCancelledFor, "reg:8", "For whom the application cancels the VAT registration." {
        VatPayersOnly "VAT payers only: nobody else has one."
        EveryApplicant "Every applicant."
    }
    release_grounds: ReleaseGrounds, "reg:14", "Which points the release rests on." {
        Points11To13 "Points 11 to 13, which the text probably means."
        Points8To10 "Points 8 to 10, as it is printed."
    }
    deposit_due: DepositDue, "reg:16", "The last day for the deposit on goods from the EAEU." {
        DayAfterTwentieth "The day after the 20th, as the text says literally."
        Twentieth "The 20th."
    }
    penalty_days: PenaltyDays, "reg:16", "Which days the penalty counts." {
        DueExcludedPaymentIncluded "Not the due day, but the day of payment."
        BothIncluded "The due day and the day of payment."
    }
    penalty_base: PenaltyBase, "reg:16", "What the penalty is reckoned on." {
        WhatIsLate "On what is late on each day."
        WholeSum "On the whole sum until all is paid."
    }
    penalty_rounding: PenaltyRounding, "reg:16", "How the penalty is rounded to a tyiyn." {
        OnceHalfUp "Once at the end, half up."
        OnceDown "Once at the end, down."
    }
    penalty_cap: PenaltyCap, "reg:16", "Where the penalty stops." {
        LateOnDueDay "At the sum that was late on the due day."
        NoCap "Nowhere."
    }
    report_without_receipt: ReportWithoutReceipt, "reg:17", "What an indirect-tax report without the receipt is." {
        Incomplete "Incomplete."
        Complete "Complete."
    }
    return_addressee: ReturnAddressee, "reg:18", "To which body the application for return goes." {
        HolderOfDeposit "The one that holds the lot's deposit."
        EitherBody "Either."
    }
    return_days: ReturnDays, "reg:18", "Which days the term of return counts." {
        Calendar "Calendar days."
        Working "Working days."
    }
    return_anchor: ReturnAnchor, "reg:18", "From what the term of return is counted." {
        ReleaseOrTakingOnAccount "From release, or from taking on account."
        DepositPaid "From the first payment of the deposit."
    }
    return_day_zero: ReturnDayZero, "reg:18", "Whether the day the term is counted from is in it." {
        ThatDay "It is day 0: day 1 is the day after."
        DayBefore "It is day 1."
    }
    mixed_destinations: MixedDestinations, "reg:18", "The papers of a lot sent to both kinds of destination." {
        BothListsSharedOnce "Both lists, the shared papers once."
        ThirdCountryListOnly "The list for third countries."
    }
    decision_day_zero: DecisionDayZero, "reg:19", "Whether the day of filing is in the term of the decision." {
        ThatDay "It is day 0: day 1 is the day after."
        DayBefore "It is day 1."
    }
    nonconforming_papers: NonconformingPapers, "reg:19", "What follows when papers do not conform." {
        NewApplicationUntilLastDay "A refusal with reasons; a new application is possible until the last day of reg:18."
        RefusalIsFinal "A refusal that is final."
    }
    rest_beside_debts: RestBesideDebts, "reg:20", "What of the deposit may go back while debts are open." {
        GoesBack "What the debts leave of it, once the application meets them out of the deposit."
        WaitsForThem "Nothing until they are settled."
    }
    budget_term: BudgetTerm, "reg:21", "The term in which the export is to be confirmed." {
        TermOfReturn "The term of reg:18."
        TermOfReturnAndDecision "The terms of reg:18 and reg:19 together."
    }
    export_confirmed: ExportConfirmed, "reg:21", "When an export counts as confirmed." {
        ConformingApplicationInTerm "When a conforming application filed in the term with the right body covers it."
        GoodsOut "When the goods are out in the term."
        DecisionMade "When the body has decided in the term."
    }
    budget_penalty_start: BudgetPenaltyStart, "reg:21", "The first day of the penalty on what goes to the budget." {
        DayAfterTerm "The day after the term."
        ReleaseOrDueDay "Release, or the due day of reg:16."
    }
    share_weight: ShareWeight, "reg:21", "By what goods lines weigh in a lot exported in part." {
        OwnVatElseQuantity "By their own VAT where known, else by quantity."
        QuantityOnly "By quantity."
    }
    share_rounding: ShareRounding, "reg:21", "How the confirmed share is rounded." {
        DownOncePerLot "Down, once for the lot."
        DownPerLine "Down, for each goods line."
    }
    customs_electronic_filing: CustomsElectronicFiling, "reg:18", "Whether papers for customs may be filed electronically." {
        Suffices "Electronic filing suffices."
        PaperNeeded "Paper is needed."
    }
    legal_entity_inn: LegalEntityInn, "guide:L3", "The form of a legal entity's INN." {
        FourteenDigits "14 digits, as a person's."
        AnyDigits "Any digits: the look-up decides."
    }
    legal_entity_office: LegalEntityOffice, "guide:L4", "Whose tax office a legal entity's registration shows." {
        OfTheEntity "The legal entity's."
        OfThePerson "The registering person's."
    }
    registering_person: RegisteringPerson, "guide:G7", "Who may register a legal entity." {
        HeadOrAccountant "Its head or its accountant."
        AnyEmployee "Any of its employees."
    }
}
