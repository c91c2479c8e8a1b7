//! The parts of the OpenAPI description that no single path owns.

use std::collections::BTreeMap;

use salyk_contract::problem::{MEDIA_TYPE, Problem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Response,
    ResponseBuilder,
};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

/// Title, version and the one security scheme.
pub(crate) fn head() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Salyk.kg mobile: a proposed contract")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "A sample service. The project's own proposal, not an interface of the tax service.",
        ));
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let components = ComponentsBuilder::new()
        .schema(Problem::name(), Problem::schema())
        .security_scheme("bearer", SecurityScheme::Http(bearer));
    OpenApiBuilder::new()
        .info(info)
        .components(Some(components.build()))
        .build()
}

/// What any path may answer.
pub(crate) struct Always;

/// What a path with a session may answer, too.
pub(crate) struct WithSession;

/// What a path with a body may answer, too.
pub(crate) struct WithBody;

impl IntoResponses for Always {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[
            ("405", "The path has no such method"),
            ("408", "The request took too long to arrive"),
            ("413", "The body is too big"),
            ("500", "The service failed"),
            ("503", "The service can't answer now"),
        ])
    }
}

impl IntoResponses for WithSession {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[(
            "401",
            "No token, an expired one, or a revoked session; `code` says which",
        )])
    }
}

impl IntoResponses for WithBody {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[
            ("400", "The body is not what is described"),
            ("415", "The body is not JSON"),
            ("422", "A value in the body can't be"),
        ])
    }
}

fn problems(list: &[(&str, &str)]) -> BTreeMap<String, RefOr<Response>> {
    let problem = |&(status, description): &(&str, &str)| {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name(Problem::name())))
            .build();
        let response = ResponseBuilder::new()
            .description(description)
            .content(MEDIA_TYPE, content)
            .build();
        (status.to_owned(), RefOr::T(response))
    };
    list.iter().map(problem).collect()
}
