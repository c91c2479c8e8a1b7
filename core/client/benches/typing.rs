//! What a keystroke costs in the core: the step, and all screens drawn anew. The forms are the largest: the return of a deposit for goods
//! that went to both kinds of countries, which the regulation assesses anew each time, and registering a legal entity.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use jiff::civil::date;
use salyk_client::consent::{Catalogue, Digest, DocumentInForce, DocumentKind, DocumentText};
use salyk_client::effect::{Call, Effect};
use salyk_client::event::{CallAnswer, Event};
use salyk_client::fakes::{MemoryStore, MemoryVault, dossier_answer, read_dossier};
use salyk_client::intent::{Ask, FieldKey, Intent, RegistrationAsk};
use salyk_client::model::Model;
use salyk_client::ports::{Fetched, Store, Vault, VaultStrength};
use salyk_client::registration::ApplicantKind;
use salyk_client::screens::{draw, front};
use salyk_client::secret::Secret;
use salyk_client::session::{Opened, Role, Taxpayer, TaxpayerId, Tokens};
use salyk_client::shell::Config;
use salyk_client::step::{Context, step};
use salyk_client::text::Language;
use salyk_client::view::View;

/// A sample: no such taxpayer is possible.
const DOSSIER: &str = include_str!("dossier_for_typing.json");

/// A phone whose disk and vault answer at once.
struct Phone {
    model: Model,
    now: Timestamp,
    store: MemoryStore,
    vault: MemoryVault,
    asked: Vec<Effect>,
}

impl Phone {
    fn start() -> Self {
        let config = Config {
            app_version: "0.1.0".to_owned(),
            language: Language::Kyrgyz,
            official: false,
        };
        let mut phone = Self {
            model: Model::new(config, VaultStrength::Memory, &[1; 32], read_dossier),
            now: "2026-11-23T04:00:00Z".parse().unwrap(),
            store: MemoryStore::default(),
            vault: MemoryVault::default(),
            asked: Vec::new(),
        };
        phone.happen(Event::Started);
        phone.answer_tables();
        phone
    }

    fn happen(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in step(&mut self.model, event, &Context { now: self.now }) {
                match effect {
                    Effect::Load { ticket, keys } => {
                        events.insert(0, Event::Loaded(ticket, self.store.load(&keys)));
                    }
                    Effect::Save { ticket, changes } => {
                        events.insert(0, Event::Saved(ticket, self.store.save(&changes)));
                    }
                    Effect::ReadVault { ticket, key } => {
                        events.insert(0, Event::VaultRead(ticket, self.vault.read(&key)));
                    }
                    Effect::WriteVault { ticket, key, value } => {
                        events.insert(0, Event::VaultChanged(ticket, self.vault.write(&key, &value)));
                    }
                    other => self.asked.push(other),
                }
            }
        }
    }

    fn answer_tables(&mut self) {
        while !self.asked.is_empty() {
            let answer = match self.asked.remove(0) {
                Effect::FetchCatalogue { ticket, .. } => Event::Catalogue(ticket, Ok(new(catalogue()))),
                Effect::FetchDocument { ticket, id } => {
                    let (title, text) = ("Sample".to_owned(), "Sample".to_owned());
                    Event::Document(ticket, Ok(DocumentText { id, title, text }))
                }
                Effect::FetchTable { ticket, .. } => Event::Table(ticket, Ok(Fetched::Unchanged)),
                _ => continue,
            };
            self.happen(answer);
        }
    }

    fn ask(&mut self, ask: Ask) {
        let screen = front(&self.model).id;
        self.happen(Event::Asked(Intent { screen, ask }));
    }

    fn sign_in(&mut self) {
        let screen = front(&self.model).id;
        self.ask(Ask::TickConsent { ticked: true });
        self.ask(typed(FieldKey::Login, "sample", 1));
        self.happen(Event::SecretEntered {
            screen,
            field: FieldKey::Password,
            secret: Secret::from("password".to_owned()),
        });
        self.asked.clear();
        self.ask(Ask::Enter);
        let ticket = self.asked.remove(0).ticket();
        self.happen(Event::SignedIn(ticket, Ok(opened())));
        let calls = std::mem::take(&mut self.asked);
        for effect in calls {
            if let Effect::Call {
                ticket,
                call: Call::Dossier { .. },
                ..
            } = effect
            {
                let content = dossier_answer(serde_json::from_str(DOSSIER).unwrap());
                let case = CallAnswer::Dossier(Box::new(new(content)));
                self.happen(Event::Called(ticket, Ok(case)));
            }
        }
    }

    /// One keystroke, with all that is drawn after it.
    fn type_in(&mut self, field: FieldKey, text: &str, edit: u64) -> usize {
        self.ask(typed(field, text, edit));
        draw(&self.model).len()
    }
}

fn new<T>(content: T) -> Fetched<T> {
    Fetched::New {
        content,
        tag: "a".to_owned(),
    }
}

fn typed(field: FieldKey, text: &str, edit: u64) -> Ask {
    Ask::Typed {
        field,
        text: text.to_owned(),
        edit,
    }
}

fn catalogue() -> Catalogue {
    let documents = DocumentKind::ALL.map(|kind| DocumentInForce {
        kind,
        version: "1".to_owned(),
        in_force_since: date(2026, 1, 1),
        texts: vec![(Language::Kyrgyz, Digest([kind as u8; 32]))],
    });
    Catalogue::new(documents.to_vec()).unwrap()
}

fn opened() -> Opened {
    Opened {
        tokens: Tokens {
            access: Secret::from("access".to_owned()),
            access_expires_in: 300,
            refresh: Secret::from("refresh".to_owned()),
        },
        person: "Sample".to_owned(),
        taxpayers: vec![Taxpayer {
            id: TaxpayerId("sample".to_owned()),
            name: "Sample".to_owned(),
            inn: "03213999900011".to_owned(),
            legal_entity: true,
            role: Role::Head,
        }],
    }
}

fn typing(criterion: &mut Criterion) {
    let mut refund = Phone::start();
    refund.sign_in();
    refund.ask(Ask::OpenLot { lot: "1".to_owned() });
    refund.ask(Ask::OpenRefundApplication { lot: "1".to_owned() });
    match front(&refund.model).view {
        View::RefundApplication(view) => assert!(view.papers.len() > 6, "both lists of papers"),
        other => panic!("not the form: {other:?}"),
    }
    let mut registration = Phone::start();
    registration.ask(Ask::Registration {
        ask: RegistrationAsk::Open,
    });
    registration.ask(Ask::Registration {
        ask: RegistrationAsk::ChooseKind {
            kind: ApplicantKind::LegalEntity,
        },
    });
    assert!(matches!(front(&registration.model).view, View::Registration(_)));
    let mut edit = 0;
    let mut group = criterion.benchmark_group("a keystroke");
    for (name, phone, field) in [
        ("the return of a deposit", &mut refund, FieldKey::ToOtherTaxes),
        (
            "registering a legal entity",
            &mut registration,
            FieldKey::PersonInn,
        ),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                edit += 1;
                let text = if edit % 2 == 0 { "12" } else { "120" };
                black_box(phone.type_in(field, text, edit))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, typing);
criterion_main!(benches);
