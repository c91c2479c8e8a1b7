//! One application for access, from its receipt to the login.

use jiff::Timestamp;
use salyk_contract::Secret;
use salyk_contract::operator::{RegistrationOnDesk, RegistrationStep};
use salyk_contract::registrations::{
    ApplicantKind, RegistrationEvent, RegistrationEventKind as Kind, RegistrationState as State,
    RegistrationStatus, RepresentativeRole, TerritorialOffice,
};

use super::register::SampleEntry;

/// What an application says, its password left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    pub(crate) applicant: ApplicantKind,
    pub(crate) person: &'static SampleEntry,
    pub(crate) organisation: Option<(&'static SampleEntry, RepresentativeRole)>,
}

impl Content {
    /// Who is to have access.
    pub(crate) fn subject(&self) -> &'static SampleEntry {
        self.organisation
            .map_or(self.person, |(organisation, _)| organisation)
    }
}

/// An application.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) number: String,
    pub(super) secret: Secret,
    /// The claim secret was used: the receipt is not given by its key any more.
    pub(super) claimed: bool,
    pub(super) content: Content,
    pub(super) password_hash: String,
    pub(super) office: TerritorialOffice,
    pub(super) state: State,
    pub(super) passport_shown: bool,
    pub(super) login: Option<String>,
    pub(super) events: Vec<RegistrationEvent>,
}

/// Why a step can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepError {
    Unknown,
    NotNow,
    NoReason,
}

impl Case {
    pub(super) fn note(&mut self, kind: Kind, at: Timestamp, reason: Option<String>) {
        self.events.push(RegistrationEvent { kind, at, reason });
    }

    /// Takes an inspector's step; whether access is to be granted now.
    pub(super) fn step(&mut self, step: &RegistrationStep, at: Timestamp) -> Result<bool, StepError> {
        let open = matches!(self.state, State::Submitted | State::UnderReview);
        match step {
            RegistrationStep::Review if self.state == State::Submitted => {
                self.state = State::UnderReview;
                self.note(Kind::UnderReview, at, None);
            }
            RegistrationStep::Confirm if open => {
                self.state = State::Confirmed;
                self.note(Kind::Confirmed, at, None);
            }
            RegistrationStep::Refuse { reason } if open => {
                let reason = reason.trim();
                if reason.is_empty() {
                    return Err(StepError::NoReason);
                }
                self.state = State::Refused;
                self.note(Kind::Refused, at, Some(reason.to_owned()));
            }
            RegistrationStep::RecordPassport if !self.passport_shown => {
                self.passport_shown = true;
                self.note(Kind::PassportShown, at, None);
            }
            _ => return Err(StepError::NotNow),
        }
        Ok(self.state == State::Confirmed && self.passport_shown)
    }

    pub(super) fn grant(&mut self, login: String, at: Timestamp) {
        self.state = State::AccessGranted;
        self.login = Some(login);
        self.note(Kind::AccessGranted, at, None);
    }

    pub(super) fn status(&self) -> RegistrationStatus {
        let refusal = self.events.iter().rev().find(|event| event.kind == Kind::Refused);
        RegistrationStatus {
            number: self.number.clone(),
            state: self.state,
            reason: refusal
                .filter(|_| self.state == State::Refused)
                .and_then(|event| event.reason.clone()),
            passport_shown: self.passport_shown,
            office: self.office.clone(),
            login: self.login.clone(),
            events: self.events.clone(),
        }
    }

    pub(super) fn on_desk(&self) -> RegistrationOnDesk {
        RegistrationOnDesk {
            applicant: self.content.applicant,
            person: self.content.person.name.to_owned(),
            organisation: self.content.organisation.map(|(entry, _)| entry.name.to_owned()),
            status: self.status(),
        }
    }
}
