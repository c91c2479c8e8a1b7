//! Accounts: the logins on this phone, and the taxpayers that each may act for.
//!
//! An accountant may hold several logins and act for several taxpayers; everything stored is keyed by both. An account that
//! is being left is gone for the person at once, and stays as an empty row only until the service was told.

mod state;
mod step;
mod view;

pub(crate) use state::{AccountId, State};
pub(crate) use step::{
    Acting, add, add_receipts, ask_to_remove, choose_taxpayer, current, drop_owed_everywhere, forget, go_to,
    is_leaving, keep_all, leaving, locked, mark_leaving, open, open_taxpayers, receipt_keys, refresh_current,
    restore, restore_receipts, signed_in, store_key, switch, taxpayers_arrived,
};
pub(crate) use view::{taxpayers_view, view};
