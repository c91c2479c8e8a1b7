//! What the phone knows of certificates.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

use crate::accounts::AccountId;
use crate::effect::Ticket;
use crate::fault::Trouble;
use crate::session::TaxpayerId;

/// Whose certificate.
pub(super) type Owner = (AccountId, TaxpayerId);

/// A certificate as the service issued it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The signed message.
    pub certificate: Vec<u8>,
    /// When it was issued, UTC.
    pub issued: Timestamp,
    /// From when on it is not valid, UTC.
    pub expires: Timestamp,
}

/// A code to be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperCode {
    /// Its text.
    pub text: String,
    /// From when on it is not valid, UTC.
    pub expires: Timestamp,
}

/// Says nothing of a taxpayer.
impl fmt::Debug for Issued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issued")
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// Says nothing of a taxpayer.
impl fmt::Debug for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaperCode")
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// All certificates on this phone.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(super) held: LiteMap<Owner, Issued>,
    /// Those whose record was read, or is being read.
    pub(super) looked_for: LiteMap<Owner, Option<Ticket>>,
    /// The phone's key is asked for, for whom a certificate is wanted.
    pub(super) key: Option<(Ticket, Owner)>,
    /// The service is asked for one.
    pub(super) asking: Option<Owner>,
    /// A code for paper is asked for.
    pub(super) paper: Option<Owner>,
    /// What stood in the way the last time, and until when it is not tried again.
    pub(super) trouble: Option<Trouble>,
    pub(super) failures: u32,
    pub(super) not_before: Option<Timestamp>,
    /// The code in front, and the signing of a newer one.
    pub(super) shown: Option<Shown>,
    pub(super) presenting: Option<(Ticket, Owner, Timestamp)>,
    /// A signing came to nothing: until when none is asked for.
    pub(super) not_signing_before: Option<Timestamp>,
    /// The newest certificate was not shown yet.
    pub(super) unproved: bool,
    pub(super) waking: Option<(Ticket, Timestamp)>,
}

/// A code as it is drawn.
pub(super) struct Shown {
    pub(super) owner: Owner,
    /// The time that is signed in it, UTC.
    pub(super) stamp: Timestamp,
    pub(super) text: String,
    /// Modules a side, and whether each is dark, row by row.
    pub(super) side: usize,
    pub(super) dark: Vec<bool>,
}

/// Says nothing of a taxpayer.
impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shown")
            .field("stamp", &self.stamp)
            .finish_non_exhaustive()
    }
}

impl Issued {
    /// From when on it is renewed: half its life is over.
    pub(super) fn renewal(&self) -> Timestamp {
        let life = self.expires.duration_since(self.issued);
        let half = SignedDuration::from_secs(life.as_secs() / 2);
        self.issued.checked_add(half).unwrap_or(self.expires)
    }
}
