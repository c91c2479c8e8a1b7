//! Settings: language, consents, where secrets are kept, signing out, erasing.

mod erasing;
mod step;
mod view;

pub(crate) use erasing::Erasing;
pub(crate) use step::{
    Question, ask_to_erase, ask_to_sign_out, choose_language, confirmed, entry_erased, go_on_erasing,
    names_read, open, open_link,
};
pub(crate) use view::{confirm_view, view};
