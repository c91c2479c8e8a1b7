use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use salyk_contract::documents::{DocumentKind, DocumentLanguage, DocumentText, DocumentsInForce};
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};

use super::described::Always;
use super::extract::Segments;
use crate::refusal::Refusal;
use crate::service::Shared;
use crate::tagged;

/// The documents in force
#[utoipa::path(get, path = paths::DOCUMENTS, tag = "documents", operation_id = "documentsInForce",
    params(("If-None-Match" = Option<String>, Header, description = "Entity tags that the client has")),
    responses(
        (status = 200, description = "The documents", body = DocumentsInForce,
            headers(("ETag" = String, description = "Tag of this content"))),
        (status = 304, description = "The client has them"),
        Always,
    ))]
pub(crate) async fn in_force(State(service): State<Shared>, headers: HeaderMap) -> Response {
    let documents = service.library().in_force();
    tagged::json(&headers, &DocumentsInForce { documents }, false)
}

/// One text of one version of one document
#[utoipa::path(get, path = paths::DOCUMENT, tag = "documents", operation_id = "documentText",
    params(
        ("kind" = DocumentKind, Path, description = "Which document", example = "privacy_policy"),
        ("version" = String, Path, description = "Which version", example = "2026.1",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("language" = DocumentLanguage, Path, description = "The language", example = "ky"),
        ("If-None-Match" = Option<String>, Header, description = "Entity tags that the client has"),
    ),
    responses(
        (status = 200, description = "The text", body = DocumentText,
            headers(("ETag" = String, description = "Tag of this content"))),
        (status = 304, description = "The client has it"),
        (status = 404, description = "No such text", body = Problem, content_type = MEDIA_TYPE),
        Always,
    ))]
pub(crate) async fn text(
    State(service): State<Shared>,
    Segments((kind, version, language)): Segments<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (kind, language) = (
        DocumentKind::from_word(&kind),
        DocumentLanguage::from_word(&language),
    );
    let text = service.library().text(kind, &version, language).cloned();
    let text = text.ok_or(ProblemCode::NotFound)?;
    Ok(tagged::json(&headers, &text, false))
}
