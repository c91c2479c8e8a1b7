//! Accounts that were left: by a person, by an erasure, or since the store never knew them.

use salyk_client::effect::{Effect, Ticket};
use salyk_client::ports::{Change, StoreKey, VaultKey};

use crate::disk::Disk;
use crate::tokens::Token;
use crate::watch::Watch;

/// A person has left accounts. Until the store has taken that in, a kill undoes it.
#[derive(Debug)]
pub(crate) struct Leave {
    accounts: Vec<String>,
    families: Vec<usize>,
    everything: bool,
    /// It is what began the erasure that is under way.
    began: bool,
    /// The first of the saves that can hold it.
    since: Ticket,
}

impl Watch {
    /// A new process knows nothing of what the one before awaited.
    pub fn forget_process(&mut self) {
        for account in self.accounts.values_mut() {
            account.erased = false;
        }
        for leave in std::mem::take(&mut self.unsaved) {
            for id in leave.accounts {
                self.accounts.entry(id).or_default().left = false;
            }
            self.owed.retain(|family| !leave.families.contains(family));
            self.erasing &= !leave.began;
        }
        self.newest = None;
        self.confirmed.clear();
        self.reads.clear();
        self.writes.clear();
        self.store_erasures.clear();
        self.found_empty.clear();
        self.refreshing.clear();
    }

    /// The app was killed: an account that the store has not taken in is nobody's any more. It is to go as if it had been left,
    /// and the service is to hear of it where the vault has its token.
    pub fn lose_unknown(&mut self, disk: &Disk) {
        for (id, account) in &mut self.accounts {
            if account.left || disk.knows(id) {
                continue;
            }
            account.left = true;
            let entry = disk.vault.get(&VaultKey::Session(id.clone()));
            let token = entry.and_then(|entry| Token::in_entry(entry));
            self.owed.extend(token.map(|token| token.family));
        }
    }

    /// A person leaves this account: what it owns is to go, and the session in the vault is to be ended at the service.
    pub fn leave(&mut self, id: &str, disk: &Disk) {
        let entry = disk.vault.get(&VaultKey::Session(id.to_owned()));
        let kept = entry
            .and_then(|entry| Token::in_entry(entry))
            .map(|token| token.family);
        let account = self.accounts.entry(id.to_owned()).or_default();
        let family = kept.filter(|family| account.families.last() == Some(family));
        account.ending = self.heard.keys().next_back().copied();
        if std::mem::replace(&mut account.left, true) {
            return;
        }
        self.leaving_now = true;
        self.owed.extend(family);
        self.unsaved.push(Leave {
            accounts: vec![id.to_owned()],
            families: family.into_iter().collect(),
            everything: false,
            began: false,
            since: self.next(),
        });
    }

    /// A person erases everything: nothing is left on the phone to end a session with.
    pub fn erase(&mut self) {
        self.owed.clear();
        for account in self.accounts.values_mut() {
            account.erased = true;
        }
        let staying = self.accounts.iter_mut().filter(|(_, account)| !account.left);
        let accounts = staying
            .map(|(id, account)| {
                account.left = true;
                id.clone()
            })
            .collect();
        self.unsaved.push(Leave {
            accounts,
            families: Vec::new(),
            everything: true,
            began: !self.erasing,
            since: self.next(),
        });
        self.erasing = true;
        self.leaving_now = true;
    }

    fn next(&self) -> Ticket {
        Ticket(self.newest.map_or(0, |newest| newest.0 + 1))
    }

    /// The store has taken something in: a leave with it, if that is in it. An erasure that it knows of takes those before it along.
    pub fn stored(&mut self, job: &Effect) {
        let taken_in = |leave: &Leave| leave.is_taken_in(job);
        let erasures = self.unsaved.iter().filter(|leave| leave.everything);
        let erased = erasures
            .filter(|leave| taken_in(leave))
            .map(|leave| leave.since)
            .max();
        self.unsaved
            .retain(|leave| !taken_in(leave) && erased.is_none_or(|erased| leave.since > erased));
    }
}

impl Leave {
    fn is_taken_in(&self, job: &Effect) -> bool {
        match job {
            _ if job.ticket() < self.since => false,
            Effect::EraseStore { .. } => true,
            Effect::Save { changes, .. } if self.everything => changes
                .iter()
                .any(|change| matches!(change, Change::Put(StoreKey::Settings, _))),
            Effect::Save { changes, .. } => self.accounts.iter().all(|id| {
                changes
                    .iter()
                    .any(|change| matches!(change, Change::Remove(StoreKey::Receipts(of)) if of == id))
            }),
            _ => false,
        }
    }
}
