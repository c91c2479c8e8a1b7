//! What the settings change, and what is asked about first.

use crate::accounts::{self, AccountId};
use crate::consent;
use crate::effect::Effect;
use crate::intent::Link;
use crate::model::Model;
use crate::ports::VaultKey;
use crate::screens::{self, Place};
use crate::session;
use crate::start;
use crate::text::Language;
use crate::view::{HostRequest, HostRequestKind};

/// A question before something that can't be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    SignOut { everywhere: bool },
    RemoveAccount(AccountId),
    Erase,
}

/// Every screen changes its language at once; nothing typed is lost, and what was ticked stays ticked.
pub(crate) fn choose_language(model: &mut Model, language: Language) {
    if model.language != language {
        model.language = language;
        start::save_settings(model);
        consent::fetch_texts(model);
    }
}

pub(crate) fn open(model: &mut Model) {
    model.screens.push(Place::Settings);
}

pub(crate) fn ask_to_sign_out(model: &mut Model, everywhere: bool) {
    if accounts::current(model).is_some() {
        model
            .screens
            .push(Place::Confirm(Question::SignOut { everywhere }));
    }
}

pub(crate) fn ask_to_erase(model: &mut Model) {
    model.screens.push(Place::Confirm(Question::Erase));
}

/// The person has agreed to what the screen in front asks.
pub(crate) fn confirmed(model: &mut Model) {
    let Place::Confirm(question) = model.screens.top() else {
        return;
    };
    match question.clone() {
        Question::SignOut { everywhere } => {
            let account = accounts::current(model).map(|acting| acting.account.id.clone());
            if let Some(account) = account {
                session::leave(model, &account, everywhere);
            }
            session::show(model, None, None);
        }
        Question::RemoveAccount(account) => {
            let was_current = model.accounts.is_current(&account);
            session::leave(model, &account, false);
            if was_current {
                session::show(model, None, None);
            } else {
                screens::back(model);
            }
        }
        Question::Erase => erase(model),
    }
}

/// Erases all that this app keeps on this phone, offline too. Sessions that could be revoked at once are; the others end by
/// themselves, since nothing is left here to revoke them with.
fn erase(model: &mut Model) {
    let accounts = model.accounts.ids();
    for account in &accounts {
        session::revoke_now(model, account);
    }
    model.want(|ticket| Effect::EraseStore { ticket });
    for AccountId(account) in accounts {
        model.want(|ticket| Effect::EraseVault {
            ticket,
            key: VaultKey::Session(account),
        });
    }
    model.sessions.clear();
    model.accounts = accounts::State::default();
    model.regime.forget_cases();
    model.installation = model.ids.uuid();
    model.trouble = None;
    session::show(model, None, None);
}

/// Asks the host to open an address of the list; no other leaves the core.
pub(crate) fn open_link(model: &mut Model, link: Link) {
    let kind = HostRequestKind::OpenAddress {
        address: link.address().to_owned(),
    };
    let id = model.next_request_id();
    model.requests.push(HostRequest { id, kind });
}
