//! Consent receipts: only ever added (guide:M2, guide:M3).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::documents::{DocumentKind, DocumentLanguage};

/// That a person agreed to one version of one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Which document.
    pub kind: DocumentKind,
    /// Which version.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub version: String,
    /// SHA-256 of the text that was shown, 64 lower-case hexadecimal digits.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// The language that was shown.
    pub language: DocumentLanguage,
    /// When the box was ticked, UTC.
    pub accepted_at: Timestamp,
    /// The app's version at that time.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub app_version: String,
}

/// Receipts given during a session (guide:M2a).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddReceipts {
    /// One for each document.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 32))]
    pub receipts: Vec<Receipt>,
}

/// What the service now holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptsKept {
    /// How many receipts of this login the service keeps, these included.
    pub kept: u64,
}
