//! Sessions, receipts and taxpayers as they travel, and as the core knows them.

use salyk_contract::taxpayers::{TaxpayerKind, TaxpayerRole, TaxpayerSummary, Taxpayers};
use salyk_contract::{Secret as WireSecret, consents, limits, paths, sessions as wire};
use salyk_regulation::inn::Inn;
use serde::Serialize;
use zeroize::Zeroizing;

use super::documents::{wire_kind, wire_language, write_digest};
use super::malformed::{self, Place};
use crate::consent::Receipt;
use crate::ports::ServiceError;
use crate::secret::Secret;
use crate::session::{Opened, RefreshAttempt, Role, SignInRequest, Taxpayer, TaxpayerId, Tokens};

/// The body of a sign-in.
pub(super) fn sign_in(request: SignInRequest) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
    write(&wire::SignIn {
        login: request.login,
        password: expose(&request.password, "password")?,
        receipts: request.receipts.iter().map(receipt).collect(),
        app_version: request.app_version,
        installation_id: request.installation_id,
    })
}

/// The body of a refresh.
pub(super) fn refresh(attempt: &RefreshAttempt) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
    write(&wire::Refresh {
        refresh_token: expose(&attempt.refresh, "refresh_token")?,
        request_id: attempt.request_id.clone(),
    })
}

/// The body that adds receipts.
pub(super) fn add_receipts(receipts: &[Receipt]) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
    write(&consents::AddReceipts {
        receipts: receipts.iter().map(receipt).collect(),
    })
}

/// Reads the session that was opened.
pub(super) fn opened(body: &[u8]) -> Result<Opened, ServiceError> {
    let answer: wire::SignedIn = malformed::read("session", body)?;
    Ok(Opened {
        tokens: read_tokens(&answer.tokens)?,
        person: answer.person.display_name,
        taxpayers: read_taxpayers(&answer.taxpayers)?,
    })
}

/// Reads a successor pair of tokens.
pub(super) fn tokens(body: &[u8]) -> Result<Tokens, ServiceError> {
    read_tokens(&malformed::read("tokens", body)?)
}

/// Reads the taxpayers that the login may act for.
pub(super) fn taxpayers(body: &[u8]) -> Result<Vec<Taxpayer>, ServiceError> {
    let answer: Taxpayers = malformed::read("taxpayers", body)?;
    read_taxpayers(&answer.taxpayers)
}

fn read_tokens(tokens: &wire::Tokens) -> Result<Tokens, ServiceError> {
    let seconds = tokens.access_expires_in;
    Ok(Tokens {
        access: read_token(&tokens.access_token, "access_token")?,
        access_expires_in: u32::try_from(seconds).map_err(|_| malformed::field("access_expires_in"))?,
        refresh: read_token(&tokens.refresh_token, "refresh_token")?,
    })
}

/// A token that a header can carry and the service reads back.
pub(super) fn read_token(token: &WireSecret, name: &str) -> Result<Secret, ServiceError> {
    let text = token.expose();
    let good = (1..=limits::MAX_TOKEN_CHARS).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_graphic());
    if good {
        Ok(Secret::new(text.as_bytes().to_vec()))
    } else {
        Err(malformed::field(name))
    }
}

fn read_taxpayers(list: &[TaxpayerSummary]) -> Result<Vec<Taxpayer>, ServiceError> {
    let root = Place::root();
    let read = |(number, taxpayer)| read_taxpayer(&root.item("taxpayers", number), taxpayer);
    list.iter().enumerate().map(read).collect()
}

fn read_taxpayer(place: &Place<'_>, taxpayer: &TaxpayerSummary) -> Result<Taxpayer, ServiceError> {
    paths::dossier(&taxpayer.id).map_err(|_| place.at("id").malformed())?;
    let inn = Inn::parse(&taxpayer.inn).map_err(|_| place.at("inn").malformed())?;
    Ok(Taxpayer {
        id: TaxpayerId(taxpayer.id.clone()),
        name: taxpayer.name.clone(),
        inn: inn.as_str().to_owned(),
        legal_entity: taxpayer.kind == TaxpayerKind::LegalEntity,
        role: match taxpayer.role {
            TaxpayerRole::Owner => Role::Owner,
            TaxpayerRole::Head => Role::Head,
            TaxpayerRole::Accountant => Role::Accountant,
            _ => Role::Other,
        },
    })
}

pub(super) fn receipt(receipt: &Receipt) -> consents::Receipt {
    consents::Receipt {
        kind: wire_kind(receipt.document.kind),
        version: receipt.document.version.clone(),
        sha256: write_digest(receipt.document.sha256),
        language: wire_language(receipt.document.language),
        accepted_at: receipt.accepted_at,
        app_version: receipt.app_version.clone(),
    }
}

/// A secret on its way. JSON carries text only; nothing that is not text was ever a password or a token of the service's.
pub(super) fn expose(secret: &Secret, name: &str) -> Result<WireSecret, ServiceError> {
    let text = secret.expose_str().ok_or_else(|| ServiceError::Refused {
        code: format!("{name}_not_text"),
    })?;
    Ok(WireSecret::new(text))
}

pub(super) fn write<T: Serialize>(body: &T) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
    let body = serde_json::to_vec(body).map_err(|_| ServiceError::Refused {
        code: "request_not_writable".to_owned(),
    })?;
    Ok(Zeroizing::new(body))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::consent::{Digest, DocumentId, DocumentKind};
    use crate::text::Language;

    fn sample() -> Value {
        json!({
            "access_token": "a.b-c", "access_expires_in": 300, "refresh_token": "r",
            "person": {"display_name": "Үлгү Адам"},
            "taxpayers": [{
                "id": "0d4f", "kind": "legal_entity", "name": "Sample LLC", "inn": "03213999900001", "role": "accountant",
            }],
        })
    }

    fn with(change: fn(&mut Value)) -> Result<Opened, ServiceError> {
        let mut value = sample();
        change(&mut value);
        opened(value.to_string().as_bytes())
    }

    #[test]
    fn reads_a_session() {
        let opened = with(|_| ()).unwrap();
        assert_eq!(opened.tokens.access, Secret::from("a.b-c".to_owned()));
        assert_eq!(opened.tokens.access_expires_in, 300);
        assert!(opened.taxpayers[0].legal_entity);
        assert_eq!(opened.taxpayers[0].role, Role::Accountant);
    }

    #[test]
    fn a_role_of_a_newer_service_is_some_other_role() {
        let opened = with(|v| v["taxpayers"][0]["role"] = json!("heir")).unwrap();
        assert_eq!(opened.taxpayers[0].role, Role::Other);
    }

    #[test]
    fn names_what_is_wrong() {
        let broken = |field: &str| Some(malformed::field(field));
        assert_eq!(
            with(|v| v["access_token"] = json!("a b")).err(),
            broken("access_token")
        );
        assert_eq!(
            with(|v| v["access_token"] = json!("a\r\nb: c")).err(),
            broken("access_token")
        );
        assert_eq!(
            with(|v| v["refresh_token"] = json!("")).err(),
            broken("refresh_token")
        );
        assert_eq!(
            with(|v| v["refresh_token"] = json!("a".repeat(257))).err(),
            broken("refresh_token")
        );
        assert_eq!(
            with(|v| v["access_expires_in"] = json!(1_u64 << 32)).err(),
            broken("access_expires_in")
        );
        assert_eq!(
            with(|v| v["taxpayers"][0]["inn"] = json!("1234567890123")).err(),
            broken("taxpayers[0].inn")
        );
        assert_eq!(
            with(|v| v["taxpayers"][0]["id"] = json!("../x")).err(),
            broken("taxpayers[0].id")
        );
        assert!(with(|v| v["access_expires_in"] = json!(-1)).is_err());
    }

    #[test]
    fn no_error_repeats_a_secret() {
        let error = with(|v| v["access_expires_in"] = json!("canary")).unwrap_err();
        assert!(!error.to_string().contains("canary"));
    }

    #[test]
    fn a_sign_in_carries_its_receipts() {
        let document = DocumentId {
            kind: DocumentKind::PrivacyPolicy,
            version: "2".to_owned(),
            language: Language::Russian,
            sha256: Digest([255; 32]),
        };
        let request = SignInRequest {
            login: "үлгү".to_owned(),
            password: Secret::from(" сыр сөз ".to_owned()),
            receipts: vec![Receipt {
                document,
                accepted_at: "2026-11-22T12:00:00Z".parse().unwrap(),
                app_version: "0.1.0".to_owned(),
                withdrawn_at: None,
            }],
            app_version: "0.1.0".to_owned(),
            installation_id: "i".to_owned(),
        };
        let body: Value = serde_json::from_slice(&sign_in(request).unwrap()).unwrap();
        let receipt = json!({
            "kind": "privacy_policy", "version": "2", "sha256": "ff".repeat(32), "language": "ru",
            "accepted_at": "2026-11-22T12:00:00Z", "app_version": "0.1.0",
        });
        let expected = json!({
            "login": "үлгү", "password": " сыр сөз ", "receipts": [receipt],
            "app_version": "0.1.0", "installation_id": "i",
        });
        assert_eq!(body, expected);
    }
}
