//! The app's life: started, asleep, back in the foreground; what was stored comes first, then the network.

use serde::{Deserialize, Serialize};

use crate::accounts;
use crate::consent;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{Change, StoreError, StoreKey};
use crate::record;
use crate::regime::{self, TableKind};
use crate::screens::Place;
use crate::session;
use crate::text::Language;
use crate::view::StartingView;

/// How far the start has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    Waiting,
    /// The phone's own records and the law's tables are being read.
    Records(Ticket),
    /// The documents' texts and the accounts' receipts are being read.
    Texts(Ticket),
    Ready,
}

/// What the phone was told, whoever is signed in.
#[derive(Debug, Serialize, Deserialize)]
struct Settings {
    language: Language,
    installation: String,
}

const FIRST: [StoreKey; 5] = [
    StoreKey::Settings,
    StoreKey::Accounts,
    StoreKey::Catalogue,
    StoreKey::Table(TableKind::Policy),
    StoreKey::Table(TableKind::Calendar),
];

pub(crate) fn started(model: &mut Model) {
    if model.start == Start::Waiting {
        let ticket = model.want(|ticket| Effect::Load {
            ticket,
            keys: FIRST.to_vec(),
        });
        model.start = Start::Records(ticket);
    }
}

pub(crate) fn loaded(model: &mut Model, ticket: Ticket, result: Result<Vec<Option<Vec<u8>>>, StoreError>) {
    match model.start {
        Start::Records(awaited) if awaited == ticket => first_records(model, result),
        Start::Texts(awaited) if awaited == ticket => second_records(model, result),
        _ => regime::case_loaded(model, ticket, result),
    }
}

/// A store that can't be read never gates the start: it is said so, and all is fetched anew.
fn first_records(model: &mut Model, result: Result<Vec<Option<Vec<u8>>>, StoreError>) {
    let records = match result {
        Ok(records) => records,
        Err(error) => {
            model.trouble = Some(Trouble::from(&error));
            return ready(model);
        }
    };
    let mut damaged = false;
    for (key, bytes) in FIRST.into_iter().zip(records) {
        let Some(bytes) = bytes else { continue };
        let understood = match key {
            StoreKey::Settings => record::read(&bytes).map(|settings: Settings| {
                model.language = settings.language;
                model.installation = settings.installation;
            }),
            StoreKey::Accounts => accounts::restore(model, &bytes),
            StoreKey::Catalogue => consent::restore(model, &bytes),
            StoreKey::Table(_) => regime::restore_table(model, &bytes),
            _ => Ok(()),
        };
        damaged |= understood.is_err();
    }
    if damaged {
        model.trouble = Some(Trouble::from(&StoreError::Damaged));
    }
    let mut keys = consent::text_keys(model);
    keys.extend(accounts::receipt_keys(model));
    let ticket = model.want(|ticket| Effect::Load { ticket, keys });
    model.start = Start::Texts(ticket);
}

fn second_records(model: &mut Model, result: Result<Vec<Option<Vec<u8>>>, StoreError>) {
    match result {
        Ok(records) => {
            let mut keys = consent::text_keys(model);
            keys.extend(accounts::receipt_keys(model));
            for (key, bytes) in keys.into_iter().zip(records) {
                let Some(bytes) = bytes else { continue };
                let understood = match key {
                    StoreKey::Receipts(account) => accounts::restore_receipts(model, &account, &bytes),
                    _ => consent::restore_text(model, &bytes),
                };
                if understood.is_err() {
                    model.trouble = Some(Trouble::from(&StoreError::Damaged));
                }
            }
        }
        Err(error) => model.trouble = Some(Trouble::from(&error)),
    }
    ready(model);
}

fn ready(model: &mut Model) {
    model.start = Start::Ready;
    session::resume_stored(model);
    ask_for_newest(model);
}

/// Back in the foreground: what may have changed meanwhile is asked for.
pub(crate) fn resumed(model: &mut Model) {
    if model.start == Start::Ready {
        session::resume_stored(model);
        ask_for_newest(model);
    }
}

pub(crate) fn suspending(model: &mut Model) {
    model.want(|ticket| Effect::SuspendStore { ticket });
}

/// A person asked for the newest, or to try again what failed.
pub(crate) fn refresh(model: &mut Model) {
    ask_for_newest(model);
}

fn ask_for_newest(model: &mut Model) {
    consent::fetch(model);
    regime::fetch_tables(model);
    session::go_on_leaving(model);
    accounts::refresh_current(model);
}

/// Keeps what the phone was told.
pub(crate) fn save_settings(model: &mut Model) {
    let settings = Settings {
        language: model.language,
        installation: model.installation.clone(),
    };
    save(model, StoreKey::Settings, &settings);
}

/// Puts one record into the store.
pub(crate) fn save<T: Serialize>(model: &mut Model, key: StoreKey, content: &T) {
    if let Some(bytes) = record::write(content) {
        model.want(|ticket| Effect::Save {
            ticket,
            changes: vec![Change::Put(key, bytes)],
        });
    }
}

/// What could not be saved is still in memory and with the service; the person is told that the phone does not keep it, until
/// a later save succeeds.
pub(crate) fn saved(model: &mut Model, result: Result<(), StoreError>) {
    match result {
        Ok(()) => drop(model.trouble.take_if(|trouble| trouble.is_of_saving())),
        Err(error) => model.trouble = Some(Trouble::from(&error)),
    }
}

pub(crate) fn view(model: &Model) -> StartingView {
    StartingView {
        message: model.texts().say("starting"),
    }
}

/// Whether the screen in front is still the first one.
pub(crate) fn is_starting(model: &Model) -> bool {
    *model.screens.top() == Place::Starting
}
