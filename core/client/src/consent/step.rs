//! How consent comes about.

use crate::accounts::{self, AccountId};
use crate::effect::{Call, Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{Change, Fetched, ServiceError, StoreKey};
use crate::record::{self, Unreadable};
use crate::screens::Place;
use crate::session;
use crate::storage;

use super::{Catalogue, DocumentId, DocumentKind, DocumentText, Receipt, Versions};

/// Asks for the documents in force, unless that is under way.
pub(crate) fn fetch(model: &mut Model) {
    if model.consent.fetching.is_none() {
        let tag = model.consent.tag.clone();
        model.consent.fetching = Some(model.want(|ticket| Effect::FetchCatalogue { ticket, tag }));
    }
    fetch_texts(model);
}

/// Asks for the documents anew, since the service has just said that ours are stale (`guide:M3`): until the newer ones are
/// here, there is nothing that could be agreed to.
pub(crate) fn fetch_afresh(model: &mut Model) {
    model.consent.ticked.clear();
    model.consent.renewed = true;
    model.consent.catalogue = None;
    model.consent.tag = None;
    model.consent.fetching = None;
    fetch(model);
}

/// The service has refused a call of this account for stale receipts, which look current here: a newer version came into force
/// (`guide:M2a`). What looks stale here too was heard of before, and the person may be about to agree to it.
pub(crate) fn found_stale(model: &mut Model, account: &AccountId) {
    let session = model.sessions.get(account);
    let consented = session.and_then(|session| session.consented());
    match &model.consent.catalogue {
        None => fetch(model),
        Some(known) if consented.is_none_or(|consented| *consented == known.versions()) => {
            fetch_afresh(model);
        }
        Some(_) => {}
    }
}

pub(crate) fn catalogue_answered(
    model: &mut Model,
    ticket: Ticket,
    result: Result<Fetched<Catalogue>, ServiceError>,
) {
    session::note_connection(model, result.as_ref().err());
    if model.consent.fetching != Some(ticket) {
        return;
    }
    model.consent.fetching = None;
    match result {
        Ok(Fetched::New { content, tag }) => {
            model.consent.trouble = None;
            model.consent.tag = Some(tag).filter(|tag| !tag.is_empty());
            let changed = model.consent.catalogue.as_ref() != Some(&content);
            model.consent.catalogue = Some(content);
            if changed {
                model.consent.recheck_tick();
                keep_catalogue(model);
            }
        }
        Ok(Fetched::Unchanged) => model.consent.trouble = None,
        Err(error) => model.consent.trouble = Some(Trouble::from(&error)),
    }
    fetch_texts(model);
}

/// Asks for the texts of this language that are in force and not on the phone.
pub(crate) fn fetch_texts(model: &mut Model) {
    for id in model.consent.wanted_texts(model.language) {
        let known = model.consent.texts.contains_key(&id);
        let asked = model.consent.fetching_texts.values().any(|asked| *asked == id);
        if !known && !asked {
            let wanted = id.clone();
            let ticket = model.want(|ticket| Effect::FetchDocument { ticket, id: wanted });
            model.consent.fetching_texts.insert(ticket, id);
        }
    }
}

pub(crate) fn document_answered(
    model: &mut Model,
    ticket: Ticket,
    result: Result<DocumentText, ServiceError>,
) {
    session::note_connection(model, result.as_ref().err());
    let Some(asked) = model.consent.fetching_texts.remove(&ticket) else {
        return;
    };
    match result {
        Ok(text) if text.id == asked => {
            storage::put(model, StoreKey::Text(asked.clone()), &text);
            model.consent.texts.insert(asked, text);
        }
        Ok(_) => {
            let other = ServiceError::Malformed("another text than the one asked for".to_owned());
            model.consent.trouble = Some(Trouble::from(&other));
        }
        Err(error) => model.consent.trouble = Some(Trouble::from(&error)),
    }
}

/// Texts of versions no longer in force are not offered, so they are not kept, nor is the older list.
fn keep_catalogue(model: &mut Model) {
    let Some(catalogue) = model.consent.catalogue.clone() else {
        return;
    };
    let in_force = |id: &DocumentId| catalogue.of(id.kind).version == id.version;
    let old: Vec<_> = model
        .consent
        .texts
        .keys()
        .filter(|id| !in_force(id))
        .cloned()
        .collect();
    model.consent.texts.retain(|id, _| in_force(id));
    storage::change(
        model,
        old.into_iter()
            .map(|id| Change::Remove(StoreKey::Text(id)))
            .collect(),
    );
    storage::put(
        model,
        StoreKey::Catalogue,
        &(catalogue, model.consent.tag.clone()),
    );
}

/// Ticks or clears the box. Ticking makes the receipts, for the texts as shown at that moment.
pub(crate) fn tick(model: &mut Model, ticked: bool) {
    if !matches!(model.screens.top(), Place::SignIn | Place::Consent) {
        return;
    }
    if ticked && model.consent.is_ticked() {
        // A late second tick: the receipts of the first stand.
        return;
    }
    model.consent.renewed = false;
    model.consent.ticked = match model.consent.texts_in_force(model.language) {
        Some(texts) if ticked => texts
            .into_iter()
            .map(|document| Receipt {
                document,
                accepted_at: model.now,
                app_version: model.config.app_version.clone(),
                withdrawn_at: None,
            })
            .collect(),
        _ => Vec::new(),
    };
}

/// The box is never ticked beforehand.
pub(crate) fn clear_tick(model: &mut Model) {
    model.consent.ticked.clear();
    model.consent.renewed = false;
}

pub(crate) fn open_document(model: &mut Model, kind: DocumentKind) {
    fetch_texts(model);
    model.screens.push(Place::Document(kind));
}

/// Opens the request to agree to a newer version during a session (`guide:M2a`).
pub(crate) fn open(model: &mut Model) {
    if is_asked_for(model) && *model.screens.top() != Place::Consent {
        clear_tick(model);
        model.screens.push(Place::Consent);
    }
}

/// Whether the current session's receipts are for other versions than those in force.
pub(crate) fn is_asked_for(model: &Model) -> bool {
    let Some(acting) = accounts::current(model) else {
        return false;
    };
    model
        .consent
        .catalogue
        .as_ref()
        .is_some_and(|catalogue| *acting.consented != catalogue.versions())
}

/// Whether these are the versions in force, as far as is known.
pub(crate) fn is_in_force(model: &Model, versions: &Versions) -> bool {
    let catalogue = model.consent.catalogue.as_ref();
    catalogue.is_none_or(|catalogue| *versions == catalogue.versions())
}

/// Sends the receipts of a newer version.
pub(crate) fn accept_in_session(model: &mut Model) {
    let receipts = model.consent.receipts().to_vec();
    let account = accounts::current(model).map(|acting| acting.account.id.clone());
    if let Some(account) = account
        && !receipts.is_empty()
        && *model.screens.top() == Place::Consent
    {
        session::call(model, &account, Call::AddReceipts { receipts });
    }
}

/// The service has the receipts: the session stands on the newer versions.
pub(crate) fn receipts_added(model: &mut Model, account: &AccountId, receipts: Vec<Receipt>) {
    session::consent_renewed(model, account, &receipts);
    accounts::add_receipts(model, account, receipts);
    model.consent.trouble = None;
    if model.accounts.is_current(account) && model.screens.remove(&Place::Consent) {
        clear_tick(model);
    }
}

pub(crate) fn restore(model: &mut Model, bytes: &[u8]) -> Result<(), Unreadable> {
    let (catalogue, tag): (Catalogue, Option<String>) = record::read(bytes)?;
    model.consent.catalogue = Some(Catalogue::new(catalogue.documents().to_vec()).ok_or(Unreadable)?);
    model.consent.tag = tag;
    Ok(())
}

pub(crate) fn restore_text(model: &mut Model, bytes: &[u8]) -> Result<(), Unreadable> {
    let text: DocumentText = record::read(bytes)?;
    model.consent.texts.insert(text.id.clone(), text);
    Ok(())
}

/// Where the texts in force are stored, in every language.
pub(crate) fn text_keys(model: &Model) -> Vec<StoreKey> {
    let documents = model.consent.catalogue.iter().flat_map(Catalogue::documents);
    documents
        .flat_map(|document| {
            document
                .texts
                .iter()
                .filter_map(|(language, _)| document.text_in(*language))
        })
        .map(StoreKey::Text)
        .collect()
}
