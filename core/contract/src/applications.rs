//! Applications under the regulation, filed once each under a key that the phone made.
//!
//! The key is a UUID in the header `Idempotency-Key`, durable on the phone before it is first sent. The service answers a key once
//! and for all: with a receipt, a refusal, or, once it was withdrawn, a refusal that says so. The same key with other contents is
//! a conflict. A key that is withdrawn before its application arrived is kept, so that a late copy of it is refused.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::dossier::ActivityKind;
use crate::lots::{Attachment, AttachmentKind, Body, DirectedSum};

/// At most `MOST` ids of 1 to 64 characters.
#[cfg(feature = "openapi")]
fn ids<const MOST: usize>() -> utoipa::openapi::schema::Array {
    use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
    let id = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(64));
    ArrayBuilder::new().items(id).max_items(Some(MOST)).build()
}

/// What is applied for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Application {
    /// The regime itself (reg:8).
    Regime(RegimeApplication),
    /// The return of a deposit that the tax body holds (reg:18, Annex 2).
    Refund(RefundApplication),
    /// A report on indirect taxes with the receipt's copy (reg:17).
    IndirectTaxReport(IndirectTaxReport),
}

/// An application for the regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = applications::RegimeApplication))]
pub struct RegimeApplication {
    /// That none of these concerns the taxpayer (reg:3): each kind of activity that was asked about.
    #[cfg_attr(feature = "openapi", schema(max_items = 16))]
    pub none_of: Vec<ActivityKind>,
    /// That the taxpayer does not pay on a patent (reg:3).
    pub not_on_patent: bool,
    /// That the taxpayer is a VAT payer and knows that its VAT registration will be cancelled (reg:8).
    pub cancels_vat: bool,
    /// Code of the tax office of registration, three characters (reg:8).
    #[cfg_attr(feature = "openapi", schema(min_length = 3, max_length = 3))]
    pub office: String,
}

/// An application for the return of a deposit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = applications::RefundApplication))]
pub struct RefundApplication {
    /// The lot's id.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub lot: String,
    /// The body that holds the deposit. Customs is another authority: this service takes applications to the tax body only.
    pub body: Body,
    /// Ids of the exports that it covers.
    #[cfg_attr(feature = "openapi", schema(schema_with = ids::<1000>))]
    pub exports: Vec<String>,
    /// Where the money is to go (reg:20); the parts add up to what is claimed.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 32))]
    pub claimed: Vec<DirectedSum>,
    /// The papers that go with it (reg:18).
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 64))]
    pub attachments: Vec<Attachment>,
    /// The files that were attached, each a copy of one of these papers.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 64))]
    pub files: Vec<AttachedFile>,
}

/// A file that the service holds whole, and the paper that it is a copy of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachedFile {
    /// Which paper.
    pub kind: AttachmentKind,
    /// The file's id.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub file: String,
}

/// A report on indirect taxes (form STI-123).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = applications::IndirectTaxReport))]
pub struct IndirectTaxReport {
    /// The lot's id.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub lot: String,
    /// First day of the month that it reports on.
    pub month: Date,
    /// Whether a copy of the receipt for the deposit goes with it (reg:17).
    pub with_receipt: bool,
    /// Ids of the receipt's copies.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(schema_with = ids::<64>))]
    pub files: Vec<String>,
}

impl Application {
    /// The ids of the files that it names.
    pub fn files(&self) -> Vec<&str> {
        match self {
            Self::Regime(_) => Vec::new(),
            Self::Refund(refund) => refund.files.iter().map(|one| one.file.as_str()).collect(),
            Self::IndirectTaxReport(report) => report.files.iter().map(String::as_str).collect(),
        }
    }
}

/// That the service received an application. The day of filing is this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = applications::Receipt))]
pub struct Receipt {
    /// The service's number.
    pub number: String,
    /// When, UTC.
    pub received_at: Timestamp,
    /// The day of filing, in Bishkek.
    pub filed: Date,
    /// The first revision of the dossier that has it.
    pub revision: u64,
}

/// What became of the wish to withdraw a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Withdrawal {
    /// It is withdrawn: nothing was filed under the key, nor ever will be.
    pub withdrawn: bool,
    /// It is not: the application was received before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

/// An application that the service received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FiledApplication {
    /// The key that it was sent under.
    pub key: String,
    /// What was applied for.
    pub application: Application,
    /// The receipt for it.
    pub receipt: Receipt,
}

/// A taxpayer's applications, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applications {
    /// The applications.
    pub applications: Vec<FiledApplication>,
}

crate::words::words! {
    /// Why an application was not received.
    RefusalReason {
        /// The key was withdrawn before.
        Withdrawn = "withdrawn",
        /// The key was used for other contents.
        KeyConflict = "key_conflict",
        /// An application for the regime is being looked at, or the regime is in force.
        AlreadyApplied = "already_applied",
        /// The application says nothing of some of the exclusions (reg:3).
        ExclusionsNotAnswered = "exclusions_not_answered",
        /// The service's records have an activity to which the regime is not applied (reg:3).
        Excluded = "excluded",
        /// The taxpayer is registered at another tax office (reg:8).
        OtherOffice = "other_office",
        /// The taxpayer pays VAT, and the application does not say that it knows what follows (reg:8).
        VatNotAnswered = "vat_not_answered",
        /// There is no such lot.
        UnknownLot = "unknown_lot",
        /// Another body holds the lot's deposit (reg:18).
        OtherBody = "other_body",
        /// The parts are not more than zero each, or are more than the deposit (reg:20).
        WrongSum = "wrong_sum",
        /// An application for the lot's deposit is being decided.
        AlreadyFiled = "already_filed",
        /// A file that it names is not with the service whole.
        UnknownFile = "unknown_file",
    }
}
