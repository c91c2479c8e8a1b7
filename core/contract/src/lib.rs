//! The tax service's paths and wire types, and nothing else knows them.
//!
//! No public interface of the Taxpayer's Cabinet is documented: this contract is the project's own proposal. Whoever
//! fits the real service in changes this crate and no other.
//!
//! Reading is tolerant: unknown fields are ignored, and a word that this version does not know becomes `Unknown`
//! instead of an error, so that a newer service does not silence an older phone.
//! Dates are civil dates of Asia/Bishkek, instants are UTC (RFC 3339), sums are integer tyiyn (1 som = 100 tyiyn),
//! quantities are integer thousandths of the unit named beside them.

mod secret;
mod whole;
mod words;

pub mod applications;
pub mod attachments;
pub mod certificates;
pub mod consents;
pub mod documents;
pub mod dossier;
pub mod limits;
pub mod lots;
pub mod operator;
pub mod paths;
pub mod problem;
pub mod registrations;
pub mod sessions;
pub mod status;
pub mod tables;
pub mod taxpayers;

pub use secret::Secret;
