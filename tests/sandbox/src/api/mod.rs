//! The paths of the contract, each on its function.

mod applications;
mod attachments;
mod certificates;
mod consents;
mod described;
mod documents;
pub(crate) mod extract;
mod operator;
mod registrations;
mod sessions;
mod status;
mod tables;
mod taxpayers;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use salyk_contract::paths;
use salyk_contract::problem::ProblemCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::intake::intake;
use crate::refusal::Refusal;
use crate::service::Shared;

/// Everything that the sandbox answers.
pub(crate) fn router(service: Shared) -> Router {
    let (contract, description) = OpenApiRouter::with_openapi(described::head())
        .routes(routes!(status::status))
        .routes(routes!(documents::in_force))
        .routes(routes!(documents::text))
        .routes(routes!(tables::policy))
        .routes(routes!(tables::calendar))
        .routes(routes!(tables::offices))
        .routes(routes!(sessions::sign_in, sessions::sign_out_everywhere))
        .routes(routes!(sessions::refresh))
        .routes(routes!(sessions::sign_out))
        .routes(routes!(consents::add))
        .routes(routes!(taxpayers::list))
        .routes(routes!(taxpayers::dossier))
        .routes(routes!(applications::file, applications::list))
        .routes(routes!(applications::one, applications::withdraw))
        .routes(routes!(attachments::announce))
        .routes(routes!(attachments::look))
        .routes(routes!(attachments::part))
        .routes(routes!(attachments::complete))
        .routes(routes!(certificates::certify))
        .routes(routes!(certificates::paper_code))
        .routes(routes!(registrations::look_up_person))
        .routes(routes!(registrations::look_up_organisation))
        .routes(routes!(registrations::register))
        .routes(routes!(registrations::receipt))
        .routes(routes!(registrations::status))
        .routes(routes!(registrations::mend))
        .split_for_parts();
    let description = Arc::new(description);
    let describe =
        move |headers: HeaderMap| async move { crate::tagged::json(&headers, &*description, false) };
    contract
        .route(paths::OPENAPI, get(describe))
        .merge(operator::router(Arc::clone(&service)))
        .fallback(|| async { Refusal::from(ProblemCode::NotFound) })
        .method_not_allowed_fallback(|| async { Refusal::from(ProblemCode::MethodNotAllowed) })
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&service), intake))
        .with_state(service)
}

/// 204: done, and nothing to say.
fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
