//! A lot: goods imported together, with one deposit and one term.

use core::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::refund::{Attachment, RefundApplication};
use crate::country::Country;
use crate::fact::{Fact, Stated};
use crate::money::{Money, Quantity};
use crate::text::Text;

/// A lot's id, unique in its dossier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct LotId(pub Text);

/// A unit of quantity, as recorded (its letters or code); quantities of different units are never added.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Unit(pub Text);

/// The authority that holds a deposit account (`reg:2.2`, `reg:2.3`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The tax body.
    TaxBody,
    /// The customs body.
    Customs,
}

/// Goods imported together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lot {
    /// Unique in the dossier.
    pub id: LotId,
    /// The country the goods are *imported* from, not their origin in the customs sense (`reg:2.2`, `reg:2.3`).
    #[serde(default)]
    pub imported_from: Fact<Country>,
    /// The country where they are to be exported, as planned; real exports count where there are any.
    #[serde(default)]
    pub planned_destination: Fact<Country>,
    /// The day on which the import is planned.
    #[serde(default)]
    pub planned_for: Option<Date>,
    /// The goods, in any order.
    #[serde(default)]
    pub lines: Vec<GoodsLine>,
    /// The goods declaration's number, `NNNNNNNN/DDMMYY/NNNNNNN`, as recorded.
    #[serde(default)]
    pub declaration: Option<String>,
    /// The day customs released the goods (third countries); missing while nobody says that it has.
    #[serde(default)]
    pub released: Fact<Date>,
    /// The day the goods were taken on account (EAEU); missing while nobody says that they were.
    #[serde(default)]
    pub taken_on_account: Fact<Date>,
    /// The conditionally accrued VAT, in tyiyn.
    #[serde(default)]
    pub vat: Fact<Money>,
    /// Payments to a deposit account.
    #[serde(default)]
    pub deposits: Vec<Deposit>,
    /// The application to customs (`reg:11`).
    #[serde(default)]
    pub customs_application: Option<CustomsApplication>,
    /// The commitment on subsequent export (`reg:13`).
    #[serde(default)]
    pub commitment: Option<Commitment>,
    /// The day customs notified the tax body (`reg:15`); missing while nobody says that it has.
    #[serde(default)]
    pub customs_notice: Fact<Date>,
    /// Indirect-tax reports (`reg:17`).
    #[serde(default)]
    pub indirect_tax_reports: Vec<IndirectTaxReport>,
    /// Exports of these goods.
    #[serde(default)]
    pub exports: Vec<Export>,
    /// Applications for the return of the deposit (`reg:18`).
    #[serde(default)]
    pub refund_applications: Vec<RefundApplication>,
    /// What went to the budget (`reg:21`).
    #[serde(default)]
    pub budget_transfers: Vec<BudgetTransfer>,
}

/// A transfer of unconfirmed deposit to the budget (`reg:21`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BudgetTransfer {
    /// The day.
    pub date: Date,
    /// How much, in tyiyn.
    pub sum: Money,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}

/// One kind of goods in a lot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoodsLine {
    /// Number in the lot, from 1.
    pub number: u32,
    /// Name of the goods.
    pub name: String,
    /// Goods code (ТН ВЭД), 4 to 10 digits, as recorded.
    #[serde(default)]
    pub goods_code: Option<String>,
    /// How much was imported.
    pub quantity: Quantity,
    /// The unit of the quantity.
    pub unit: Unit,
    /// The line's own VAT in tyiyn, where known (`reg:21`).
    #[serde(default)]
    pub vat: Fact<Money>,
}

/// A payment to a deposit account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deposit {
    /// Number of the payment document.
    pub number: String,
    /// Whose deposit account it was paid to.
    pub account: Body,
    /// The day of payment.
    pub date: Date,
    /// How much, in tyiyn.
    pub sum: Money,
    /// The settlement account it was paid from (`reg:20`).
    #[serde(default)]
    pub paying_account: Option<PayingAccount>,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}

/// A settlement account's number. Printed masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct PayingAccount(pub String);

impl fmt::Debug for PayingAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PayingAccount(···)")
    }
}

/// The application to customs to use the regime on an import (`reg:11`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomsApplication {
    /// The number that customs gave it, if it has.
    #[serde(default)]
    pub number: Option<String>,
    /// The day it was made.
    pub date: Date,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}

/// The commitment on subsequent export, form of Annex 1 (`reg:13`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Commitment {
    /// Its number, if it has one.
    #[serde(default)]
    pub number: Option<String>,
    /// The day it was given.
    pub date: Date,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}

/// A report on indirect taxes, form STI-123 (`reg:17`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndirectTaxReport {
    /// Its number.
    pub number: String,
    /// The day it was received (Bishkek).
    pub filed: Date,
    /// The month that it reports on, as its first day, where known.
    #[serde(default)]
    pub month: Option<Date>,
    /// Whether a copy of the deposit's receipt went with it.
    pub with_receipt: bool,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}

/// An export of some quantity of one goods line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Export {
    /// Unique in the lot: refund applications name the exports that they cover.
    pub id: String,
    /// The goods line's number.
    pub line: u32,
    /// How much.
    pub quantity: Quantity,
    /// The unit of the quantity; another unit than the line's own is refused, not converted.
    pub unit: Unit,
    /// The day of export.
    pub date: Date,
    /// Where to.
    #[serde(default)]
    pub destination: Fact<Country>,
    /// Papers of this export that the taxpayer holds.
    #[serde(default)]
    pub documents: Vec<Attachment>,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}
