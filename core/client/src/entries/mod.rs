//! Entries: facts that the person records on this phone, since no service tells them to it: a deposit that was paid (`reg:12`,
//! `reg:16`), and what customs answered (`reg:11`, `reg:13`, `reg:18`).
//!
//! An entry is the person's word and turns nothing green. It counts over the case until the case tells the same; from then on
//! the case alone does, whatever it says later. Where the case tells the same thing otherwise, it counts as the service tells
//! it, both are shown, and the person is asked. What was not acknowledged can be taken back. What is typed on the way is kept as
//! a draft. Everything is keyed by account and taxpayer, and recorded only where it can be kept.

mod compare;
mod entry;
mod form;
mod left;
mod rows;
mod state;
mod step;
#[cfg(test)]
mod step_tests;
mod stored;
#[cfg(test)]
mod typing_tests;
mod view;

pub(crate) use compare::{Standing, compare, lay};
pub use entry::EntryKind;
pub(crate) use entry::{Entry, EntryForm};
pub(crate) use left::left;
pub(crate) use rows::{actions, notices, rows};
pub(crate) use state::State;
pub(crate) use step::{acknowledge, choose_kind, keep, keep_current, open, record, take_back, typed};
pub(crate) use stored::{forget, inherit, keep_all, restore};
pub(crate) use view::view;
