//! What a finding rests on: the facts used, the arithmetic step by step, and what leaves it unsettled.

mod steps;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::dossier::{
    Activity, Body, ConfirmationForm, DebtKind, DirectionKind, DocumentKind, LotId, OfficeCode, Unit,
};
use crate::fact::Source;
use crate::money::{Money, Quantity};
use crate::set::keys;

pub use steps::{SkippedDay, Step, WindowState};

/// A fact as a finding used it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactUsed {
    /// Which fact.
    pub what: FactKey,
    /// Its value; absent when nobody has stated it.
    pub value: Option<FactValue>,
    /// Who says so; nobody when it is missing.
    pub source: Option<Source>,
    /// Its source says that it may still change.
    pub provisional: bool,
    /// The lot it is about, in a finding about the taxpayer as a whole.
    #[serde(default)]
    pub lot: Option<LotId>,
    /// Which one of several it is, where nobody has stated it: a value names its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<FactItem>,
}

/// One of several facts of a kind that nobody has stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum FactItem {
    /// Whether this excluding activity is carried on (`reg:3`).
    Activity(Activity),
    /// Whether this paper went with the application for return (`reg:18`).
    Paper(DocumentKind),
}

/// The facts that findings use and ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FactKey {
    /// Whether the taxpayer is a VAT payer.
    VatPayer,
    /// Whether the taxpayer carries on taxable imports.
    TaxableImports,
    /// Whether an excluding activity is carried on.
    Activity,
    /// What the register says of the regime.
    RegisteredState,
    /// The tax office at the place of registration.
    Office,
    /// The day the application for the regime was received.
    ApplicationFiled,
    /// The office to which the application was made.
    ApplicationOffice,
    /// The day the change of regime was registered.
    RegimeRegistered,
    /// The country the lot was imported from.
    ImportedFrom,
    /// The day customs released the lot.
    Released,
    /// The day the lot was taken on account.
    TakenOnAccount,
    /// The lot's conditionally accrued VAT.
    Vat,
    /// A payment to a deposit account.
    Deposit,
    /// The account to which a deposit was paid.
    DepositAccount,
    /// The day customs notified the tax body.
    CustomsNotice,
    /// Where an export went, or is planned to go.
    Destination,
    /// A quantity exported.
    Exported,
    /// The day the body received an application for return.
    RefundFiled,
    /// The body to which an application for return was made.
    RefundAddressee,
    /// What the body decided on an application for return.
    Decision,
    /// An activity outside the regime.
    OtherActivity,
    /// A debt, or whether there is any.
    Debt,
    /// The lot's goods lines.
    Goods,
    /// The application to customs.
    CustomsApplication,
    /// The tax body's confirmation of registration, written or electronic.
    RegistrationConfirmation,
    /// The commitment on subsequent export.
    Commitment,
    /// A report on indirect taxes.
    IndirectTaxReport,
    /// The tax body's confirmation of debts, written or electronic.
    TaxDebtConfirmation,
    /// The customs body's confirmation of debts, written or electronic.
    CustomsDebtConfirmation,
    /// Where the money of a return is to go.
    Direction,
    /// The settlement account from which a deposit was paid.
    PayingAccount,
    /// A transfer to the budget.
    BudgetTransfer,
    /// Whether the papers that belong to an application for return went with it.
    ReturnPapers,
}

keys!(FactKey in u64 {
    VatPayer,
    TaxableImports,
    Activity,
    RegisteredState,
    Office,
    ApplicationFiled,
    ApplicationOffice,
    RegimeRegistered,
    ImportedFrom,
    Released,
    TakenOnAccount,
    Vat,
    Deposit,
    DepositAccount,
    CustomsNotice,
    Destination,
    Exported,
    RefundFiled,
    RefundAddressee,
    Decision,
    OtherActivity,
    Debt,
    Goods,
    CustomsApplication,
    RegistrationConfirmation,
    Commitment,
    IndirectTaxReport,
    TaxDebtConfirmation,
    CustomsDebtConfirmation,
    Direction,
    PayingAccount,
    BudgetTransfer,
    ReturnPapers,
});

/// The value of a fact, ready to be formatted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum FactValue {
    /// A day.
    Date(Date),
    /// A sum in tyiyn.
    Money(Money),
    /// Yes or no.
    Flag(bool),
    /// A country.
    Country(Country),
    /// An authority.
    Body(Body),
    /// A tax office.
    Office(OfficeCode),
    /// An excluding activity that is carried on or not.
    Activity {
        /// Which.
        activity: Activity,
        /// Whether it is carried on.
        carried_on: bool,
    },
    /// A payment.
    Payment {
        /// The day.
        date: Date,
        /// The sum in tyiyn.
        sum: Money,
        /// Whose account it was paid to.
        account: Body,
    },
    /// A decision of the body.
    Decision {
        /// The day.
        date: Date,
        /// What was decided.
        outcome: crate::dossier::Outcome,
    },
    /// What the register says.
    Registered(crate::dossier::RegisteredState),
    /// A debt.
    Debt {
        /// What is owed.
        debt: DebtKind,
        /// How much, in tyiyn.
        sum: Money,
        /// Its first overdue day.
        overdue_from: Date,
        /// The day it was paid off, if it was.
        settled: Option<Date>,
    },
    /// An export.
    Export {
        /// The day.
        date: Date,
        /// The goods line's number.
        line: u32,
        /// How much.
        quantity: Quantity,
        /// The unit of the quantity.
        unit: Unit,
    },
    /// A confirmation by a body.
    Confirmation {
        /// The day.
        date: Date,
        /// On paper, or by the agencies' exchange.
        form: ConfirmationForm,
    },
    /// A report on indirect taxes.
    Report {
        /// The day it was received.
        filed: Date,
        /// Whether a copy of the deposit's receipt went with it.
        with_receipt: bool,
    },
    /// A part of the money and where it is to go.
    Direction {
        /// Where to.
        to: DirectionKind,
        /// How much, in tyiyn.
        sum: Money,
    },
}

/// Why a finding is not settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// A fact it needs is missing.
    FactMissing,
    /// A fact it used rests on the person's word alone.
    PersonOnly,
    /// A fact it used may still change, says its source.
    FactProvisional,
    /// The days were counted across a day off whose date is an estimate.
    CalendarEstimated,
    /// The days were counted beyond the calendar's table.
    CalendarBeyondTable,
    /// A figure it used has no confirmed source, or sources disagree.
    FigureDisputed,
    /// The day is before the first edition of the policy.
    BeforeFirstEdition,
    /// The date cannot be computed: it lies beyond the calendar of years.
    OutOfRange,
    /// A quantity is in another unit than its goods line's: it is not counted, and never converted.
    UnitsDiffer,
}

keys!(Doubt in u32 {
    FactMissing,
    PersonOnly,
    FactProvisional,
    CalendarEstimated,
    CalendarBeyondTable,
    FigureDisputed,
    BeforeFirstEdition,
    OutOfRange,
    UnitsDiffer,
});
