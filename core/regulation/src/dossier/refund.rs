//! Applications for the return of a deposit, their papers and what the body decided (`reg:18`–`reg:20`).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::lot::{Body, PayingAccount};
use crate::fact::{Fact, Source, Stated};
use crate::money::Money;

/// An application for the return of a lot's deposit (`reg:18`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefundApplication {
    /// Unique in the lot.
    pub id: String,
    /// The body to which it was made.
    pub addressee: Body,
    /// The day of the body's receipt (Bishkek): filed means received.
    #[serde(default)]
    pub filed: Fact<Date>,
    /// The exports that it covers, by their ids; empty covers all up to the day of filing.
    #[serde(default)]
    pub covers: Vec<String>,
    /// What is claimed and where it is to go; empty claims all, back to the account it was paid from (`reg:20`).
    #[serde(default)]
    pub directions: Vec<Direction>,
    /// Copies attached, certified by the taxpayer.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// What the body decided; absent while it has not.
    #[serde(default)]
    pub decision: Option<Decision>,
}

impl RefundApplication {
    /// Who states what it says: whoever states that it was received, or else the person.
    pub(crate) fn stated(&self) -> Stated {
        Stated::by(self.filed.source().unwrap_or(Source::Person))
    }
}

/// One part of the money and where it is to go (`reg:20`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Direction {
    /// Where to.
    pub to: DirectionKind,
    /// How much, in tyiyn.
    pub sum: Money,
    /// The account, for a return to another account than the paying one.
    #[serde(default)]
    pub account: Option<PayingAccount>,
}

/// Where the money of a returned deposit may go (`reg:20`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(rename_all = "snake_case")]
pub enum DirectionKind {
    /// Back to the settlement account from which it was paid.
    SettlementAccount,
    /// To obligations on other taxes.
    OtherTaxes,
    /// To customs payments.
    CustomsPayments,
    /// To secure coming obligations.
    ComingObligations,
    /// To a debt on other taxes, import VAT included.
    TaxDebt,
    /// A direction that this version does not know.
    #[serde(other)]
    Unknown,
}

/// A paper that was attached or is held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attachment {
    /// What paper.
    pub kind: DocumentKind,
    /// Its number, where it has one.
    #[serde(default)]
    pub number: Option<String>,
    /// Its day, where known.
    #[serde(default)]
    pub date: Option<Date>,
}

/// Papers that go with an application for return (`reg:18`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Export declaration for the goods.
    ExportDeclaration,
    /// Statement of import and payment of indirect taxes, confirmed by the importing member's authority.
    ConfirmedImportStatement,
    /// Goods-accompanying documents.
    GoodsAccompanying,
    /// The electronic invoice, printed.
    PrintedElectronicInvoice,
    /// The contract of delivery.
    DeliveryContract,
    /// Certificate of no tax debt, or information on the existing one.
    TaxDebtCertificate,
    /// The customs body's certificate of no import-VAT debt.
    ImportVatDebtCertificate,
    /// A paper that this version does not know.
    #[serde(other)]
    Unknown,
}

impl DocumentKind {
    /// Who issues the paper.
    pub fn issuer(self) -> Issuer {
        match self {
            DocumentKind::ExportDeclaration | DocumentKind::ImportVatDebtCertificate => Issuer::Customs,
            DocumentKind::ConfirmedImportStatement => Issuer::ImportingMember,
            DocumentKind::GoodsAccompanying => Issuer::SenderOrCarrier,
            DocumentKind::PrintedElectronicInvoice => Issuer::Taxpayer,
            DocumentKind::DeliveryContract => Issuer::TaxpayerAndBuyer,
            DocumentKind::TaxDebtCertificate => Issuer::TaxBody,
            DocumentKind::Unknown => Issuer::Unknown,
        }
    }
}

/// Who issues a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(rename_all = "snake_case")]
pub enum Issuer {
    /// The tax body.
    TaxBody,
    /// The customs body.
    Customs,
    /// The authority of the EAEU member where the goods went.
    ImportingMember,
    /// The taxpayer itself.
    Taxpayer,
    /// The taxpayer and its buyer together.
    TaxpayerAndBuyer,
    /// The sender or the carrier of the goods.
    SenderOrCarrier,
    /// Not known to this version.
    #[serde(other)]
    Unknown,
}

/// What the body decided on an application (`reg:19`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// The day of the decision.
    pub date: Date,
    /// What was decided.
    pub outcome: Outcome,
    /// How much went where; empty where the decision does not say (`reg:20`).
    #[serde(default)]
    pub parts: Vec<Direction>,
    /// The body's reasons, as it wrote them.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// Who says so.
    #[serde(flatten)]
    pub stated: Stated,
}

impl Decision {
    /// The sum that was decided on, in tyiyn; `None` where the decision does not say.
    pub fn sum(&self) -> Option<Money> {
        let parts = self.parts.iter().map(|part| part.sum.max(Money::ZERO));
        (!self.parts.is_empty()).then(|| Money::total(parts))
    }
}

/// The outcome of a decision (`reg:19`, `reg:20`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = crate::schema::other_words)
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The papers conform; the money goes back to an account.
    Returned,
    /// The papers conform; the money is set off against taxes or customs payments.
    Offset,
    /// The papers conform; the money secures coming obligations.
    Secured,
    /// Refused with reasons.
    Refused,
    /// An outcome that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Outcome {
    /// Whether the body found the papers conforming; only the body can.
    pub fn is_conforming(self) -> bool {
        matches!(self, Outcome::Returned | Outcome::Offset | Outcome::Secured)
    }
}
