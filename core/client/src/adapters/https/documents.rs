//! Documents as they travel, and as the core knows them.

use ring::digest::{SHA256, digest};
use salyk_contract::{documents as wire, limits, paths};

use super::malformed::{self, Place};
use crate::consent::{Catalogue, Digest, DocumentId, DocumentInForce, DocumentKind, DocumentText};
use crate::ports::ServiceError;
use crate::text::Language;

/// Longest version, in characters.
const MAX_VERSION_CHARS: usize = 32;

/// The path of a text.
pub(super) fn path(id: &DocumentId) -> Result<String, ServiceError> {
    paths::document(wire_kind(id.kind), &id.version, wire_language(id.language))
        .map_err(|_| malformed::field("documents.version"))
}

/// Reads the documents in force. Kinds and languages that this version does not know are passed over.
pub(super) fn catalogue(body: &[u8]) -> Result<Catalogue, ServiceError> {
    let answer: wire::DocumentsInForce = malformed::read("documents", body)?;
    let root = Place::root();
    let mut documents = Vec::new();
    for (number, document) in answer.documents.iter().enumerate() {
        if let Some(kind) = known_kind(document.kind) {
            documents.push(in_force(&root.item("documents", number), kind, document)?);
        }
    }
    Catalogue::new(documents).ok_or_else(|| root.at("documents").malformed())
}

fn in_force(
    place: &Place<'_>,
    kind: DocumentKind,
    document: &wire::DocumentInForce,
) -> Result<DocumentInForce, ServiceError> {
    let version = document.version.clone();
    let plain = paths::document(document.kind, &version, wire::DocumentLanguage::Ky).is_ok();
    if !plain || version.chars().count() > MAX_VERSION_CHARS {
        return Err(place.at("version").malformed());
    }
    let mut texts: Vec<(Language, Digest)> = Vec::new();
    for (number, text) in document.texts.iter().enumerate() {
        let place = place.item("texts", number);
        let Some(language) = known_language(text.language) else {
            continue;
        };
        if texts.iter().any(|(has, _)| *has == language) {
            return Err(place.at("language").malformed());
        }
        texts.push((
            language,
            read_digest(&text.sha256).ok_or_else(|| place.at("sha256").malformed())?,
        ));
    }
    Ok(DocumentInForce {
        kind,
        version,
        in_force_since: document.in_force_since,
        texts,
    })
}

/// Reads a text, which must be the one asked for to the last byte.
pub(super) fn text(id: DocumentId, body: &[u8]) -> Result<DocumentText, ServiceError> {
    let answer: wire::DocumentText = malformed::read("document", body)?;
    let wrong = |field: &str| Err(malformed::field(field));
    if known_kind(answer.kind) != Some(id.kind) {
        return wrong("kind");
    }
    if answer.version != id.version {
        return wrong("version");
    }
    if known_language(answer.language) != Some(id.language) {
        return wrong("language");
    }
    if answer.text.len() > limits::MAX_DOCUMENT_TEXT
        || digest(&SHA256, answer.text.as_bytes()).as_ref() != id.sha256.0
    {
        return wrong("text");
    }
    Ok(DocumentText {
        id,
        title: answer.title,
        text: answer.text,
    })
}

/// The kind as it travels.
pub(super) fn wire_kind(kind: DocumentKind) -> wire::DocumentKind {
    match kind {
        DocumentKind::OfferAgreement => wire::DocumentKind::OfferAgreement,
        DocumentKind::PrivacyPolicy => wire::DocumentKind::PrivacyPolicy,
    }
}

/// The language as it travels.
pub(super) fn wire_language(language: Language) -> wire::DocumentLanguage {
    match language {
        Language::Kyrgyz => wire::DocumentLanguage::Ky,
        Language::Russian => wire::DocumentLanguage::Ru,
        Language::English => wire::DocumentLanguage::En,
    }
}

fn known_kind(kind: wire::DocumentKind) -> Option<DocumentKind> {
    DocumentKind::ALL
        .into_iter()
        .find(|known| wire_kind(*known) == kind)
}

fn known_language(language: wire::DocumentLanguage) -> Option<Language> {
    Language::ALL
        .into_iter()
        .find(|known| wire_language(*known) == language)
}

/// A digest as it travels: 64 small hexadecimal digits.
pub(super) fn write_digest(digest: Digest) -> String {
    digest.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read_digest(text: &str) -> Option<Digest> {
    if text.len() != 64 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
    }
    Some(Digest(bytes))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn sample() -> Value {
        let text = |language: &str| json!({"language": language, "sha256": "0a".repeat(32), "bytes": 3});
        let document = |kind: &str| json!({"kind": kind, "version": "2026.1", "in_force_since": "2026-01-01", "texts": [text("ky"), text("ru")]});
        json!({"documents": [document("privacy_policy"), document("offer_agreement")]})
    }

    fn read(value: &Value) -> Result<Catalogue, ServiceError> {
        catalogue(value.to_string().as_bytes())
    }

    fn broken(field: &str) -> Result<Catalogue, ServiceError> {
        Err(malformed::field(field))
    }

    #[test]
    fn reads_the_documents_in_force() {
        let found = read(&sample()).unwrap();
        let privacy = found.of(DocumentKind::PrivacyPolicy);
        assert_eq!(privacy.version, "2026.1");
        assert_eq!(
            privacy.texts,
            [
                (Language::Kyrgyz, Digest([10; 32])),
                (Language::Russian, Digest([10; 32]))
            ]
        );
    }

    #[test]
    fn passes_over_what_a_newer_service_adds() {
        let mut newer = sample();
        let mut addition = newer["documents"][0].clone();
        addition["kind"] = json!("cookies");
        newer["documents"].as_array_mut().unwrap().push(addition);
        newer["documents"][1]["texts"][1]["language"] = json!("uz");
        newer["documents"][0]["colour"] = json!({"deep": ["x"]});
        let found = read(&newer).unwrap();
        assert_eq!(found.of(DocumentKind::OfferAgreement).texts.len(), 1);
    }

    #[test]
    fn names_what_is_wrong() {
        let with = |change: fn(&mut Value)| {
            let mut value = sample();
            change(&mut value);
            read(&value)
        };
        assert_eq!(
            with(|v| v["documents"][1]["version"] = json!("../x")),
            broken("documents[1].version")
        );
        assert_eq!(
            with(|v| v["documents"][0]["version"] = json!("1".repeat(33))),
            broken("documents[0].version")
        );
        let sha256 = "documents[0].texts[1].sha256";
        assert_eq!(
            with(|v| v["documents"][0]["texts"][1]["sha256"] = json!("0A".repeat(32))),
            broken(sha256)
        );
        assert_eq!(
            with(|v| v["documents"][0]["texts"][1]["sha256"] = json!("ёё")),
            broken(sha256)
        );
        let language = "documents[0].texts[1].language";
        assert_eq!(
            with(|v| v["documents"][0]["texts"][1]["language"] = json!("ky")),
            broken(language)
        );
        assert_eq!(
            with(|v| v["documents"][1]["kind"] = json!("privacy_policy")),
            broken("documents")
        );
        assert_eq!(
            with(|v| v["documents"][1]["texts"] = json!([])),
            broken("documents")
        );
        assert!(with(|v| v["documents"][1]["in_force_since"] = json!("2026-02-30")).is_err());
        assert!(with(|v| *v = json!([])).is_err());
    }

    #[test]
    fn a_text_must_be_the_one_asked_for() {
        let body = "Үлгү";
        let sha256 = Digest(digest(&SHA256, body.as_bytes()).as_ref().try_into().unwrap());
        let id = DocumentId {
            kind: DocumentKind::OfferAgreement,
            version: "1".to_owned(),
            language: Language::Kyrgyz,
            sha256,
        };
        let answer = |field: &str, value: &str| {
            let mut answer = json!({
                "kind": "offer_agreement", "version": "1", "language": "ky", "title": "t",
                "in_force_since": "2026-01-01", "text": body, "sha256": "of no interest",
            });
            answer[field] = json!(value);
            text(id.clone(), answer.to_string().as_bytes())
        };
        assert_eq!(answer("title", "t").unwrap().text, body);
        for (field, value) in [
            ("kind", "privacy_policy"),
            ("version", "2"),
            ("language", "ru"),
            ("text", "Улгу"),
        ] {
            assert_eq!(answer(field, value), Err(malformed::field(field)));
        }
    }

    #[test]
    fn digests_travel_both_ways() {
        let digest = Digest(std::array::from_fn(|at| (at * 8) as u8));
        assert_eq!(read_digest(&write_digest(digest)), Some(digest));
    }
}
