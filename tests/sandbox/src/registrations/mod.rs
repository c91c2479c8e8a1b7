//! Applications for access to the Taxpayer's Cabinet (guide:G4–G7): each is received once, whatever is lost on its way.

mod case;
mod register;

use std::collections::HashMap;

use jiff::Timestamp;
use ring::rand::SystemRandom;
use salyk_contract::Secret;
use salyk_contract::operator::{RegistrationOnDesk, RegistrationStep};
use salyk_contract::problem::ProblemCode;
use salyk_contract::registrations::{
    ApplicantKind, RegistrationEventKind as Kind, RegistrationState as State, RegistrationStatus, Submitted,
    TerritorialOffice,
};

use crate::sessions::random_hex;
use crate::tagged::sha256_hex;

use case::Case;
pub(crate) use case::{Content, StepError};
pub use register::{SAMPLE_REGISTER, SampleEntry};
pub(crate) use register::{organisation, person};

/// The most applications that a sandbox holds.
const MOST: usize = 10_000;

/// The applications, oldest first, and what was sent under which key.
#[derive(Default)]
pub(crate) struct Registrations {
    cases: Vec<Case>,
    by_key: HashMap<String, Sent>,
}

/// What was sent under a key, and how it was answered.
#[derive(Clone)]
pub(crate) struct Sent {
    case: usize,
    content: Content,
    /// Argon2id of the password that was sent.
    password_hash: String,
    at: Timestamp,
}

/// What goes into the books: the password was hashed before.
pub(crate) struct Entry {
    pub(crate) content: Content,
    pub(crate) password_hash: String,
    pub(crate) office: TerritorialOffice,
}

/// Who has access from now on.
pub(crate) struct Granted {
    pub(crate) login: String,
    pub(crate) content: Content,
    pub(crate) password_hash: String,
}

impl Sent {
    /// Whether this is what was sent before, but for the password.
    pub(crate) fn says(&self, content: &Content) -> bool {
        self.content == *content
    }

    pub(crate) fn password_hash(&self) -> &str {
        &self.password_hash
    }
}

impl Registrations {
    /// What was sent under this key before.
    pub(crate) fn sent_under(&self, key: &str) -> Option<Sent> {
        self.by_key.get(&sha256_hex(key.as_bytes())).cloned()
    }

    /// Whether there is an application for it that was not refused, or an access.
    pub(crate) fn concerns(&self, applicant: ApplicantKind, inn: &str) -> bool {
        self.cases.iter().any(|case| {
            let content = &case.content;
            content.applicant == applicant && content.subject().inn == inn && case.state != State::Refused
        })
    }

    /// Receives an application.
    pub(crate) fn submit(
        &mut self,
        key: &str,
        entry: Entry,
        now: Timestamp,
    ) -> Result<Submitted, ProblemCode> {
        self.free(key)?;
        if self.concerns(entry.content.applicant, entry.content.subject().inn) {
            return Err(ProblemCode::AlreadyRegistered);
        }
        if self.cases.len() >= MOST {
            return Err(ProblemCode::Unavailable);
        }
        let secret = random_hex(&SystemRandom::new())?;
        let index = self.cases.len();
        let mut case = Case {
            number: format!("ULGU-{:06}", index + 1),
            secret: Secret::new(secret),
            claimed: false,
            content: entry.content,
            password_hash: entry.password_hash,
            office: entry.office,
            state: State::Submitted,
            passport_shown: false,
            login: None,
            events: Vec::new(),
        };
        case.note(Kind::Submitted, now, None);
        self.cases.push(case);
        self.keep(key, index, now)
    }

    /// Receives a refused application, mended.
    pub(crate) fn mend(
        &mut self,
        key: &str,
        number: &str,
        secret: &str,
        entry: Entry,
        now: Timestamp,
    ) -> Result<Submitted, ProblemCode> {
        let index = self.claimed(number, secret)?;
        self.free(key)?;
        if self.concerns(entry.content.applicant, entry.content.subject().inn) {
            return Err(ProblemCode::AlreadyRegistered);
        }
        let case = self.cases.get_mut(index).ok_or(ProblemCode::NotFound)?;
        if case.state != State::Refused {
            return Err(ProblemCode::Conflict);
        }
        // The passport that was shown is that of whoever was named then (guide:G6).
        case.passport_shown &= case.content.person.inn == entry.content.person.inn;
        case.content = entry.content;
        case.password_hash = entry.password_hash;
        case.office = entry.office;
        case.state = State::Submitted;
        case.note(Kind::Resubmitted, now, None);
        self.keep(key, index, now)
    }

    /// The answer to what was sent under a key, once more.
    pub(crate) fn again(&self, sent: &Sent) -> Result<Submitted, ProblemCode> {
        let case = self.cases.get(sent.case).ok_or(ProblemCode::NotFound)?;
        Ok(Submitted {
            number: case.number.clone(),
            submitted_at: sent.at,
            claim_secret: case.secret.clone(),
        })
    }

    /// The same for whoever knows only the key: until the claim secret was used, for then it has arrived. A mended application's
    /// secret has arrived long before, so its receipt is given always.
    pub(crate) fn receipt(&self, key: &str) -> Result<Submitted, ProblemCode> {
        let sent = self.sent_under(key).ok_or(ProblemCode::NotFound)?;
        let case = self.cases.get(sent.case).ok_or(ProblemCode::NotFound)?;
        let first = case.events.first().is_some_and(|event| event.at == sent.at);
        if case.claimed && first {
            return Err(ProblemCode::NotFound);
        }
        self.again(&sent)
    }

    /// Where an application is.
    pub(crate) fn status(&mut self, number: &str, secret: &str) -> Result<RegistrationStatus, ProblemCode> {
        let index = self.claimed(number, secret)?;
        let case = self.cases.get_mut(index).ok_or(ProblemCode::NotFound)?;
        case.claimed = true;
        Ok(case.status())
    }

    /// All of them, as an inspector sees them.
    pub(crate) fn list(&self) -> Vec<RegistrationOnDesk> {
        self.cases.iter().map(Case::on_desk).collect()
    }

    /// Takes an inspector's step; gives who is granted access by it.
    pub(crate) fn step(
        &mut self,
        number: &str,
        step: &RegistrationStep,
        now: Timestamp,
    ) -> Result<Option<Granted>, StepError> {
        let case = self.cases.iter_mut().find(|case| case.number == number);
        let case = case.ok_or(StepError::Unknown)?;
        if !case.step(step, now)? {
            return Ok(None);
        }
        let login = format!("{}-kiruu", case.number.to_lowercase());
        case.grant(login.clone(), now);
        Ok(Some(Granted {
            login,
            content: case.content,
            password_hash: case.password_hash.clone(),
        }))
    }

    /// Whose application this number and secret are; numbers that there are and that there aren't are told by nothing.
    fn claimed(&self, number: &str, secret: &str) -> Result<usize, ProblemCode> {
        let hash = |text: &str| sha256_hex(text.as_bytes());
        let found = self.cases.iter().position(|case| case.number == number);
        found
            .filter(|index| {
                let case = self.cases.get(*index);
                case.is_some_and(|case| hash(case.secret.expose()) == hash(secret))
            })
            .ok_or(ProblemCode::NotFound)
    }

    fn free(&self, key: &str) -> Result<(), ProblemCode> {
        match self.sent_under(key) {
            Some(_) => Err(ProblemCode::Conflict),
            None => Ok(()),
        }
    }

    fn keep(&mut self, key: &str, index: usize, at: Timestamp) -> Result<Submitted, ProblemCode> {
        let case = self.cases.get(index).ok_or(ProblemCode::Internal)?;
        let sent = Sent {
            case: index,
            content: case.content,
            password_hash: case.password_hash.clone(),
            at,
        };
        let answer = self.again(&sent)?;
        self.by_key.insert(sha256_hex(key.as_bytes()), sent);
        Ok(answer)
    }
}

#[cfg(test)]
mod tests;
