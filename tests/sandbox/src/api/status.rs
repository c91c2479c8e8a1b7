use axum::Json;
use axum::extract::State;
use salyk_contract::paths;
use salyk_contract::status::ServiceStatus;

use super::described::Always;
use crate::service::Shared;

/// What the service is, its date and time
#[utoipa::path(get, path = paths::STATUS, tag = "service", operation_id = "status",
    responses((status = 200, description = "The service", body = ServiceStatus), Always))]
pub(crate) async fn status(State(service): State<Shared>) -> Json<ServiceStatus> {
    Json(ServiceStatus {
        service: "Salyk.kg үлгү кызматы / sample service".to_owned(),
        official: false,
        today: service.clock.today(),
        now: service.clock.told(),
    })
}
