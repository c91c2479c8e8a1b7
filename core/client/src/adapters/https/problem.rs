//! What a refusal means to the core (RFC 9457, and RFC 9110 for `Retry-After`).

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use salyk_contract::problem::ProblemCode;
use serde::Deserialize;

use crate::ports::ServiceError;

/// Longest wait that is believed, in seconds: a day.
const LONGEST_WAIT: u32 = 86_400;

/// Wait after too many attempts where the service does not say how long, in seconds.
const USUAL_WAIT: u32 = 60;

/// Longest code of the service's that is passed on, in characters.
const LONGEST_CODE: usize = 64;

/// The part of a problem that decides. Its code is read as text, so that one that this version does not know can be told.
#[derive(Deserialize)]
struct Refusal {
    code: String,
    #[serde(default)]
    retry_after: Option<u64>,
    /// Why an application was not received.
    #[serde(default)]
    reason: Option<String>,
}

/// What a refusal means. `body` is there when it is JSON and not too large; `now` is the phone's time.
pub(super) fn refused(
    status: StatusCode,
    headers: &HeaderMap,
    body: Option<&[u8]>,
    now: Timestamp,
) -> ServiceError {
    let refusal: Option<Refusal> = body.and_then(|body| serde_json::from_slice(body).ok());
    let wait = refusal
        .as_ref()
        .and_then(|refusal| refusal.retry_after)
        .map(limited);
    let retry_after = wait.or_else(|| retry_after(headers, now));
    let known = refusal
        .as_ref()
        .and_then(|refusal| meaning(ProblemCode::from_word(&refusal.code), retry_after));
    known.unwrap_or_else(|| match status {
        StatusCode::TOO_MANY_REQUESTS => ServiceError::Busy { retry_after },
        StatusCode::UPGRADE_REQUIRED => ServiceError::AppTooOld,
        StatusCode::REQUEST_TIMEOUT => ServiceError::Unreachable("it took too long".to_owned()),
        status if status.is_server_error() => ServiceError::Busy { retry_after },
        status => ServiceError::Refused {
            code: refusal
                .and_then(|refusal| shown(refusal.reason.as_ref().unwrap_or(&refusal.code)))
                .unwrap_or_else(|| format!("http_{}", status.as_u16())),
        },
    })
}

/// What a code means; `None` for one that only its status explains.
fn meaning(code: ProblemCode, retry_after: Option<u32>) -> Option<ServiceError> {
    Some(match code {
        ProblemCode::InvalidCredentials => ServiceError::WrongCredentials,
        ProblemCode::AccountLocked => ServiceError::AccountLocked,
        ProblemCode::TooManyAttempts => ServiceError::TooManyAttempts {
            retry_after: retry_after.unwrap_or(USUAL_WAIT),
        },
        ProblemCode::ConsentRequired => ServiceError::ConsentRequired,
        ProblemCode::AccessExpired => ServiceError::AccessExpired,
        ProblemCode::SessionRevoked | ProblemCode::SessionExpired | ProblemCode::Unauthenticated => {
            ServiceError::SessionEnded
        }
        ProblemCode::NotFound => ServiceError::NotFound,
        ProblemCode::Conflict => ServiceError::Conflict,
        ProblemCode::AlreadyRegistered => ServiceError::AlreadyRegistered,
        ProblemCode::Unavailable | ProblemCode::Internal => ServiceError::Busy { retry_after },
        ProblemCode::RequestTimeout => ServiceError::Unreachable("it took too long".to_owned()),
        _ => return None,
    })
}

/// The code if it is one that may be shown: short and of plain letters.
fn shown(code: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    ((1..=LONGEST_CODE).contains(&code.len()) && code.chars().all(plain)).then(|| code.to_owned())
}

/// Whole seconds to wait, from either form of the header. A date is counted from the answer's own date where it has one, so
/// that the phone's clock does not matter.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<u32> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let value = text(RETRY_AFTER)?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number holds are a very long wait.
        return Some(value.parse().map_or(LONGEST_WAIT, limited));
    }
    let date = |text: &str| rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let until = date(value)?;
    let since = text(DATE).and_then(date).unwrap_or(now);
    Some(limited(
        u64::try_from(until.duration_since(since).as_secs()).unwrap_or(0),
    ))
}

fn limited(seconds: u64) -> u32 {
    u32::try_from(seconds).map_or(LONGEST_WAIT, |seconds| seconds.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn told(status: u16, body: &str) -> ServiceError {
        refused(
            StatusCode::from_u16(status).unwrap(),
            &HeaderMap::new(),
            Some(body.as_bytes()),
            now(),
        )
    }

    fn waiting(value: &str, date: Option<&str>) -> Option<u32> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_str(value).unwrap());
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_str(date).unwrap());
        }
        retry_after(&headers, now())
    }

    #[test]
    fn each_code_of_the_contract_has_its_meaning() {
        let busy = ServiceError::Busy { retry_after: None };
        let late = ServiceError::Unreachable("it took too long".to_owned());
        let refused = |code: &str| ServiceError::Refused {
            code: code.to_owned(),
        };
        let expected = [
            (401, "invalid_credentials", ServiceError::WrongCredentials),
            (403, "account_locked", ServiceError::AccountLocked),
            (
                429,
                "too_many_attempts",
                ServiceError::TooManyAttempts {
                    retry_after: USUAL_WAIT,
                },
            ),
            (409, "consent_required", ServiceError::ConsentRequired),
            (401, "access_expired", ServiceError::AccessExpired),
            (401, "session_revoked", ServiceError::SessionEnded),
            (401, "session_expired", ServiceError::SessionEnded),
            (401, "unauthenticated", ServiceError::SessionEnded),
            (403, "forbidden", refused("forbidden")),
            (400, "malformed", refused("malformed")),
            (422, "invalid", refused("invalid")),
            (404, "not_found", ServiceError::NotFound),
            (409, "application_refused", refused("application_refused")),
            (409, "key_reused", refused("key_reused")),
            (409, "offset_mismatch", refused("offset_mismatch")),
            (409, "digest_mismatch", refused("digest_mismatch")),
            (409, "conflict", ServiceError::Conflict),
            (409, "already_registered", ServiceError::AlreadyRegistered),
            (405, "method_not_allowed", refused("method_not_allowed")),
            (413, "too_large", refused("too_large")),
            (415, "unsupported_media_type", refused("unsupported_media_type")),
            (408, "request_timeout", late),
            (503, "unavailable", busy.clone()),
            (500, "internal", busy),
        ];
        for (status, code, meaning) in &expected {
            assert_eq!(
                told(*status, &format!(r#"{{"status":{status},"code":"{code}"}}"#)),
                *meaning,
                "{code}"
            );
        }
        let tested: Vec<_> = expected.iter().map(|(_, code, _)| *code).collect();
        let untested = ProblemCode::ALL
            .iter()
            .find(|code| !tested.contains(&code.as_str()));
        assert_eq!(untested, None);
    }

    #[test]
    fn a_refused_application_tells_its_reason() {
        let body = r#"{"status":409,"code":"application_refused","reason":"already_applied"}"#;
        let code = "already_applied".to_owned();
        assert_eq!(told(409, body), ServiceError::Refused { code });
    }

    #[test]
    fn a_code_that_is_not_known_is_told_unless_it_is_no_code() {
        assert_eq!(
            told(418, r#"{"code":"teapot"}"#),
            ServiceError::Refused {
                code: "teapot".to_owned()
            }
        );
        let no_code = ServiceError::Refused {
            code: "http_418".to_owned(),
        };
        assert_eq!(told(418, r#"{"code":"<b>tea</b>"}"#), no_code);
        assert_eq!(told(418, &format!(r#"{{"code":"{}"}}"#, "a".repeat(65))), no_code);
        assert_eq!(told(418, "tea"), no_code);
        assert_eq!(told(418, r#"{"code":7}"#), no_code);
    }

    #[test]
    fn without_a_known_code_the_status_decides() {
        for status in [500, 502, 503, 504, 599, 429] {
            assert_eq!(
                told(status, ""),
                ServiceError::Busy { retry_after: None },
                "{status}"
            );
            assert_eq!(
                told(status, r#"{"code":"new","retry_after":9}"#),
                ServiceError::Busy { retry_after: Some(9) }
            );
        }
        assert_eq!(told(426, ""), ServiceError::AppTooOld);
        // Only the service's own word ends a session.
        assert_eq!(
            told(401, ""),
            ServiceError::Refused {
                code: "http_401".to_owned()
            }
        );
    }

    #[test]
    fn waits_are_read_in_seconds_and_as_dates() {
        assert_eq!(waiting("120", None), Some(120));
        assert_eq!(waiting("0", None), Some(0));
        assert_eq!(waiting("Sun, 22 Nov 2026 12:01:30 GMT", None), Some(90));
        assert_eq!(
            waiting(
                "Sun, 22 Nov 2026 12:01:30 GMT",
                Some("Sun, 22 Nov 2026 12:01:00 GMT")
            ),
            Some(30)
        );
        assert_eq!(waiting("Sun, 22 Nov 2026 11:00:00 GMT", None), Some(0));
        assert_eq!(waiting("99999999999999999999999", None), Some(LONGEST_WAIT));
        for nonsense in ["", "-1", "soon", "1.5", "Sun, 99 Nov 2026 12:01:30 GMT"] {
            assert_eq!(waiting(nonsense, None), None, "{nonsense}");
        }
    }
}
