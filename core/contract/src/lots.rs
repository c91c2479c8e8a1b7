//! A lot: goods imported together under one conditional accrual, from plan to the return of the deposit.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dossier::{Fact, FactSource};

crate::words::words! {
    /// Where a lot, or a share of it, stands.
    LotState {
        /// Not yet imported.
        Planned = "planned",
        /// The deposit is paid (reg:12).
        Deposited = "deposited",
        /// Released by customs (reg:14).
        Released = "released",
        /// Taken on account; goods from the EAEU (reg:16).
        Accounted = "accounted",
        /// Exported in part.
        PartlyExported = "partly_exported",
        /// Exported in full.
        Exported = "exported",
        /// The return of the deposit is applied for (reg:18).
        RefundFiled = "refund_filed",
        /// The deposit was returned (reg:20).
        Refunded = "refunded",
        /// The deposit went to other taxes, customs payments or debts (reg:20).
        Offset = "offset",
        /// The deposit secures coming obligations (reg:20).
        Secured = "secured",
        /// The application was refused; a new one is possible until day 180.
        Refused = "refused",
        /// The term ended without a conforming application (reg:21).
        Expired = "expired",
        /// The deposit went to the budget (reg:21).
        ToBudget = "to_budget",
    }
}

crate::words::words! {
    /// Whose deposit account, or which body (reg:2.2, reg:2.3).
    Body {
        /// The customs body: goods from third countries.
        Customs = "customs",
        /// The tax body: goods from EAEU members.
        Tax = "tax",
    }
}

/// A lot of imported goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lot {
    /// The service's opaque id, stable over revisions.
    pub id: String,
    /// Where it stands by the service's records, share by share; the shares add up to the conditional VAT.
    /// Kept apart from what an engine finds out of the facts.
    pub recorded: Vec<RecordedShare>,
    /// The country that the goods were imported from (ISO 3166-1 alpha-2), which is not their country of origin.
    pub imported_from: String,
    /// Goods declaration number, third countries only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration_number: Option<String>,
    /// The goods.
    pub goods: Vec<GoodsLine>,
    /// The conditionally accrued VAT, tyiyn; absent while nobody has set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditional_vat_tyiyn: Option<Fact<i64>>,
    /// The day on which the import is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_for: Option<Date>,
    /// The country that the goods are planned to go to (ISO 3166-1 alpha-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_destination: Option<Fact<String>>,
    /// The application to customs (reg:11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customs_application: Option<Paper>,
    /// Payments to the deposit account (reg:12, reg:16).
    #[serde(default)]
    pub deposits: Vec<Deposit>,
    /// The commitment on subsequent export (reg:13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Paper>,
    /// The day of release (reg:14), third countries only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<Fact<Date>>,
    /// Customs' notice to the tax body (reg:15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customs_notice: Option<Fact<Date>>,
    /// The day of taking on account (reg:16), EAEU only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_on_account: Option<Fact<Date>>,
    /// Indirect-tax reports (reg:17), EAEU only.
    #[serde(default)]
    pub indirect_tax_reports: Vec<IndirectTaxReport>,
    /// Exports, line by line.
    #[serde(default)]
    pub exports: Vec<Export>,
    /// Applications for the return of the deposit (reg:18).
    #[serde(default)]
    pub refund_applications: Vec<RefundApplication>,
    /// Decisions on them (reg:19, reg:20).
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// What went to the budget (reg:21).
    #[serde(default)]
    pub transfers_to_budget: Vec<TransferToBudget>,
}

/// A share of a lot's conditional VAT and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordedShare {
    /// Where it stands.
    pub state: LotState,
    /// The share, tyiyn.
    pub sum_tyiyn: i64,
}

/// One line of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoodsLine {
    /// The line's number in its declaration, from 1.
    pub line: u32,
    /// Goods code (ТН ВЭД), 10 digits.
    pub code: String,
    /// What it is.
    pub name: String,
    /// Quantity imported, thousandths of `unit`.
    pub quantity_thousandths: i64,
    /// The unit, as the declaration has it.
    pub unit: String,
    /// The line's own VAT, tyiyn, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_tyiyn: Option<i64>,
}

/// A paper with a number and a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paper {
    /// Its number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its day.
    pub date: Date,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

/// A payment to a deposit account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deposit {
    /// Whose deposit account it was paid to.
    pub account: Body,
    /// The day of payment.
    pub date: Date,
    /// How much, tyiyn.
    pub sum_tyiyn: i64,
    /// The settlement account that it was paid from (reg:20), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paying_account: Option<String>,
    /// Number of the payment.
    pub number: String,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

/// A report on indirect taxes (form STI-123).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndirectTaxReport {
    /// The service's number.
    pub number: String,
    /// The day of receipt, Bishkek.
    pub filed: Date,
    /// First day of the month that it reports on.
    pub month: Date,
    /// Whether a copy of the receipt for the deposit is attached (reg:17).
    pub with_receipt: bool,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

/// An export of some quantity of one goods line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// The service's opaque id, stable over revisions.
    pub id: String,
    /// The goods line.
    pub line: u32,
    /// Where to (ISO 3166-1 alpha-2).
    pub destination: String,
    /// The day on which the goods left.
    pub date: Date,
    /// How much, thousandths of `unit`.
    pub quantity_thousandths: i64,
    /// The unit, as recorded; absent: the line's own. A quantity in another unit is shown and never converted (reg:5.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The papers that prove it.
    #[serde(default)]
    pub documents: Vec<Attachment>,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

crate::words::words! {
    /// The documents of reg:18.
    AttachmentKind {
        /// Export declaration.
        ExportDeclaration = "export_declaration",
        /// Goods-accompanying documents.
        GoodsAccompanying = "goods_accompanying",
        /// Printed electronic invoice.
        PrintedElectronicInvoice = "printed_electronic_invoice",
        /// Delivery contract.
        DeliveryContract = "delivery_contract",
        /// Certificate of no tax debt, or information on existing tax debt.
        TaxDebtCertificate = "tax_debt_certificate",
        /// The customs body's certificate of no import-VAT debt.
        ImportVatDebtCertificate = "import_vat_debt_certificate",
        /// Statement of import and payment of indirect taxes, confirmed by the importing member's authority.
        ConfirmedImportStatement = "confirmed_import_statement",
    }
}

/// A document attached to an export or an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Which document.
    pub kind: AttachmentKind,
    /// Its number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub date: Option<Date>,
}

crate::words::words! {
    /// Where the returned money goes (reg:20).
    Direction {
        /// The settlement account that the deposit was paid from.
        SettlementAccount = "settlement_account",
        /// Other taxes.
        OtherTaxes = "other_taxes",
        /// Customs payments.
        CustomsPayments = "customs_payments",
        /// Security of coming obligations.
        ComingObligations = "coming_obligations",
        /// Debts on other taxes, import VAT included.
        TaxDebt = "tax_debt",
    }
}

/// A part of the money and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectedSum {
    /// Where.
    pub direction: Direction,
    /// How much, tyiyn.
    #[serde(deserialize_with = "crate::whole::whole")]
    pub sum_tyiyn: i64,
    /// The settlement account, for a return to another one than the deposit was paid from (reg:20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// An application for the return of a deposit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundApplication {
    /// The body's number.
    pub number: String,
    /// The body applied to.
    pub body: Body,
    /// The day of receipt, Bishkek.
    pub filed: Date,
    /// Ids of the exports that it covers.
    pub exports: Vec<String>,
    /// Where the money is to go; the parts add up to what is claimed.
    pub claimed: Vec<DirectedSum>,
    /// What is attached.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Who says so.
    pub source: FactSource,
    /// Whether it may still change.
    #[serde(default)]
    pub provisional: bool,
}

crate::words::words! {
    /// What the body decided.
    Outcome {
        /// Returned to the settlement account.
        Returned = "returned",
        /// Set off against other taxes, customs payments or debts.
        Offset = "offset",
        /// Kept to secure coming obligations.
        Secured = "secured",
        /// Refused, with reasons.
        Refused = "refused",
    }
}

/// A decision on an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// Number of the application decided on.
    pub application: String,
    /// The day of the decision.
    pub date: Date,
    /// What was decided.
    pub outcome: Outcome,
    /// Where the money went.
    #[serde(default)]
    pub parts: Vec<DirectedSum>,
    /// Why, where refused.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// Who says so.
    pub source: FactSource,
}

/// A transfer of a deposit to the budget (reg:21).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferToBudget {
    /// The day.
    pub date: Date,
    /// How much, tyiyn.
    pub sum_tyiyn: i64,
    /// Who says so.
    pub source: FactSource,
}
