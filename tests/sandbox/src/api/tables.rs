use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use salyk_contract::paths;
use salyk_contract::tables::{CalendarRows, Office, Table};

use super::described::Always;
use crate::service::Shared;
use crate::tagged;

/// The editions of the regulation's figures and readings
#[utoipa::path(get, path = paths::TABLE_POLICY, tag = "tables", operation_id = "policyTable",
    params(("If-None-Match" = Option<String>, Header, description = "Entity tags that the client has")),
    responses(
        (status = 200, description = "The table", body = Table<serde_json::Value>,
            headers(("ETag" = String, description = "Tag of this content"))),
        (status = 304, description = "The client has it"),
        Always,
    ))]
pub(crate) async fn policy(State(service): State<Shared>, headers: HeaderMap) -> Response {
    tagged::json(&headers, &service.tables.policy, false)
}

/// Days off and worked days
#[utoipa::path(get, path = paths::TABLE_CALENDAR, tag = "tables", operation_id = "calendarTable",
    params(("If-None-Match" = Option<String>, Header, description = "Entity tags that the client has")),
    responses(
        (status = 200, description = "The table", body = Table<CalendarRows>,
            headers(("ETag" = String, description = "Tag of this content"))),
        (status = 304, description = "The client has it"),
        Always,
    ))]
pub(crate) async fn calendar(State(service): State<Shared>, headers: HeaderMap) -> Response {
    tagged::json(&headers, &service.tables.calendar, false)
}

/// Territorial tax offices
#[utoipa::path(get, path = paths::TABLE_OFFICES, tag = "tables", operation_id = "officesTable",
    params(("If-None-Match" = Option<String>, Header, description = "Entity tags that the client has")),
    responses(
        (status = 200, description = "The table", body = Table<Vec<Office>>,
            headers(("ETag" = String, description = "Tag of this content"))),
        (status = 304, description = "The client has it"),
        Always,
    ))]
pub(crate) async fn offices(State(service): State<Shared>, headers: HeaderMap) -> Response {
    tagged::json(&headers, &service.tables.offices, false)
}
