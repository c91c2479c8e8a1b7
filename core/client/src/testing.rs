//! A phone on a desk: its vault and store work at once, its network answers when the test says so.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::adapters::software_signer::SoftwareSigner;
use crate::adapters::system::SystemEntropy;
use crate::consent::{Catalogue, Digest, DocumentInForce, DocumentKind, DocumentText};
use crate::effect::{Call, Effect, Ticket};
use crate::event::{CallAnswer, Event};
use crate::fakes::{MemoryFiles, MemoryStore, MemoryVault, read_dossier};
use crate::intent::{Ask, FieldKey, Intent};
use crate::model::Model;
use crate::ports::{
    self, AttachmentFiles, DeviceSigner, Fetched, ServiceError, SignerError, Store, StoreError, Vault,
    VaultError, VaultStrength,
};
use crate::screens;
use crate::secret::Secret;
use crate::session::{Opened, RefreshAttempt, Role, Taxpayer, TaxpayerId, Tokens};
use crate::shell::Config;
use crate::step::{Context, step};
use crate::text::Language;
use crate::view::{Screen, View};

/// The phone, what it keeps, and what it has asked of the network.
pub(crate) struct Desk {
    pub(crate) model: Model,
    pub(crate) now: Timestamp,
    pub(crate) vault: MemoryVault,
    pub(crate) store: MemoryStore,
    pub(crate) files: MemoryFiles,
    pub(crate) signer: SoftwareSigner,
    /// While set, every signing fails with it; how many were asked for.
    pub(crate) signer_fails: Option<SignerError>,
    pub(crate) signings: u32,
    /// While set, every save fails with it.
    pub(crate) save_fails: Option<StoreError>,
    /// While set, every load fails with it.
    pub(crate) load_fails: Option<StoreError>,
    /// While set, every change to the vault fails.
    pub(crate) vault_fails: bool,
    /// What the network was asked and has not answered, oldest first.
    pub(crate) asked: Vec<Effect>,
}

fn model(seed: u8) -> Model {
    let config = Config {
        app_version: "0.1.0".to_owned(),
        language: Language::English,
        official: false,
    };
    Model::new(config, VaultStrength::Memory, &[seed; 32], read_dossier)
}

impl Desk {
    /// A new phone, started, with the documents on it.
    pub(crate) fn new() -> Self {
        let mut desk = Self {
            model: model(1),
            now: "2026-11-22T04:00:00Z".parse().expect("a moment"),
            vault: MemoryVault::default(),
            store: MemoryStore::default(),
            files: MemoryFiles::default(),
            signer: SoftwareSigner::new(Arc::new(SystemEntropy)),
            signer_fails: None,
            signings: 0,
            save_fails: None,
            load_fails: None,
            vault_fails: false,
            asked: Vec::new(),
        };
        desk.happen(Event::Started);
        desk.answer_documents();
        desk
    }

    /// Kills the app and starts it again with what was kept; requests under way are lost.
    pub(crate) fn restart(&mut self) {
        self.model = model(2);
        self.asked.clear();
        self.happen(Event::Started);
        self.answer_documents();
    }

    pub(crate) fn happen(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let effects = step(&mut self.model, event, &Context { now: self.now });
            let answers: Vec<_> = effects
                .into_iter()
                .filter_map(|effect| self.on_disk(effect))
                .collect();
            events.extend(answers.into_iter().rev());
        }
    }

    fn on_disk(&mut self, effect: Effect) -> Option<Event> {
        let refused = || Err(VaultError::Unavailable("sample".to_owned()));
        Some(match effect {
            Effect::Load { ticket, keys } => {
                let loaded = self
                    .load_fails
                    .clone()
                    .map_or_else(|| self.store.load(&keys), Err);
                Event::Loaded(ticket, loaded)
            }
            Effect::Save { ticket, changes } => {
                let saved = self
                    .save_fails
                    .clone()
                    .map_or_else(|| self.store.save(&changes), Err);
                Event::Saved(ticket, saved)
            }
            Effect::EraseStore { ticket } => Event::Saved(ticket, self.store.erase()),
            Effect::SuspendStore { ticket } => Event::Saved(ticket, self.store.suspend()),
            Effect::ReadVault { ticket, key } => Event::VaultRead(ticket, self.vault.read(&key)),
            Effect::WriteVault { ticket, .. } | Effect::EraseVault { ticket, .. } if self.vault_fails => {
                Event::VaultChanged(ticket, refused())
            }
            Effect::WriteVault { ticket, key, value } => {
                Event::VaultChanged(ticket, self.vault.write(&key, &value))
            }
            Effect::EraseVault { ticket, key } => Event::VaultChanged(ticket, self.vault.erase(&key)),
            Effect::SealFile { ticket, file, source } => {
                let mut go_on = |_| !source.is_stopped();
                Event::FileSealed(ticket, self.files.seal(&file, source.host(), &mut go_on))
            }
            Effect::StopSealing { source, .. } => {
                source.stop();
                return None;
            }
            Effect::DeviceKey { ticket, name } => Event::DeviceKey(ticket, self.signer.public_key(&name)),
            Effect::Present {
                ticket,
                name,
                certificate,
                stamp,
            } => {
                let text = match &self.signer_fails {
                    Some(error) => Err(error.clone()),
                    None => ports::code(&self.signer, &name, &certificate, stamp),
                };
                self.signings += 1;
                Event::Presented(ticket, text)
            }
            Effect::EraseDeviceKeys { beginning, .. } => {
                self.signer.erase(&beginning).expect("keys in memory");
                return None;
            }
            Effect::SweepFiles { ticket, keep } => Event::FilesSwept(ticket, self.files.sweep(&keep)),
            network => {
                self.asked.push(network);
                return None;
            }
        })
    }

    /// Takes the oldest request that is wanted off the network's hands.
    pub(crate) fn take(&mut self, wanted: impl Fn(&Effect) -> bool) -> Option<Effect> {
        let place = self.asked.iter().position(wanted)?;
        Some(self.asked.remove(place))
    }

    fn answer_documents(&mut self) {
        while let Some(effect) = self.take(|effect| {
            matches!(
                effect,
                Effect::FetchCatalogue { .. } | Effect::FetchDocument { .. } | Effect::FetchTable { .. }
            )
        }) {
            self.happen(match effect {
                Effect::FetchCatalogue { ticket, .. } => {
                    let content = catalogue("1");
                    Event::Catalogue(
                        ticket,
                        Ok(Fetched::New {
                            content,
                            tag: "a".to_owned(),
                        }),
                    )
                }
                Effect::FetchDocument { ticket, id } => {
                    let (title, text) = ("Sample".to_owned(), "Sample".to_owned());
                    Event::Document(ticket, Ok(DocumentText { id, title, text }))
                }
                other => Event::Table(other.ticket(), Ok(Fetched::Unchanged)),
            });
        }
    }

    pub(crate) fn front(&self) -> Screen {
        screens::front(&self.model)
    }

    pub(crate) fn ask(&mut self, ask: Ask) {
        let screen = self.front().id;
        self.happen(Event::Asked(Intent { screen, ask }));
    }

    /// Ticks, types and presses «Кирүү»; gives the request's ticket.
    pub(crate) fn enter(&mut self, login: &str) -> Ticket {
        let screen = self.front().id;
        self.ask(Ask::TickConsent { ticked: true });
        self.ask(Ask::Typed {
            field: FieldKey::Login,
            text: login.to_owned(),
            edit: 1,
        });
        let secret = Secret::from("password".to_owned());
        self.happen(Event::SecretEntered {
            screen,
            field: FieldKey::Password,
            secret,
        });
        self.ask(Ask::Enter);
        self.take(|effect| matches!(effect, Effect::SignIn { .. }))
            .expect("a sign-in was sent")
            .ticket()
    }

    /// Signs in, with access tokens that live five minutes.
    pub(crate) fn sign_in(&mut self, login: &str) {
        let ticket = self.enter(login);
        self.happen(Event::SignedIn(ticket, Ok(opened(login, 300))));
        assert!(
            matches!(self.front().view, View::Home(_)),
            "{:?}",
            self.front().view
        );
    }

    /// The calls of a session under way.
    pub(crate) fn calls(&self) -> Vec<&Call> {
        self.asked
            .iter()
            .filter_map(|effect| match effect {
                Effect::Call { call, .. } => Some(call),
                _ => None,
            })
            .collect()
    }

    /// Answers the oldest such call.
    pub(crate) fn answer(
        &mut self,
        wanted: impl Fn(&Call) -> bool,
        answer: Result<CallAnswer, ServiceError>,
    ) {
        let taken = self.take(|effect| matches!(effect, Effect::Call { call, .. } if wanted(call)));
        self.happen(Event::Called(
            taken.expect("such a call was made").ticket(),
            answer,
        ));
    }

    /// The refresh under way.
    pub(crate) fn take_refresh(&mut self) -> Option<(Ticket, RefreshAttempt)> {
        match self.take(|effect| matches!(effect, Effect::Refresh { .. }))? {
            Effect::Refresh { ticket, attempt } => Some((ticket, attempt)),
            _ => None,
        }
    }

    pub(crate) fn wait(&mut self, seconds: i64) {
        self.now = self
            .now
            .checked_add(SignedDuration::from_secs(seconds))
            .expect("a moment");
    }

    pub(crate) fn says(&self, text: &str) -> bool {
        self.front()
            .frame
            .notices
            .iter()
            .any(|notice| notice.text.contains(text))
    }
}

pub(crate) fn tokens(name: &str, access_expires_in: u32) -> Tokens {
    Tokens {
        access: Secret::from(format!("access {name}")),
        access_expires_in,
        refresh: Secret::from(format!("refresh {name}")),
    }
}

pub(crate) fn taxpayer(id: &str) -> Taxpayer {
    Taxpayer {
        id: TaxpayerId(id.to_owned()),
        name: format!("Sample {id}"),
        inn: "03213999900011".to_owned(),
        legal_entity: true,
        role: Role::Head,
    }
}

pub(crate) fn opened(login: &str, access_expires_in: u32) -> Opened {
    Opened {
        tokens: tokens(login, access_expires_in),
        person: format!("Sample of {login}"),
        taxpayers: vec![taxpayer(&format!("of {login}"))],
    }
}

pub(crate) fn catalogue(version: &str) -> Catalogue {
    let documents = DocumentKind::ALL.map(|kind| DocumentInForce {
        kind,
        version: version.to_owned(),
        in_force_since: jiff::civil::date(2026, 1, 1),
        texts: vec![(Language::English, Digest([kind as u8; 32]))],
    });
    Catalogue::new(documents.to_vec()).expect("both kinds")
}
