//! Every request passes here first: it is noted, its body is read within limits, and its answer may be spoilt on purpose.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use salyk_contract::limits::{MAX_ANSWER_BODY, MAX_PART_BYTES, MAX_REQUEST_BODY};
use salyk_contract::operator::FaultKind;
use salyk_contract::problem::ProblemCode;

use crate::faults;
use crate::refusal::Refusal;
use crate::service::Shared;

const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// The middleware around all paths.
pub(crate) async fn intake(State(service): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let of_operator = path.starts_with("/operator/");
    if of_operator {
        return safe(answer(&service, None, request, next, MAX_ANSWER_BODY).await);
    }
    let target = request
        .uri()
        .path_and_query()
        .map_or(path.as_str(), |target| target.as_str());
    let number = service.log.arrived(
        service.clock.now(),
        request.method().as_str(),
        target,
        request.headers(),
    );
    let fault = service.faults.take(&path);
    if matches!(fault, Some(FaultKind::Hold)) {
        service.faults.held().await;
    }
    let response = match fault {
        // Unavailable means that the request took no effect.
        Some(FaultKind::Unavailable { .. }) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        _ => answer(&service, Some(number), request, next, most_of(&path)).await,
    };
    let response = match fault {
        Some(fault) => faults::spoil(fault, response, service.clock.told()).await,
        None => response,
    };
    service.log.answered(number, response.status().as_u16());
    safe(response)
}

/// Parts of attachments have a limit of their own.
fn most_of(path: &str) -> usize {
    if is_part(path) {
        MAX_PART_BYTES
    } else {
        MAX_REQUEST_BODY
    }
}

fn is_part(path: &str) -> bool {
    path.starts_with("/v1/taxpayers/") && path.contains("/attachments/") && path.contains("/parts/")
}

async fn answer(
    service: &Shared,
    number: Option<u64>,
    request: Request,
    next: Next,
    limit: usize,
) -> Response {
    let (head, body) = request.into_parts();
    let declared = head
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    if declared.is_some_and(|bytes: u64| bytes > limit as u64) {
        return Refusal::from(ProblemCode::TooLarge).into_response();
    }
    let read = tokio::time::timeout(BODY_TIMEOUT, axum::body::to_bytes(body, limit)).await;
    let body = match read {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return Refusal::from(ProblemCode::TooLarge).into_response(),
        Err(_) => return Refusal::from(ProblemCode::RequestTimeout).into_response(),
    };
    if let Some(number) = number {
        // Twenty megabytes of a picture would push everything else out of the log.
        let kept = if is_part(head.uri.path()) { &[] } else { &*body };
        service.log.read(number, body.len() as u64, kept);
    }
    next.run(Request::from_parts(head, Body::from(body))).await
}

fn safe(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}
