//! Accounts: the logins on this phone, and the taxpayers that each may act for.
//!
//! An accountant may hold several logins and act for several taxpayers; everything stored is keyed by both. An account that
//! is being left is gone for the person at once, and stays as an empty row only until the service was told.

mod leave;
mod state;
mod step;
mod stored;
mod view;

pub(crate) use leave::{
    drop_erased, drop_owed_everywhere, forget, is_leaving, leave_unknown, leaving, mark_leaving,
};
pub(crate) use state::{AccountId, State};
pub(crate) use step::{
    Acting, add, add_receipts, ask_to_remove, choose_taxpayer, current, go_to, go_to_owner, locked, open,
    open_taxpayers, refresh_current, signed_in, switch, taxpayers_arrived,
};
pub(crate) use stored::{
    entry_keys, filing_keys, heir_of, keep_all, receipt_keys, restore, restore_receipts, rewrite_stale,
    store_key, stored_ids,
};
pub(crate) use view::{inn_shown, taxpayers_view, view};
