//! What the settings change, and what is asked about first.

use std::collections::BTreeSet;

use salyk_regulation::order;

use super::leaving::{Leaving, agreed, ask_to_leave};
use super::unsent::Unsent;
use crate::accounts;
use crate::attachments;
use crate::certificate;
use crate::consent;
use crate::effect::{Effect, Ticket};
use crate::entries;
use crate::fault::Trouble;
use crate::filing;
use crate::intent::Link;
use crate::model::Model;
use crate::ports::{VaultError, VaultKey};
use crate::regime;
use crate::registration;
use crate::screens::{self, Place};
use crate::session;
use crate::start;
use crate::storage;
use crate::text::Language;
use crate::view::{HostRequest, HostRequestKind};

/// A question before something that can't be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    /// An account or everything is to be left.
    Leave {
        how: Leaving,
        /// What is unsent and named in the question.
        listed: Vec<Unsent>,
        /// It is asked again, since something came meanwhile.
        anew: bool,
    },
    /// What was typed for a registration; the inner value names the application that it mends.
    EraseDraft(Option<String>),
    /// An application for access is to be followed no more.
    ForgetApplication(String),
}

/// Every screen changes its language at once; nothing typed is lost, and what was ticked stays ticked.
pub(crate) fn choose_language(model: &mut Model, language: Language) {
    if model.language != language {
        model.language = language;
        model.language_chosen = true;
        start::save_settings(model);
        consent::fetch_texts(model);
    }
}

pub(crate) fn open(model: &mut Model) {
    model.screens.push(Place::Settings);
}

pub(crate) fn ask_to_sign_out(model: &mut Model, everywhere: bool) {
    if accounts::current(model).is_some() {
        ask_to_leave(model, Leaving::SignOut { everywhere });
    }
}

pub(crate) fn ask_to_erase(model: &mut Model) {
    ask_to_leave(model, Leaving::Everything);
}

/// The person has agreed to what the screen in front asks.
pub(crate) fn confirmed(model: &mut Model) {
    let Place::Confirm(question) = model.screens.top() else {
        return;
    };
    match question.clone() {
        Question::Leave { how, listed, .. } => agreed(model, how, &listed),
        Question::EraseDraft(which) => {
            screens::back(model);
            registration::erase_draft(model, which.as_deref());
        }
        Question::ForgetApplication(application) => {
            screens::back(model);
            registration::forget_application(model, &application);
        }
    }
}

/// Erases all that this app keeps on this phone, offline too. Sessions that could be revoked at once are; the others end by
/// themselves, since nothing is left here to revoke them with. It is recorded first, so that a start after a kill goes on with
/// it. The vault's own list tells what the store, if it could not be read, did not.
pub(super) fn erase(model: &mut Model) {
    let named = model.names.all().iter().cloned();
    let accounts: BTreeSet<_> = order::gathered(model.accounts.ids().into_iter().chain(named));
    for account in &accounts {
        session::revoke_now(model, account);
    }
    model.sessions.clear();
    model.accounts = accounts::State::default();
    model.regime = regime::State::default();
    model.filing = filing::State::default();
    model.entries = entries::State::default();
    attachments::drop_all(model);
    certificate::drop_all(model);
    // Pressed a second time while the first is under way, only what came since is erased once more.
    let claims = model.erasing.is_none() || model.registration.may_hold_claims();
    model.registration = registration::State::default();
    model.consent = consent::State::default();
    start::renew_installation(model);
    model.trouble = None;
    storage::forget_unsaved(model);
    // With nothing new to go while the store is being erased, a record that says so would outlive the erasing.
    let again = accounts.is_empty()
        && !claims
        && model.names.are_read()
        && (model.erasing.as_ref()).is_some_and(|erasing| erasing.store.is_some());
    let erasing = model.erasing.get_or_insert_default();
    erasing.take(accounts);
    erasing.claims |= claims;
    erasing.unnamed = !model.names.are_read();
    erasing.unread |= !model.storage.read;
    if model.names.are_lost() && !model.storage.read {
        model.trouble = Some(Trouble::vault_not_known());
    }
    if !again {
        start::save_settings(model);
    }
    go_on_erasing(model);
    session::show(model, None, None);
    regime::fetch_tables(model);
}

/// The vault's own list was read, or an erasure that was cut off goes on: if it waited for the list, it takes what that names, but
/// what was opened since. While the store is being read it waits for that too.
pub(crate) fn names_read(model: &mut Model) {
    let Some(erasing) = &mut model.erasing else { return };
    if !model.names.are_read() || !std::mem::take(&mut erasing.unnamed) {
        return;
    }
    if model.names.are_lost() {
        model.trouble = Some(Trouble::vault_not_known());
    }
    let opened = model.accounts.ids();
    let listed = model.names.all().iter().filter(|name| !opened.contains(name));
    erasing.take(listed.cloned());
    start::save_settings(model);
    if start::is_ready(model) {
        go_on_erasing(model);
    }
}

/// Erases what is still there: the vault's entries first, so that a kill in between leaves their names with the store.
pub(crate) fn go_on_erasing(model: &mut Model) {
    let Some(erasing) = &mut model.erasing else { return };
    if erasing.unnamed {
        session::look_for_names(model);
    }
    let Some(erasing) = &mut model.erasing else { return };
    for account in std::mem::take(&mut erasing.accounts) {
        let key = VaultKey::Session(account.0.clone());
        let ticket = model.want(|ticket| Effect::EraseVault { ticket, key });
        if let Some(erasing) = &mut model.erasing {
            erasing.entries.insert(ticket, account);
        }
    }
    if let Some(erasing) = &mut model.erasing
        && std::mem::take(&mut erasing.claims)
    {
        let key = VaultKey::Claims;
        let ticket = model.want(|ticket| Effect::EraseVault { ticket, key });
        if let Some(erasing) = &mut model.erasing {
            erasing.claims_entry = Some(ticket);
        }
    }
    let store = model
        .erasing
        .as_ref()
        .is_some_and(|erasing| erasing.vault_is_done() && erasing.store.is_none());
    if store {
        let ticket = model.want(|ticket| Effect::EraseStore { ticket });
        if let Some(erasing) = &mut model.erasing {
            erasing.store = Some(ticket);
        }
        attachments::sweep(model);
    }
}

/// A vault entry was erased, or not; what was not is tried again on the next occasion.
pub(crate) fn entry_erased(model: &mut Model, ticket: Ticket, result: &Result<(), VaultError>) {
    let Some(erasing) = &mut model.erasing else { return };
    if erasing.claims_entry == Some(ticket) {
        erasing.claims_entry = None;
        match result {
            Ok(()) if erasing.vault_is_done() => go_on_erasing(model),
            Ok(()) => {}
            Err(error) => {
                erasing.claims = true;
                model.trouble = Some(Trouble::from(error));
            }
        }
        return;
    }
    let Some(account) = erasing.entries.remove(&ticket) else {
        return;
    };
    match result {
        Ok(()) => {
            let done = erasing.vault_is_done();
            session::drop_name(model, &account);
            if done {
                go_on_erasing(model);
            }
        }
        Err(error) => {
            erasing.accounts.push(account);
            model.trouble = Some(Trouble::from(error));
        }
    }
}

/// Asks the host to open an address of the list; no other leaves the core.
pub(crate) fn open_link(model: &mut Model, link: Link) {
    let kind = HostRequestKind::OpenAddress {
        address: link.address().to_owned(),
    };
    if model.requests.iter().all(|asked| asked.kind != kind) {
        let id = model.next_request_id();
        model.requests.push(HostRequest { id, kind });
    }
}
