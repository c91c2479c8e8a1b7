use axum::Json as Answer;
use axum::extract::State;
use salyk_contract::consents::{AddReceipts, Receipt, ReceiptsKept};
use salyk_contract::documents::{DocumentKind, DocumentLanguage};
use salyk_contract::limits;
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};

use super::described::{Always, WithBody, WithSession};
use super::extract::{Bearer, Json};
use super::sessions::check_text;
use crate::consents::is_for;
use crate::refusal::Refusal;
use crate::service::Shared;

/// Add receipts during a session
#[utoipa::path(post, path = paths::CONSENT_RECEIPTS, tag = "consents", operation_id = "addReceipts",
    request_body = AddReceipts, security(("bearer" = [])),
    responses(
        (status = 200, description = "The receipts are kept", body = ReceiptsKept),
        (status = 409, description = "A receipt is for no text in force", body = Problem, content_type = MEDIA_TYPE),
        WithSession, WithBody, Always,
    ))]
pub(crate) async fn add(
    State(service): State<Shared>,
    Bearer(session): Bearer,
    Json(request): Json<AddReceipts>,
) -> Result<Answer<ReceiptsKept>, Refusal> {
    if !(1..=limits::MAX_RECEIPTS).contains(&request.receipts.len()) {
        return Err(Refusal::with_detail(ProblemCode::Invalid, "receipts"));
    }
    request.receipts.iter().try_for_each(check_receipt)?;
    let in_force = service.library().in_force();
    let fits = |receipt: &Receipt| in_force.iter().any(|document| is_for(receipt, document));
    if !request.receipts.iter().all(fits) {
        return Err(Refusal::consent_required(in_force));
    }
    let kept = service.receipts().add(&session.login, &request.receipts);
    Ok(Answer(ReceiptsKept { kept }))
}

/// Whether a receipt can be at all; whether it is for a text in force is another question.
pub(super) fn check_receipt(receipt: &Receipt) -> Result<(), Refusal> {
    if receipt.kind == DocumentKind::Unknown || receipt.language == DocumentLanguage::Unknown {
        return Err(Refusal::with_detail(
            ProblemCode::Invalid,
            "receipts: kind or language",
        ));
    }
    let is_lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if receipt.sha256.len() != 64 || !receipt.sha256.bytes().all(is_lower_hex) {
        return Err(Refusal::with_detail(ProblemCode::Invalid, "receipts: sha256"));
    }
    check_text("receipts: version", &receipt.version, limits::MAX_VERSION_CHARS)?;
    check_text(
        "receipts: app_version",
        &receipt.app_version,
        limits::MAX_VERSION_CHARS,
    )
}
