//! The accounts on this phone.

use std::collections::BTreeSet;

use litemap::LiteMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::consent::{Receipt, Versions};
use crate::effect::Ticket;
use crate::session::{Taxpayer, TaxpayerId};

/// An account's local name: random, so that nothing can be told from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct AccountId(pub(crate) String);

/// One login on this phone. Everything stored is keyed by account and taxpayer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: AccountId,
    pub(crate) login: String,
    /// How the service calls the person.
    pub(crate) person: String,
    pub(crate) taxpayers: Vec<Taxpayer>,
    pub(crate) chosen: Option<TaxpayerId>,
    /// A refresh token should be in the vault.
    pub(crate) signed_in: bool,
    /// The versions that the service has accepted receipts for.
    pub(crate) consented: Option<Versions>,
    /// The person has signed out, or the account was replaced or unknown to the store, and the service was not told yet; whether of
    /// every phone.
    pub(crate) leaving: Option<bool>,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Account {
    /// For whom the person acts: the one chosen, or the only one.
    pub(crate) fn taxpayer(&self) -> Option<&Taxpayer> {
        match (&self.chosen, self.taxpayers.as_slice()) {
            (Some(chosen), all) => all.iter().find(|taxpayer| taxpayer.id == *chosen),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }
}

/// The accounts on this phone, and the one in front.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(super) list: Vec<Account>,
    pub(super) current: Option<AccountId>,
    pub(super) receipts: LiteMap<AccountId, Vec<Receipt>>,
    /// Accounts forgotten before what was stored had been read: they don't come back with it.
    pub(super) gone: BTreeSet<AccountId>,
    /// Accounts whose login was signed in again before what was stored had been read whole, and the account that replaced each.
    pub(super) replaced: LiteMap<AccountId, AccountId>,
    /// The vault entries being erased of accounts that were left.
    pub(crate) entries_erased: LiteMap<Ticket, AccountId>,
    /// The account whose stored session is being looked for.
    pub(crate) looked_for: Option<(Ticket, AccountId)>,
}

/// What the store keeps of it.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    pub(super) list: Vec<Account>,
    pub(super) current: Option<AccountId>,
}

impl State {
    pub(crate) fn find(&self, id: &AccountId) -> Option<&Account> {
        self.list.iter().find(|account| account.id == *id)
    }

    pub(super) fn find_mut(&mut self, id: &AccountId) -> Option<&mut Account> {
        self.list.iter_mut().find(|account| account.id == *id)
    }

    pub(crate) fn is_current(&self, id: &AccountId) -> bool {
        self.current.as_ref() == Some(id)
    }

    /// The account in front, if it should have a session.
    pub(crate) fn current_signed_in(&self) -> Option<AccountId> {
        let account = self.find(self.current.as_ref()?)?;
        (account.signed_in && account.leaving.is_none()).then(|| account.id.clone())
    }

    /// The accounts that a person sees: those being left are gone for him.
    pub(super) fn visible(&self) -> impl Iterator<Item = &Account> {
        self.list.iter().filter(|account| account.leaving.is_none())
    }

    pub(crate) fn is_any_visible(&self) -> bool {
        self.visible().next().is_some()
    }

    pub(crate) fn ids(&self) -> Vec<AccountId> {
        self.list.iter().map(|account| account.id.clone()).collect()
    }

    /// The receipts that an account has given on this phone.
    pub(crate) fn receipts_of(&self, id: &AccountId) -> &[Receipt] {
        self.receipts.get(id).map_or(&[], Vec::as_slice)
    }
}
