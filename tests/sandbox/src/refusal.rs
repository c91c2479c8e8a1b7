//! Every refusal as a problem of RFC 9457.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use salyk_contract::applications::RefusalReason;
use salyk_contract::documents::DocumentInForce;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};

/// Why a request was refused.
#[derive(Debug)]
pub(crate) struct Refusal {
    code: ProblemCode,
    detail: Option<String>,
    retry_after: Option<u64>,
    reason: Option<RefusalReason>,
    documents: Option<Vec<DocumentInForce>>,
}

impl From<ProblemCode> for Refusal {
    fn from(code: ProblemCode) -> Self {
        Self {
            code,
            detail: None,
            retry_after: None,
            reason: None,
            documents: None,
        }
    }
}

impl Refusal {
    /// A refusal that says more of this occurrence. `detail` must not hold anything from the request.
    pub(crate) fn with_detail(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..code.into()
        }
    }

    pub(crate) fn wait(code: ProblemCode, seconds: Option<u64>) -> Self {
        Self {
            retry_after: seconds,
            ..code.into()
        }
    }

    /// The application is not received, for this reason.
    pub(crate) fn of_application(reason: RefusalReason) -> Self {
        Self {
            reason: Some(reason),
            ..ProblemCode::ApplicationRefused.into()
        }
    }

    /// guide:M3: says which documents the receipts must be for.
    pub(crate) fn consent_required(documents: Vec<DocumentInForce>) -> Self {
        Self {
            documents: Some(documents),
            ..ProblemCode::ConsentRequired.into()
        }
    }
}

fn status(code: ProblemCode) -> StatusCode {
    match code {
        ProblemCode::InvalidCredentials
        | ProblemCode::AccessExpired
        | ProblemCode::SessionRevoked
        | ProblemCode::SessionExpired
        | ProblemCode::Unauthenticated => StatusCode::UNAUTHORIZED,
        ProblemCode::AccountLocked | ProblemCode::Forbidden => StatusCode::FORBIDDEN,
        ProblemCode::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        ProblemCode::ConsentRequired | ProblemCode::ApplicationRefused => StatusCode::CONFLICT,
        ProblemCode::KeyReused | ProblemCode::OffsetMismatch => StatusCode::CONFLICT,
        ProblemCode::Conflict | ProblemCode::AlreadyRegistered => StatusCode::CONFLICT,
        ProblemCode::DigestMismatch => StatusCode::CONFLICT,
        ProblemCode::Malformed => StatusCode::BAD_REQUEST,
        ProblemCode::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::NotFound => StatusCode::NOT_FOUND,
        ProblemCode::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ProblemCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ProblemCode::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
        ProblemCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn title(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::InvalidCredentials => "The login or the password is wrong",
        ProblemCode::AccountLocked => "The account is locked",
        ProblemCode::TooManyAttempts => "Too many attempts",
        ProblemCode::ConsentRequired => "Receipts for the documents in force are needed",
        ProblemCode::AccessExpired => "The access token has expired",
        ProblemCode::SessionRevoked => "The session was revoked",
        ProblemCode::SessionExpired => "The session has expired",
        ProblemCode::Unauthenticated => "A bearer token is needed",
        ProblemCode::Forbidden => "The operator's key is needed",
        ProblemCode::Conflict => "The request contradicts what the service holds",
        ProblemCode::AlreadyRegistered => "There is an access already, or an application for it",
        ProblemCode::Malformed => "The request could not be read",
        ProblemCode::Invalid => "A value in the request can't be",
        ProblemCode::NotFound => "There is no such thing",
        ProblemCode::ApplicationRefused => "The application is not received",
        ProblemCode::KeyReused => "The idempotency key was used before, with another content",
        ProblemCode::OffsetMismatch => "The part does not begin where what is there ends",
        ProblemCode::DigestMismatch => "What arrived is not what was announced",
        ProblemCode::MethodNotAllowed => "The path has no such method",
        ProblemCode::TooLarge => "The body is too big",
        ProblemCode::UnsupportedMediaType => "The body must be JSON",
        ProblemCode::RequestTimeout => "The request took too long to arrive",
        ProblemCode::Unavailable => "The service can't answer now",
        _ => "The service failed",
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = status(self.code);
        let problem = Problem {
            kind: format!("urn:salyk:problem:{}", self.code),
            title: title(self.code).to_owned(),
            status: status.as_u16(),
            code: self.code,
            detail: self.detail,
            retry_after: self.retry_after,
            reason: self.reason,
            documents: self.documents,
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            // RFC 9110, 11.6.1: every 401 names a way to authenticate.
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
