//! The app's life: started, asleep, back in the foreground; what was stored comes first, then the network.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::accounts::{self, AccountId};
use crate::attachments;
use crate::certificate;
use crate::consent;
use crate::effect::{Effect, Ticket};
use crate::entries;
use crate::fault::Trouble;
use crate::filing;
use crate::model::Model;
use crate::ports::{StoreError, StoreKey};
use crate::record;
use crate::regime::{self, TableKind};
use crate::registration;
use crate::screens::Place;
use crate::session;
use crate::settings::{self, Erasing};
use crate::storage;
use crate::text::Language;
use crate::view::StartingView;

/// How far the start has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Start {
    Waiting,
    /// The phone's own records and the law's tables are being read.
    Records(Ticket),
    /// The documents' texts and the accounts' receipts are being read: these records.
    Texts(Ticket, Vec<StoreKey>),
    /// The drafts and applications are being read.
    Filing(Ticket),
    Ready,
}

/// What the phone was told, whoever is signed in.
#[derive(Debug, Serialize, Deserialize)]
struct Settings {
    language: Language,
    installation: String,
    /// Everything was to be erased, with the vault entries of these accounts; the next start goes on with it.
    #[serde(default)]
    erasing: Option<BTreeSet<AccountId>>,
    /// With them, every account that is stored.
    #[serde(default)]
    erasing_unread: bool,
    /// With them, every account that the vault's own list names.
    #[serde(default)]
    erasing_unnamed: bool,
}

const FIRST: [StoreKey; 7] = [
    StoreKey::Settings,
    StoreKey::Accounts,
    StoreKey::Catalogue,
    StoreKey::Table(TableKind::Policy),
    StoreKey::Table(TableKind::Calendar),
    StoreKey::AttachmentIndex,
    StoreKey::Registration,
];

pub(crate) fn started(model: &mut Model) {
    if model.start == Start::Waiting {
        session::look_for_names(model);
        read_store(model);
    }
}

fn read_store(model: &mut Model) {
    let ticket = model.want(|ticket| Effect::Load {
        ticket,
        keys: FIRST.to_vec(),
    });
    model.start = Start::Records(ticket);
}

pub(crate) fn loaded(model: &mut Model, ticket: Ticket, result: Result<Vec<Option<Vec<u8>>>, StoreError>) {
    if attachments::loaded(model, ticket, &result) || certificate::loaded(model, ticket, &result) {
        return;
    }
    match (&model.start, result) {
        (Start::Records(awaited), Ok(records)) if *awaited == ticket => first_records(model, records),
        (Start::Texts(awaited, keys), Ok(records)) if *awaited == ticket => {
            let records = keys.clone().into_iter().zip(records).collect();
            second_records(model, records);
        }
        (Start::Filing(awaited), Ok(records)) if *awaited == ticket => {
            if !filing::restore_items(model, records) {
                model.trouble = Some(Trouble::from(&StoreError::Damaged));
            }
            all_read(model);
        }
        (Start::Records(awaited) | Start::Texts(awaited, _) | Start::Filing(awaited), Err(error))
            if *awaited == ticket =>
        {
            not_read(model, &error);
        }
        (_, result) => regime::case_loaded(model, ticket, result),
    }
}

/// A store that can't be read never gates the start: it is said so, and the app goes on without. What is there is read again
/// on the next occasion, an erasure to go on with among it; only a file that was set aside is gone for good.
fn not_read(model: &mut Model, error: &StoreError) {
    model.trouble = Some(Trouble::from(error));
    model.storage.read = *error == StoreError::Damaged;
    if model.storage.read {
        settings::go_on_erasing(model);
    } else {
        model.erasing = None;
    }
    ready(model);
}

fn first_records(model: &mut Model, records: Vec<Option<Vec<u8>>>) {
    filing::forget_unread(model);
    let (mut damaged, mut erasing): (_, Option<Erasing>) = (false, None);
    for (key, bytes) in FIRST.into_iter().zip(records) {
        let Some(bytes) = bytes else { continue };
        let understood = match key {
            StoreKey::Settings => record::read(&bytes).map(|settings: Settings| {
                erasing = settings
                    .erasing
                    .map(|accounts| Erasing::of(accounts, settings.erasing_unread, settings.erasing_unnamed));
                if !model.installation_renewed {
                    model.installation = settings.installation;
                }
                if !model.language_chosen {
                    model.language = settings.language;
                }
            }),
            StoreKey::Accounts => match &mut erasing {
                Some(erasing) if erasing.unread => accounts::stored_ids(&bytes).map(|ids| erasing.take(ids)),
                _ => accounts::restore(model, &bytes),
            },
            StoreKey::Catalogue => consent::restore(model, &bytes),
            StoreKey::Table(_) => regime::restore_table(model, &bytes),
            StoreKey::AttachmentIndex => attachments::restore(model, &bytes),
            // What is being erased does not come back.
            StoreKey::Registration if erasing.is_some() => Ok(()),
            StoreKey::Registration => registration::restore(model, &bytes),
            _ => Ok(()),
        };
        damaged |= understood.is_err();
    }
    if damaged {
        model.trouble = Some(Trouble::from(&StoreError::Damaged));
    }
    if let Some(mut erasing) = erasing {
        erasing.unread = false;
        accounts::drop_erased(model, erasing.named());
        model.erasing = Some(erasing);
        // Before anyone who signs in from now on is stored: what goes is told by its name.
        save_settings(model);
        settings::names_read(model);
    }
    let keys = second_keys(model);
    let awaited = keys.clone();
    let ticket = model.want(|ticket| Effect::Load { ticket, keys });
    model.start = Start::Texts(ticket, awaited);
}

fn second_keys(model: &Model) -> Vec<StoreKey> {
    let mut keys = consent::text_keys(model);
    keys.extend(accounts::receipt_keys(model));
    keys.extend(accounts::filing_keys(model));
    keys.extend(accounts::entry_keys(model));
    keys
}

fn second_records(model: &mut Model, records: Vec<(StoreKey, Option<Vec<u8>>)>) {
    for (key, bytes) in records {
        let Some(bytes) = bytes else { continue };
        let understood = match key {
            StoreKey::Receipts(account) => accounts::restore_receipts(model, &account, &bytes),
            StoreKey::FilingAside(account) => filing::restore_aside(model, &account, &bytes),
            StoreKey::Filing(account) => filing::restore_index(model, &account, bytes),
            StoreKey::Entries(account) => entries::restore(model, &account, &bytes),
            _ => consent::restore_text(model, &bytes),
        };
        if understood.is_err() {
            model.trouble = Some(Trouble::from(&StoreError::Damaged));
        }
    }
    let keys = filing::item_keys(model);
    if keys.is_empty() {
        all_read(model);
    } else {
        let ticket = model.want(|ticket| Effect::Load { ticket, keys });
        model.start = Start::Filing(ticket);
    }
}

fn all_read(model: &mut Model) {
    model.storage.read = true;
    accounts::rewrite_stale(model);
    save_settings(model);
    ready(model);
    settings::go_on_erasing(model);
    attachments::sweep(model);
}

fn ready(model: &mut Model) {
    model.start = Start::Ready;
    storage::flush(model);
    session::end_unknown(model);
    session::resume_stored(model);
    ask_for_newest(model);
}

/// Whether what was stored has been read, or could not be.
pub(crate) fn is_ready(model: &Model) -> bool {
    model.start == Start::Ready
}

/// Back in the foreground: what may have changed meanwhile is asked for.
pub(crate) fn resumed(model: &mut Model) {
    storage::wake_up(model);
    attachments::hurry(model);
    certificate::hurry(model);
    refresh(model);
    filing::refreshed(model);
}

/// A person asked for the newest, or to try again what failed. What is being erased is not read any more.
pub(crate) fn refresh(model: &mut Model) {
    if model.start != Start::Ready {
        return;
    }
    session::look_for_names(model);
    settings::go_on_erasing(model);
    if model.storage.read || model.erasing.is_some() {
        session::end_unknown(model);
        session::resume_stored(model);
        ask_for_newest(model);
    } else {
        read_store(model);
    }
}

fn ask_for_newest(model: &mut Model) {
    consent::fetch(model);
    regime::fetch_tables(model);
    registration::refresh(model);
    session::go_on_leaving(model);
    accounts::refresh_current(model);
}

/// Gives this installation another name, so that the service can't tell that it is the same.
pub(crate) fn renew_installation(model: &mut Model) {
    model.installation = model.ids.uuid();
    model.installation_renewed = true;
}

/// Keeps what the phone was told.
pub(crate) fn save_settings(model: &mut Model) {
    let erasing = model.erasing.as_ref();
    let settings = Settings {
        language: model.language,
        installation: model.installation.clone(),
        erasing: erasing.map(|erasing| erasing.named().clone()),
        erasing_unread: erasing.is_some_and(|erasing| erasing.unread),
        erasing_unnamed: erasing.is_some_and(|erasing| erasing.unnamed),
    };
    storage::put(model, StoreKey::Settings, &settings);
}

/// Takes the answer to the erasing of the store, if this is it: the phone is as new, and says so to its store.
pub(crate) fn store_erased(model: &mut Model, ticket: Ticket, result: &Result<(), StoreError>) -> bool {
    let Some(erasing) = &mut model.erasing else {
        return false;
    };
    if erasing.store != Some(ticket) {
        return false;
    }
    erasing.store = None;
    let more = !erasing.vault_is_done();
    match result {
        Ok(()) if more => {}
        Ok(()) => {
            model.erasing = None;
            model.storage.read = true;
            model.trouble.take_if(|trouble| trouble.is_of_saving());
            save_settings(model);
            accounts::keep_all(model);
            registration::keep(model);
        }
        Err(_) => model.trouble = Some(Trouble::not_erased()),
    }
    true
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
