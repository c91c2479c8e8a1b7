use axum::Json as Answer;
use axum::extract::State;
use axum::http::HeaderMap;
use salyk_contract::applications::{Application, Applications, FiledApplication, Receipt, Withdrawal};
use salyk_contract::lots::{AttachmentKind, Body, DirectedSum, Direction};
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};

use super::described::{Always, WithBody, WithSession};
use super::extract::{Bearer, Json, Segments};
use super::sessions::{check_text, check_uuid};
use super::taxpayers::check_own;
use crate::applications::{NoReceipt, Now};
use crate::refusal::Refusal;
use crate::service::Shared;

/// Longest id, number or account in an application, in Unicode characters.
const MOST_CHARS: usize = 64;

impl From<NoReceipt> for Refusal {
    fn from(why: NoReceipt) -> Self {
        match why {
            NoReceipt::Refused(reason) => Self::of_application(reason),
            NoReceipt::Full => ProblemCode::Unavailable.into(),
            NoReceipt::UnknownTaxpayer => ProblemCode::NotFound.into(),
        }
    }
}

/// File an application
#[utoipa::path(post, path = paths::APPLICATIONS, tag = "applications", operation_id = "file",
    security(("bearer" = [])), request_body = Application,
    params(
        ("id" = String, Path, description = "The taxpayer's opaque id",
            example = "5a1e0000-0000-4000-8000-000000000001",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("Idempotency-Key" = String, Header, format = "uuid", min_length = 36, max_length = 36,
            description = "A UUID that was durable on the phone before this was first sent"),
    ),
    responses(
        (status = 200, description = "It is filed; the same key and contents give the same receipt again", body = Receipt),
        (status = 404, description = "No such taxpayer, or not this login's", body = Problem, content_type = MEDIA_TYPE),
        (status = 409, description = "It is not received; `reason` says why. The key keeps this answer", body = Problem,
            content_type = MEDIA_TYPE),
        WithBody, WithSession, Always,
    ))]
pub(crate) async fn file(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments(id): Segments<String>,
    headers: HeaderMap,
    Json(application): Json<Application>,
) -> Result<Answer<Receipt>, Refusal> {
    check_own(&service, &session, &id)?;
    let key = headers
        .get(paths::IDEMPOTENCY_KEY)
        .and_then(|key| key.to_str().ok());
    let key = key.unwrap_or_default();
    check_uuid(paths::IDEMPOTENCY_KEY, key)?;
    check(&application)?;
    let now = Now {
        at: service.clock.told(),
        day: service.clock.today(),
    };
    let (mut applications, mut dossiers) = (service.applications(), service.dossiers());
    let attachments = service.attachments();
    let holds = |file: &str| attachments.look(&id, file).is_ok_and(|held| held.complete);
    Ok(Answer(applications.file(
        &mut dossiers,
        &id,
        key,
        application,
        now,
        holds,
    )?))
}

/// The applications of one taxpayer
#[utoipa::path(get, path = paths::APPLICATIONS, tag = "applications", operation_id = "applications",
    security(("bearer" = [])),
    params(("id" = String, Path, description = "The taxpayer's opaque id",
        example = "5a1e0000-0000-4000-8000-000000000001",
        min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$")),
    responses(
        (status = 200, description = "The applications that were received", body = Applications),
        (status = 404, description = "No such taxpayer, or not this login's", body = Problem, content_type = MEDIA_TYPE),
        WithSession, Always,
    ))]
pub(crate) async fn list(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments(id): Segments<String>,
) -> Result<Answer<Applications>, Refusal> {
    check_own(&service, &session, &id)?;
    Ok(Answer(service.applications().of(&id)))
}

/// One application
#[utoipa::path(get, path = paths::APPLICATION, tag = "applications", operation_id = "application",
    security(("bearer" = [])),
    params(
        ("id" = String, Path, description = "The taxpayer's opaque id",
            example = "5a1e0000-0000-4000-8000-000000000001",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("key" = String, Path, description = "The application's key", format = "uuid", min_length = 36, max_length = 36),
    ),
    responses(
        (status = 200, description = "The application and its receipt", body = FiledApplication),
        (status = 404, description = "Nothing was received under this key", body = Problem, content_type = MEDIA_TYPE),
        WithSession, Always,
    ))]
pub(crate) async fn one(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments((id, key)): Segments<(String, String)>,
) -> Result<Answer<FiledApplication>, Refusal> {
    check_own(&service, &session, &id)?;
    let found = service.applications().one(&id, &key).cloned();
    found.map(Answer).ok_or_else(|| ProblemCode::NotFound.into())
}

/// Withdraw an application that may not have arrived
#[utoipa::path(delete, path = paths::APPLICATION, tag = "applications", operation_id = "withdraw",
    security(("bearer" = [])),
    params(
        ("id" = String, Path, description = "The taxpayer's opaque id",
            example = "5a1e0000-0000-4000-8000-000000000001",
            min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"),
        ("key" = String, Path, description = "The application's key", format = "uuid", min_length = 36, max_length = 36),
    ),
    responses(
        (status = 200, description = "Withdrawn for good, or received before", body = Withdrawal),
        (status = 404, description = "No such taxpayer, or not this login's, or no key", body = Problem,
            content_type = MEDIA_TYPE),
        WithSession, Always,
    ))]
pub(crate) async fn withdraw(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Segments((id, key)): Segments<(String, String)>,
) -> Result<Answer<Withdrawal>, Refusal> {
    check_own(&service, &session, &id)?;
    check_uuid("key", &key).map_err(|_| ProblemCode::NotFound)?;
    Ok(Answer(service.applications().withdraw(&id, &key)?))
}

fn check(application: &Application) -> Result<(), Refusal> {
    let invalid = |name: &str| Refusal::with_detail(ProblemCode::Invalid, name);
    match application {
        Application::Regime(regime) => {
            if regime.none_of.len() > 16 {
                return Err(invalid("none_of"));
            }
            check_text("office", &regime.office, 3)
        }
        Application::Refund(refund) => {
            check_text("lot", &refund.lot, MOST_CHARS)?;
            check_ids("exports", &refund.exports, 1_000)?;
            if refund.files.len() > 64 || refund.files.iter().any(|one| one.kind == AttachmentKind::Unknown) {
                return Err(invalid("files"));
            }
            refund
                .files
                .iter()
                .try_for_each(|one| check_text("files", &one.file, MOST_CHARS))?;
            if refund.claimed.len() > 32 || refund.claimed.is_empty() || !refund.claimed.iter().all(is_known)
            {
                return Err(invalid("claimed"));
            }
            let known = |kind| kind != AttachmentKind::Unknown;
            if refund.attachments.len() > 64 || !refund.attachments.iter().all(|paper| known(paper.kind)) {
                return Err(invalid("attachments"));
            }
            if refund.body == Body::Unknown {
                return Err(invalid("body"));
            }
            Ok(())
        }
        Application::IndirectTaxReport(report) => {
            check_text("lot", &report.lot, MOST_CHARS)?;
            check_ids("files", &report.files, 64)
        }
    }
}

fn is_known(part: &DirectedSum) -> bool {
    part.direction != Direction::Unknown
}

fn check_ids(name: &str, ids: &[String], most: usize) -> Result<(), Refusal> {
    if ids.len() > most {
        return Err(Refusal::with_detail(ProblemCode::Invalid, name));
    }
    ids.iter().try_for_each(|id| check_text(name, id, MOST_CHARS))
}
