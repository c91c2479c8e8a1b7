//! The documents in force and every version that ever was.

use jiff::civil::{Date, date};
use salyk_contract::documents::{DocumentInForce, DocumentKind, DocumentLanguage, DocumentText, TextSummary};
use salyk_contract::limits;
use salyk_contract::operator::PutInForce;

use crate::tagged::sha256_hex;

const FIRST_VERSION: &str = "2026.1";

/// First line the title, then an empty line, then the text.
const SAMPLES: &[(DocumentKind, DocumentLanguage, &str)] = &[
    (
        DocumentKind::OfferAgreement,
        DocumentLanguage::Ky,
        include_str!("../data/documents/offer_agreement.ky.txt"),
    ),
    (
        DocumentKind::OfferAgreement,
        DocumentLanguage::Ru,
        include_str!("../data/documents/offer_agreement.ru.txt"),
    ),
    (
        DocumentKind::OfferAgreement,
        DocumentLanguage::En,
        include_str!("../data/documents/offer_agreement.en.txt"),
    ),
    (
        DocumentKind::PrivacyPolicy,
        DocumentLanguage::Ky,
        include_str!("../data/documents/privacy_policy.ky.txt"),
    ),
    (
        DocumentKind::PrivacyPolicy,
        DocumentLanguage::Ru,
        include_str!("../data/documents/privacy_policy.ru.txt"),
    ),
    (
        DocumentKind::PrivacyPolicy,
        DocumentLanguage::En,
        include_str!("../data/documents/privacy_policy.en.txt"),
    ),
];

/// All texts of all versions; of each kind the newest version is in force.
pub(crate) struct Library {
    texts: Vec<DocumentText>,
}

/// Why a version can't be put in force.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum BadVersion {
    UnknownKind,
    Used,
    NotPlain,
    TooLarge,
}

impl Library {
    pub(crate) fn samples() -> Self {
        let text = |&(kind, language, sample): &(DocumentKind, DocumentLanguage, &str)| {
            let (title, text) = sample.split_once("\n\n").unwrap_or(("", sample));
            new_text(
                kind,
                FIRST_VERSION,
                language,
                title,
                text.trim_end(),
                date(2026, 1, 1),
            )
        };
        Self {
            texts: SAMPLES.iter().map(text).collect(),
        }
    }

    pub(crate) fn in_force(&self) -> Vec<DocumentInForce> {
        DocumentKind::ALL
            .iter()
            .filter_map(|kind| self.in_force_of(*kind))
            .collect()
    }

    fn in_force_of(&self, kind: DocumentKind) -> Option<DocumentInForce> {
        let newest = self.texts.iter().rfind(|text| text.kind == kind)?;
        self.version(kind, &newest.version)
    }

    /// A version, in force or not any more.
    pub(crate) fn version(&self, kind: DocumentKind, version: &str) -> Option<DocumentInForce> {
        let of_version = || {
            self.texts
                .iter()
                .filter(|text| text.kind == kind && text.version == version)
        };
        let summary = |text: &DocumentText| TextSummary {
            language: text.language,
            sha256: text.sha256.clone(),
            bytes: text.text.len() as u64,
        };
        Some(DocumentInForce {
            kind,
            version: version.to_owned(),
            in_force_since: of_version().next()?.in_force_since,
            texts: of_version().map(summary).collect(),
        })
    }

    pub(crate) fn text(
        &self,
        kind: DocumentKind,
        version: &str,
        language: DocumentLanguage,
    ) -> Option<&DocumentText> {
        self.texts
            .iter()
            .find(|text| (text.kind, text.language) == (kind, language) && text.version == version)
    }

    pub(crate) fn put_in_force(
        &mut self,
        new: &PutInForce,
        today: Date,
    ) -> Result<DocumentInForce, BadVersion> {
        let before = self.in_force_of(new.kind).ok_or(BadVersion::UnknownKind)?;
        if self.version(new.kind, &new.version).is_some() {
            return Err(BadVersion::Used);
        }
        salyk_contract::paths::document(new.kind, &new.version, DocumentLanguage::Ky)
            .map_err(|_| BadVersion::NotPlain)?;
        let mut texts = Vec::new();
        for &language in DocumentLanguage::ALL {
            let given = new.texts.iter().find(|text| text.language == language);
            let kept = self.text(new.kind, &before.version, language);
            let text = match (given, kept) {
                (Some(given), _) if given.text.len() > limits::MAX_DOCUMENT_TEXT => {
                    return Err(BadVersion::TooLarge);
                }
                (Some(given), _) => {
                    new_text(new.kind, &new.version, language, &given.title, &given.text, today)
                }
                (None, Some(kept)) => {
                    let text = format!("{}\n\n{}", kept.text, version_line(language, &new.version));
                    new_text(new.kind, &new.version, language, &kept.title, &text, today)
                }
                (None, None) => continue,
            };
            texts.push(text);
        }
        self.texts.extend(texts);
        self.in_force_of(new.kind).ok_or(BadVersion::UnknownKind)
    }
}

fn version_line(language: DocumentLanguage, version: &str) -> String {
    match language {
        DocumentLanguage::Ky => format!("Үлгүнүн жаңы редакциясы: {version}"),
        DocumentLanguage::Ru => format!("Новая редакция образца: {version}"),
        _ => format!("New edition of the sample: {version}"),
    }
}

fn new_text(
    kind: DocumentKind,
    version: &str,
    language: DocumentLanguage,
    title: &str,
    text: &str,
    in_force_since: Date,
) -> DocumentText {
    DocumentText {
        kind,
        version: version.to_owned(),
        language,
        title: title.to_owned(),
        in_force_since,
        text: text.to_owned(),
        sha256: sha256_hex(text.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_are_whole_and_say_that_they_are_samples() {
        let library = Library::samples();
        assert_eq!(library.in_force().len(), 2);
        for document in library.in_force() {
            assert_eq!(document.texts.len(), 3);
        }
        for text in &library.texts {
            let headings = text.text.lines().filter(|line| line.starts_with("# ")).count();
            assert!(headings >= 4, "{} {}", text.kind, text.language);
            let sample = ["үлгү", "образец", "sample"]
                .iter()
                .any(|word| text.text.to_lowercase().contains(word));
            assert!(sample, "{} {}", text.kind, text.language);
            assert!(!text.title.is_empty() && !text.title.contains('\n'));
        }
    }

    #[test]
    fn withdrawal_is_promised_only_where_it_can_be_had() {
        let library = Library::samples();
        for text in &library.texts {
            let (erases, withdraws) = match text.language {
                DocumentLanguage::Ky => (
                    "«Бардыгын өчүрүү» телефондогу маалыматты өчүрөт",
                    "Макулдукту кайтарып алуу үчүн салык органына кайрылыңыз.",
                ),
                DocumentLanguage::Ru => (
                    "«Стереть всё» в настройках стирает то, что есть на телефоне",
                    "Чтобы отозвать согласие, обратитесь в налоговый орган.",
                ),
                _ => (
                    "“Erase everything” in the settings erases what is on the phone",
                    "Withdrawal of consent is asked for at the tax office.",
                ),
            };
            let last = text.text.rsplit("\n# ").next().unwrap();
            assert!(last.contains(erases) && last.contains(withdraws), "{last}");
        }
    }

    #[test]
    fn a_new_version_has_other_hashes_and_the_old_one_stays_readable() {
        let mut library = Library::samples();
        let old = library.in_force_of(DocumentKind::PrivacyPolicy).unwrap();
        let new = PutInForce {
            kind: DocumentKind::PrivacyPolicy,
            version: "2026.2".into(),
            texts: vec![],
        };
        let put = library.put_in_force(&new, date(2026, 6, 1)).unwrap();
        assert_eq!(
            (put.version.as_str(), put.in_force_since),
            ("2026.2", date(2026, 6, 1))
        );
        for (before, after) in old.texts.iter().zip(&put.texts) {
            assert_ne!(before.sha256, after.sha256);
        }
        assert!(
            library
                .text(DocumentKind::PrivacyPolicy, "2026.1", DocumentLanguage::Ky)
                .is_some()
        );
        assert_eq!(
            library.put_in_force(&new, date(2026, 6, 2)),
            Err(BadVersion::Used)
        );
        let sly = PutInForce {
            version: "../x".into(),
            ..new
        };
        assert_eq!(
            library.put_in_force(&sly, date(2026, 6, 2)),
            Err(BadVersion::NotPlain)
        );
    }
}
