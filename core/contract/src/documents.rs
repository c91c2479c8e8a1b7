//! The offer agreement and the privacy policy (guide:M2).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

crate::words::words! {
    /// The documents that a person agrees to before entering.
    DocumentKind {
        /// The offer agreement, «сунуш келишими».
        OfferAgreement = "offer_agreement",
        /// The privacy policy, «купуялык саясаты».
        PrivacyPolicy = "privacy_policy",
    }
}

crate::words::words! {
    /// The languages of the texts (ISO 639-1).
    DocumentLanguage {
        /// Kyrgyz.
        Ky = "ky",
        /// Russian.
        Ru = "ru",
        /// English.
        En = "en",
    }
}

/// The versions now in force, one of each kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentsInForce {
    /// One entry for each kind.
    pub documents: Vec<DocumentInForce>,
}

/// A document's version in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentInForce {
    /// Which document.
    pub kind: DocumentKind,
    /// The version, a plain path segment.
    pub version: String,
    /// First day in force.
    pub in_force_since: Date,
    /// Its texts.
    pub texts: Vec<TextSummary>,
}

/// A text of a document before it is fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextSummary {
    /// The language of the text.
    pub language: DocumentLanguage,
    /// SHA-256 of the UTF-8 bytes of the text, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Length of the text in bytes of UTF-8.
    pub bytes: u64,
}

/// One text of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentText {
    /// Which document.
    pub kind: DocumentKind,
    /// Which version.
    pub version: String,
    /// The language of the text.
    pub language: DocumentLanguage,
    /// The document's name.
    pub title: String,
    /// First day in force.
    pub in_force_since: Date,
    /// The text: lines that begin with `# ` are headings, paragraphs are parted by empty lines, there is no other markup.
    pub text: String,
    /// SHA-256 of the UTF-8 bytes of `text`, 64 lower-case hexadecimal digits.
    pub sha256: String,
}
