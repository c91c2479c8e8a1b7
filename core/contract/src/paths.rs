//! Every path of the service. No path carries an INN, a name or a login: ids in paths are opaque.

use crate::documents::{DocumentKind, DocumentLanguage};
use crate::tables::TableKind;

/// What the service is, its date and time. `GET`.
pub const STATUS: &str = "/v1/status";
/// The documents in force. `GET`, with an entity tag.
pub const DOCUMENTS: &str = "/v1/documents";
/// One text of one version of one document. `GET`, with an entity tag.
pub const DOCUMENT: &str = "/v1/documents/{kind}/{version}/{language}";
/// The policy's editions. `GET`, with an entity tag.
pub const TABLE_POLICY: &str = "/v1/tables/policy";
/// Days off and worked days. `GET`, with an entity tag.
pub const TABLE_CALENDAR: &str = "/v1/tables/calendar";
/// Tax offices. `GET`, with an entity tag.
pub const TABLE_OFFICES: &str = "/v1/tables/offices";
/// Sign in (`POST`), sign out everywhere (`DELETE`).
pub const SESSIONS: &str = "/v1/sessions";
/// Rotate the refresh token. `POST`.
pub const SESSIONS_REFRESH: &str = "/v1/sessions/refresh";
/// Sign out of this session. `DELETE`.
pub const SESSIONS_CURRENT: &str = "/v1/sessions/current";
/// Add consent receipts during a session (guide:M2a). `POST`.
pub const CONSENT_RECEIPTS: &str = "/v1/consents/receipts";
/// The taxpayers that the login acts for. `GET`.
pub const TAXPAYERS: &str = "/v1/taxpayers";
/// The dossier of one taxpayer. `GET`, with an entity tag by revision.
pub const DOSSIER: &str = "/v1/taxpayers/{id}/dossier";
/// A taxpayer's applications. `GET`; file one with `POST` and a key in a header.
pub const APPLICATIONS: &str = "/v1/taxpayers/{id}/applications";
/// One application, by its key. `GET`; withdraw it with `DELETE`.
pub const APPLICATION: &str = "/v1/taxpayers/{id}/applications/{key}";
/// Announce an attachment of a taxpayer, before its content. `POST`, with an idempotency key.
pub const ATTACHMENTS: &str = "/v1/taxpayers/{id}/attachments";
/// How much of an attachment the service holds. `GET`.
pub const ATTACHMENT: &str = "/v1/taxpayers/{id}/attachments/{attachment}";
/// One part of an attachment's content, from a place in it on. `PUT`.
pub const ATTACHMENT_PART: &str = "/v1/taxpayers/{id}/attachments/{attachment}/parts/{offset}";
/// Say that an attachment is there whole. `POST`.
pub const ATTACHMENT_COMPLETE: &str = "/v1/taxpayers/{id}/attachments/{attachment}/complete";
/// Certify a taxpayer's registration for one phone. `POST`.
pub const CERTIFICATE: &str = "/v1/taxpayers/{id}/certificate";
/// Make a code to be printed. `POST`.
pub const PAPER_CODE: &str = "/v1/taxpayers/{id}/paper-code";
/// The header that carries an idempotency key.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// The header that carries the SHA-256 of a part, 64 lower-case hexadecimal digits.
pub const PART_DIGEST: &str = "part-sha256";
/// Look a person's INN up before registering (guide:I2). `POST`.
pub const LOOK_UP_PERSON: &str = "/v1/registrations/look-ups/person";
/// Look an organisation's INN up before registering (guide:L3). `POST`.
pub const LOOK_UP_ORGANISATION: &str = "/v1/registrations/look-ups/organisation";
/// Apply for access (guide:G4). `POST`, with an idempotency key.
pub const REGISTRATIONS: &str = "/v1/registrations";
/// Ask again for the answer to an application that was sent. `POST`.
pub const REGISTRATION_RECEIPT: &str = "/v1/registrations/receipt";
/// Where an application is. `POST`.
pub const REGISTRATION_STATUS: &str = "/v1/registrations/status";
/// Send a refused application again, mended. `POST`, with an idempotency key.
pub const REGISTRATION_MENDED: &str = "/v1/registrations/mended";
/// The description of this contract. `GET`.
pub const OPENAPI: &str = "/openapi.json";

/// Calls for whoever runs the sandbox; never a phone's.
pub mod operator {
    /// The header that carries the operator's key.
    pub const KEY_HEADER: &str = "x-operator-key";
    /// Put a new version of a document in force. `POST`.
    pub const DOCUMENTS: &str = "/operator/documents";
    /// Set the service's date. `PUT`.
    pub const TODAY: &str = "/operator/today";
    /// Move the service's clock forward. `POST`.
    pub const CLOCK: &str = "/operator/clock";
    /// Make every access token expire now. `POST`.
    pub const EXPIRE_ACCESS: &str = "/operator/access-tokens/expire";
    /// Make every refresh token expire now. `POST`.
    pub const EXPIRE_REFRESH: &str = "/operator/refresh-tokens/expire";
    /// Revoke the sessions of a login, or all. `POST`.
    pub const REVOKE_SESSIONS: &str = "/operator/sessions/revoke";
    /// Lock or unlock an account. `PUT`.
    pub const ACCOUNT: &str = "/operator/account";
    /// Read (`GET`) or replace (`PUT`) a dossier.
    pub const DOSSIER: &str = "/operator/dossiers/{id}";
    /// Applications of every taxpayer. `GET`.
    pub const APPLICATIONS: &str = "/operator/applications";
    /// Register the change of regime that was applied for (reg:9). `POST`.
    pub const REGISTER_REGIME: &str = "/operator/regime/register";
    /// Record that customs released a lot's goods (reg:14). `POST`.
    pub const RELEASE: &str = "/operator/lots/release";
    /// Decide on an application for return (reg:19, reg:20). `POST`.
    pub const DECIDE_REFUND: &str = "/operator/refunds/decide";
    /// Register a debt (reg:19). `POST`.
    pub const REGISTER_DEBT: &str = "/operator/debts";
    /// Record that the debts of a kind were paid. `POST`.
    pub const SETTLE_DEBT: &str = "/operator/debts/settle";
    /// The applications for access. `GET`.
    pub const REGISTRATIONS: &str = "/operator/registrations";
    /// Decide on an application for access, or record the passport (guide:G5, G6). `POST`.
    pub const REGISTRATION_STEP: &str = "/operator/registrations/step";
    /// Change the next answers on a path. `POST`; `DELETE` forgets them all.
    pub const FAULTS: &str = "/operator/faults";
    /// Requests seen. `GET`; `DELETE` forgets them.
    pub const LOG: &str = "/operator/log";
}

/// A piece of a path that was refused because it could change the path's meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadSegment;

impl std::fmt::Display for BadSegment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an id or version is not a plain path segment")
    }
}

impl std::error::Error for BadSegment {}

/// The path of one text of a document.
///
/// # Errors
/// [`BadSegment`] if the version, which came from the service, is not a plain segment.
pub fn document(kind: DocumentKind, version: &str, language: DocumentLanguage) -> Result<String, BadSegment> {
    Ok(DOCUMENT
        .replace("{kind}", kind.as_str())
        .replace("{version}", plain(version)?)
        .replace("{language}", language.as_str()))
}

/// The path of a table. For a kind that this version does not know, a path that no service has.
pub fn table(kind: TableKind) -> String {
    format!("/v1/tables/{kind}")
}

/// The path of a taxpayer's dossier.
///
/// # Errors
/// [`BadSegment`] if the id, which came from the service, is not a plain segment.
pub fn dossier(taxpayer_id: &str) -> Result<String, BadSegment> {
    Ok(DOSSIER.replace("{id}", plain(taxpayer_id)?))
}

/// The path of a taxpayer's applications.
///
/// # Errors
/// [`BadSegment`] if the id, which came from the service, is not a plain segment.
pub fn applications(taxpayer_id: &str) -> Result<String, BadSegment> {
    Ok(APPLICATIONS.replace("{id}", plain(taxpayer_id)?))
}

/// The path of one application.
///
/// # Errors
/// [`BadSegment`] if the id or the key is not a plain segment.
pub fn application(taxpayer_id: &str, key: &str) -> Result<String, BadSegment> {
    let path = APPLICATION.replace("{id}", plain(taxpayer_id)?);
    Ok(path.replace("{key}", plain(key)?))
}

/// The path on which a taxpayer's attachments are announced.
///
/// # Errors
/// [`BadSegment`] if the id is not a plain segment.
pub fn attachments(taxpayer_id: &str) -> Result<String, BadSegment> {
    Ok(ATTACHMENTS.replace("{id}", plain(taxpayer_id)?))
}

/// The path of one attachment.
///
/// # Errors
/// [`BadSegment`] if an id is not a plain segment.
pub fn attachment(taxpayer_id: &str, attachment: &str) -> Result<String, BadSegment> {
    let path = ATTACHMENT.replace("{id}", plain(taxpayer_id)?);
    Ok(path.replace("{attachment}", plain(attachment)?))
}

/// The path of a part of an attachment, from `offset` on.
///
/// # Errors
/// [`BadSegment`] if an id is not a plain segment.
pub fn attachment_part(taxpayer_id: &str, attachment_id: &str, offset: u64) -> Result<String, BadSegment> {
    Ok(format!(
        "{}/parts/{offset}",
        attachment(taxpayer_id, attachment_id)?
    ))
}

/// The path on which an attachment is completed.
///
/// # Errors
/// [`BadSegment`] if an id is not a plain segment.
pub fn attachment_complete(taxpayer_id: &str, attachment_id: &str) -> Result<String, BadSegment> {
    Ok(format!("{}/complete", attachment(taxpayer_id, attachment_id)?))
}

/// The path on which a taxpayer's registration is certified.
///
/// # Errors
/// [`BadSegment`] if the id is not a plain segment.
pub fn certificate(taxpayer_id: &str) -> Result<String, BadSegment> {
    Ok(CERTIFICATE.replace("{id}", plain(taxpayer_id)?))
}

/// The path on which a code to be printed is made.
///
/// # Errors
/// [`BadSegment`] if the id is not a plain segment.
pub fn paper_code(taxpayer_id: &str) -> Result<String, BadSegment> {
    Ok(PAPER_CODE.replace("{id}", plain(taxpayer_id)?))
}

/// The operator's path of a taxpayer's dossier.
///
/// # Errors
/// [`BadSegment`] if the id is not a plain segment.
pub fn operator_dossier(taxpayer_id: &str) -> Result<String, BadSegment> {
    Ok(operator::DOSSIER.replace("{id}", plain(taxpayer_id)?))
}

/// Accepts 1 to 64 unreserved characters of RFC 3986 that are not a dot segment.
fn plain(segment: &str) -> Result<&str, BadSegment> {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    let plain =
        (1..=64).contains(&segment.len()) && segment.bytes().all(unreserved) && !segment.starts_with('.');
    plain.then_some(segment).ok_or(BadSegment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_the_templates() {
        let path = document(DocumentKind::PrivacyPolicy, "2026.1", DocumentLanguage::Ky);
        assert_eq!(path.as_deref(), Ok("/v1/documents/privacy_policy/2026.1/ky"));
        let tables = [TABLE_POLICY, TABLE_CALENDAR, TABLE_OFFICES];
        assert_eq!(
            TableKind::ALL.iter().copied().map(table).collect::<Vec<_>>(),
            tables
        );
        assert_eq!(dossier("a-1").as_deref(), Ok("/v1/taxpayers/a-1/dossier"));
        assert_eq!(
            attachment_part("a-1", "f", 262_144).as_deref(),
            Ok("/v1/taxpayers/a-1/attachments/f/parts/262144")
        );
    }

    #[test]
    fn refuses_what_would_change_the_path() {
        for bad in ["", "..", ".", "a/b", "a?b", "a#b", "a%2fb", "ы", &"a".repeat(65)] {
            assert_eq!(dossier(bad), Err(BadSegment), "{bad}");
        }
    }
}
