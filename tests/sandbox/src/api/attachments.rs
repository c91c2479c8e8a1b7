use axum::Json as Answer;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use salyk_contract::attachments::{Announcement, Attachment, FileKind};
use salyk_contract::limits::{
    MAX_ATTACHMENT_BYTES, MAX_ATTACHMENT_NAME_CHARS, MAX_KEY_CHARS, MAX_PART_BYTES,
};
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};

use super::described::{Always, WithBody, WithSession};
use super::extract::{Bearer, Json, Segments};
use super::sessions::check_text;
use super::taxpayers::check_own;
use crate::refusal::Refusal;
use crate::service::Shared;
use crate::tagged::sha256_hex;

/// Announce an attachment
#[utoipa::path(post, path = paths::ATTACHMENTS, tag = "attachments", operation_id = "announceAttachment",
    request_body = Announcement, security(("bearer" = [])),
    params(
        ("id" = String, Path, description = "The taxpayer's opaque id",
            example = "5a1e0000-0000-4000-8000-000000000001",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("Idempotency-Key" = String, Header, description = "Names this announcement",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-]+$"),
    ),
    responses(
        (status = 200, description = "The attachment, and how much of it is there", body = Attachment),
        (status = 404, description = "No such taxpayer, or not this login's", body = Problem, content_type = MEDIA_TYPE),
        (status = 409, description = "The key was used with another content", body = Problem, content_type = MEDIA_TYPE),
        WithSession, WithBody, Always,
    ))]
pub(crate) async fn announce(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments(taxpayer): Segments<String>,
    headers: HeaderMap,
    Json(announcement): Json<Announcement>,
) -> Result<Answer<Attachment>, Refusal> {
    check_own(&service, &session, &taxpayer)?;
    let plain = |key: &&str| {
        (1..=MAX_KEY_CHARS).contains(&key.len())
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let key = headers
        .get(paths::IDEMPOTENCY_KEY)
        .and_then(|key| key.to_str().ok())
        .filter(plain)
        .ok_or_else(|| Refusal::with_detail(ProblemCode::Malformed, "idempotency-key"))?;
    check(&announcement)?;
    Ok(Answer(service.attachments().announce(
        &taxpayer,
        key,
        announcement,
    )?))
}

/// How much of an attachment is there
#[utoipa::path(get, path = paths::ATTACHMENT, tag = "attachments", operation_id = "attachment",
    security(("bearer" = [])),
    params(
        ("id" = String, Path, description = "The taxpayer's opaque id",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("attachment" = String, Path, description = "The attachment",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
    ),
    responses(
        (status = 200, description = "How much of it is there", body = Attachment),
        (status = 404, description = "No such attachment of this login's", body = Problem, content_type = MEDIA_TYPE),
        WithSession, Always,
    ))]
pub(crate) async fn look(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments((taxpayer, id)): Segments<(String, String)>,
) -> Result<Answer<Attachment>, Refusal> {
    check_own(&service, &session, &taxpayer)?;
    Ok(Answer(service.attachments().look(&taxpayer, &id)?))
}

/// Send a part of an attachment
#[utoipa::path(put, path = paths::ATTACHMENT_PART, tag = "attachments", operation_id = "putAttachmentPart",
    request_body(content = Vec<u8>, content_type = "application/octet-stream",
        description = "At most 262,144 bytes"),
    security(("bearer" = [])),
    params(
        ("id" = String, Path, description = "The taxpayer's opaque id",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("attachment" = String, Path, description = "The attachment",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("offset" = u64, Path, description = "Where in the attachment the part begins, in bytes"),
        ("Part-SHA256" = String, Header, description = "SHA-256 of the part",
            pattern = "^[0-9a-f]{64}$"),
    ),
    responses(
        (status = 200, description = "How much of it is there now", body = Attachment),
        (status = 404, description = "No such attachment of this login's", body = Problem, content_type = MEDIA_TYPE),
        (status = 409, description = "The part does not begin where what is there ends, or is not what its digest says", body = Problem, content_type = MEDIA_TYPE),
        WithSession, WithBody, Always,
    ))]
pub(crate) async fn part(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments((taxpayer, id, offset)): Segments<(String, String, u64)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Answer<Attachment>, Refusal> {
    check_own(&service, &session, &taxpayer)?;
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if header(header::CONTENT_TYPE.as_str()) != Some("application/octet-stream") {
        return Err(ProblemCode::UnsupportedMediaType.into());
    }
    if body.len() > MAX_PART_BYTES {
        return Err(ProblemCode::TooLarge.into());
    }
    service.attachments().look(&taxpayer, &id)?;
    let digest = header(paths::PART_DIGEST)
        .ok_or_else(|| Refusal::with_detail(ProblemCode::Malformed, paths::PART_DIGEST))?;
    if digest != sha256_hex(&body) {
        return Err(ProblemCode::DigestMismatch.into());
    }
    Ok(Answer(service.attachments().part(&taxpayer, &id, offset, &body)?))
}

/// Say that an attachment is whole
#[utoipa::path(post, path = paths::ATTACHMENT_COMPLETE, tag = "attachments", operation_id = "completeAttachment",
    security(("bearer" = [])),
    params(
        ("id" = String, Path, description = "The taxpayer's opaque id",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("attachment" = String, Path, description = "The attachment",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
    ),
    responses(
        (status = 200, description = "It is whole and what was announced", body = Attachment),
        (status = 404, description = "No such attachment of this login's", body = Problem, content_type = MEDIA_TYPE),
        (status = 409, description = "Not all of it is there, or it is not what was announced and has to be sent again",
            body = Problem, content_type = MEDIA_TYPE),
        WithSession, Always,
    ))]
pub(crate) async fn complete(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments((taxpayer, id)): Segments<(String, String)>,
) -> Result<Answer<Attachment>, Refusal> {
    check_own(&service, &session, &taxpayer)?;
    Ok(Answer(service.attachments().complete(&taxpayer, &id)?))
}

fn check(announcement: &Announcement) -> Result<(), Refusal> {
    let wrong = |field: &str| Err(Refusal::with_detail(ProblemCode::Invalid, field));
    check_text("name", &announcement.name, MAX_ATTACHMENT_NAME_CHARS)?;
    check_text(
        "certified_by",
        &announcement.certified_by,
        MAX_ATTACHMENT_NAME_CHARS,
    )?;
    let is_lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if announcement.sha256.len() != 64 || !announcement.sha256.bytes().all(is_lower_hex) {
        return wrong("sha256");
    }
    if announcement.kind == FileKind::Unknown {
        return wrong("kind");
    }
    if !(1..=MAX_ATTACHMENT_BYTES).contains(&announcement.bytes) {
        return wrong("bytes");
    }
    Ok(())
}
