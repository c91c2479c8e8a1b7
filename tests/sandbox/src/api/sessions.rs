use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use salyk_contract::limits;
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};
use salyk_contract::sessions::{Refresh, SignIn, SignedIn, Tokens};

use super::consents::check_receipt;
use super::described::{Always, WithBody, WithSession};
use super::done;
use super::extract::{Bearer, Json, Peer};
use crate::consents::cover;
use crate::refusal::Refusal;
use crate::service::Shared;

/// Sign in
#[utoipa::path(post, path = paths::SESSIONS, tag = "sessions", operation_id = "signIn", request_body = SignIn,
    responses(
        (status = 200, description = "The session has begun", body = SignedIn),
        (status = 401, description = "The login or the password is wrong", body = Problem, content_type = MEDIA_TYPE),
        (status = 403, description = "The account is locked", body = Problem, content_type = MEDIA_TYPE),
        (status = 409, description = "Receipts for the documents in force are needed (guide:M3)", body = Problem,
            content_type = MEDIA_TYPE),
        (status = 429, description = "Too many attempts", body = Problem, content_type = MEDIA_TYPE,
            headers(("Retry-After" = u64, description = "Seconds to wait"))),
        WithBody, Always,
    ))]
pub(crate) async fn sign_in(
    State(service): State<Shared>,
    Peer(peer): Peer,
    Json(request): Json<SignIn>,
) -> Result<(HeaderMap, Answer<SignedIn>), Refusal> {
    check_sign_in(&request)?;
    let login = request.login.as_str();
    let counted = service.attempts().begin(login, peer, service.clock.now());
    counted.map_err(|wait| Refusal::wait(ProblemCode::TooManyAttempts, Some(wait)))?;

    let candidate = service.accounts().candidate(login);
    let password = request.password.clone();
    let checked = tokio::task::spawn_blocking(move || (candidate.knows(password.expose()), candidate));
    let (known, candidate) = checked.await.map_err(|_| Refusal::from(ProblemCode::Internal))?;
    let Some(profile) = candidate.profile.as_ref().filter(|_| known) else {
        return Err(ProblemCode::InvalidCredentials.into());
    };
    service.attempts().succeeded(login, peer);
    // Only who knows the password learns that the account is locked.
    if candidate.locked {
        return Err(ProblemCode::AccountLocked.into());
    }
    let in_force = service.library().in_force();
    if !cover(&request.receipts, &in_force) {
        return Err(Refusal::consent_required(in_force));
    }
    service.receipts().add(login, &request.receipts);
    let tokens = service.sessions().begin(login, service.clock.now())?;
    let taxpayers = service.dossiers().summaries(&profile.taxpayers, profile.role);
    Ok((
        never_stored(),
        Answer(SignedIn {
            tokens,
            person: profile.person(),
            taxpayers,
        }),
    ))
}

fn check_sign_in(request: &SignIn) -> Result<(), Refusal> {
    check_text("login", &request.login, limits::MAX_LOGIN_CHARS)?;
    check_text("password", request.password.expose(), limits::MAX_PASSWORD_CHARS)?;
    check_text("app_version", &request.app_version, limits::MAX_VERSION_CHARS)?;
    check_uuid("installation_id", &request.installation_id)?;
    if request.receipts.len() > limits::MAX_RECEIPTS {
        return Err(Refusal::with_detail(ProblemCode::Invalid, "receipts"));
    }
    request.receipts.iter().try_for_each(check_receipt)
}

/// Turn the page: a new pair of tokens for a refresh token
#[utoipa::path(post, path = paths::SESSIONS_REFRESH, tag = "sessions", operation_id = "refresh",
    request_body = Refresh,
    responses(
        (status = 200, description = "The successor", body = Tokens),
        (status = 401, description = "The session has expired or was revoked; `code` says which", body = Problem,
            content_type = MEDIA_TYPE),
        WithBody, Always,
    ))]
pub(crate) async fn refresh(
    State(service): State<Shared>,
    Json(request): Json<Refresh>,
) -> Result<(HeaderMap, Answer<Tokens>), Refusal> {
    check_text(
        "refresh_token",
        request.refresh_token.expose(),
        limits::MAX_TOKEN_CHARS,
    )?;
    check_uuid("request_id", &request.request_id)?;
    let (old, now) = (request.refresh_token.expose(), service.clock.now());
    let tokens = service.sessions().rotate(old, &request.request_id, now)?;
    Ok((never_stored(), Answer(tokens)))
}

/// Sign out here
#[utoipa::path(delete, path = paths::SESSIONS_CURRENT, tag = "sessions", operation_id = "signOut",
    security(("bearer" = [])),
    responses((status = 204, description = "Signed out"), WithSession, Always))]
pub(crate) async fn sign_out(State(service): State<Shared>, Bearer(session): Bearer) -> Response {
    service.sessions().revoke(&session);
    done()
}

/// Sign out everywhere
#[utoipa::path(delete, path = paths::SESSIONS, tag = "sessions", operation_id = "signOutEverywhere",
    security(("bearer" = [])),
    responses((status = 204, description = "Signed out everywhere"), WithSession, Always))]
pub(crate) async fn sign_out_everywhere(State(service): State<Shared>, Bearer(session): Bearer) -> Response {
    service.sessions().revoke_all(Some(&session.login));
    done()
}

pub(super) fn never_stored() -> HeaderMap {
    [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))]
        .into_iter()
        .collect()
}

/// 1 to `most` characters.
pub(super) fn check_text(name: &str, text: &str, most: usize) -> Result<(), Refusal> {
    let fits = !text.is_empty() && text.chars().count() <= most;
    if fits {
        Ok(())
    } else {
        Err(Refusal::with_detail(ProblemCode::Invalid, name))
    }
}

/// Hexadecimal digits with hyphens where RFC 9562 has them.
pub(super) fn check_uuid(name: &str, text: &str) -> Result<(), Refusal> {
    let fits = text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if fits {
        Ok(())
    } else {
        Err(Refusal::with_detail(ProblemCode::Invalid, name))
    }
}
