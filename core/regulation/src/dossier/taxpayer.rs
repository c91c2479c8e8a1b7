//! The taxpayer, what it does, and its standing under the regime.

use core::fmt;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fact::{Fact, Stated};
use crate::inn::Inn;
use crate::money::Money;

/// The taxpayer. Printed without its name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Taxpayer {
    /// Name of the person or organisation.
    pub name: String,
    /// Identification number.
    pub inn: Inn,
    /// The tax office at the place of registration (`reg:8`).
    pub office: OfficeCode,
    /// Registered as a VAT payer (`reg:8`).
    #[serde(default)]
    pub vat_payer: Fact<bool>,
    /// Carries on taxable imports (`reg:7`). Lots say so too.
    #[serde(default)]
    pub taxable_imports: Fact<bool>,
    /// When each of the activities that exclude from the regime was carried on (`reg:3`). An absent one is not known.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("propertyNames" = crate::schema::names::<Activity>())))]
    pub activities: BTreeMap<Activity, Fact<CarriedOn>>,
}

impl fmt::Debug for Taxpayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Taxpayer")
            .field("inn", &self.inn)
            .field("office", &self.office)
            .field("vat_payer", &self.vat_payer)
            .field("taxable_imports", &self.taxable_imports)
            .field("activities", &self.activities)
            .finish_non_exhaustive()
    }
}

/// The code of a territorial tax office (МСКБ): three characters, zero-padded; one of them, `00_`, is not numeric.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct OfficeCode(pub String);

/// The nine kinds of taxpayer to whom the regime is not applied (`reg:3`), in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// (1) Pays on a patent.
    Patent,
    /// (2) Financial or insurance services.
    FinancialOrInsurance,
    /// (3) An investment fund.
    InvestmentFund,
    /// (4) A professional participant of the securities market.
    SecuritiesMarket,
    /// (5) Pays excise.
    ExcisePayer,
    /// (6) Public catering.
    PublicCatering,
    /// (7) Resorts and health improvement.
    Resort,
    /// (8) Wireless and satellite telecommunications.
    Telecommunications,
    /// (9) Pays for the use of subsoil.
    SubsoilUse,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}

/// When an activity was carried on; no period says that it never was.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct CarriedOn(pub Vec<Period>);

/// A span of days, both ends in it; an absent end is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// The first day, where known.
    #[serde(default)]
    pub since: Option<Date>,
    /// The last day, where it has ended.
    #[serde(default)]
    pub until: Option<Date>,
}

impl CarriedOn {
    /// Never carried on.
    pub fn never() -> Self {
        CarriedOn(Vec::new())
    }

    /// Carried on, without known ends.
    pub fn always() -> Self {
        CarriedOn(vec![Period::default()])
    }

    /// Whether it is carried on that day.
    pub fn on(&self, day: Date) -> bool {
        let holds = |period: &Period| {
            period.since.is_none_or(|since| since <= day) && period.until.is_none_or(|until| day <= until)
        };
        self.0.iter().any(holds)
    }
}

/// What the register says about the regime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RegisteredState {
    /// No application is on the register.
    NotApplied,
    /// An application was received.
    AppliedFor {
        /// The day it was received, where the register says so.
        #[serde(default)]
        applied: Option<Date>,
        /// The day from which the regime will apply.
        begins: Date,
    },
    /// The regime applies.
    InForce {
        /// Its first day.
        since: Date,
    },
    /// The taxpayer is under the general procedure again.
    GeneralSince {
        /// Its first day.
        since: Date,
    },
    /// A state that this version does not know.
    #[serde(other)]
    Unknown,
}

/// An application for the regime (`reg:8`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegimeApplication {
    /// Its number, unique in the dossier.
    pub id: String,
    /// The day the office received it (Bishkek).
    #[serde(default)]
    pub filed: Fact<Date>,
    /// The office to which it was made.
    #[serde(default)]
    pub office: Fact<OfficeCode>,
    /// The day the tax body registered the change of regime (`reg:9`); missing while nobody says that it has.
    #[serde(default)]
    pub registered: Fact<Date>,
}

/// A confirmation by a body: of registration (`reg:11`) or of debts (`reg:18`, `reg:19`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Confirmation {
    /// What is confirmed.
    pub kind: ConfirmationKind,
    /// On paper, or by the agencies' exchange.
    pub form: ConfirmationForm,
    /// The day it was given.
    pub date: Date,
    /// Its number, where it has one.
    #[serde(default)]
    pub number: Option<String>,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}

/// What a body confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationKind {
    /// Registration under the regime (`reg:11`).
    Registration,
    /// No debt on taxes, or which (`reg:18`, `reg:19`).
    TaxDebt,
    /// No debt on import VAT and customs payments, or which (`reg:18`, `reg:19`).
    CustomsDebt,
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}

/// How a body confirms something (`reg:11`, `reg:19`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationForm {
    /// A paper.
    Written,
    /// The agencies' electronic exchange: no paper is needed.
    Electronic,
    /// A form that this version does not know.
    #[serde(other)]
    Unknown,
}

/// A debt of the taxpayer (`reg:5.3`, `reg:19`, `reg:20`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Debt {
    /// What is owed.
    pub kind: DebtKind,
    /// How much, in tyiyn.
    pub sum: Money,
    /// Its first overdue day.
    pub overdue_from: Date,
    /// The day it was paid off, if it was.
    #[serde(default)]
    pub settled: Option<Date>,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}

/// Kinds of debt that the regulation tells apart (`reg:19`, `reg:20`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(rename_all = "snake_case")]
pub enum DebtKind {
    /// Other taxes.
    OtherTaxes,
    /// VAT on imports.
    ImportVat,
    /// Customs payments.
    CustomsPayments,
    /// Special duties.
    SpecialDuty,
    /// Anti-dumping duties.
    AntiDumpingDuty,
    /// Countervailing duties.
    CountervailingDuty,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}

/// An activity outside imports and exports under the regime, a domestic sale included (`reg:4`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherActivity {
    /// What it was, as recorded.
    pub description: String,
    /// The day it was carried on.
    pub date: Date,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}
