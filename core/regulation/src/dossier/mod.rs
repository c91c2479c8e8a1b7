//! The facts that a taxpayer's case consists of.
//!
//! Unknown fields are ignored and unknown enum values are read as `Unknown`, so that a newer service does not lock out an
//! older phone; the schema for those who write a dossier by hand shuts both out. Whatever has a `source` of its own
//! was stated as a whole by that source.

mod lot;
mod refund;
mod taxpayer;

pub use lot::{
    Body, BudgetTransfer, Commitment, CustomsApplication, Deposit, Export, GoodsLine, IndirectTaxReport, Lot,
    LotId, PayingAccount, Unit,
};
pub use refund::{
    Attachment, Decision, Direction, DirectionKind, DocumentKind, Issuer, Outcome, RefundApplication,
};
pub use taxpayer::{
    Activity, CarriedOn, Confirmation, ConfirmationForm, ConfirmationKind, Debt, DebtKind, OfficeCode,
    OtherActivity, Period, RegimeApplication, RegisteredState, Taxpayer,
};

use serde::{Deserialize, Serialize};

use crate::fact::Fact;

/// Everything known about one taxpayer that the regulation's points ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dossier {
    /// The service's counter of changes to this dossier.
    pub revision: u64,
    /// Who it is about.
    pub taxpayer: Taxpayer,
    /// What the register says of the regime: the service's word, never our finding.
    #[serde(default)]
    pub registered: Fact<RegisteredState>,
    /// Applications for the regime (`reg:8`), in any order.
    #[serde(default)]
    pub applications: Vec<RegimeApplication>,
    /// Confirmations by the bodies (`reg:11`, `reg:19`), in any order.
    #[serde(default)]
    pub confirmations: Vec<Confirmation>,
    /// Debts by kind; a known empty list says that there are none (`reg:5.3`, `reg:19`).
    #[serde(default)]
    pub debts: Fact<Vec<Debt>>,
    /// Activities outside the regime (`reg:4`); a known empty list says that there are none.
    #[serde(default)]
    pub other_activities: Fact<Vec<OtherActivity>>,
    /// The lots, in any order.
    #[serde(default)]
    pub lots: Vec<Lot>,
}
