//! Settings: language, consents, where secrets are kept, signing out, erasing.
//!
//! Whoever signs out, takes an account away or erases everything is told by name what the service does not have yet: it is sent first,
//! kept, or goes with it. Nothing goes that the question did not name.

mod erasing;
mod leaving;
mod step;
mod unsent;
#[cfg(test)]
mod unsent_tests;
mod view;

pub(crate) use erasing::Erasing;
pub(crate) use leaving::{Leaving, ask_to_leave, send_first};
pub(crate) use step::{
    Question, ask_to_erase, ask_to_sign_out, choose_language, confirmed, entry_erased, go_on_erasing,
    names_read, open, open_link,
};
pub(crate) use unsent::{Left, Owner, Unsent};
pub(crate) use view::{confirm_view, view};
