//! What must hold of records, and once the world has come to rest: everything works, and the app was looked at again.

use std::collections::BTreeSet;

use salyk_client::effect::Effect;
use salyk_client::event::Event;
use salyk_client::ports::{Change, StoreKey, VaultKey};
use salyk_client::screens::front;

use crate::disk::Health;
use crate::person::login_in_front;
use crate::tokens::{Token, holds};
use crate::watch::Broken;
use crate::world::World;

fn is_of(key: &StoreKey, id: &str) -> bool {
    match key {
        StoreKey::Dossier { account, .. } | StoreKey::Receipts(account) => account == id,
        _ => false,
    }
}

impl World {
    /// The jobs that a step has just added to the disk's leave no record of this account.
    pub(crate) fn erased_at_once(&self, id: &str, before: usize) -> Result<(), Broken> {
        let mut records: BTreeSet<StoreKey> = self.disk.store.keys().cloned().collect();
        let mut unread = false;
        for (place, job) in self.phone.jobs.iter().enumerate() {
            match job {
                Effect::Save { changes, .. } => {
                    for change in changes {
                        match change {
                            Change::Put(key, _) => records.insert(key.clone()),
                            Change::Remove(key) => records.remove(key),
                        };
                    }
                }
                Effect::EraseStore { .. } => records.clear(),
                Effect::Load { .. } if place < before => unread = true,
                _ => {}
            }
        }
        let left = records
            .iter()
            .find(|key| is_of(key, id) && matches!(key, StoreKey::Dossier { .. }));
        match left {
            Some(key) if !unread => Err(format!("signing out leaves {key:?}")),
            _ => Ok(()),
        }
    }

    /// Everything works again; what is left undone is done now.
    ///
    /// # Errors
    /// When something is not kept.
    pub fn rest(&mut self) -> Result<(), Broken> {
        self.network = true;
        self.disk.vault_health = Health::Works;
        self.disk.store_health = Health::Works;
        for _ in 0..3 {
            self.settle()?;
            self.happen(Event::Resumed)?;
        }
        self.settle()?;
        self.nothing_left_of_those_who_left()?;
        self.second_start()?;
        self.nothing_left_of_those_who_left()
    }

    fn nothing_left_of_those_who_left(&self) -> Result<(), Broken> {
        for (id, account) in &self.watch.accounts {
            if !account.left {
                continue;
            }
            if let Some(key) = self.disk.store.keys().find(|key| is_of(key, id)) {
                return Err(format!("{key:?} is left of an account that was left"));
            }
            if self.disk.sessions().any(|left| left == id) {
                return Err("a token is left of an account that was left".to_owned());
            }
            let names = |bytes: &&Vec<u8>| holds(bytes, id);
            if self.disk.store.values().any(|bytes| names(&bytes)) {
                return Err("the name of an account that was left is still stored".to_owned());
            }
        }
        if self.disk.names().into_iter().any(|id| !self.disk.knows(id)) {
            return Err("the vault lists what the store knows nothing of".to_owned());
        }
        if self.watch.is_any_replaced(&self.disk, &self.service) {
            return Err("the vault has a session that was replaced".to_owned());
        }
        let live = |family: &&usize| {
            let family = self.service.families.get(**family);
            family.is_some_and(|family| family.ended.is_none())
        };
        match self.watch.owed.iter().find(live) {
            Some(family) => Err(format!("the service never heard that session {family} was left")),
            None => Ok(()),
        }
    }

    /// A second start is still signed in, where the service keeps the session and the vault has its token.
    fn second_start(&mut self) -> Result<(), Broken> {
        let before = login_in_front(&front(&self.phone.model));
        let account = before.and_then(|login| self.watch.account_of(login, &self.service));
        let kept = account.is_some_and(|id| {
            let entry = self.disk.vault.get(&VaultKey::Session(id));
            let token = entry.and_then(|entry| Token::in_entry(entry));
            let family = token.and_then(|token| self.service.families.get(token.family));
            family.is_some_and(|family| family.ended.is_none())
        });
        self.kill(u8::MAX)?;
        self.settle()?;
        let after = login_in_front(&front(&self.phone.model));
        if kept && after != before {
            return Err(format!("a second start shows {after:?} instead of {before:?}"));
        }
        Ok(())
    }
}
