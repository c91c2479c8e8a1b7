//! For whom a login acts.

use serde::{Deserialize, Serialize};

crate::words::words! {
    /// What kind of person the taxpayer is.
    TaxpayerKind {
        /// A natural person.
        Individual = "individual",
        /// An individual entrepreneur.
        Entrepreneur = "entrepreneur",
        /// A legal entity.
        LegalEntity = "legal_entity",
    }
}

crate::words::words! {
    /// What the person is to the taxpayer (guide:G7).
    TaxpayerRole {
        /// The taxpayer itself.
        Owner = "owner",
        /// The head, «Жетекчи».
        Head = "head",
        /// The accountant, «Бухгалтер».
        Accountant = "accountant",
    }
}

/// The taxpayers that a login acts for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Taxpayers {
    /// At least one, in a stable order.
    pub taxpayers: Vec<TaxpayerSummary>,
}

/// A taxpayer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaxpayerSummary {
    /// An opaque UUID for paths, never an INN.
    pub id: String,
    /// What kind of person.
    pub kind: TaxpayerKind,
    /// The taxpayer's name.
    pub name: String,
    /// The INN, 14 digits.
    pub inn: String,
    /// What the person behind the login is to the taxpayer.
    pub role: TaxpayerRole,
}
