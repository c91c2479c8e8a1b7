//! The one public error: its variants say what the caller can do.

/// What went wrong, by what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Trying again later may help.
    #[error("try again later ({code})")]
    TryAgain {
        /// A stable name for support.
        code: String,
        /// Whole seconds to wait, when known.
        wait_seconds: Option<u32>,
    },
    /// The person has to sign in again.
    #[error("sign in again ({code})")]
    SignInAgain {
        /// A stable name for support.
        code: String,
    },
    /// The app has to be updated.
    #[error("update the app ({code})")]
    UpdateApp {
        /// A stable name for support.
        code: String,
    },
    /// What was entered has to be corrected.
    #[error("correct what was entered ({code})")]
    Correct {
        /// A stable name for support.
        code: String,
    },
    /// The phone needs something: room on the disk, its key store unlocked.
    #[error("the phone needs attention ({code})")]
    Phone {
        /// A stable name for support.
        code: String,
    },
    /// Nothing helps but telling support, with this code.
    #[error("tell support: {code}")]
    TellSupport {
        /// A stable name for support.
        code: String,
    },
    /// The core was closed; open a new one.
    #[error("the core is closed")]
    Closed,
}
