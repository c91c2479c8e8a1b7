//! What the person entered on this phone.

use litemap::LiteMap;

use super::entry::Entry;
use crate::accounts::{self, AccountId};
use crate::model::Model;
use crate::session::TaxpayerId;

/// Whose: everything is keyed by account and taxpayer.
pub(super) type OwnerKey = (AccountId, TaxpayerId);

/// Every entry on this phone.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// In the order in which they were entered.
    pub(super) of: LiteMap<OwnerKey, Vec<Entry>>,
    /// Accounts whose entries this version can't read: they stay where they are, and nothing is written over them.
    pub(super) unreadable: Vec<AccountId>,
}

impl State {
    pub(super) fn of(&self, key: &OwnerKey) -> &[Entry] {
        self.of.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Whoever is in front.
pub(super) fn current(model: &Model) -> Option<OwnerKey> {
    let acting = accounts::current(model)?;
    Some((acting.account.id.clone(), acting.taxpayer?.id.clone()))
}
