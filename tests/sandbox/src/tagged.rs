//! Answers with an entity tag (RFC 9110, 8.8.3 and 13.1.2).

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ring::digest;
use salyk_contract::problem::ProblemCode;
use serde::Serialize;

use crate::refusal::Refusal;

/// Lower-case hexadecimal SHA-256.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    digest::digest(&digest::SHA256, bytes)
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A JSON answer with a strong tag of its bytes, or 304 where the client already has them.
pub(crate) fn json(request: &HeaderMap, content: &impl Serialize, personal: bool) -> Response {
    let Ok(body) = serde_json::to_vec(content) else {
        return Refusal::from(ProblemCode::Internal).into_response();
    };
    let tag: String = sha256_hex(&body).chars().take(32).collect();
    let tag = format!("\"{tag}\"");
    let mut response = if matches(request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let cache = if personal { "private, no-cache" } else { "no-cache" };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn matches(request: &HeaderMap, tag: &str) -> bool {
    let mut offered = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    offered.any(|list| {
        list.split(',')
            .map(str::trim)
            .any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(if_none_match: &str) -> StatusCode {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::IF_NONE_MATCH,
            HeaderValue::from_str(if_none_match).unwrap(),
        );
        json(&headers, &[1, 2, 3], false).status()
    }

    #[test]
    fn compares_as_the_rfc_says() {
        let tag = json(&HeaderMap::new(), &[1, 2, 3], false).headers()[header::ETAG]
            .to_str()
            .unwrap()
            .to_owned();
        for same in [
            tag.clone(),
            format!("W/{tag}"),
            format!("\"a\", {tag}"),
            "*".to_owned(),
        ] {
            assert_eq!(status(&same), StatusCode::NOT_MODIFIED, "{same}");
        }
        for other in ["\"a\"", "", "W/"] {
            assert_eq!(status(other), StatusCode::OK, "{other}");
        }
    }

    #[test]
    fn hashes_a_known_answer() {
        // FIPS 180-4's example "abc".
        assert_eq!(
            sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
