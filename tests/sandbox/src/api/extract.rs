//! What a request is read into, refused as the contract says.

use std::net::IpAddr;

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use salyk_contract::problem::ProblemCode;
use serde::de::DeserializeOwned;

use crate::refusal::Refusal;
use crate::service::Shared;
use crate::sessions::Session;

/// The address that a request came from.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts
            .extensions
            .get::<Self>()
            .copied()
            .ok_or_else(|| ProblemCode::Internal.into())
    }
}

/// A body of JSON. The intake has read it within limits already.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(ProblemCode::UnsupportedMediaType.into());
        }
        let body = axum::body::to_bytes(request.into_body(), usize::MAX).await;
        let body = body.map_err(|_| Refusal::from(ProblemCode::Malformed))?;
        // serde's own words could repeat what was sent, a password included: only the place is told.
        serde_json::from_slice(&body).map(Self).map_err(|error| {
            let place = format!("line {}, column {}", error.line(), error.column());
            Refusal::with_detail(ProblemCode::Malformed, place)
        })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(media_type)) = headers.get(header::CONTENT_TYPE).map(|value| value.to_str()) else {
        return false;
    };
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// The session of a valid access token (RFC 6750, 2.1).
pub(crate) struct Bearer(pub(crate) Session);

impl FromRequestParts<Shared> for Bearer {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, service: &Shared) -> Result<Self, Refusal> {
        let token = bearer_token(&parts.headers).ok_or(ProblemCode::Unauthenticated)?;
        Ok(Self(service.sessions().authenticate(token, service.clock.now())?))
    }
}

fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Segments of the path.
pub(crate) struct Segments<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Sync + Send> FromRequestParts<S> for Segments<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = <Path<T> as FromRequestParts<S>>::from_request_parts(parts, state).await;
        // What can't be a segment names nothing that is here.
        path.map(|Path(segments)| Self(segments))
            .map_err(|_| ProblemCode::NotFound.into())
    }
}

/// Whether the operator's key came along.
pub(crate) struct OperatorKey;

impl FromRequestParts<Shared> for OperatorKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, service: &Shared) -> Result<Self, Refusal> {
        let sent = parts.headers.get(salyk_contract::paths::operator::KEY_HEADER);
        // Hashes are compared, so that the time taken says nothing of the key.
        let hash = |bytes: &[u8]| crate::tagged::sha256_hex(bytes);
        match sent {
            Some(sent) if hash(sent.as_bytes()) == hash(service.operator_key.expose().as_bytes()) => Ok(Self),
            _ => Err(ProblemCode::Forbidden.into()),
        }
    }
}
