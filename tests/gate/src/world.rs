//! Drives the core and the oracle through the same history and compares what they show.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use salyk_client::consent::{DocumentText, Receipt};
use salyk_client::effect::{Effect, Ticket};
use salyk_client::event::Event;
use salyk_client::intent::{Ask, FieldKey, Intent, ScreenId};
use salyk_client::model::Model;
use salyk_client::ports::{Change, Fetched, ServiceError, StoreError, StoreKey, VaultStrength};
use salyk_client::screens;
use salyk_client::secret::Secret;
use salyk_client::session::SignInRequest;
use salyk_client::shell::Config;
use salyk_client::step::{Context, step};
use salyk_client::text::Language;
use salyk_client::view::View;

use crate::compare::{APP_VERSION, Difference, explained, same, sent, shown};
use crate::list::{Entry, KINDS, List, TextName};
use crate::moves::{How, Move};
use crate::opened::opened;
use crate::oracle::{Oracle, Sent};

/// What is kept on the phone from an earlier run.
pub type Stored = BTreeMap<StoreKey, Vec<u8>>;

/// The core, the oracle, the service and the phone's store.
#[derive(Debug)]
pub struct World {
    /// The core.
    pub model: Model,
    /// The independent model of the gate.
    pub oracle: Oracle,
    /// What the service has in force.
    pub service: List,
    /// What the core asked for and was not answered, the oldest first.
    pub open: Vec<Open>,
    /// A session was opened: the history is over.
    pub over: bool,
    /// The phone's store.
    pub stored: Stored,
    now: Timestamp,
    next: u32,
    /// How many edits the login field has seen.
    pub edit: u64,
    front: (ScreenId, Front),
    given: Vec<Event>,
}

/// Something the core asked for, and what was in force then.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// What it asked for.
    pub effect: Effect,
    then: List,
}

/// What stands in front, as far as the gate is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front {
    /// The phone is being read.
    Starting,
    /// Sign in.
    SignIn,
    /// Something that was opened above it.
    Other,
}

impl World {
    /// A phone that was just switched on, with what an earlier run left in its store.
    #[must_use]
    pub fn new(language: Language, earlier: Option<&World>) -> Self {
        let config = Config {
            app_version: APP_VERSION.to_owned(),
            language,
            official: false,
        };
        let service = earlier.map_or_else(List::first, |earlier| earlier.service.clone());
        let held = earlier.map(|earlier| {
            let texts = earlier.stored.keys().filter_map(|key| match key {
                StoreKey::Text(id) => Some(TextName::of(id)),
                _ => None,
            });
            (service.clone(), texts.collect::<BTreeSet<_>>())
        });
        Self {
            model: Model::new(config, VaultStrength::Memory, &[7; 32], |_, _| {
                Err(ServiceError::NotFound)
            }),
            oracle: Oracle::new(language, held),
            service,
            open: Vec::new(),
            over: false,
            stored: earlier.map(|earlier| earlier.stored.clone()).unwrap_or_default(),
            now: Timestamp::from_second(1_795_300_000).expect("in range"),
            next: 100,
            edit: 0,
            front: (ScreenId(1), Front::Starting),
            given: Vec::new(),
        }
    }

    /// A phone in which everything in force was read, saved and then switched off.
    #[must_use]
    pub fn earlier(language: Language) -> Self {
        let mut world = Self::new(language, None);
        world.start().expect("no difference at the start");
        world
            .answer_all()
            .expect("no difference while everything goes well");
        world
    }

    /// Starts the app.
    ///
    /// # Errors
    /// Where core and oracle differ.
    pub fn start(&mut self) -> Result<(), Difference> {
        self.happen(Event::Started, None)
    }

    /// Answers everything as it should be, until nothing is open. Attempts to sign in are left open.
    ///
    /// # Errors
    /// Where core and oracle differ.
    pub fn answer_all(&mut self) -> Result<(), Difference> {
        for _ in 0..200 {
            let due = self
                .open
                .iter()
                .position(|open| !matches!(open.effect, Effect::SignIn { .. }));
            let Some(due) = due else { return Ok(()) };
            self.make(&Move::Answer(due, How::Well))?;
        }
        Err("the core goes on asking for ever".to_owned())
    }

    /// What stands in front.
    #[must_use]
    pub fn front(&self) -> Front {
        self.front.1
    }

    /// The moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Lets one thing happen to both and compares them.
    ///
    /// # Errors
    /// Where core and oracle differ.
    pub fn make(&mut self, made: &Move) -> Result<(), Difference> {
        let at_gate = self.front.1 == Front::SignIn;
        match made {
            Move::Login(_) | Move::Password(_) | Move::Box(_) | Move::Enter | Move::Read(_) if !at_gate => {
                Ok(())
            }
            Move::Login(text) => {
                self.edit += 1;
                self.oracle.login_typed(text, self.edit);
                let text = (*text).to_owned();
                self.ask(Ask::Typed {
                    field: FieldKey::Login,
                    text,
                    edit: self.edit,
                })
            }
            Move::Password(text) => {
                self.oracle.password_typed(text);
                let secret = Secret::from((*text).to_owned());
                let event = Event::SecretEntered {
                    screen: self.front.0,
                    field: FieldKey::Password,
                    secret,
                };
                self.happen(event, None)
            }
            Move::Box(ticked) => {
                self.oracle.box_touched(*ticked, self.now);
                self.ask(Ask::TickConsent { ticked: *ticked })
            }
            Move::Enter => {
                let sent = self.oracle.sent(self.now);
                let event = Event::Asked(Intent {
                    screen: self.front.0,
                    ask: Ask::Enter,
                });
                self.happen(event, sent)
            }
            Move::Language(language) => {
                self.oracle.language = *language;
                self.ask(Ask::ChooseLanguage { language: *language })
            }
            Move::Read(document) => self.ask(Ask::OpenDocument {
                kind: KINDS[*document],
            }),
            Move::Back => self.ask(Ask::Back),
            Move::Refresh => self.ask(Ask::Refresh),
            Move::Stray(ask) => self.ask(ask.clone()),
            Move::Elsewhere(ask) => {
                let intent = Intent {
                    screen: ScreenId(self.front.0.0 + 1000),
                    ask: ask.clone(),
                };
                self.happen(Event::Asked(intent), None)
            }
            Move::Sleep => {
                self.happen(Event::Suspending, None)?;
                self.happen(Event::Resumed, None)
            }
            Move::Resume => self.happen(Event::Resumed, None),
            Move::Pass(seconds) => {
                self.now += jiff::SignedDuration::from_secs(i64::from(*seconds));
                // The shell draws again when time has passed: a stray answer stands for that.
                self.happen(Event::Woke(salyk_client::effect::Ticket(u64::MAX)), None)
            }
            Move::Publish(document, languages) => {
                let entry = &mut self.service.0[*document];
                *entry = Entry::new(entry.version + 1, *languages, self.next);
                self.next += 10;
                Ok(())
            }
            Move::Replace(document) => {
                for (_, digest) in &mut self.service.0[*document].texts {
                    self.next += 1;
                    *digest = self.next;
                }
                Ok(())
            }
            Move::Answer(which, how) => self.answer(*which, how),
            Move::Repeat(which) => match self.given.get(*which).cloned() {
                Some(event) => self.happen(event, None),
                None => Ok(()),
            },
        }
    }

    fn ask(&mut self, ask: Ask) -> Result<(), Difference> {
        let screen = self.front.0;
        self.happen(Event::Asked(Intent { screen, ask }), None)
    }

    fn answer(&mut self, which: usize, how: &How) -> Result<(), Difference> {
        if which >= self.open.len() {
            return Ok(());
        }
        let Open { effect, then } = self.open.remove(which);
        let ticket = effect.ticket();
        let failed = match how {
            How::Badly(error) => Some(error.clone()),
            _ => None,
        };
        let event = match effect {
            Effect::FetchCatalogue { tag, .. } => {
                let list = if *how == How::Late {
                    then
                } else {
                    self.service.clone()
                };
                let unchanged = *how == How::Unchanged || tag.as_deref() == Some(list.tag().as_str());
                let news = (failed.is_none() && !unchanged).then(|| list.clone());
                self.oracle.list_answered(ticket, news);
                let answer = match failed {
                    Some(error) => Err(error),
                    None if unchanged => Ok(Fetched::Unchanged),
                    None => Ok(Fetched::New {
                        content: list.catalogue(),
                        tag: list.tag(),
                    }),
                };
                Event::Catalogue(ticket, answer)
            }
            Effect::FetchDocument { id, .. } => {
                self.oracle.text_answered(ticket, failed.is_none());
                let text = DocumentText {
                    id,
                    title: "T".to_owned(),
                    text: "t".to_owned(),
                };
                Event::Document(ticket, failed.map_or(Ok(text), Err))
            }
            Effect::FetchTable { .. } => Event::Table(ticket, failed.map_or(Ok(Fetched::Unchanged), Err)),
            Effect::SignIn { request, .. } => return self.answer_attempt(ticket, &request, failed),
            Effect::Load { keys, .. } => Event::Loaded(
                ticket,
                Ok(keys.iter().map(|key| self.stored.get(key).cloned()).collect()),
            ),
            Effect::Save { changes, .. } => {
                if failed.is_none() {
                    self.save(changes);
                }
                Event::Saved(ticket, failed.map_or(Ok(()), |_| Err(StoreError::Full)))
            }
            Effect::SuspendStore { .. } | Effect::EraseStore { .. } => Event::Saved(ticket, Ok(())),
            Effect::ReadVault { .. } => Event::VaultRead(ticket, Ok(None)),
            Effect::WriteVault { .. } | Effect::EraseVault { .. } => Event::VaultChanged(ticket, Ok(())),
            Effect::Wake { at, .. } => {
                self.now = self.now.max(at);
                Event::Woke(ticket)
            }
            Effect::SweepFiles { .. } => Event::FilesSwept(ticket, Ok(0)),
            Effect::SealFile { .. } | Effect::StopSealing { .. } => return Err("a file".to_owned()),
            Effect::EraseDeviceKeys { .. } => return Ok(()),
            Effect::DeviceKey { .. } | Effect::Present { .. } => return Err("a code".into()),
            Effect::Refresh { .. } | Effect::Call { .. } => return Err("a call without a session".to_owned()),
            Effect::Registration { .. } => return Err("a registration that nobody began".to_owned()),
        };
        self.given.push(event.clone());
        self.happen(event, None)
    }

    /// The service checks the receipts by itself (`guide:M3`).
    fn answer_attempt(
        &mut self,
        ticket: Ticket,
        request: &SignInRequest,
        failed: Option<ServiceError>,
    ) -> Result<(), Difference> {
        let in_force = |receipt: &Receipt| self.service.has(&TextName::of(&receipt.document));
        let current = request.receipts.len() == 2 && request.receipts.iter().all(in_force);
        let refusal = failed.or_else(|| (!current).then_some(ServiceError::ConsentRequired));
        let answer = match refusal {
            Some(error) => {
                self.oracle.refused(ticket, &error, self.now);
                Err(error)
            }
            None => {
                self.over = self.oracle.awaits_session(ticket);
                Ok(opened())
            }
        };
        let event = Event::SignedIn(ticket, answer);
        self.given.push(event.clone());
        self.happen(event, None)
    }

    fn save(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Put(key, bytes) => self.stored.insert(key, bytes),
                Change::Remove(key) => self.stored.remove(&key),
            };
        }
    }

    fn happen(&mut self, event: Event, may_send: Option<Sent>) -> Result<(), Difference> {
        let effects = step(&mut self.model, event, &Context { now: self.now });
        let mut owed = may_send;
        for effect in effects {
            match &effect {
                Effect::SignIn { request, .. } => {
                    let wanted = owed.take().ok_or("the core signs in though the gate is locked")?;
                    same("what is sent", &wanted, &sent(request)?)?;
                }
                Effect::Refresh { .. } | Effect::Call { .. } if !self.over => {
                    return Err("the core makes a call before there is a session".to_owned());
                }
                _ => {}
            }
            self.oracle.asked(&effect);
            self.open.push(Open {
                effect,
                then: self.service.clone(),
            });
        }
        if owed.is_some() {
            return Err("the gate is open, but Enter sends nothing".to_owned());
        }
        self.look()
    }

    /// Draws the screen in front and compares it with what the oracle says.
    fn look(&mut self) -> Result<(), Difference> {
        let screen = screens::front(&self.model);
        let front = match &screen.view {
            View::Starting(_) => Front::Starting,
            View::SignIn(_) => Front::SignIn,
            _ => Front::Other,
        };
        self.front = (screen.id, front);
        if screen.frame.language != self.oracle.language {
            return Err(format!("the screen speaks {:?}", screen.frame.language));
        }
        match &screen.view {
            View::SignIn(_) if self.over => Err("a session, but sign-in is in front".to_owned()),
            View::SignIn(view) => {
                explained(view)?;
                same("the screen", &self.oracle.shown(self.now), &shown(&screen, view))
            }
            View::Home(_) | View::TaxpayerChoice(_) if !self.over => {
                Err("a session without receipts".to_owned())
            }
            _ => Ok(()),
        }
    }
}
