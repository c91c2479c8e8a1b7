//! What the core publishes.

use super::screens::Screen;
use crate::intent::{RequestId, ScreenId};

/// A new picture of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Grows with every change.
    pub revision: u64,
    /// The screens, the bottom one first; never empty.
    pub stack: Vec<ScreenId>,
    /// The screens that differ from what this observer was last given.
    pub changed: Vec<Screen>,
    /// What only the phone can do; repeated until it is answered.
    pub requests: Vec<HostRequest>,
}

/// Something that only the phone can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostRequest {
    /// Names it in the answer.
    pub id: RequestId,
    /// What to do.
    pub kind: HostRequestKind,
}

/// What the phone is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostRequestKind {
    /// Opens an allow-listed https address in the phone's browser.
    OpenAddress {
        /// The address.
        address: String,
    },
}
