//! Refusals, as RFC 9457 describes them.

use serde::{Deserialize, Serialize};

use crate::applications::RefusalReason;
use crate::documents::DocumentInForce;

/// The media type of every refusal.
pub const MEDIA_TYPE: &str = "application/problem+json";

crate::words::words! {
    /// Why the service refused, for programs.
    ProblemCode {
        /// The login or the password is wrong; which of them is not said. 401.
        InvalidCredentials = "invalid_credentials",
        /// The account is locked by the service. 403.
        AccountLocked = "account_locked",
        /// Too many attempts: wait. 429 with `Retry-After`.
        TooManyAttempts = "too_many_attempts",
        /// Receipts for the documents now in force are missing, stale or do not fit the text (guide:M3). 409.
        ConsentRequired = "consent_required",
        /// The access token has expired: refresh. 401.
        AccessExpired = "access_expired",
        /// The session was revoked: sign in again. 401.
        SessionRevoked = "session_revoked",
        /// The refresh token has expired: sign in again. 401.
        SessionExpired = "session_expired",
        /// No token, or none that the service ever gave. 401.
        Unauthenticated = "unauthenticated",
        /// The operator's key is missing or wrong. 403.
        Forbidden = "forbidden",
        /// The idempotency key was used with other content, or the thing is no longer where the request can change it. 409.
        Conflict = "conflict",
        /// There is an access to the Cabinet already, or an application for it is under way. 409.
        AlreadyRegistered = "already_registered",
        /// The request is not what the contract describes. 400.
        Malformed = "malformed",
        /// The request reads well, but a value in it can't be. 422.
        Invalid = "invalid",
        /// No such thing, or not this login's. 404.
        NotFound = "not_found",
        /// The application is not received; `reason` says why. 409.
        ApplicationRefused = "application_refused",
        /// The idempotency key was used before, with another content. 409.
        KeyReused = "key_reused",
        /// The part does not begin where what is there ends: ask how much is there. 409.
        OffsetMismatch = "offset_mismatch",
        /// What arrived is not what was announced. 422.
        DigestMismatch = "digest_mismatch",
        /// The path has no such method. 405.
        MethodNotAllowed = "method_not_allowed",
        /// The body is too big. 413.
        TooLarge = "too_large",
        /// The body is not JSON. 415.
        UnsupportedMediaType = "unsupported_media_type",
        /// The request took too long to arrive. 408.
        RequestTimeout = "request_timeout",
        /// The service can't answer now. 503, often with `Retry-After`.
        Unavailable = "unavailable",
        /// The service failed. 500.
        Internal = "internal",
    }
}

/// A refusal. `code` is for programs; `title` and `detail` are for whoever reads logs, never shown to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable address of the kind of problem.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// The kind in words.
    #[serde(default)]
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The kind for programs.
    pub code: ProblemCode,
    /// This occurrence in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Seconds to wait; the same as `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// With `application_refused`: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RefusalReason>,
    /// With `consent_required`: the documents now in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<DocumentInForce>>,
}
