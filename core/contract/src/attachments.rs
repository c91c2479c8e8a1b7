//! Attachments: announced, then sent in parts that a broken connection does not undo, then said to be whole.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

crate::words::words! {
    /// What kind of file an attachment is.
    FileKind {
        /// A PDF.
        Pdf = "pdf",
        /// A JPEG.
        Jpeg = "jpeg",
        /// A PNG.
        Png = "png",
        /// A HEIC.
        Heic = "heic",
    }
}

/// What will be sent, and who certifies that it is a true copy (reg:18). The same idempotency key with the same announcement is
/// answered alike, however often it comes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Announcement {
    /// The file's name, as the taxpayer sees it.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 255))]
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its size, in bytes.
    #[serde(deserialize_with = "crate::whole::not_negative")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 20_971_520))]
    pub bytes: u64,
    /// SHA-256 of its content, 64 lower-case hexadecimal digits.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// Who certified the copy.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 255))]
    pub certified_by: String,
    /// When it was certified, UTC.
    pub certified_at: Timestamp,
}

/// How much of an attachment the service holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = attachments::Attachment))]
pub struct Attachment {
    /// Names the attachment in further calls.
    pub id: String,
    /// How many bytes from the beginning are there; the next part begins here.
    pub received: u64,
    /// All of it is there, and it is what was announced.
    pub complete: bool,
}
