//! All that the service holds about one taxpayer's case: facts, each with who says so.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::lots::Lot;
use crate::taxpayers::TaxpayerKind;

crate::words::words! {
    /// Who says that a fact is so.
    FactSource {
        /// The tax service's own records.
        Service = "service",
        /// The customs body.
        Customs = "customs",
        /// The person; nothing is settled by this alone.
        Person = "person",
    }
}

/// One fact. A fact that is missing is an absent field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fact<T> {
    /// What is so.
    pub value: T,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

/// The dossier of one taxpayer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dossier {
    /// Grows with every change; also the answer's entity tag.
    pub revision: u64,
    /// When the service put this together, UTC.
    pub as_of: Timestamp,
    /// Whose case.
    pub taxpayer: Taxpayer,
    /// What the register says of the regime. Only the authority changes it (reg:9).
    pub registered: RegisteredRegime,
    /// Whether a VAT payer (reg:8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_payer: Option<Fact<bool>>,
    /// Whether a payer on a patent (reg:3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patent: Option<Fact<bool>>,
    /// Kinds of activity (reg:3). Absent: not known; empty: known to be none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activities: Option<Vec<Activity>>,
    /// Whether there are taxable imports (reg:7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taxable_imports: Option<Fact<bool>>,
    /// Dealings outside imports and exports under the regime (reg:4), a domestic sale included. Absent: not known; empty:
    /// known to be none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_dealings: Option<Vec<OtherDealing>>,
    /// Applications for the regime (reg:8).
    #[serde(default)]
    pub applications: Vec<RegimeApplication>,
    /// Confirmations between and by the bodies (reg:11, reg:19).
    #[serde(default)]
    pub confirmations: Vec<Confirmation>,
    /// Lots of imported goods.
    #[serde(default)]
    pub lots: Vec<Lot>,
    /// Debts (reg:5.3, reg:19, reg:20). Absent: not known; empty: known to be none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debts: Option<Vec<Debt>>,
}

/// Whose case it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Taxpayer {
    /// The same opaque UUID as in the path.
    pub id: String,
    /// What kind of person.
    pub kind: TaxpayerKind,
    /// The name.
    pub name: String,
    /// The INN, 14 digits.
    pub inn: String,
    /// Code of the tax office of registration, three characters.
    pub office: String,
    /// The address of registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

crate::words::words! {
    /// The regime's state in the register.
    RegimeState {
        /// The taxpayer has not applied.
        NotApplied = "not_applied",
        /// Applied for; begins on the day given.
        AppliedFor = "applied_for",
        /// In force since the day given.
        InForce = "in_force",
        /// The general procedure since the day given.
        General = "general",
    }
}

/// The regime as registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisteredRegime {
    /// The state.
    pub state: RegimeState,
    /// First day of the state: for `applied_for` the day on which the regime is to begin; absent for `not_applied`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The day on which the tax body registered the change (reg:9), where it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_on: Option<Date>,
}

crate::words::words! {
    /// Kinds of activity to which the regime is not applied (reg:3), and any other.
    ActivityKind {
        /// Financial or insurance services.
        FinancialOrInsurance = "financial_or_insurance",
        /// Investment funds.
        InvestmentFund = "investment_fund",
        /// Professional participants of the securities market.
        SecuritiesMarket = "securities_market",
        /// Payers of excise.
        ExcisePayer = "excise_payer",
        /// Public catering.
        PublicCatering = "public_catering",
        /// Resorts and health improvement.
        Resort = "resort",
        /// Wireless and satellite telecommunications.
        Telecommunications = "telecommunications",
        /// Payers for the use of subsoil.
        SubsoilUse = "subsoil_use",
        /// Any activity that reg:3 does not name.
        Other = "other",
    }
}

/// An activity of the taxpayer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    /// Which.
    pub kind: ActivityKind,
    /// First day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

/// One dealing outside the regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OtherDealing {
    /// What it was, in words.
    pub description: String,
    /// The day.
    pub date: Date,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

/// An application for the regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegimeApplication {
    /// The service's number.
    pub number: String,
    /// The day of receipt, Bishkek.
    pub filed: Date,
    /// Code of the tax office that it was made to (reg:8), three characters, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The day on which the tax body registered the change of regime (reg:9), where it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_on: Option<Date>,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

crate::words::words! {
    /// What a body confirms.
    ConfirmationKind {
        /// Registration under the regime (reg:11).
        Registration = "registration",
        /// No debt on taxes, or which (reg:18, reg:19).
        TaxDebt = "tax_debt",
        /// No debt on import VAT and customs payments (reg:18, reg:19).
        CustomsDebt = "customs_debt",
    }
}

crate::words::words! {
    /// How a body confirms it.
    ConfirmationForm {
        /// On paper.
        Written = "written",
        /// By the agencies' electronic exchange.
        Electronic = "electronic",
    }
}

/// A confirmation by a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Confirmation {
    /// What is confirmed.
    pub kind: ConfirmationKind,
    /// How.
    pub form: ConfirmationForm,
    /// The day.
    pub date: Date,
    /// Its number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

crate::words::words! {
    /// What a debt is on; it decides what may be done with a deposit (reg:19, reg:20).
    DebtKind {
        /// Taxes other than import VAT.
        OtherTaxes = "other_taxes",
        /// VAT on imports.
        ImportVat = "import_vat",
        /// Customs payments.
        CustomsPayments = "customs_payments",
        /// Special duties.
        SpecialDuty = "special_duty",
        /// Anti-dumping duties.
        AntiDumpingDuty = "anti_dumping_duty",
        /// Countervailing duties.
        CountervailingDuty = "countervailing_duty",
    }
}

/// A debt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Debt {
    /// On what.
    pub kind: DebtKind,
    /// How much, tyiyn.
    pub sum_tyiyn: i64,
    /// First day overdue.
    pub overdue_since: Date,
    /// The day on which it was paid, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_on: Option<Date>,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}
