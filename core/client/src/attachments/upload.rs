//! One file's way to the service: what is sent next, and what is made of each answer. A pure machine: it has no clock and no
//! file.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::file::{FileId, SealedFile};
use crate::fault::{Fault, Trouble};

/// How much is sent at once, in bytes.
pub const PART_BYTES: u64 = 256 * 1024;

/// The first wait after a failure, and the longest, in seconds.
const FIRST_WAIT: i64 = 2;
const LONGEST_WAIT: i64 = 300;

/// How often the service may say that the content is another before the person is told.
const MOST_MISMATCHES: u8 = 2;

/// That the taxpayer certifies the copy (`reg:18`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certification {
    /// Who: the person's name as the service has it.
    pub by: String,
    /// When, UTC.
    pub at: Timestamp,
}

/// What the service is told before a file's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Names this upload, so that announcing it twice announces it once.
    pub key: FileId,
    /// The file's name.
    pub name: String,
    /// What it is.
    pub file: SealedFile,
    /// Who certified it.
    pub certified: Certification,
}

/// How much of a file the service holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadProgress {
    /// The service's name for it.
    pub id: String,
    /// Bytes from the beginning on.
    pub received: u64,
    /// All of it, and checked.
    pub complete: bool,
}

/// One call of an upload. A part's content is read when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadStep {
    /// Say what will come.
    Announce(Announcement),
    /// Ask how much is there.
    Look {
        /// The service's name for it.
        id: String,
    },
    /// Send a part.
    Part {
        /// The service's name for it.
        id: String,
        /// The whole file's size, in bytes.
        bytes: u64,
        /// Where the part begins.
        from: u64,
    },
    /// Say that all of it was sent.
    Complete {
        /// The service's name for it.
        id: String,
    },
}

/// How far an upload has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Upload {
    id: Option<String>,
    received: u64,
    complete: bool,
    paused: bool,
    mismatches: u8,
    /// The service's code, where it refused for good.
    refused: Option<String>,
    /// `received` was heard since the last break.
    #[serde(skip)]
    heard: bool,
    #[serde(skip)]
    failures: u32,
    #[serde(skip)]
    not_before: Option<Timestamp>,
    /// The service asked to wait until then: a connection that is there again does not end that.
    #[serde(skip)]
    asked: bool,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    Nothing,
    Wait(Timestamp),
    Announce,
    Look { id: String },
    Part { id: String, from: u64 },
    Complete { id: String },
}

impl Upload {
    /// What is to be done now for a file of `bytes` bytes.
    pub(crate) fn next(&self, bytes: u64, now: Timestamp) -> Next {
        if self.complete || self.paused || self.refused.is_some() {
            return Next::Nothing;
        }
        if let Some(at) = self.not_before.filter(|at| *at > now) {
            return Next::Wait(at);
        }
        match self.id.clone() {
            None => Next::Announce,
            Some(id) if !self.heard => Next::Look { id },
            Some(id) if self.received < bytes => Next::Part {
                id,
                from: self.received,
            },
            Some(id) => Next::Complete { id },
        }
    }

    /// The service has answered.
    pub(crate) fn heard(&mut self, progress: UploadProgress, bytes: u64) {
        // A service that holds more than there is has misunderstood: what it holds is not believed.
        let received = progress.received.min(bytes);
        if received > self.received || progress.complete {
            self.failures = 0;
        }
        self.heard = true;
        self.not_before = None;
        self.asked = false;
        self.id = Some(progress.id);
        self.received = received;
        self.complete = progress.complete;
    }

    /// A call came to nothing; `spread` is any byte, so that phones that failed together do not come back together.
    pub(crate) fn failed(&mut self, trouble: &Trouble, now: Timestamp, spread: u8) {
        self.heard = false;
        if trouble.is_not_found() {
            // It begins anew under the same key.
            self.id = None;
            self.received = 0;
            return self.later(Some(0), now, spread);
        }
        // Only the service's own word refuses a file: a proxy's page or a login that is locked for now does not.
        let code = match &trouble.fault {
            Fault::TellSupport { code } if trouble.is_refusal() && !code.starts_with("http_") => {
                code.as_str()
            }
            Fault::TryAgain { wait_seconds, .. } => return self.later(*wait_seconds, now, spread),
            _ => return self.later(None, now, spread),
        };
        match code {
            "offset_mismatch" => {}
            "digest_mismatch" if self.mismatches < MOST_MISMATCHES => self.mismatches += 1,
            _ => {
                self.refused = Some(code.to_owned());
                return;
            }
        }
        self.later(Some(0), now, spread);
    }

    fn later(&mut self, wait: Option<u32>, now: Timestamp, spread: u8) {
        let doubled = FIRST_WAIT
            .saturating_mul(1 << self.failures.min(10))
            .min(LONGEST_WAIT);
        self.failures = self.failures.saturating_add(1);
        let asked = wait.map_or(0, i64::from);
        // Once in a while the service may be right that something changed; again and again it is not asked at once.
        let wait = if wait == Some(0) && self.failures == 1 {
            0
        } else {
            doubled.max(asked)
        };
        let jitter = wait.saturating_mul(1000) * i64::from(spread) / 512;
        let wait = SignedDuration::from_millis(wait.saturating_mul(1000) + jitter);
        self.not_before = now.checked_add(wait).ok();
        self.asked = asked > 0;
    }

    /// The phone's own copy can't be read: nothing more can be sent.
    pub(crate) fn lost(&mut self) {
        self.refused = Some("damaged".to_owned());
    }

    /// What stood in the way may be over: nothing waits any more, but for what the service asked.
    pub(crate) fn hurry(&mut self) {
        self.not_before.take_if(|_| !self.asked);
    }

    /// The service does not hold it whole after all: it is announced and sent anew.
    pub(crate) fn start_again(&mut self) {
        *self = Self {
            paused: self.paused,
            ..Self::default()
        };
    }

    pub(crate) fn pause(&mut self, paused: bool) {
        self.paused = paused;
        self.heard = false;
        self.hurry();
    }

    pub(crate) fn is_paused(&self) -> bool {
        self.paused
    }

    /// The service's name for it, once it is all there.
    pub(crate) fn completed(&self) -> Option<&str> {
        self.id.as_deref().filter(|_| self.complete)
    }

    pub(crate) fn received(&self) -> u64 {
        self.received
    }

    /// The service's code, where it refused for good.
    pub(crate) fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    /// Whether the store would keep the same of both.
    pub(crate) fn is_stored_like(&self, other: &Self) -> bool {
        let kept = |upload: &Self| {
            (
                upload.id.clone(),
                upload.received,
                upload.mismatches,
                upload.refused.clone(),
            )
        };
        kept(self) == kept(other)
    }

    /// Whether the last call failed.
    pub(crate) fn is_waiting(&self) -> bool {
        self.failures > 0
    }
}

#[cfg(test)]
#[path = "upload_tests.rs"]
mod tests;
