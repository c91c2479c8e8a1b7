//! The documents in force as the oracle knows them, apart from the core's own types.

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::date;
use salyk_client::consent::{Catalogue, Digest, DocumentId, DocumentInForce, DocumentKind};
use salyk_client::text::Language;

/// Names one text: which document (0 the offer, 1 the policy), version, language, digest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextName {
    /// 0 is the offer agreement, 1 the privacy policy.
    pub document: usize,
    /// The document's version.
    pub version: u32,
    /// The text's language.
    pub language: Language,
    /// What stands for its digest.
    pub digest: u32,
}

/// One document in force.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Its version.
    pub version: u32,
    /// Its texts.
    pub texts: Vec<(Language, u32)>,
}

/// What is in force: the offer agreement and the privacy policy.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct List(pub [Entry; 2]);

/// The kinds, in the order in which the guide names them.
pub const KINDS: [DocumentKind; 2] = [DocumentKind::OfferAgreement, DocumentKind::PrivacyPolicy];

/// Sets of languages in which a document may come.
pub const LANGUAGES: [&[Language]; 5] = [
    &[Language::Kyrgyz, Language::Russian, Language::English],
    &[Language::Kyrgyz, Language::Russian],
    &[Language::English, Language::Russian],
    &[Language::English],
    &[Language::Kyrgyz],
];

impl List {
    /// The first list: version 1 of both, in all three languages.
    #[must_use]
    pub fn first() -> Self {
        let entry = || Entry::new(1, 0, 1);
        Self([entry(), entry()])
    }

    /// The text to be read in this language: that one, or else the first there is of Kyrgyz, Russian, English.
    #[must_use]
    pub fn to_read(&self, document: usize, language: Language) -> TextName {
        let entry = &self.0[document];
        let order = [language, Language::Kyrgyz, Language::Russian, Language::English];
        let (language, digest) = order
            .iter()
            .find_map(|wanted| entry.texts.iter().find(|(has, _)| has == wanted))
            .expect("a document has a text");
        TextName {
            document,
            version: entry.version,
            language: *language,
            digest: *digest,
        }
    }

    /// Whether this very text is in force.
    #[must_use]
    pub fn has(&self, text: &TextName) -> bool {
        let entry = &self.0[text.document];
        entry.version == text.version && entry.texts.contains(&(text.language, text.digest))
    }

    /// Changes whenever the list does, as an `ETag` must.
    #[must_use]
    pub fn tag(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish().to_string()
    }

    /// The same list as the core gets it.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue {
        let documents = KINDS.iter().zip(&self.0).map(|(kind, entry)| DocumentInForce {
            kind: *kind,
            version: entry.version.to_string(),
            in_force_since: date(2026, 1, 1),
            texts: entry
                .texts
                .iter()
                .map(|(language, digest)| (*language, sha256(*digest)))
                .collect(),
        });
        Catalogue::new(documents.collect()).expect("both documents")
    }
}

impl Entry {
    /// A document whose texts have digests counted from `digest`.
    #[must_use]
    pub fn new(version: u32, languages: usize, digest: u32) -> Self {
        let texts = LANGUAGES[languages]
            .iter()
            .zip(digest..)
            .map(|(language, digest)| (*language, digest));
        Self {
            version,
            texts: texts.collect(),
        }
    }
}

impl TextName {
    /// The same text as the core names it.
    #[must_use]
    pub fn id(&self) -> DocumentId {
        DocumentId {
            kind: KINDS[self.document],
            version: self.version.to_string(),
            language: self.language,
            sha256: sha256(self.digest),
        }
    }

    /// The oracle's name of a text that the core names.
    #[must_use]
    pub fn of(id: &DocumentId) -> Self {
        let [a, b, c, d, ..] = id.sha256.0;
        Self {
            document: usize::from(id.kind == DocumentKind::PrivacyPolicy),
            version: id.version.parse().expect("a version of this world"),
            language: id.language,
            digest: u32::from_be_bytes([a, b, c, d]),
        }
    }
}

fn sha256(digest: u32) -> Digest {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&digest.to_be_bytes());
    Digest(bytes)
}
