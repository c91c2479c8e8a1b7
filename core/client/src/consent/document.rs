//! The two documents that a person agrees to, and their versions now in force.

use jiff::civil::Date;
use salyk_regulation::order;
use serde::{Deserialize, Serialize};

use super::receipt::Receipt;
use crate::text::Language;

/// Which of the two documents (`guide:M2`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// The terms of the offer agreement, «сунуш келишиминин шарттары».
    OfferAgreement,
    /// The privacy policy, «купуялык саясаты».
    PrivacyPolicy,
}

impl DocumentKind {
    /// Both, in the order in which the guide names them.
    pub const ALL: [Self; 2] = [Self::OfferAgreement, Self::PrivacyPolicy];
}

/// SHA-256 of a text's UTF-8 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// 64 hexadecimal digits.
    #[must_use]
    pub fn hexadecimal(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// One text of one document, in one version and one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId {
    /// Which document.
    pub kind: DocumentKind,
    /// Its version, opaque text of 1 to 32 characters.
    pub version: String,
    /// The language of the text.
    pub language: Language,
    /// What the text must hash to.
    pub sha256: Digest,
}

/// A document now in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentInForce {
    /// Which document.
    pub kind: DocumentKind,
    /// Its version.
    pub version: String,
    /// The first day on which it is in force, in Bishkek.
    pub in_force_since: Date,
    /// Its texts: at most one a language.
    pub texts: Vec<(Language, Digest)>,
}

impl DocumentInForce {
    /// The text in `language`, or else in the first of Kyrgyz, Russian and English that there is.
    #[must_use]
    pub fn text_in(&self, language: Language) -> Option<DocumentId> {
        let found = |wanted: Language| self.texts.iter().find(|(has, _)| *has == wanted);
        let (language, sha256) = found(language).or_else(|| Language::ALL.into_iter().find_map(found))?;
        Some(DocumentId {
            kind: self.kind,
            version: self.version.clone(),
            language: *language,
            sha256: *sha256,
        })
    }
}

/// The documents now in force: both kinds, once each, or else there is nothing to agree to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    documents: [DocumentInForce; 2],
}

impl Catalogue {
    /// Puts the documents in the guide's order; `None` unless each kind is there exactly once, with at least one text.
    #[must_use]
    pub fn new(mut documents: Vec<DocumentInForce>) -> Option<Self> {
        order::sort_by_key(&mut documents, |document| document.kind);
        let documents: [DocumentInForce; 2] = documents.try_into().ok()?;
        let kinds = documents.each_ref().map(|document| document.kind);
        let has_texts = documents.iter().all(|document| !document.texts.is_empty());
        (kinds == DocumentKind::ALL && has_texts).then_some(Self { documents })
    }

    /// Both documents, in the guide's order.
    #[must_use]
    pub fn documents(&self) -> &[DocumentInForce; 2] {
        &self.documents
    }

    /// The document of this kind.
    #[must_use]
    pub fn of(&self, kind: DocumentKind) -> &DocumentInForce {
        let [offer, privacy] = &self.documents;
        match kind {
            DocumentKind::OfferAgreement => offer,
            DocumentKind::PrivacyPolicy => privacy,
        }
    }

    /// What a tick stands for: the two versions in force.
    #[must_use]
    pub fn versions(&self) -> Versions {
        let [offer, privacy] = &self.documents;
        Versions {
            offer_agreement: offer.version.clone(),
            privacy_policy: privacy.version.clone(),
        }
    }
}

/// The versions of both documents, as one thing that is either still in force or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// The offer agreement's version.
    pub offer_agreement: String,
    /// The privacy policy's version.
    pub privacy_policy: String,
}

impl Versions {
    /// The versions that these receipts are for; `None` unless there is one for each document.
    #[must_use]
    pub fn of(receipts: &[Receipt]) -> Option<Self> {
        let version = |kind| receipts.iter().find(|receipt| receipt.document.kind == kind);
        let version = |kind| Some(version(kind)?.document.version.clone());
        Some(Self {
            offer_agreement: version(DocumentKind::OfferAgreement)?,
            privacy_policy: version(DocumentKind::PrivacyPolicy)?,
        })
    }
}

/// A document's text as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentText {
    /// Which text it is; its digest has been checked.
    pub id: DocumentId,
    /// The document's title.
    pub title: String,
    /// Light markup: a line that begins with `# ` is a heading, empty lines part paragraphs.
    pub text: String,
}
