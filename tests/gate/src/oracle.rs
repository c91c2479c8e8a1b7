//! What a person must see of the gate, written from the requirements (`guide:M1`–`guide:M3`) without the core's code.
//!
//! The oracle is told what the person did, what the core asked for and what was answered; it never looks into the core.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use salyk_client::effect::{Effect, Ticket};
use salyk_client::ports::ServiceError;
use salyk_client::text::Language;

use crate::list::{List, TextName};

/// The model of the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oracle {
    /// The language shown.
    pub language: Language,
    list: Option<List>,
    on_phone: BTreeSet<TextName>,
    /// The service has refused receipts for the list at hand.
    barred: bool,
    tick: Option<Given>,
    login: String,
    edit: u64,
    password: String,
    attempt: Option<(Ticket, String)>,
    waits: BTreeMap<String, Timestamp>,
    list_asked: Option<Ticket>,
    texts_asked: BTreeMap<Ticket, TextName>,
}

/// What a tick stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    texts: [TextName; 2],
    at: Timestamp,
}

/// What the sign-in screen must show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// «Кирүү» may be pressed.
    pub enter: bool,
    /// The box is ticked.
    pub ticked: bool,
    /// The box may be changed.
    pub box_enabled: bool,
    /// What stands in the login field.
    pub login: String,
    /// Which edit it reflects.
    pub edit: u64,
    /// Something stands in the password field.
    pub filled: bool,
    /// The wait that is counted down.
    pub wait_seconds: Option<u32>,
    /// The language of the screen.
    pub language: Language,
}

/// What must go to the service with «Кирүү».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// As typed.
    pub login: String,
    /// As typed.
    pub password: String,
    /// The texts agreed to, and when.
    pub receipts: Vec<(TextName, Timestamp)>,
}

impl Oracle {
    /// A phone that holds this list and these texts from an earlier run.
    #[must_use]
    pub fn new(language: Language, stored: Option<(List, BTreeSet<TextName>)>) -> Self {
        let (list, on_phone) = stored.map_or((None, BTreeSet::new()), |(list, texts)| (Some(list), texts));
        Self {
            language,
            list,
            on_phone,
            barred: false,
            tick: None,
            login: String::new(),
            edit: 0,
            password: String::new(),
            attempt: None,
            waits: BTreeMap::new(),
            list_asked: None,
            texts_asked: BTreeMap::new(),
        }
    }

    /// What the sign-in screen must show now.
    #[must_use]
    pub fn shown(&self, now: Timestamp) -> Shown {
        let ticked = self.tick.is_some();
        Shown {
            enter: self.sent(now).is_some(),
            ticked,
            box_enabled: ticked || self.may_tick().is_some(),
            login: self.login.clone(),
            edit: self.edit,
            filled: !self.password.is_empty(),
            wait_seconds: self.wait_seconds(now),
            language: self.language,
        }
    }

    /// What «Кирүү» must send now; `None` while it is locked.
    #[must_use]
    pub fn sent(&self, now: Timestamp) -> Option<Sent> {
        let given = self.tick.as_ref()?;
        let open = !self.login.is_empty()
            && !self.password.is_empty()
            && self.attempt.is_none()
            && self.wait_seconds(now).is_none();
        open.then(|| Sent {
            login: self.login.clone(),
            password: self.password.clone(),
            receipts: given.texts.iter().map(|text| (text.clone(), given.at)).collect(),
        })
    }

    fn wait_seconds(&self, now: Timestamp) -> Option<u32> {
        let left = self.waits.get(&self.login)?.as_second() - now.as_second();
        u32::try_from(left).ok().filter(|left| *left > 0)
    }

    fn may_tick(&self) -> Option<[TextName; 2]> {
        let list = self.list.as_ref().filter(|_| !self.barred)?;
        let texts = [0, 1].map(|document| list.to_read(document, self.language));
        texts
            .iter()
            .all(|text| self.on_phone.contains(text))
            .then_some(texts)
    }

    /// The person typed a login.
    pub fn login_typed(&mut self, text: &str, edit: u64) {
        text.clone_into(&mut self.login);
        self.edit = edit;
    }

    /// The person typed a password.
    pub fn password_typed(&mut self, text: &str) {
        text.clone_into(&mut self.password);
    }

    /// The person wants the box ticked or clear.
    pub fn box_touched(&mut self, ticked: bool, now: Timestamp) {
        if !ticked {
            self.tick = None;
        } else if self.tick.is_none() {
            self.tick = self.may_tick().map(|texts| Given { texts, at: now });
        }
    }

    /// The core wants something done.
    pub fn asked(&mut self, effect: &Effect) {
        match effect {
            Effect::FetchCatalogue { ticket, .. } => self.list_asked = Some(*ticket),
            Effect::FetchDocument { ticket, id } => {
                self.texts_asked.insert(*ticket, TextName::of(id));
            }
            Effect::SignIn { ticket, request } => self.attempt = Some((*ticket, request.login.clone())),
            _ => {}
        }
    }

    /// The service named what is in force; `None` when it said nothing new.
    pub fn list_answered(&mut self, ticket: Ticket, list: Option<List>) {
        if self.list_asked.take_if(|asked| *asked == ticket).is_none() {
            return;
        }
        let Some(list) = list else { return };
        self.barred = false;
        self.tick
            .take_if(|given| !given.texts.iter().all(|text| list.has(text)));
        self.list = Some(list);
    }

    /// A text came, or did not.
    pub fn text_answered(&mut self, ticket: Ticket, came: bool) {
        if let Some(text) = self.texts_asked.remove(&ticket)
            && came
        {
            self.on_phone.insert(text);
        }
    }

    /// The service refused to open a session.
    pub fn refused(&mut self, ticket: Ticket, error: &ServiceError, now: Timestamp) {
        let Some((_, login)) = self.attempt.take_if(|(asked, _)| *asked == ticket) else {
            return;
        };
        match error {
            ServiceError::WrongCredentials | ServiceError::AccountLocked => self.password.clear(),
            ServiceError::TooManyAttempts { retry_after } => {
                self.password.clear();
                let wait = jiff::SignedDuration::from_secs(i64::from(*retry_after));
                self.waits.insert(login, now + wait);
            }
            ServiceError::ConsentRequired => {
                self.tick = None;
                self.barred = true;
            }
            _ => {}
        }
    }

    /// Whether this answer opens a session.
    #[must_use]
    pub fn awaits_session(&self, ticket: Ticket) -> bool {
        self.attempt.as_ref().is_some_and(|(asked, _)| *asked == ticket)
    }
}
