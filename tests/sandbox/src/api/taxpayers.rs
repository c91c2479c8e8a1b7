use axum::Json as Answer;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use salyk_contract::dossier::Dossier;
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};
use salyk_contract::taxpayers::Taxpayers;

use super::described::{Always, WithSession};
use super::extract::{Bearer, Segments};
use crate::refusal::Refusal;
use crate::service::{Service, Shared};
use crate::sessions::Session;
use crate::tagged;

/// The taxpayers that the login acts for
#[utoipa::path(get, path = paths::TAXPAYERS, tag = "taxpayers", operation_id = "taxpayers",
    security(("bearer" = [])),
    responses((status = 200, description = "The taxpayers", body = Taxpayers), WithSession, Always))]
pub(crate) async fn list(
    State(service): State<Shared>,
    Bearer(session): Bearer,
) -> Result<Answer<Taxpayers>, Refusal> {
    let profile = service
        .accounts()
        .candidate(&session.login)
        .profile
        .ok_or(ProblemCode::SessionRevoked)?;
    let taxpayers = service.dossiers().summaries(&profile.taxpayers, profile.role);
    Ok(Answer(Taxpayers { taxpayers }))
}

/// The dossier of one taxpayer
#[utoipa::path(get, path = paths::DOSSIER, tag = "taxpayers", operation_id = "dossier",
    security(("bearer" = [])),
    params(
        ("id" = String, Path, description = "The taxpayer's opaque id",
            example = "5a1e0000-0000-4000-8000-000000000001",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("If-None-Match" = Option<String>, Header, description = "Entity tags that the client has"),
    ),
    responses(
        (status = 200, description = "The dossier", body = Dossier,
            headers(("ETag" = String, description = "Tag of this revision"))),
        (status = 304, description = "The client has it"),
        (status = 404, description = "No such taxpayer, or not this login's", body = Problem,
            content_type = MEDIA_TYPE),
        WithSession, Always,
    ))]
pub(crate) async fn dossier(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments(id): Segments<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    check_own(&service, &session, &id)?;
    let dossier = service.dossiers().get(&id).cloned();
    let dossier = dossier.ok_or(ProblemCode::NotFound)?;
    Ok(tagged::json(&headers, &dossier, true))
}

/// Whether the login acts for the taxpayer; one that it does not act for is as good as none.
pub(super) fn check_own(service: &Service, session: &Session, taxpayer: &str) -> Result<(), Refusal> {
    let candidate = service.accounts().candidate(&session.login);
    let profile = candidate.profile.ok_or(ProblemCode::SessionRevoked)?;
    if profile.taxpayers.iter().any(|own| own == taxpayer) {
        Ok(())
    } else {
        Err(ProblemCode::NotFound.into())
    }
}
