//! Registrations as they travel, and as the core knows them.

use reqwest::Method;
use salyk_contract::registrations::{self as wire, RegistrationEventKind, RegistrationState};
use salyk_contract::{Secret as WireSecret, limits, paths};
use salyk_regulation::inn::Inn;

use super::exchange::Request;
use super::malformed;
use super::sessions::{expose, read_token, receipt, write};
use crate::ports::ServiceError;
use crate::registration::{
    ApplicantKind, ApplicationEvent, ApplicationState, ApplicationStatus, Claim, LookedUp, Office, Received,
    RegistrationAnswer, RegistrationCall, Representative, Subject, Submission,
};

/// Longest name or reason that is kept, in characters.
const LONGEST_TEXT: usize = 2_000;

/// Most events of one application.
const MOST_EVENTS: usize = 1_000;

type Read = fn(&[u8]) -> Result<RegistrationAnswer, ServiceError>;

/// What is sent for a call, and how its answer is read.
pub(super) fn request(call: RegistrationCall) -> Result<(Request, Read), ServiceError> {
    let send = |path: &str, body| Request::send(Method::POST, path.to_owned(), body);
    Ok(match call {
        RegistrationCall::LookUp {
            subject: Subject::Person,
            applicant: kind,
            inn,
            receipt: agreed,
        } => {
            let body = write(&wire::LookUpPerson {
                inn: wire_inn(inn),
                applicant: applicant(kind),
                receipt: receipt(&agreed),
            })?;
            (send(paths::LOOK_UP_PERSON, body), looked_up)
        }
        RegistrationCall::LookUp {
            inn, receipt: agreed, ..
        } => {
            let body = write(&wire::LookUpOrganisation {
                inn: wire_inn(inn),
                receipt: receipt(&agreed),
            })?;
            (send(paths::LOOK_UP_ORGANISATION, body), looked_up)
        }
        RegistrationCall::Submit {
            key,
            submission,
            mends,
        } => {
            let registration = registration(&submission)?;
            let request = match mends {
                None => send(paths::REGISTRATIONS, write(&registration)?),
                Some(mended) => {
                    let body = write(&wire::Mended {
                        claim: claim(&mended)?,
                        registration,
                    })?;
                    send(paths::REGISTRATION_MENDED, body)
                }
            };
            (request.keyed(&key)?, received)
        }
        RegistrationCall::AskReceipt { key } => {
            let body = write(&wire::AskReceipt {
                key: expose(&key, "key")?,
            })?;
            (send(paths::REGISTRATION_RECEIPT, body), received)
        }
        RegistrationCall::Status { claim: asked } => {
            (send(paths::REGISTRATION_STATUS, write(&claim(&asked)?)?), status)
        }
    })
}

fn registration(submission: &Submission) -> Result<wire::Registration, ServiceError> {
    let organisation = submission.organisation.map(|(inn, role)| wire::Organisation {
        inn: wire_inn(inn),
        role: match role {
            Representative::Head => wire::RepresentativeRole::Head,
            Representative::Accountant => wire::RepresentativeRole::Accountant,
        },
    });
    Ok(wire::Registration {
        method: wire::Method::LoginAndPassword,
        applicant: applicant(submission.applicant),
        inn: wire_inn(submission.inn),
        organisation,
        office: submission.office.clone(),
        password: expose(&submission.password, "password")?,
        receipt: receipt(&submission.receipt),
        app_version: submission.app_version.clone(),
    })
}

fn applicant(kind: ApplicantKind) -> wire::ApplicantKind {
    match kind {
        ApplicantKind::Individual => wire::ApplicantKind::Individual,
        ApplicantKind::LegalEntity => wire::ApplicantKind::LegalEntity,
    }
}

fn claim(claim: &Claim) -> Result<wire::Claim, ServiceError> {
    Ok(wire::Claim {
        number: claim.number.clone(),
        claim_secret: expose(&claim.secret, "claim_secret")?,
    })
}

fn wire_inn(inn: Inn) -> WireSecret {
    WireSecret::new(inn.as_str())
}

fn looked_up(body: &[u8]) -> Result<RegistrationAnswer, ServiceError> {
    let answer: wire::LookedUp = malformed::read("look-up", body)?;
    let found = match answer.outcome {
        wire::LookUpOutcome::Found => LookedUp::Found {
            name: text("name", answer.name.unwrap_or_default())?,
            office: office(answer.office.ok_or_else(|| malformed::field("office"))?)?,
        },
        wire::LookUpOutcome::NotFound => LookedUp::NotFound,
        wire::LookUpOutcome::AlreadyRegistered => LookedUp::AlreadyRegistered,
        _ => return Err(malformed::field("outcome")),
    };
    Ok(RegistrationAnswer::LookedUp(found))
}

fn received(body: &[u8]) -> Result<RegistrationAnswer, ServiceError> {
    let answer: wire::Submitted = malformed::read("receipt", body)?;
    Ok(RegistrationAnswer::Received(Received {
        number: number(answer.number)?,
        submitted_at: answer.submitted_at,
        secret: read_token(&answer.claim_secret, "claim_secret")
            .ok()
            .filter(|secret| secret.expose().len() <= limits::MAX_CLAIM_SECRET_CHARS)
            .ok_or_else(|| malformed::field("claim_secret"))?,
    }))
}

fn status(body: &[u8]) -> Result<RegistrationAnswer, ServiceError> {
    let answer: wire::RegistrationStatus = malformed::read("registration", body)?;
    let state = match answer.state {
        RegistrationState::Submitted => ApplicationState::Submitted,
        RegistrationState::UnderReview => ApplicationState::UnderReview,
        RegistrationState::Refused => ApplicationState::Refused,
        RegistrationState::Confirmed => ApplicationState::Confirmed,
        RegistrationState::AccessGranted => ApplicationState::AccessGranted,
        _ => ApplicationState::Other,
    };
    if answer.events.len() > MOST_EVENTS {
        return Err(malformed::field("events"));
    }
    let login = match answer.login {
        Some(login) if login.is_empty() || login.chars().count() > limits::MAX_LOGIN_CHARS => {
            return Err(malformed::field("login"));
        }
        login => login,
    };
    if (state == ApplicationState::AccessGranted) != login.is_some() {
        return Err(malformed::field("login"));
    }
    let events = answer.events.iter();
    Ok(RegistrationAnswer::Status(ApplicationStatus {
        state,
        reason: answer.reason.map(|reason| text("reason", reason)).transpose()?,
        passport_shown: answer.passport_shown,
        office: office(answer.office)?,
        login,
        events: events
            .filter_map(|event| Some((event_kind(event.kind)?, event.at)))
            .collect(),
    }))
}

/// What a newer service adds is passed over.
fn event_kind(kind: RegistrationEventKind) -> Option<ApplicationEvent> {
    Some(match kind {
        RegistrationEventKind::Submitted => ApplicationEvent::Submitted,
        RegistrationEventKind::Resubmitted => ApplicationEvent::Resubmitted,
        RegistrationEventKind::UnderReview => ApplicationEvent::UnderReview,
        RegistrationEventKind::Refused => ApplicationEvent::Refused,
        RegistrationEventKind::Confirmed => ApplicationEvent::Confirmed,
        RegistrationEventKind::PassportShown => ApplicationEvent::PassportShown,
        RegistrationEventKind::AccessGranted => ApplicationEvent::AccessGranted,
        _ => return None,
    })
}

fn office(office: wire::TerritorialOffice) -> Result<Office, ServiceError> {
    if office.code.chars().count() != 3 || office.name.chars().count() > LONGEST_TEXT {
        return Err(malformed::field("office"));
    }
    Ok(Office {
        code: office.code,
        name: office.name,
    })
}

/// A text that is there, and not too long to be shown.
fn text(name: &str, text: String) -> Result<String, ServiceError> {
    if text.trim().is_empty() || text.chars().count() > LONGEST_TEXT {
        return Err(malformed::field(name));
    }
    Ok(text)
}

fn number(number: String) -> Result<String, ServiceError> {
    let length = number.chars().count();
    if (1..=limits::MAX_NUMBER_CHARS).contains(&length) && !number.chars().any(char::is_control) {
        Ok(number)
    } else {
        Err(malformed::field("number"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{looked_up, received, status};
    use crate::ports::ServiceError;
    use crate::registration::{ApplicationEvent, ApplicationState, LookedUp, RegistrationAnswer};

    fn of(value: &Value) -> Vec<u8> {
        serde_json::to_vec(value).unwrap()
    }

    fn found() -> Value {
        json!({"outcome": "found", "name": "Үлгү", "office": {"code": "001", "name": "Үлгү"}})
    }

    fn granted() -> Value {
        json!({"number": "1", "state": "access_granted", "passport_shown": true, "login": "ulgu",
            "office": {"code": "001", "name": "Үлгү"},
            "events": [{"kind": "submitted", "at": "2026-11-23T04:00:00Z"}, {"kind": "new", "at": "2026-11-23T05:00:00Z"}]})
    }

    #[test]
    fn a_look_up_is_found_with_name_and_office_or_not_at_all() {
        assert!(matches!(
            looked_up(&of(&found())),
            Ok(RegistrationAnswer::LookedUp(LookedUp::Found { .. }))
        ));
        for field in ["name", "office"] {
            let mut broken = found();
            broken.as_object_mut().unwrap().remove(field);
            assert_eq!(
                looked_up(&of(&broken)),
                Err(ServiceError::Malformed(field.to_owned()))
            );
        }
        let newer = json!({"outcome": "on_paper_only"});
        assert_eq!(
            looked_up(&of(&newer)),
            Err(ServiceError::Malformed("outcome".to_owned()))
        );
    }

    #[test]
    fn a_state_passes_over_what_a_newer_service_adds() {
        let Ok(RegistrationAnswer::Status(read)) = status(&of(&granted())) else {
            panic!("no state")
        };
        assert_eq!(read.state, ApplicationState::AccessGranted);
        let kinds: Vec<_> = read.events.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [ApplicationEvent::Submitted]);
        let mut newer = granted();
        newer["state"] = json!("suspended");
        newer["login"] = Value::Null;
        assert!(matches!(
            status(&of(&newer)),
            Ok(RegistrationAnswer::Status(read)) if read.state == ApplicationState::Other
        ));
    }

    #[test]
    fn a_login_is_there_exactly_when_access_is() {
        for (state, login) in [("access_granted", Value::Null), ("confirmed", json!("ulgu"))] {
            let mut broken = granted();
            broken["state"] = json!(state);
            broken["login"] = login;
            assert_eq!(
                status(&of(&broken)),
                Err(ServiceError::Malformed("login".to_owned()))
            );
        }
    }

    #[test]
    fn a_receipt_needs_a_number_and_a_secret() {
        let good = json!({"number": "1", "submitted_at": "2026-11-23T04:00:00Z", "claim_secret": "canary"});
        assert!(received(&of(&good)).is_ok());
        for (field, value) in [
            ("number", json!("")),
            ("number", json!("1\n2")),
            ("claim_secret", json!("a b")),
        ] {
            let mut broken = good.clone();
            broken[field] = value;
            let refused = received(&of(&broken));
            assert_eq!(refused, Err(ServiceError::Malformed(field.to_owned())));
        }
    }
}
