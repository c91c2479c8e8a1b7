//! Filing: drafts, applications under the regulation, and the outbox that carries them to the service.
//!
//! What a person answers is kept at every change. What he files is durable before the screen says so, goes under one key for ever,
//! and counts as filed when the service's receipt says so and not before: what waits says that it has not reached the office.
//! Everything is keyed by account and taxpayer. A session that ends leaves it sealed for the same account; signing out erases it, and
//! asks first.

mod content;
mod draft;
mod files;
#[cfg(test)]
mod forced_tests;
mod hear;
mod last_day;
mod left;
mod lot_forms;
#[cfg(test)]
mod newer_tests;
mod outbox;
#[cfg(test)]
mod receipt_tests;
mod received;
mod refund_form;
mod regime_form;
mod report_form;
mod restore;
mod state;
mod step;
mod stored;
mod sums;
mod unfiled;
mod view;

pub use content::{
    Application, Filed, IndirectTaxReport, KnownCopy, PaperFile, RefundApplication, RegimeApplication,
    Withdrawal,
};
pub(crate) use draft::{Answers, DraftOf, Form};
pub(crate) use files::are_needed;
pub(crate) use hear::{answered, keep_current, not_answered, refreshed, stored as stored_or_not, woke};
pub(crate) use left::left;
pub(crate) use lot_forms::{choose_month, mend, open_form, typed};
pub use outbox::Receipt;

pub(crate) use received::{Received, received};
pub(crate) use restore::{forget_unread, item_keys, restore_aside, restore_index, restore_items};
pub(crate) use state::State;
pub(crate) use step::{
    accept_vat, answer_exclusion, file, forget, inherit, keep_all, open_outbox, open_regime, try_now,
    withdraw,
};
pub(crate) use unfiled::{drop_draft, fill_in, filled_in};
pub(crate) use view::{actions, lot_actions, outbox_view, refund_view, regime_view, report_view};
