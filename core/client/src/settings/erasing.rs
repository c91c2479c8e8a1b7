//! How far the erasing of everything has come.

use std::collections::BTreeSet;

use litemap::LiteMap;

use crate::accounts::AccountId;
use crate::effect::Ticket;

/// An erasure that has not come through yet.
#[derive(Debug, Default)]
pub(crate) struct Erasing {
    /// Every account that goes with it, also after its vault entry went: until the store is erased, its row may come back from there.
    named: BTreeSet<AccountId>,
    /// The accounts whose vault entries are still to be erased.
    pub(crate) accounts: Vec<AccountId>,
    /// The vault entries being erased now.
    pub(crate) entries: LiteMap<Ticket, AccountId>,
    /// The claim secrets of applications for access are still to be erased.
    pub(crate) claims: bool,
    /// Their entry is being erased now.
    pub(crate) claims_entry: Option<Ticket>,
    /// The store being erased now.
    pub(crate) store: Option<Ticket>,
    /// It began before the vault's own list of its entries was read: what that names belongs to it too.
    pub(crate) unnamed: bool,
    /// It began before the store was read: every account that lies there belongs to it too.
    pub(crate) unread: bool,
}

impl Erasing {
    /// One that was cut off, and goes on from its beginning: what is gone already is erased once more.
    pub(crate) fn of(named: BTreeSet<AccountId>, unread: bool, unnamed: bool) -> Self {
        Self {
            accounts: named.iter().cloned().collect(),
            named,
            claims: true,
            unread,
            unnamed,
            ..Self::default()
        }
    }

    /// These accounts go with it, if they don't already.
    pub(crate) fn take(&mut self, accounts: impl IntoIterator<Item = AccountId>) {
        for account in accounts {
            if self.named.insert(account.clone()) {
                self.accounts.push(account);
            }
        }
    }

    /// Every account that goes with it.
    pub(crate) fn named(&self) -> &BTreeSet<AccountId> {
        &self.named
    }

    /// Nothing is left in the vault, and there is nothing more to be learnt of it.
    pub(crate) fn vault_is_done(&self) -> bool {
        self.entries.is_empty()
            && self.accounts.is_empty()
            && !self.unnamed
            && !self.claims
            && self.claims_entry.is_none()
    }
}
