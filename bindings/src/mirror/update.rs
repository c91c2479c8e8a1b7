//! What the core publishes.

use salyk_client::intent::{RequestId, ScreenId};
use salyk_client::view::{HostRequest, HostRequestKind, Reminder, Screen, Update};

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
    /// Lets the person choose a file, which is handed over with `attach`; answered as done once it was, or not when none was chosen.
    ChooseFile {
        /// To what it is attached, to be passed on.
        to: String,
    },
    /// Opens an allow-listed https address in the phone's browser.
    OpenAddress {
        /// The address.
        address: String,
    },
    /// Replaces the local notifications of this group by these; none takes them away. Answered with "not done" where the
    /// person does not allow notifications.
    ScheduleReminders {
        /// Whose they are: opaque, and the same at every start.
        group: String,
        /// The soonest first, at most 60.
        reminders: Vec<Reminder>,
    },
    /// Takes away every local notification of the app.
    DropReminders,
    /// Offers a file to be kept or passed on, in the way that the phone has for it.
    ShareFile {
        /// Its name.
        name: String,
        /// Its media type, such as `text/calendar`.
        media_type: String,
        /// Its text.
        text: String,
    },
}

/// A local notification. It carries no sums, and no goods.
#[uniffi::remote(Record)]
pub struct Reminder {
    /// Names it within its group.
    pub id: String,
    /// When it is to be shown, in seconds since 1970 (UTC).
    pub at: i64,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}
