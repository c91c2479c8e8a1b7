//! Consent: why «Кирүү» is locked or not.
//!
//! Enter is unlocked exactly when the box is ticked for the versions now in force, the login is not empty and the password
//! is not empty (`guide:M2`). The box is never ticked beforehand, can't be ticked before both texts in force are on the
//! phone, and clears by itself when a newer version comes into force. Ticking makes one receipt for each document.

mod document;
mod receipt;

pub use document::{Catalogue, Digest, DocumentId, DocumentInForce, DocumentKind, DocumentText, Versions};
pub use receipt::Receipt;
