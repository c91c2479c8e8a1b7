//! The inspector's QR code: whether the person in front of him is registered under the regime, without a network.
//!
//! Pure: no clock, no input or output, no randomness but bytes that are passed in, and no sentence shown to a person.
//! `PROFILE.md` beside this crate says in words what is accepted and binds every verifier; `vectors/` has examples for another
//! team's. What the code stands on: COSE_Sign1 (RFC 9052, section 4.2) with ES256 (RFC 9053, section 2.1), CWT claims (RFC 8392),
//! deterministic CBOR (RFC 8949, section 4.2.1), base45 (RFC 9285), and draft-ietf-oauth-status-list.
//!
//! | who | does | with |
//! |---|---|---|
//! | the service | issues certificates, and codes for paper | [`issue`], [`paper_code`], [`fit_name`] |
//! | | publishes lists | [`key_list`], [`status_list`], [`register`] |
//! | the holder's phone | shows its certificate with the time, signed every [`RENEWAL`] seconds | [`present`] |
//! | | draws it | [`Picture`] |
//! | the inspector's phone | takes lists, whole or not at all | [`Lists`] |
//! | | keeps them, and has the same after a restart | [`Kept`], [`Lists::restore`] |
//! | | reads a code | [`verify`] → [`Answer`] |
//! | | looks up an INN in the extract | [`Register::find`] |
//!
//! An answer is [`Verdict::Valid`] only when no [`Reason`] speaks against it; a list that is old or missing is one. The claims in
//! an answer are there whatever the verdict, once an issuer's signature holds.

mod answer;
mod base45;
mod cbor;
mod claims;
mod cose;
mod issue;
mod kept;
mod key;
mod keys;
mod lists;
mod name;
mod packed;
mod picture;
mod present;
mod register;
#[cfg(test)]
mod sample;
mod status;
mod text;
mod verify;
#[cfg(test)]
mod verify_tests;

pub use answer::{Answer, Reason, Verdict};
pub use claims::{Claims, Debt, Inn, Kind};
pub use cose::KeyId;
pub use issue::{Issuer, OutOfRange, issue, paper_code};
pub use kept::{Kept, Slot};
pub use key::{KeyError, PublicKey, SecretKey, Signature, fixed_from_der};
pub use keys::{IssuerKey, KeyList, key_list};
pub use lists::{ListError, Lists, Times};
pub use name::{CODE_NAME_BYTES, fit_name};
pub use picture::{LARGEST_VERSION, Picture, TooMuch};
pub use present::{RENEWAL, present};
pub use register::{Entry, Register, register};
pub use status::{StatusList, StatusSource, status_list};
pub use text::{LONGEST_TEXT, PREFIX};
pub use verify::{Clock, STAMP_WINDOW, TOLERANCE, verify};
