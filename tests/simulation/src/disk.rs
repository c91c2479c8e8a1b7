//! Vault and store: one job at a time, in the order in which they were asked for, as the shell does them.

use std::collections::BTreeMap;

use salyk_client::effect::Effect;
use salyk_client::event::Event;
use salyk_client::ports::{Change, StoreError, StoreKey, VaultError, VaultKey};
use salyk_client::secret::Secret;

use crate::tokens::holds;

/// Characters of an account's local name.
const UUID: usize = 36;

/// How a vault or store does what it is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Health {
    /// It does it.
    #[default]
    Works,
    /// It refuses, and nothing is changed.
    Refuses,
    /// It does it, and says that it could not.
    Misreports,
}

/// What survives a kill.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    /// The vault's entries.
    pub vault: BTreeMap<VaultKey, Vec<u8>>,
    /// The store's records.
    pub store: BTreeMap<StoreKey, Vec<u8>>,
    /// How the vault does.
    pub vault_health: Health,
    /// How the store does.
    pub store_health: Health,
}

impl Disk {
    /// Does one job; `None` when it is none of the disk's.
    pub fn perform(&mut self, job: &Effect) -> Option<Event> {
        let vault = answer(self.vault_health, VaultError::Locked);
        let store = answer(self.store_health, StoreError::Full);
        let changes_vault = self.vault_health != Health::Refuses;
        let changes_store = self.store_health != Health::Refuses;
        Some(match job {
            Effect::ReadVault { ticket, key } => {
                let entry = self.vault.get(key).map(|bytes| Secret::new(bytes.clone()));
                Event::VaultRead(*ticket, vault.map(|()| entry))
            }
            Effect::WriteVault { ticket, key, value } => {
                if changes_vault {
                    self.vault.insert(key.clone(), value.expose().to_vec());
                }
                Event::VaultChanged(*ticket, vault)
            }
            Effect::EraseVault { ticket, key } => {
                if changes_vault {
                    self.vault.remove(key);
                }
                Event::VaultChanged(*ticket, vault)
            }
            Effect::Load { ticket, keys } => {
                let records = keys.iter().map(|key| self.store.get(key).cloned()).collect();
                Event::Loaded(*ticket, store.map(|()| records))
            }
            Effect::Save { ticket, changes } => {
                if changes_store {
                    self.apply(changes);
                }
                Event::Saved(*ticket, store)
            }
            Effect::EraseStore { ticket } => {
                if changes_store {
                    self.store.clear();
                }
                Event::Saved(*ticket, store)
            }
            Effect::SuspendStore { ticket } => Event::Saved(*ticket, store),
            Effect::SweepFiles { ticket, .. } => Event::FilesSwept(*ticket, Ok(0)),
            _ => return None,
        })
    }

    /// Whether the store has an account by this name.
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        let accounts = self.store.get(&StoreKey::Accounts);
        accounts.is_some_and(|accounts| holds(accounts, id))
    }

    /// Whether there is a record of an account that the store's list of accounts lacks.
    #[must_use]
    pub fn has_stray_record(&self) -> bool {
        self.store.keys().any(|key| match key {
            StoreKey::Dossier { account, .. } | StoreKey::Receipts(account) => !self.knows(account),
            _ => false,
        })
    }

    /// The accounts of which the vault has a token.
    pub fn sessions(&self) -> impl Iterator<Item = &String> {
        self.vault.keys().filter_map(|key| match key {
            VaultKey::Session(id) => Some(id),
            _ => None,
        })
    }

    /// The accounts that the vault's own list names.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let list = self.vault.get(&VaultKey::SessionNames);
        let list = list.and_then(|list| std::str::from_utf8(list).ok());
        let parts = list.into_iter().flat_map(|list| list.split('"'));
        parts.filter(|part| part.len() == UUID).collect()
    }

    fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Put(key, bytes) => self.store.insert(key.clone(), bytes.clone()),
                Change::Remove(key) => self.store.remove(key),
            };
        }
    }
}

fn answer<E>(health: Health, error: E) -> Result<(), E> {
    match health {
        Health::Works => Ok(()),
        Health::Refuses | Health::Misreports => Err(error),
    }
}

/// Whether the disk does it, and not the network or the clock.
#[must_use]
pub fn is_disk_job(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::ReadVault { .. }
            | Effect::WriteVault { .. }
            | Effect::EraseVault { .. }
            | Effect::Load { .. }
            | Effect::Save { .. }
            | Effect::EraseStore { .. }
            | Effect::SuspendStore { .. }
            | Effect::SweepFiles { .. }
    )
}
