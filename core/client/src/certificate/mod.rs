//! Certificate: the code that an inspector scans.
//!
//! The service certifies for a day what tax secrecy leaves open of a taxpayer, and for the key of this phone, which never leaves its
//! key store. The phone keeps the certificate, renews it silently once half its life is over, and shows it as a code in which it signs
//! the time anew every 30 seconds, so that a picture of it dies. It works without a network until it expires, and says until when.
//! A code for paper can be shared for a driver; whoever copies it has it too, so an inspector is told that it is a paper copy.

mod picture;
mod state;
mod step;
mod stored;
#[cfg(test)]
mod tests;
mod view;

pub use picture::{code_png, code_svg};
pub(crate) use state::State;
pub use state::{Issued, PaperCode};
pub(crate) use step::{
    answered, drop_all, failed, forget, hurry, keep_current, key_told, open, presented, renew, share_paper,
    woke,
};
pub(crate) use stored::loaded;
pub(crate) use view::{action, view};
