use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use salyk_contract::consents::Receipt;
use salyk_contract::documents::DocumentKind;
use salyk_contract::limits;
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};
use salyk_contract::registrations::{
    ApplicantKind, AskReceipt, Claim, KEY_HEADER, LookUpOrganisation, LookUpOutcome, LookUpPerson, LookedUp,
    Mended, Method, Organisation, Registration, RegistrationStatus, RepresentativeRole, Submitted,
    TerritorialOffice,
};

use super::consents::check_receipt;
use super::described::{Always, WithBody};
use super::extract::{Json, Peer};
use super::sessions::{check_text, check_uuid, never_stored};
use crate::consents::is_for;
use crate::refusal::Refusal;
use crate::registrations::{Content, Entry, SampleEntry, Sent, organisation, person};
use crate::service::{Service, Shared};

/// Look a person up
#[utoipa::path(post, path = paths::LOOK_UP_PERSON, tag = "registrations", operation_id = "lookUpPerson",
    request_body = LookUpPerson,
    responses(
        (status = 200, description = "What the register says; `outcome` says whether anything", body = LookedUp),
        (status = 409, description = "The receipt of the privacy policy is needed (guide:M2a)", body = Problem,
            content_type = MEDIA_TYPE),
        (status = 429, description = "Too many look-ups", body = Problem, content_type = MEDIA_TYPE,
            headers(("Retry-After" = u64, description = "Seconds to wait"))),
        WithBody, Always,
    ))]
pub(crate) async fn look_up_person(
    State(service): State<Shared>,
    Peer(peer): Peer,
    Json(request): Json<LookUpPerson>,
) -> Result<(HeaderMap, Answer<LookedUp>), Refusal> {
    let inn = request.inn.expose();
    check_inn(inn)?;
    if request.applicant == ApplicantKind::Unknown {
        return Err(invalid("applicant"));
    }
    check_consent(&service, &request.receipt)?;
    count(&service, inn, peer)?;
    // Who has access for himself can still register an organisation.
    let taken = |entry: &SampleEntry| {
        request.applicant == ApplicantKind::Individual
            && (entry.registered || service.registrations().concerns(ApplicantKind::Individual, inn))
    };
    Ok((never_stored(), Answer(looked_up(&service, person(inn), taken))))
}

/// Look an organisation up
#[utoipa::path(post, path = paths::LOOK_UP_ORGANISATION, tag = "registrations", operation_id = "lookUpOrganisation",
    request_body = LookUpOrganisation,
    responses(
        (status = 200, description = "What the register says; `outcome` says whether anything", body = LookedUp),
        (status = 409, description = "The receipt of the privacy policy is needed (guide:M2a)", body = Problem,
            content_type = MEDIA_TYPE),
        (status = 429, description = "Too many look-ups", body = Problem, content_type = MEDIA_TYPE,
            headers(("Retry-After" = u64, description = "Seconds to wait"))),
        WithBody, Always,
    ))]
pub(crate) async fn look_up_organisation(
    State(service): State<Shared>,
    Peer(peer): Peer,
    Json(request): Json<LookUpOrganisation>,
) -> Result<(HeaderMap, Answer<LookedUp>), Refusal> {
    let inn = request.inn.expose();
    check_inn(inn)?;
    check_consent(&service, &request.receipt)?;
    count(&service, inn, peer)?;
    let taken = |entry: &SampleEntry| {
        entry.registered || service.registrations().concerns(ApplicantKind::LegalEntity, inn)
    };
    Ok((
        never_stored(),
        Answer(looked_up(&service, organisation(inn), taken)),
    ))
}

/// Apply for access
#[utoipa::path(post, path = paths::REGISTRATIONS, tag = "registrations", operation_id = "register",
    request_body = Registration,
    params(("Idempotency-Key" = String, Header, description = "Names the submission: the same key gets the same answer",
        format = "uuid", min_length = 36, max_length = 36)),
    responses(
        (status = 201, description = "The application was saved (guide:G4)", body = Submitted),
        (status = 409, description = "The receipt of the privacy policy is needed, the key was used with other content, or \
            there is an access already; `code` says which", body = Problem, content_type = MEDIA_TYPE),
        WithBody, Always,
    ))]
pub(crate) async fn register(
    State(service): State<Shared>,
    headers: HeaderMap,
    Json(request): Json<Registration>,
) -> Result<(StatusCode, HeaderMap, Answer<Submitted>), Refusal> {
    let key = key(&headers)?;
    let received = receive(&service, &key, &request, |service, entry| {
        service.registrations().submit(&key, entry, service.clock.told())
    });
    Ok((StatusCode::CREATED, never_stored(), Answer(received.await?)))
}

/// Send a refused application again, mended
#[utoipa::path(post, path = paths::REGISTRATION_MENDED, tag = "registrations", operation_id = "mendRegistration",
    request_body = Mended,
    params(("Idempotency-Key" = String, Header, description = "Names the submission: the same key gets the same answer",
        format = "uuid", min_length = 36, max_length = 36)),
    responses(
        (status = 200, description = "The application was saved under its number", body = Submitted),
        (status = 404, description = "Number and secret are of no application", body = Problem, content_type = MEDIA_TYPE),
        (status = 409, description = "The receipt of the privacy policy is needed, the key was used with other content, what \
            is said contradicts itself or the register, there is an access already, or the application was not refused; `code` says which", body = Problem,
            content_type = MEDIA_TYPE),
        WithBody, Always,
    ))]
pub(crate) async fn mend(
    State(service): State<Shared>,
    headers: HeaderMap,
    Json(request): Json<Mended>,
) -> Result<(HeaderMap, Answer<Submitted>), Refusal> {
    let key = key(&headers)?;
    check_claim(&request.claim)?;
    let (number, secret) = (&request.claim.number, request.claim.claim_secret.expose());
    let received = receive(&service, &key, &request.registration, |service, entry| {
        let now = service.clock.told();
        service.registrations().mend(&key, number, secret, entry, now)
    });
    Ok((never_stored(), Answer(received.await?)))
}

/// Ask again for the answer to an application
#[utoipa::path(post, path = paths::REGISTRATION_RECEIPT, tag = "registrations", operation_id = "registrationReceipt",
    request_body = AskReceipt,
    responses(
        (status = 200, description = "It was received", body = Submitted),
        (status = 404, description = "Nothing was received under this key, or its answer has arrived", body = Problem,
            content_type = MEDIA_TYPE),
        WithBody, Always,
    ))]
pub(crate) async fn receipt(
    State(service): State<Shared>,
    Json(request): Json<AskReceipt>,
) -> Result<(HeaderMap, Answer<Submitted>), Refusal> {
    check_uuid("key", request.key.expose())?;
    let received = service.registrations().receipt(request.key.expose())?;
    Ok((never_stored(), Answer(received)))
}

/// Where an application is
#[utoipa::path(post, path = paths::REGISTRATION_STATUS, tag = "registrations", operation_id = "registrationStatus",
    request_body = Claim,
    responses(
        (status = 200, description = "Where it is", body = RegistrationStatus),
        (status = 404, description = "Number and secret are of no application", body = Problem, content_type = MEDIA_TYPE),
        WithBody, Always,
    ))]
pub(crate) async fn status(
    State(service): State<Shared>,
    Json(claim): Json<Claim>,
) -> Result<(HeaderMap, Answer<RegistrationStatus>), Refusal> {
    check_claim(&claim)?;
    let status = service
        .registrations()
        .status(&claim.number, claim.claim_secret.expose())?;
    Ok((never_stored(), Answer(status)))
}

/// Receives what was checked, once: what came under this key before is answered as it was then.
async fn receive(
    service: &Shared,
    key: &str,
    request: &Registration,
    enter: impl FnOnce(&Service, Entry) -> Result<Submitted, ProblemCode>,
) -> Result<Submitted, Refusal> {
    let (content, office) = check(service, request)?;
    let known = service.registrations().sent_under(key);
    let (hasher, password) = (service.accounts().hasher(), request.password.clone());
    let before = known.as_ref().map(|sent: &Sent| sent.password_hash().to_owned());
    let hashing = tokio::task::spawn_blocking(move || match before {
        Some(hash) => (hasher.knows(password.expose(), &hash), Ok(hash)),
        None => (true, hasher.hash(password.expose())),
    });
    let (same_password, hash) = hashing.await.map_err(|_| Refusal::from(ProblemCode::Internal))?;
    if let Some(sent) = known {
        if !same_password || !sent.says(&content) {
            return Err(ProblemCode::Conflict.into());
        }
        return Ok(service.registrations().again(&sent)?);
    }
    let entry = Entry {
        content,
        password_hash: hash.map_err(|_| Refusal::from(ProblemCode::Internal))?,
        office,
    };
    Ok(enter(service, entry)?)
}

/// What the application says, if it can be.
fn check(service: &Service, request: &Registration) -> Result<(Content, TerritorialOffice), Refusal> {
    if request.method != Method::LoginAndPassword {
        return Err(invalid("method"));
    }
    check_inn(request.inn.expose())?;
    check_text("app_version", &request.app_version, limits::MAX_VERSION_CHARS)?;
    let length = request.password.expose().chars().count();
    if !(limits::MIN_PASSWORD_CHARS..=limits::MAX_PASSWORD_CHARS).contains(&length) {
        return Err(invalid("password"));
    }
    check_consent(service, &request.receipt)?;
    let person = person(request.inn.expose()).ok_or_else(|| contradicted("inn"))?;
    let organisation = match (request.applicant, &request.organisation) {
        (ApplicantKind::Individual, None) => None,
        (ApplicantKind::LegalEntity, Some(Organisation { inn, role })) => {
            check_inn(inn.expose())?;
            if *role == RepresentativeRole::Unknown {
                return Err(invalid("role"));
            }
            let entry = organisation(inn.expose()).ok_or_else(|| contradicted("organisation"))?;
            Some((entry, *role))
        }
        _ => return Err(contradicted("applicant")),
    };
    let content = Content {
        applicant: request.applicant,
        person,
        organisation,
    };
    let subject = content.subject();
    if subject.office != request.office {
        return Err(contradicted("office"));
    }
    if subject.registered {
        return Err(ProblemCode::AlreadyRegistered.into());
    }
    Ok((content, office(service, subject)))
}

fn looked_up(
    service: &Service,
    entry: Option<&'static SampleEntry>,
    taken: impl FnOnce(&SampleEntry) -> bool,
) -> LookedUp {
    let nothing = |outcome| LookedUp {
        outcome,
        name: None,
        office: None,
    };
    match entry {
        None => nothing(LookUpOutcome::NotFound),
        Some(entry) if taken(entry) => nothing(LookUpOutcome::AlreadyRegistered),
        Some(entry) => LookedUp {
            outcome: LookUpOutcome::Found,
            name: Some(entry.name.to_owned()),
            office: Some(office(service, entry)),
        },
    }
}

fn office(service: &Service, entry: &SampleEntry) -> TerritorialOffice {
    let offices = &service.tables.offices.content;
    let found = offices.iter().find(|office| office.code == entry.office);
    TerritorialOffice {
        code: entry.office.to_owned(),
        name: found.map(|office| office.name_ru.clone()).unwrap_or_default(),
    }
}

/// guide:M2a: no INN is looked up without the receipt of the privacy policy in force.
fn check_consent(service: &Service, receipt: &Receipt) -> Result<(), Refusal> {
    check_receipt(receipt)?;
    let in_force = service.library().in_force();
    let privacy =
        |document: &&salyk_contract::documents::DocumentInForce| document.kind == DocumentKind::PrivacyPolicy;
    let covered = in_force
        .iter()
        .filter(privacy)
        .any(|document| is_for(receipt, document));
    if covered {
        Ok(())
    } else {
        Err(Refusal::consent_required(in_force))
    }
}

fn count(service: &Service, inn: &str, peer: std::net::IpAddr) -> Result<(), Refusal> {
    let counted = service.look_ups().begin(inn, peer, service.clock.now());
    counted.map_err(|wait| Refusal::wait(ProblemCode::TooManyAttempts, Some(wait)))
}

fn check_inn(inn: &str) -> Result<(), Refusal> {
    if inn.len() == 14 && inn.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(())
    } else {
        Err(invalid("inn"))
    }
}

fn check_claim(claim: &Claim) -> Result<(), Refusal> {
    check_text("number", &claim.number, limits::MAX_NUMBER_CHARS)?;
    check_text(
        "claim_secret",
        claim.claim_secret.expose(),
        limits::MAX_TOKEN_CHARS,
    )
}

fn key(headers: &HeaderMap) -> Result<String, Refusal> {
    let sent = headers.get(KEY_HEADER).and_then(|value| value.to_str().ok());
    let key = sent.ok_or_else(|| Refusal::with_detail(ProblemCode::Malformed, KEY_HEADER))?;
    check_uuid(KEY_HEADER, key)?;
    Ok(key.to_owned())
}

fn invalid(field: &str) -> Refusal {
    Refusal::with_detail(ProblemCode::Invalid, field)
}

/// Each value can be, but not together, or not by the register.
fn contradicted(field: &str) -> Refusal {
    Refusal::with_detail(ProblemCode::ApplicationRefused, field)
}
