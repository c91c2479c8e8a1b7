//! The names of the sessions that the vault holds, kept in the vault itself.
//!
//! A vault can't be asked what it holds, and the store may have refused a name or can't be read. So a name is durable here
//! before its token is written, and goes when the token is gone: at every moment no token lies in the vault under a name that
//! does not stand here. What stands here and the store does not know, once both were read, is ended at the service and erased,
//! as after a sign-out.

use std::collections::BTreeSet;

use litemap::LiteMap;

use crate::accounts::{self, AccountId};
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{MAX_ENTRY_BYTES, VaultError, VaultKey};
use crate::record;
use crate::secret::Secret;
use crate::settings::{self, Erasing};

use super::{leave, renew};

/// The names of the sessions that the vault holds.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// What the vault held at the start was read. Until then nothing is written over it.
    read: bool,
    /// What it held could not be understood: it may hold tokens whose names nobody knows.
    lost: bool,
    reading: Option<Ticket>,
    /// Every name whose token may be in the vault, or is about to be.
    all: BTreeSet<AccountId>,
    /// Names whose tokens went before the vault's were read.
    gone: BTreeSet<AccountId>,
    /// What the vault has confirmed; `None` while that is not known.
    kept: Option<BTreeSet<AccountId>>,
    writing: LiteMap<Ticket, BTreeSet<AccountId>>,
}

impl Names {
    /// Whether the names that the vault held at the start are known.
    pub(crate) fn are_read(&self) -> bool {
        self.read
    }

    /// Whether the vault's list was there and could not be understood.
    pub(crate) fn are_lost(&self) -> bool {
        self.lost
    }

    pub(crate) fn all(&self) -> &BTreeSet<AccountId> {
        &self.all
    }

    fn is_kept(&self, account: &AccountId) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.contains(account))
    }
}

/// Reads the names that the vault holds, or writes them once more where that has failed.
pub(crate) fn look(model: &mut Model) {
    if model.names.read {
        write(model);
    } else if model.names.reading.is_none() {
        let key = VaultKey::SessionNames;
        model.names.reading = Some(model.want(|ticket| Effect::ReadVault { ticket, key }));
    }
}

/// Makes a name durable; the session that waits for it goes on when it is, or can't be.
pub(super) fn hold(model: &mut Model, account: &AccountId) {
    model.names.all.insert(account.clone());
    look(model);
    go_on(model);
}

/// The token under this name is gone.
pub(crate) fn drop_name(model: &mut Model, account: &AccountId) {
    model.names.all.remove(account);
    if model.names.read {
        write(model);
    } else {
        model.names.gone.insert(account.clone());
    }
}

fn write(model: &mut Model) {
    let names = &model.names;
    let newest = names.writing.values().next_back().or(names.kept.as_ref());
    if newest == Some(&names.all) {
        return;
    }
    let all = names.all.clone();
    let key = VaultKey::SessionNames;
    let ticket = if all.is_empty() {
        model.want(|ticket| Effect::EraseVault { ticket, key })
    } else {
        // About a hundred names.
        let Some(bytes) = record::write(&all).filter(|bytes| bytes.len() <= MAX_ENTRY_BYTES) else {
            return give_up(model, &all);
        };
        let value = Secret::new(bytes);
        model.want(|ticket| Effect::WriteVault { ticket, key, value })
    };
    model.names.writing.insert(ticket, all);
}

/// The vault has answered a write. One that failed may have landed all the same; the names that a later one holds wait for that.
pub(super) fn written(model: &mut Model, ticket: Ticket, result: &Result<(), VaultError>) {
    let Some(mut names) = model.names.writing.remove(&ticket) else {
        return;
    };
    if result.is_ok() {
        model.names.kept = Some(names);
        go_on(model);
    } else {
        model.names.kept = None;
        let later = model.names.writing.iter().filter(|(other, _)| **other > ticket);
        names.retain(|name| !later.clone().any(|(_, later)| later.contains(name)));
        give_up(model, &names);
    }
}

/// Takes the vault's names, if this is they. An entry that can't be understood names nothing: what is known takes its place, or it
/// goes.
pub(super) fn read(model: &mut Model, ticket: Ticket, result: &Result<Option<Secret>, VaultError>) -> bool {
    if model.names.reading != Some(ticket) {
        return false;
    }
    model.names.reading = None;
    let found: Option<BTreeSet<AccountId>> = match result {
        Ok(Some(entry)) => record::read(entry.expose()).ok(),
        Ok(None) => Some(BTreeSet::new()),
        Err(VaultError::Damaged) => None,
        Err(error) => {
            if model.erasing.is_some() {
                model.trouble = Some(Trouble::from(error));
            }
            let all = model.names.all.clone();
            give_up(model, &all);
            return true;
        }
    };
    let names = &mut model.names;
    names.read = true;
    let gone = std::mem::take(&mut names.gone);
    names.lost = found.is_none();
    let held = found.iter().flatten();
    names
        .all
        .extend(held.filter(|name| !gone.contains(*name)).cloned());
    names.kept = found;
    settings::names_read(model);
    write(model);
    go_on(model);
    sweep(model);
    true
}

/// Ends the sessions that the store knows nothing of: a sign-in of which it took nothing, or what was in it before it was lost.
pub(crate) fn sweep(model: &mut Model) {
    if !model.names.read || !model.storage.read {
        return;
    }
    let known = model.accounts.ids();
    let being_erased = model.erasing.as_ref().map(Erasing::named);
    let names = &mut model.names;
    let unknown = |name: &&AccountId| {
        !known.contains(name) && !being_erased.is_some_and(|being_erased| being_erased.contains(name))
    };
    let unknown: Vec<_> = names.all.iter().filter(unknown).cloned().collect();
    names.all.extend(known);
    write(model);
    if !unknown.is_empty() {
        tracing::info!(
            sessions = unknown.len(),
            "sessions that the store does not know are ended"
        );
        accounts::leave_unknown(model, unknown);
        leave::go_on_leaving(model);
    }
}

/// Sessions whose name is durable write their token.
fn go_on(model: &mut Model) {
    for account in waiting(model) {
        if model.names.is_kept(&account) {
            renew::named(model, &account);
        }
    }
}

/// Sessions whose name was among these write no token.
fn give_up(model: &mut Model, names: &BTreeSet<AccountId>) {
    for account in waiting(model) {
        if names.contains(&account) {
            renew::not_named(model, &account);
        }
    }
}

fn waiting(model: &Model) -> Vec<AccountId> {
    let waiting = model
        .sessions
        .iter()
        .filter(|(_, session)| session.is_being_named());
    waiting.map(|(account, _)| account.clone()).collect()
}

#[cfg(test)]
mod tests {
    use crate::accounts::AccountId;
    use crate::effect::{Effect, Ticket};
    use crate::event::Event;
    use crate::ports::{VaultError, VaultKey};
    use crate::step::{Context, step};
    use crate::testing::{Desk, opened};

    /// Signs in while the vault does not answer yet; gives the write of its list.
    fn sign_in(desk: &mut Desk, login: &str) -> Ticket {
        let ticket = desk.enter(login);
        let signed_in = Event::SignedIn(ticket, Ok(opened(login, 300)));
        list_written(&step(&mut desk.model, signed_in, &Context { now: desk.now })).expect("a list")
    }

    fn list_written(wanted: &[Effect]) -> Option<Ticket> {
        wanted.iter().find_map(|effect| match effect {
            Effect::WriteVault { ticket, key, .. } if *key == VaultKey::SessionNames => Some(*ticket),
            _ => None,
        })
    }

    #[test]
    fn a_name_that_a_later_write_holds_is_not_given_up() {
        let mut desk = Desk::new();
        let first = sign_in(&mut desk, "a");
        desk.ask(crate::intent::Ask::OpenAccounts);
        desk.ask(crate::intent::Ask::AddAccount);
        let second = sign_in(&mut desk, "b");
        let refused = Err(VaultError::Unavailable("sample".to_owned()));
        desk.happen(Event::VaultChanged(first, refused));
        desk.happen(Event::VaultChanged(second, Ok(())));
        assert_eq!(
            desk.vault.len(),
            2,
            "both tokens, since both names are in the list"
        );
        assert!(!desk.says("sign in again"), "{:?}", desk.front().frame.notices);
    }

    #[test]
    fn a_list_too_long_for_a_vault_is_not_written() {
        let mut desk = Desk::new();
        for _ in 0..200 {
            let name = AccountId(desk.model.ids.uuid());
            desk.model.names.all.insert(name);
        }
        desk.sign_in("a");
        assert!(desk.vault.is_empty());
        assert!(desk.says("sign in again"), "{:?}", desk.front().frame.notices);
    }
}
