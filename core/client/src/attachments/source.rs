//! A file that a person has chosen, on its way from the host to the disk.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::ports::AttachmentSource;

/// A file that the host reads, and whether reading it is to stop.
#[derive(Clone)]
pub struct Source {
    host: Arc<dyn AttachmentSource>,
    stopped: Arc<AtomicBool>,
}

impl Source {
    /// What the host reads.
    #[must_use]
    pub fn new(host: Arc<dyn AttachmentSource>) -> Self {
        Self {
            host,
            stopped: Arc::default(),
        }
    }

    /// The host's side.
    #[must_use]
    pub fn host(&self) -> &dyn AttachmentSource {
        &*self.host
    }

    /// Lets whoever reads it stop after the piece that it reads now.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether reading is to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// Two are the same when the host handed them over at once.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.stopped, &other.stopped)
    }
}

impl Eq for Source {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source")
    }
}
