//! What the core publishes.

use salyk_client::intent::{RequestId, ScreenId};
use salyk_client::view::{HostRequest, HostRequestKind, Screen, Update};

/// A new picture of the app.
#[uniffi::remote(Record)]
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
#[uniffi::remote(Record)]
pub struct HostRequest {
    /// Names it in the answer.
    pub id: RequestId,
    /// What to do.
    pub kind: HostRequestKind,
}

/// What the phone is asked to do.
#[uniffi::remote(Enum)]
pub enum HostRequestKind {
    /// Opens an allow-listed https address in the phone's browser.
    OpenAddress {
        /// The address.
        address: String,
    },
}
