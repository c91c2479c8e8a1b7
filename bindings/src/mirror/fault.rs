//! The one public error.

use salyk_client::fault::Fault;
use salyk_client::text::Language;

use crate::guard::guarded;

/// What went wrong, by what can be done about it.
#[uniffi::remote(Error)]
pub enum Fault {
    /// Trying again later may help.
    TryAgain {
        /// A stable name for support.
        code: String,
        /// Whole seconds to wait, when known.
        wait_seconds: Option<u32>,
    },
    /// The person has to sign in again.
    SignInAgain {
        /// A stable name for support.
        code: String,
    },
    /// The app has to be updated.
    UpdateApp {
        /// A stable name for support.
        code: String,
    },
    /// What was entered has to be corrected.
    Correct {
        /// A stable name for support.
        code: String,
    },
    /// The phone needs something: room on the disk, its key store unlocked.
    Phone {
        /// A stable name for support.
        code: String,
    },
    /// Nothing helps but telling support, with this code.
    TellSupport {
        /// A stable name for support.
        code: String,
    },
    /// The core was closed; open a new one.
    Closed,
}

/// What a person is told to do about a fault, with the code for support, in this language.
#[uniffi::export]
pub fn fault_text(fault: Fault, language: Language) -> String {
    let code = fault.to_string();
    // A text about trouble must not make more: in Swift, a panic here would end the app.
    guarded(|| Ok(fault.text(language))).unwrap_or(code)
}
