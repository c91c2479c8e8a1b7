//! What is kept of an agreement.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::document::DocumentId;

/// One person's agreement to one document. Receipts are only ever added.
///
/// It holds what the facts in the requirements name: which document, version, SHA-256 and language (in `document`), when,
/// and by which version of the app. Who it was is the account under which it is kept, and the session with which it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The very text that was shown.
    pub document: DocumentId,
    /// When the box was ticked, UTC.
    pub accepted_at: Timestamp,
    /// The version of the app in which it was ticked.
    pub app_version: String,
    /// When the agreement was withdrawn, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Timestamp>,
}
