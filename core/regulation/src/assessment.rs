//! What follows from a dossier on one day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::dossier::{Activity, Body, DocumentKind, Issuer, LotId};
use crate::fact::Fact;
use crate::finding::{Certainty, Finding, FindingId};
use crate::money::Money;
use crate::policy::{CountryKind, ReadingKey};
use crate::rule::RuleId;
use crate::set::KeySet;
use crate::text::Text;

/// Everything the regulation says about one dossier on one day. The same input gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assessment {
    /// The day of the assessment.
    pub on: Date,
    /// The dossier's revision.
    pub revision: u64,
    /// The policy edition in force on the day.
    pub edition: EditionUsed,
    /// Our finding on the regime. What the register says is in the dossier and is another thing.
    pub regime: RegimeFinding,
    /// Findings about the taxpayer, by rule.
    pub findings: Vec<Finding>,
    /// The lots by their ids, each with its findings.
    pub lots: Vec<LotAssessment>,
    /// What stands on the two deposit accounts, all lots together.
    pub deposits: DepositTotals,
}

impl Assessment {
    /// Every finding: the taxpayer's first, then each lot's.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .chain(self.lots.iter().flat_map(|lot| &lot.findings))
    }

    /// The finding with this id.
    pub fn finding(&self, id: &FindingId) -> Option<&Finding> {
        self.all_findings().find(|finding| finding.id() == *id)
    }

    /// The lot with this id.
    pub fn lot(&self, id: &LotId) -> Option<&LotAssessment> {
        self.lots.iter().find(|lot| lot.id == *id)
    }
}

/// The edition of the policy that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditionUsed {
    /// Its id.
    pub id: Text,
    /// The article that is the basis of the regime (`reg:1`), such as `277¹`.
    pub article: String,
    /// The day it was last confirmed; `None` when it never was.
    pub last_confirmed: Option<Date>,
}

/// Our finding on the regime's life, which is never the authority's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegimeFinding {
    /// Where the taxpayer stands by our reckoning.
    pub life: RegimeLife,
    /// How firm that is.
    pub certainty: Certainty,
    /// The findings that it follows from.
    pub because: Vec<FindingId>,
    /// What the application brings or brought about (`reg:8`).
    pub effects: Vec<ApplicationEffect>,
    /// The chosen readings that the effects rest on (⚑).
    pub readings: KeySet<ReadingKey>,
}

/// Where a taxpayer stands under the regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RegimeLife {
    /// The regime is not applied to it.
    NotEligible {
        /// Every ground that matches (`reg:3`).
        grounds: Vec<Activity>,
    },
    /// It may apply.
    Eligible,
    /// It has applied.
    AppliedFor {
        /// The day the application was received, where known.
        applied: Option<Date>,
        /// The day from which the regime will apply (`reg:10`).
        begins: Date,
    },
    /// The regime applies.
    InForce {
        /// Its first day.
        since: Date,
        /// Whether the tax body has registered it (`reg:9`); reg:11–14 need that.
        registered: bool,
    },
    /// The general procedure applies, or is going to: as the register says, or as follows from a broken condition.
    General {
        /// From this day, which may still be to come: by the chosen tax period, or as the register says.
        since: Date,
        /// From this day by the other tax period (`reg:6`); said by us only, while it is not confirmed which one holds.
        since_otherwise: Option<Date>,
    },
    /// The facts do not say.
    Unknown,
}

/// What the application for the regime brings about (`reg:8`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationEffect {
    /// What happens.
    pub kind: EffectKind,
    /// Known when it follows for certain, missing when it is not known whether the taxpayer is a VAT payer.
    pub certainty: Certainty,
}

/// Effects of the application (`reg:8`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// Registration as a payer of the unified tax.
    UnifiedTaxRegistration,
    /// The VAT registration is cancelled.
    VatRegistrationCancelled,
}

/// What the regulation says about one lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LotAssessment {
    /// Which lot.
    pub id: LotId,
    /// Its state as a whole.
    pub state: LotState,
    /// The state of each share of the deposit; more than one where a lot is confirmed in part (`reg:21`).
    pub shares: Vec<Share>,
    /// Whether it was imported from a third country or an EAEU member; missing when the country is.
    pub origin: Fact<CountryKind>,
    /// The body that holds its deposit (`reg:2.2`, `reg:2.3`); missing when the country is.
    pub holder: Fact<Body>,
    /// Where its exports went, or are planned to go; by code.
    pub destinations: Vec<Country>,
    /// The papers that its application for return needs (`reg:18`).
    pub documents: Vec<DocumentNeeded>,
    /// Its money.
    pub sums: LotSums,
    /// The soonest open deadline of the taxpayer.
    pub next_deadline: Option<Deadline>,
    /// Its findings, by rule.
    pub findings: Vec<Finding>,
}

/// The state of a lot, or of a share of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LotState {
    /// Nothing has happened yet.
    Planned,
    /// The deposit was paid.
    Deposited,
    /// Customs released the goods (third countries).
    Released,
    /// The goods were taken on account (EAEU).
    Accounted,
    /// Some of the goods were exported.
    PartlyExported,
    /// All of the goods were exported.
    Exported,
    /// An application for return was received in the term.
    RefundFiled,
    /// The deposit was returned.
    Refunded,
    /// The deposit was set off against taxes or customs payments.
    Offset,
    /// The deposit secures coming obligations.
    Secured,
    /// The application was refused; a new one is possible until the last day.
    Refused,
    /// The term ended without a conforming application, by our count.
    Expired,
    /// The body transferred the deposit to the budget.
    ToBudget,
}

impl LotState {
    /// Every state.
    pub const ALL: &[LotState] = &[
        LotState::Planned,
        LotState::Deposited,
        LotState::Released,
        LotState::Accounted,
        LotState::PartlyExported,
        LotState::Exported,
        LotState::RefundFiled,
        LotState::Refunded,
        LotState::Offset,
        LotState::Secured,
        LotState::Refused,
        LotState::Expired,
        LotState::ToBudget,
    ];

    /// Whether the money has left the deposit account.
    pub(crate) fn is_gone(self) -> bool {
        matches!(
            self,
            LotState::Refunded | LotState::Offset | LotState::Secured | LotState::ToBudget
        )
    }
}

/// A share of a lot's deposit and its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// Its state.
    pub state: LotState,
    /// How much of the deposit, in tyiyn.
    pub sum: Money,
}

/// A paper that an application for return needs (`reg:18`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentNeeded {
    /// What paper.
    pub kind: DocumentKind,
    /// Who issues it.
    pub issuer: Issuer,
    /// Whether one is held with an export or attached to an application.
    pub held: bool,
    /// For exports to which kind of destination.
    pub asked_by: KeySet<CountryKind>,
}

/// The money of one lot, in tyiyn: confirmed + at risk + to the budget is the deposit, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LotSums {
    /// The conditionally accrued VAT, where known.
    pub vat: Option<Money>,
    /// What was paid to the right deposit account up to the day.
    pub deposit: Money,
    /// What was paid to the other body's account: it is not part of the deposit.
    pub misplaced: Money,
    /// The share covered by applications whose papers the body found conforming.
    pub confirmed: Money,
    /// The share that is neither confirmed nor lost.
    pub at_risk: Money,
    /// The share that goes to the budget because its term is over.
    pub to_budget: Money,
}

/// An open deadline of the taxpayer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline {
    /// The finding that sets it.
    pub finding: FindingId,
    /// The rule that sets it.
    pub rule: RuleId,
    /// The day for which the taxpayer is reminded.
    pub remind: Date,
    /// The last day in time.
    pub due: Date,
    /// Days from the day of the assessment to the due day.
    pub days_left: i64,
    /// How firm it is.
    pub certainty: Certainty,
    /// Whether it rests on a chosen reading of the text (⚑), which is said where the date stands.
    pub rests_on_reading: bool,
    /// The due day falls on a day off; it is not moved.
    pub falls_on_day_off: bool,
}

/// What stands on the deposit accounts, in tyiyn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DepositTotals {
    /// On the tax body's account and not yet returned, set off or transferred.
    pub tax_body: Money,
    /// On the customs body's account and not yet returned, set off or transferred.
    pub customs: Money,
    /// Of both: the share that is neither confirmed nor lost.
    pub at_risk: Money,
    /// Of both: the share that goes to the budget.
    pub to_budget: Money,
}
