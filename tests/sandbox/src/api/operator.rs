//! The operator's calls over HTTPS; none is part of the contract's description.

use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post, put};
use axum::{Json as Answer, Router, middleware};
use salyk_contract::documents::DocumentInForce;
use salyk_contract::dossier::Dossier;
use salyk_contract::operator::{
    AdvanceClock, AllApplications, Changed, DecideRefund, NewRevision, PutInForce, RegisterDebt,
    RegisterRegime, RegistrationList, ReleaseGoods, RequestLog, RevokeSessions, SetAccount, SetFault,
    SetToday, SettleDebt, StepOnRegistration,
};
use salyk_contract::paths::operator as paths;
use salyk_contract::problem::ProblemCode;

use super::done;
use super::extract::{Json, OperatorKey, Segments};
use crate::operator::{Operator, OperatorError};
use crate::refusal::Refusal;
use crate::service::Shared;

impl From<OperatorError> for Refusal {
    fn from(error: OperatorError) -> Self {
        let code = match error {
            OperatorError::UnknownLogin
            | OperatorError::UnknownTaxpayer
            | OperatorError::UnknownLot
            | OperatorError::UnknownRegistration => ProblemCode::NotFound,
            OperatorError::NotNow => ProblemCode::Conflict,
            _ => ProblemCode::Invalid,
        };
        Self::with_detail(code, error.to_string())
    }
}

pub(super) fn router(service: Shared) -> Router<Shared> {
    let key = middleware::from_extractor_with_state::<OperatorKey, _>(service);
    Router::new()
        .route(paths::DOCUMENTS, post(put_in_force))
        .route(paths::TODAY, put(set_today))
        .route(paths::CLOCK, post(advance_clock))
        .route(paths::EXPIRE_ACCESS, post(expire_access))
        .route(paths::EXPIRE_REFRESH, post(expire_refresh))
        .route(paths::REVOKE_SESSIONS, post(revoke_sessions))
        .route(paths::ACCOUNT, put(set_account))
        .route(paths::DOSSIER, get(dossier).put(replace_dossier))
        .route(paths::APPLICATIONS, get(applications))
        .route(paths::REGISTER_REGIME, post(register_regime))
        .route(paths::RELEASE, post(release))
        .route(paths::DECIDE_REFUND, post(decide_refund))
        .route(paths::REGISTER_DEBT, post(register_debt))
        .route(paths::SETTLE_DEBT, post(settle_debt))
        .route(paths::REGISTRATIONS, get(registrations))
        .route(paths::REGISTRATION_STEP, post(step_registration))
        .route(paths::FAULTS, post(set_fault).delete(forget_faults))
        .route(paths::LOG, get(log).delete(clear_log))
        .route_layer(key)
}

fn operator(service: Shared) -> Operator {
    Operator::new(service)
}

async fn put_in_force(
    State(service): State<Shared>,
    Json(new): Json<PutInForce>,
) -> Result<Answer<DocumentInForce>, Refusal> {
    Ok(Answer(operator(service).put_in_force(&new)?))
}

async fn set_today(State(service): State<Shared>, Json(request): Json<SetToday>) -> Response {
    operator(service).set_today(request.date);
    done()
}

async fn advance_clock(State(service): State<Shared>, Json(request): Json<AdvanceClock>) -> Response {
    operator(service).advance_clock(request.seconds);
    done()
}

async fn expire_access(State(service): State<Shared>) -> Answer<Changed> {
    Answer(Changed {
        changed: operator(service).expire_access(),
    })
}

async fn expire_refresh(State(service): State<Shared>) -> Answer<Changed> {
    Answer(Changed {
        changed: operator(service).expire_refresh(),
    })
}

async fn revoke_sessions(
    State(service): State<Shared>,
    Json(request): Json<RevokeSessions>,
) -> Answer<Changed> {
    Answer(Changed {
        changed: operator(service).revoke_sessions(request.login.as_deref()),
    })
}

async fn set_account(
    State(service): State<Shared>,
    Json(request): Json<SetAccount>,
) -> Result<Response, Refusal> {
    operator(service).set_account(&request.login, request.locked)?;
    Ok(done())
}

async fn dossier(
    State(service): State<Shared>,
    Segments(id): Segments<String>,
) -> Result<Answer<Dossier>, Refusal> {
    operator(service)
        .dossier(&id)
        .map(Answer)
        .ok_or_else(|| ProblemCode::NotFound.into())
}

async fn replace_dossier(
    State(service): State<Shared>,
    Segments(id): Segments<String>,
    Json(new): Json<Dossier>,
) -> Result<Answer<NewRevision>, Refusal> {
    Ok(Answer(NewRevision {
        revision: operator(service).replace_dossier(&id, new)?,
    }))
}

async fn registrations(State(service): State<Shared>) -> Answer<RegistrationList> {
    Answer(RegistrationList {
        registrations: operator(service).registrations(),
    })
}

async fn step_registration(
    State(service): State<Shared>,
    Json(request): Json<StepOnRegistration>,
) -> Result<Response, Refusal> {
    operator(service).step_registration(&request.number, &request.step)?;
    Ok(done())
}

async fn set_fault(State(service): State<Shared>, Json(fault): Json<SetFault>) -> Response {
    operator(service).set_fault(fault);
    done()
}

async fn forget_faults(State(service): State<Shared>) -> Response {
    operator(service).forget_faults();
    done()
}

async fn log(State(service): State<Shared>) -> Answer<RequestLog> {
    Answer(operator(service).log())
}

async fn clear_log(State(service): State<Shared>) -> Response {
    operator(service).clear_log();
    done()
}

async fn applications(State(service): State<Shared>) -> Answer<AllApplications> {
    Answer(AllApplications {
        applications: operator(service).applications(),
    })
}

async fn register_regime(
    State(service): State<Shared>,
    Json(register): Json<RegisterRegime>,
) -> Result<Answer<NewRevision>, Refusal> {
    revised(operator(service).register_regime(&register.taxpayer))
}

async fn release(
    State(service): State<Shared>,
    Json(goods): Json<ReleaseGoods>,
) -> Result<Answer<NewRevision>, Refusal> {
    revised(operator(service).release(&goods))
}

async fn decide_refund(
    State(service): State<Shared>,
    Json(decide): Json<DecideRefund>,
) -> Result<Answer<NewRevision>, Refusal> {
    revised(operator(service).decide_refund(&decide))
}

async fn register_debt(
    State(service): State<Shared>,
    Json(debt): Json<RegisterDebt>,
) -> Result<Answer<NewRevision>, Refusal> {
    revised(operator(service).register_debt(&debt))
}

async fn settle_debt(
    State(service): State<Shared>,
    Json(settled): Json<SettleDebt>,
) -> Result<Answer<NewRevision>, Refusal> {
    revised(operator(service).settle_debt(&settled))
}

fn revised(revision: Result<u64, OperatorError>) -> Result<Answer<NewRevision>, Refusal> {
    Ok(Answer(NewRevision { revision: revision? }))
}
