//! Consent: why «Кирүү» is locked or not.
//!
//! Enter is unlocked exactly when the box is ticked for the versions now in force, the login is not empty and the password
//! is not empty (`guide:M2`). The box is never ticked beforehand, can't be ticked before both texts in force are on the
//! phone, and clears by itself when a newer version comes into force. Ticking makes one receipt for each document.

mod document;
mod receipt;
mod state;
mod step;
mod view;

pub use document::{Catalogue, Digest, DocumentId, DocumentInForce, DocumentKind, DocumentText, Versions};
pub use receipt::Receipt;
pub use state::{Lock, State};
pub(crate) use step::{
    accept_in_session, catalogue_answered, clear_tick, document_answered, fetch, fetch_afresh, fetch_texts,
    found_stale, is_asked_for, is_in_force, open, open_document, receipts_added, restore, restore_text,
    text_keys, tick,
};
pub(crate) use view::{document_view, links, tick_view, view};
