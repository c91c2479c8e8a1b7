//! Sees every event, every effect and the disk, and says when a session is not kept as it must be.

use std::collections::{BTreeMap, BTreeSet};

use salyk_client::effect::{Call, Effect, Ticket};
use salyk_client::event::Event;
use salyk_client::ports::{Change, StoreKey, VaultKey};
use salyk_client::session::RefreshAttempt;

use crate::disk::Disk;
use crate::leaves::Leave;
use crate::service::{PASSWORD, Service};
use crate::tokens::{Token, holds};

/// What was not kept, in a sentence.
pub type Broken = String;

/// An account on the phone, by its local id.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// The sessions opened for it, the newest last.
    pub families: Vec<usize>,
    /// A person has signed it out, removed or erased it.
    pub left: bool,
    /// It was erased with everything, in this process.
    pub(crate) erased: bool,
    /// The newest session that the phone had heard of when it was signed out: this one's token may still be kept, to end it with.
    pub(crate) ending: Option<usize>,
}

/// What the watcher knows.
#[derive(Debug, Default)]
pub struct Watch {
    /// Every account that the phone ever had.
    pub accounts: BTreeMap<String, Account>,
    /// Sessions that were left: the service is to hear of it in the end.
    pub owed: BTreeSet<usize>,
    /// A person asked to erase everything, and it has not come through.
    pub erasing: bool,
    /// What the vault has confirmed to this process.
    pub(crate) confirmed: BTreeMap<VaultKey, Vec<u8>>,
    /// Refresh tokens that the vault has confirmed, ever.
    kept: BTreeSet<Token>,
    pub(crate) reads: BTreeMap<Ticket, VaultKey>,
    pub(crate) writes: BTreeMap<Ticket, (VaultKey, Vec<u8>)>,
    pub(crate) store_erasures: BTreeSet<Ticket>,
    pub(crate) found_empty: BTreeSet<VaultKey>,
    pub(crate) refreshing: BTreeMap<Ticket, usize>,
    pub(crate) unsaved: Vec<Leave>,
    /// A person is leaving in this very step: what earlier saves left may go in front of what is erased.
    pub(crate) leaving_now: bool,
    /// The sessions that the phone heard were opened, and whose.
    pub(crate) heard: BTreeMap<usize, String>,
    pub(crate) newest: Option<Ticket>,
}

impl Watch {
    /// An event is about to happen.
    pub fn before(&mut self, event: &Event) {
        match event {
            Event::VaultRead(ticket, Ok(entry)) => {
                let Some(key) = self.reads.remove(ticket) else {
                    return;
                };
                match entry {
                    Some(entry) => self.confirm(key, entry.expose().to_vec()),
                    None => {
                        self.found_empty.insert(key);
                    }
                }
            }
            Event::VaultChanged(ticket, Ok(())) => {
                if let Some((key, value)) = self.writes.remove(ticket) {
                    self.confirm(key, value);
                }
            }
            Event::Saved(ticket, Ok(())) if self.store_erasures.remove(ticket) => self.erasing = false,
            Event::SignedIn(_, Ok(opened)) => {
                if let Some(token) = Token::parse(&opened.tokens.access) {
                    self.heard.insert(token.family, opened.person.clone());
                }
            }
            Event::Refreshed(ticket, _) => {
                self.refreshing.remove(ticket);
            }
            _ => {}
        }
    }

    fn confirm(&mut self, key: VaultKey, value: Vec<u8>) {
        self.kept.extend(Token::in_entry(&value));
        self.confirmed.insert(key, value);
    }

    /// The core wants something done.
    ///
    /// # Errors
    /// When it must not.
    pub fn wanted(&mut self, effect: &Effect, disk: &Disk, service: &Service) -> Result<(), Broken> {
        self.newest = Some(effect.ticket());
        match effect {
            Effect::Refresh { ticket, attempt } => self.refresh_wanted(*ticket, attempt, disk),
            Effect::Call { access, call, .. } => {
                let token = Token::parse(access).ok_or("a call with a token that nobody gave")?;
                let ends_it = self.erasing && matches!(call, Call::SignOut { .. });
                if token.generation > 0 && !self.kept.contains(&token) && !ends_it {
                    return Err(format!(
                        "{} is used before its refresh token is durable",
                        token.access()
                    ));
                }
                self.sign_out_wanted(token, call, service)
            }
            Effect::ReadVault { ticket, key } => {
                self.reads.insert(*ticket, key.clone());
                Ok(())
            }
            Effect::WriteVault { ticket, key, value } => self.entry_wanted(*ticket, key, value.expose()),
            Effect::EraseVault { key, .. } => self.may_erase_entry(key, disk, service),
            Effect::EraseStore { ticket } => {
                self.store_erasures.insert(*ticket);
                let tokens = |id: &String| self.accounts.get(id).is_some_and(|account| account.erased);
                if disk.sessions().any(tokens) {
                    return Err("the store is erased before the tokens are".to_owned());
                }
                let asked = self.erasing;
                asked
                    .then_some(())
                    .ok_or_else(|| "the store is erased unasked".to_owned())
            }
            Effect::Save { changes, .. } => changes
                .iter()
                .try_for_each(|change| self.may_change(change, service)),
            _ => Ok(()),
        }
    }

    fn refresh_wanted(
        &mut self,
        ticket: Ticket,
        attempt: &RefreshAttempt,
        disk: &Disk,
    ) -> Result<(), Broken> {
        let token = Token::parse(&attempt.refresh).ok_or("a refresh with a token that nobody gave")?;
        if self.refreshing.values().any(|family| *family == token.family) {
            return Err("two refreshes of one session are under way".to_owned());
        }
        self.refreshing.insert(ticket, token.family);
        let records = |entry: &Vec<u8>| holds(entry, &token.refresh()) && holds(entry, &attempt.request_id);
        if !self.confirmed.values().any(records) || !disk.vault.values().any(records) {
            return Err("a refresh is sent before its request id is durable".to_owned());
        }
        Ok(())
    }

    /// A sign-out that nobody asked for ends a session that someone wants; one that a newer sign-in has replaced may end.
    fn sign_out_wanted(&self, token: Token, call: &Call, service: &Service) -> Result<(), Broken> {
        let login = service.families.get(token.family).map(|family| &family.login);
        let replaced = service
            .families
            .iter()
            .skip(token.family + 1)
            .any(|family| Some(&family.login) == login);
        let of_it = |account: &&Account| account.families.last() == Some(&token.family);
        let left = self
            .accounts
            .values()
            .find(of_it)
            .is_none_or(|account| account.left);
        if matches!(call, Call::SignOut { .. }) && !left && !replaced {
            return Err("a session is signed out unasked".to_owned());
        }
        Ok(())
    }

    fn entry_wanted(&mut self, ticket: Ticket, key: &VaultKey, value: &[u8]) -> Result<(), Broken> {
        if holds(value, "access-") || holds(value, PASSWORD) {
            return Err("the vault is given what belongs to memory only".to_owned());
        }
        self.writes.insert(ticket, (key.clone(), value.to_vec()));
        let (VaultKey::Session(id), Some(token)) = (key, Token::in_entry(value)) else {
            return Ok(());
        };
        let account = self.accounts.entry(id.clone()).or_default();
        if !account.families.contains(&token.family) {
            if account.left && Some(token.family) > account.ending {
                return Err("a session is opened for an account that was left".to_owned());
            }
            account.families.push(token.family);
        }
        Ok(())
    }

    /// A token may go when the person left, when the service has ended its session, or when there is none. One that was only
    /// replaced is to be ended at the service first.
    fn may_erase_entry(&self, key: &VaultKey, disk: &Disk, service: &Service) -> Result<(), Broken> {
        let VaultKey::Session(id) = key else {
            return Ok(());
        };
        let Some(account) = self.accounts.get(id) else {
            return Ok(());
        };
        let has_ended = |family: usize| {
            service
                .families
                .get(family)
                .is_none_or(|family| family.ended.is_some())
        };
        let entry = disk.vault.get(key).and_then(|entry| Token::in_entry(entry));
        let ended = entry.is_some_and(|token| has_ended(token.family))
            || account.families.last().is_some_and(|family| has_ended(*family));
        if account.left || ended || self.found_empty.contains(key) {
            Ok(())
        } else {
            Err("a session that the service keeps is given up".to_owned())
        }
    }

    /// Left by a person; or replaced, since the phone has heard of a newer session of the same login.
    fn is_left(&self, id: &str, service: &Service) -> bool {
        let Some(account) = self.accounts.get(id) else {
            return false;
        };
        let own = account.families.last().copied();
        let login = own.and_then(|family| service.families.get(family));
        let newer = self.heard.iter().filter(|(family, _)| Some(**family) > own);
        let replaced = newer
            .map(|(_, login)| login)
            .any(|newer| login.is_some_and(|own| own.login == *newer));
        account.left || replaced
    }

    /// Whether the vault has two sessions of one login.
    #[must_use]
    pub fn is_any_replaced(&self, disk: &Disk, service: &Service) -> bool {
        let families = disk
            .sessions()
            .filter_map(|id| self.accounts.get(id)?.families.last());
        let logins = families.filter_map(|family| Some(&service.families.get(*family)?.login));
        let logins: Vec<_> = logins.collect();
        logins.len() > logins.iter().collect::<BTreeSet<_>>().len()
    }

    /// The store takes in other accounts than it had: none that it knew may be missing unasked.
    ///
    /// # Errors
    /// When one is.
    pub fn accounts_change(&self, job: &Effect, disk: &Disk, service: &Service) -> Result<(), Broken> {
        let Effect::Save { changes, .. } = job else {
            return Ok(());
        };
        let newer = changes.iter().find_map(|change| match change {
            Change::Put(StoreKey::Accounts, bytes) => Some(bytes),
            _ => None,
        });
        let (Some(newer), Some(older)) = (newer, disk.store.get(&StoreKey::Accounts)) else {
            return Ok(());
        };
        let mut ids = self.accounts.keys();
        let missing = ids.find(|id| holds(older, id) && !holds(newer, id) && !self.is_left(id, service));
        match missing {
            Some(_) => Err("the store forgets an account that nobody has left".to_owned()),
            None => Ok(()),
        }
    }

    fn may_change(&self, change: &Change, service: &Service) -> Result<(), Broken> {
        let left = |id: &String| self.accounts.get(id).is_some_and(|account| account.left);
        match change {
            Change::Put(_, bytes)
                if holds(bytes, "access-") || holds(bytes, "refresh-") || holds(bytes, PASSWORD) =>
            {
                Err("a secret is written to the store".to_owned())
            }
            Change::Put(StoreKey::Dossier { account, .. } | StoreKey::Receipts(account), _)
                if left(account) && !self.leaving_now =>
            {
                Err("records are written for an account that was left".to_owned())
            }
            Change::Remove(StoreKey::Dossier { account, .. } | StoreKey::Receipts(account))
                if self.accounts.contains_key(account) && !self.is_left(account, service) =>
            {
                Err("records are erased unasked".to_owned())
            }
            _ => Ok(()),
        }
    }

    /// The step is over.
    pub fn after(&mut self) {
        self.leaving_now = false;
    }

    /// The account that this login is signed in with.
    #[must_use]
    pub fn account_of(&self, login: &str, service: &Service) -> Option<String> {
        let of_login = |account: &&Account| {
            let newest = account.families.last();
            let newest = newest.and_then(|family| service.families.get(*family));
            !account.left && newest.is_some_and(|family| family.login == login)
        };
        self.accounts
            .iter()
            .find(|(_, account)| of_login(account))
            .map(|(id, _)| id.clone())
    }
}
