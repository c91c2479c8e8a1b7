use axum::Json as Answer;
use axum::extract::State;
use jiff::Timestamp;
use salyk_certificate::{Claims, Inn, Kind, PublicKey};
use salyk_contract::certificates::{Certificate, CertificateRequest, PaperCode};
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};

use super::described::{Always, WithBody, WithSession};
use super::extract::{Bearer, Json, Segments};
use super::taxpayers::check_own;
use crate::certificates::CertificateOffice;
use crate::refusal::Refusal;
use crate::service::{Service, Shared};

/// Certify a taxpayer for one phone
#[utoipa::path(post, path = paths::CERTIFICATE, tag = "certificates", operation_id = "certify",
    request_body = CertificateRequest, security(("bearer" = [])),
    params(("id" = String, Path, description = "The taxpayer's opaque id",
        example = "5a1e0000-0000-4000-8000-000000000001",
        min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$")),
    responses(
        (status = 200, description = "The certificate", body = Certificate),
        (status = 404, description = "No such taxpayer, or not this login's", body = Problem, content_type = MEDIA_TYPE),
        WithSession, WithBody, Always,
    ))]
pub(crate) async fn certify(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments(id): Segments<String>,
    Json(request): Json<CertificateRequest>,
) -> Result<Answer<Certificate>, Refusal> {
    check_own(&service, &session, &id)?;
    let device = device_key(&request.device_key)
        .ok_or_else(|| Refusal::with_detail(ProblemCode::Invalid, "device_key"))?;
    let (office, claims) = claims(&service, &id, Kind::Phone(device))?;
    let certificate = office.certify(&claims).ok_or(ProblemCode::Internal)?;
    let certificate = certificate.iter().map(|byte| format!("{byte:02x}"));
    Ok(Answer(Certificate {
        certificate: certificate.collect(),
        issued_at: second(claims.issued)?,
        expires_at: second(claims.expires)?,
    }))
}

/// Make a code to be printed
#[utoipa::path(post, path = paths::PAPER_CODE, tag = "certificates", operation_id = "paperCode",
    security(("bearer" = [])),
    params(("id" = String, Path, description = "The taxpayer's opaque id",
        example = "5a1e0000-0000-4000-8000-000000000001",
        min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$")),
    responses(
        (status = 200, description = "The code", body = PaperCode),
        (status = 404, description = "No such taxpayer, or not this login's", body = Problem, content_type = MEDIA_TYPE),
        WithSession, Always,
    ))]
pub(crate) async fn paper_code(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments(id): Segments<String>,
) -> Result<Answer<PaperCode>, Refusal> {
    check_own(&service, &session, &id)?;
    let (office, claims) = claims(&service, &id, Kind::Paper)?;
    Ok(Answer(PaperCode {
        code: office.on_paper(&claims).ok_or(ProblemCode::Internal)?,
        expires_at: second(claims.expires)?,
    }))
}

/// The office as it is now, and what it certifies of a taxpayer.
fn claims(service: &Service, id: &str, kind: Kind) -> Result<(CertificateOffice, Claims), Refusal> {
    let office = service.certificate_office().map_err(|_| ProblemCode::Internal)?;
    let inn = service
        .dossiers()
        .get(id)
        .map(|dossier| dossier.taxpayer.inn.clone());
    let inn = inn
        .and_then(|inn| Inn::parse(&inn))
        .ok_or(ProblemCode::NotFound)?;
    let claims = office.claims(inn, kind, service.clock.told());
    Ok((office, claims.ok_or(ProblemCode::NotFound)?))
}

fn device_key(digits: &str) -> Option<PublicKey> {
    if digits.len() != 2 * PublicKey::LENGTH || !digits.is_ascii() {
        return None;
    }
    let mut key = [0; PublicKey::LENGTH];
    for (place, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    PublicKey::from_compressed(key).ok()
}

fn second(seconds: i64) -> Result<Timestamp, Refusal> {
    Timestamp::from_second(seconds).map_err(|_| ProblemCode::Internal.into())
}
