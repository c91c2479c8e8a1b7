//! Everything the running app knows. Only [`step`](crate::step::step) changes it.

use litemap::LiteMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::accounts;
use crate::attachments;
use crate::certificate;
use crate::consent;
use crate::effect::{Effect, Ticket};
use crate::entries;
use crate::fault::Trouble;
use crate::filing;
use crate::ids::Ids;
use crate::ports::{DossierReader, VaultStrength};
use crate::regime;
use crate::registration;
use crate::screens::Stack;
use crate::session;
use crate::settings::Erasing;
use crate::shell::Config;
use crate::start::Start;
use crate::storage::Storage;
use crate::text::{Language, Texts, in_bishkek};
use crate::view::HostRequest;

/// Everything the running app knows.
#[derive(Debug)]
pub struct Model {
    pub(crate) config: Config,
    pub(crate) read_dossier: DossierReader,
    pub(crate) vault_strength: VaultStrength,
    pub(crate) ids: Ids,
    pub(crate) now: Timestamp,
    pub(crate) language: Language,
    pub(crate) installation: String,
    /// The installation's name was made anew since the start.
    pub(crate) installation_renewed: bool,
    pub(crate) connection: Connection,
    pub(crate) start: Start,
    pub(crate) storage: Storage,
    /// Everything is being erased, as far as that has not come through yet.
    pub(crate) erasing: Option<Erasing>,
    /// The person has chosen the language since the start.
    pub(crate) language_chosen: bool,
    /// Trouble with the phone itself, shown on every screen until it is over.
    pub(crate) trouble: Option<Trouble>,
    pub(crate) consent: consent::State,
    pub(crate) sign_in: session::Form,
    pub(crate) sessions: LiteMap<accounts::AccountId, session::Session>,
    /// The names under which the vault may hold a session.
    pub(crate) names: session::Names,
    pub(crate) accounts: accounts::State,
    pub(crate) regime: regime::State,
    pub(crate) filing: filing::State,
    pub(crate) entries: entries::State,
    pub(crate) attachments: attachments::State,
    pub(crate) certificate: certificate::State,
    pub(crate) registration: registration::State,
    pub(crate) screens: Stack,
    pub(crate) requests: Vec<HostRequest>,
    next_ticket: u64,
    next_request: u64,
    effects: Vec<Effect>,
}

/// Whether the service was reached the last time it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// It was not asked yet.
    Unknown,
    /// It answered.
    Online,
    /// It did not.
    Offline,
}

impl Model {
    /// A phone that was just switched on; `seed` is 32 unpredictable bytes, `read_dossier` reads the cases that are stored.
    #[must_use]
    pub fn new(
        config: Config,
        vault_strength: VaultStrength,
        seed: &[u8; 32],
        read_dossier: DossierReader,
    ) -> Self {
        let mut ids = Ids::new(seed);
        let installation = ids.uuid();
        Self {
            language: config.language,
            config,
            read_dossier,
            vault_strength,
            ids,
            now: Timestamp::UNIX_EPOCH,
            installation,
            installation_renewed: false,
            connection: Connection::Unknown,
            start: Start::Waiting,
            storage: Storage::default(),
            erasing: None,
            language_chosen: false,
            trouble: None,
            consent: consent::State::default(),
            sign_in: session::Form::default(),
            sessions: LiteMap::new(),
            names: session::Names::default(),
            accounts: accounts::State::default(),
            regime: regime::State::default(),
            filing: filing::State::default(),
            entries: entries::State::default(),
            attachments: attachments::State::default(),
            certificate: certificate::State::default(),
            registration: registration::State::default(),
            screens: Stack::starting(),
            requests: Vec::new(),
            next_ticket: 0,
            next_request: 0,
            effects: Vec::new(),
        }
    }

    /// Today in Bishkek.
    #[must_use]
    pub fn today(&self) -> Date {
        in_bishkek(self.now).date()
    }

    pub(crate) fn texts(&self) -> &'static Texts {
        Texts::of(self.language)
    }

    /// Wants something done; gives the ticket that its answer will carry.
    pub(crate) fn want(&mut self, effect: impl FnOnce(Ticket) -> Effect) -> Ticket {
        self.next_ticket += 1;
        let ticket = Ticket(self.next_ticket);
        self.effects.push(effect(ticket));
        ticket
    }

    /// Stops a sealing whose answer nobody awaits any more.
    pub(crate) fn stop_sealing(&mut self, ticket: Ticket, source: attachments::Source) {
        self.effects.push(Effect::StopSealing { ticket, source });
    }

    pub(crate) fn next_request_id(&mut self) -> crate::intent::RequestId {
        self.next_request += 1;
        crate::intent::RequestId(self.next_request)
    }

    /// Whether anything wanted so far in this step reads or writes the store.
    pub(crate) fn uses_store(&self) -> bool {
        let last = self.effects.iter().rev().find(|effect| {
            matches!(
                effect,
                Effect::Load { .. }
                    | Effect::Save { .. }
                    | Effect::EraseStore { .. }
                    | Effect::SuspendStore { .. }
            )
        });
        last.is_some_and(|effect| !matches!(effect, Effect::SuspendStore { .. }))
    }

    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }
}
