//! What the phone knows of registrations: the form that is being filled in, and the applications that were sent.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use salyk_regulation::inn::Inn;
use serde::{Deserialize, Serialize};

use super::claims::Claims;
use super::form::{FormField, LookUp, LookUps, Typed};
use super::types::{ApplicantKind, ApplicationStatus, LookedUp, Office, Representative, Subject};
use crate::consent::Receipt;
use crate::effect::Ticket;
use crate::fault::Trouble;
use crate::secret::Secret;

/// The most applications that one phone follows; their secrets share one entry of the vault.
pub(super) const MOST_APPLICATIONS: usize = 20;

/// What the phone knows of registrations.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The form for a new application.
    pub(super) fresh: Work,
    /// The applications that were sent, oldest first.
    pub(super) applications: Vec<Application>,
    pub(super) claims: Claims,
    /// Until when the service takes no further look-up, and how many seconds it said.
    pub(super) wait: Option<(Timestamp, u32)>,
    pub(super) countdown: Option<Ticket>,
    /// Every receipt that anything was asked or sent with, oldest first: they outlive the form that they were given on.
    pub(super) receipts: Vec<Receipt>,
}

/// A form being filled in.
#[derive(Default)]
pub(super) struct Work {
    /// When it was begun, UTC, by the phone's clock.
    pub(super) since: Option<Timestamp>,
    pub(super) kind: Option<ApplicantKind>,
    pub(super) inn: Line,
    pub(super) organisation_inn: Line,
    pub(super) role: Option<Representative>,
    pub(super) person: Looked,
    pub(super) organisation: Looked,
    /// For the privacy policy, once the box was ticked.
    pub(super) receipt: Option<Receipt>,
    pub(super) password: Secret,
    pub(super) confirmation: Secret,
    /// Grows whenever the passwords went.
    pub(super) passwords_reset: u64,
    pub(super) left: BTreeSet<FormField>,
    /// The field that was typed in last.
    pub(super) current: Option<FormField>,
    pub(super) pressed: bool,
    pub(super) sending: Option<Sending>,
    /// What the submission says that was begun: the form may change meanwhile.
    pub(super) begun: Option<Content>,
    /// Something was typed or chosen since that was sent.
    pub(super) edited: bool,
    pub(super) trouble: Option<Trouble>,
}

/// Says nothing of what was typed.
impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work")
            .field("kind", &self.kind)
            .field("sending", &self.sending)
            .finish_non_exhaustive()
    }
}

/// A line as the host types it.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) edit: u64,
    pub(super) reset: u64,
}

/// A look-up and what it answered, each bound to its INN.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) asked: Option<(Ticket, Inn)>,
    pub(super) answer: Option<(Inn, LookedUp)>,
}

/// A submission that was begun: its key is durable, or about to be.
#[derive(Debug)]
pub(super) struct Sending {
    /// Names it. Whoever has it can ask for its receipt, so that it is as the claim secret in the service's eyes until that is used;
    /// it lies sealed in the store and goes in no log.
    pub(super) key: Key,
    pub(super) stage: Stage,
}

/// A key that is not printed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key(pub(super) String);

impl Key {
    /// As it goes to the service.
    pub(super) fn secret(&self) -> Secret {
        Secret::from(self.0.clone())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// How far a submission has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its key is being made durable.
    Recording,
    /// It was sent.
    Sent(Ticket),
    /// The service is asked whether it has it.
    Asking(Ticket, Then),
    /// Whether it arrived is not known.
    Unclear,
    /// The service has not seen it: the passwords are needed again.
    NotArrived,
}

/// What follows when the service has nothing under the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// It is sent, under the same key.
    Send,
    /// The person is told.
    Tell,
}

impl Stage {
    pub(super) fn is_under_way(self) -> bool {
        matches!(self, Self::Recording | Self::Sent(_) | Self::Asking(..))
    }
}

/// An application that the service has received.
#[derive(Debug)]
pub(super) struct Application {
    /// Names it on this phone, and nowhere else.
    pub(super) id: String,
    /// The key it was first sent under.
    pub(super) key: Key,
    pub(super) number: String,
    pub(super) submitted_at: Timestamp,
    pub(super) content: Content,
    pub(super) status: Option<ApplicationStatus>,
    pub(super) heard_at: Option<Timestamp>,
    pub(super) asking: Option<Ticket>,
    /// It is to be asked for as soon as what it needs is kept.
    pub(super) due: bool,
    pub(super) trouble: Option<Trouble>,
    /// The form that mends it, once it was refused.
    pub(super) mending: Option<Work>,
}

/// What an application said, the password left out: what mending it begins with.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) kind: ApplicantKind,
    pub(super) inn: Inn,
    pub(super) organisation: Option<(Inn, Representative)>,
    pub(super) office: Office,
    pub(super) receipt: Receipt,
    /// What the look-ups had found, so that they need not be made again.
    pub(super) person_found: LookedUp,
    pub(super) organisation_found: Option<LookedUp>,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl State {
    /// The form of this place: a new application's, or that which mends one.
    pub(super) fn work(&self, which: Option<&str>) -> Option<&Work> {
        match which {
            None => Some(&self.fresh),
            Some(id) => self.application(id)?.mending.as_ref(),
        }
    }

    pub(super) fn work_mut(&mut self, which: Option<&str>) -> Option<&mut Work> {
        match which {
            None => Some(&mut self.fresh),
            Some(id) => self.application_mut(id)?.mending.as_mut(),
        }
    }

    /// Every form, with the place that it belongs to.
    pub(super) fn places(&self) -> Vec<Option<String>> {
        let mending = self
            .applications
            .iter()
            .filter(|application| application.mending.is_some());
        std::iter::once(None)
            .chain(mending.map(|application| Some(application.id.clone())))
            .collect()
    }

    pub(super) fn application(&self, id: &str) -> Option<&Application> {
        self.applications.iter().find(|application| application.id == id)
    }

    pub(super) fn application_mut(&mut self, id: &str) -> Option<&mut Application> {
        self.applications
            .iter_mut()
            .find(|application| application.id == id)
    }

    /// Whether the vault may hold a claim secret of an application that was sent from here.
    pub(crate) fn may_hold_claims(&self) -> bool {
        !self.applications.is_empty() || !self.claims.is_clean()
    }

    /// Whole seconds until the next look-up may be made. A clock that was set back makes no wait longer than the service asked for.
    pub(super) fn wait_seconds(&self, now: Timestamp) -> Option<u32> {
        let (until, seconds) = self.wait?;
        let left = until.duration_since(now);
        let left = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        let left = u32::try_from(left).ok()?.min(seconds);
        (left > 0).then_some(left)
    }
}

impl Work {
    /// A form that mends what an application said.
    pub(super) fn mending(content: &Content) -> Self {
        let line = |inn: Inn| Line {
            text: inn.as_str().to_owned(),
            ..Line::default()
        };
        let looked = |inn, answer: &LookedUp| Looked {
            asked: None,
            answer: Some((inn, answer.clone())),
        };
        let organisation = content.organisation;
        Self {
            kind: Some(content.kind),
            inn: line(content.inn),
            organisation_inn: organisation.map(|(inn, _)| line(inn)).unwrap_or_default(),
            role: organisation.map(|(_, role)| role),
            person: looked(content.inn, &content.person_found),
            organisation: organisation
                .zip(content.organisation_found.as_ref())
                .map(|((inn, _), found)| looked(inn, found))
                .unwrap_or_default(),
            receipt: Some(content.receipt.clone()),
            ..Self::default()
        }
    }

    pub(super) fn looked_mut(&mut self, subject: Subject) -> &mut Looked {
        match subject {
            Subject::Person => &mut self.person,
            Subject::Organisation => &mut self.organisation,
        }
    }

    pub(super) fn line_mut(&mut self, subject: Subject) -> &mut Line {
        match subject {
            Subject::Person => &mut self.inn,
            Subject::Organisation => &mut self.organisation_inn,
        }
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.sending
            .as_ref()
            .is_some_and(|sending| sending.stage.is_under_way())
    }

    /// Whether there is more than a choice of a kind to lose.
    pub(super) fn is_filled_in(&self) -> bool {
        !self.inn.text.is_empty() || !self.organisation_inn.text.is_empty()
    }

    /// What was typed stays, as a draft of its own.
    pub(super) fn into_draft(self) -> Self {
        Self {
            sending: None,
            begun: None,
            edited: false,
            ..self
        }
    }

    /// The passwords go: they outlive neither the screen nor what they were sent with.
    pub(super) fn forget_passwords(&mut self) {
        self.password = Secret::default();
        self.confirmation = Secret::default();
        self.passwords_reset += 1;
        for field in [FormField::Password, FormField::Confirmation] {
            self.left.remove(&field);
        }
    }

    /// What the form is a function of; `consented` says whether the receipt is for the text in force.
    pub(super) fn typed(&self, consented: bool) -> Typed {
        let characters = |secret: &Secret| secret.expose_str().map_or(0, |text| text.chars().count());
        Typed {
            kind: self.kind,
            inn: self.inn.text.clone(),
            organisation_inn: self.organisation_inn.text.clone(),
            role: self.role,
            password: characters(&self.password),
            confirmation: characters(&self.confirmation),
            equal: self.password == self.confirmation,
            consented,
            left: self.left.clone(),
            pressed: self.pressed,
        }
    }

    /// What look-ups answered.
    pub(super) fn look_ups(&self, wait_seconds: Option<u32>) -> LookUps {
        LookUps {
            person: self.person.state(),
            organisation: self.organisation.state(),
            wait_seconds,
        }
    }
}

impl Looked {
    fn state(&self) -> LookUp {
        match (&self.asked, &self.answer) {
            (Some(_), _) => LookUp::Asking,
            (None, Some((inn, answer))) => LookUp::Answered(*inn, answer.clone()),
            (None, None) => LookUp::None,
        }
    }
}
