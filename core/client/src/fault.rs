//! The one public error, whose variants say what the caller can do, and the one table that everything private converts by.

use crate::ports::{FilesError, ServiceError, SignerError, StoreError, VaultError};
use crate::text::{FluentValue, Language, Texts};

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

impl Fault {
    /// What a person is told to do about it, with the code for support.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let texts = Texts::of(language);
        let say = |key, code: &str| texts.say_with(key, &[("code", FluentValue::from(code))]);
        match self {
            Self::TryAgain {
                code,
                wait_seconds: Some(seconds),
            } => {
                let names = [
                    ("seconds", FluentValue::from(*seconds)),
                    ("code", FluentValue::from(code.as_str())),
                ];
                texts.say_with("fault-try-again-in", &names)
            }
            Self::TryAgain { code, .. } => say("fault-try-again", code),
            Self::SignInAgain { code } => say("fault-sign-in-again", code),
            Self::UpdateApp { code } => say("fault-update-app", code),
            Self::Correct { code } => say("fault-correct", code),
            Self::Phone { code } => say("fault-phone", code),
            Self::TellSupport { code } => say("fault-tell-support", code),
            Self::Closed => texts.say("fault-closed"),
        }
    }
}

/// Something that went wrong, as a person is told of it: one key of the texts, and the [`Fault`] that a host gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The public error.
    pub fault: Fault,
    /// The key of its text.
    pub(crate) key: &'static str,
    /// The service's code, for the text that shows it.
    pub(crate) detail: String,
}

/// The key of what is said where an earlier form was received than the one that was typed last.
const EARLIER_RECEIVED: &str = "fault-earlier-received";

impl Trouble {
    fn new(key: &'static str, fault: impl FnOnce(String) -> Fault) -> Self {
        let code = key.trim_start_matches("fault-").to_owned();
        Self {
            fault: fault(code),
            key,
            detail: String::new(),
        }
    }

    /// What the person is told, in one or two sentences.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        texts.say_with(self.key, &[("code", FluentValue::from(self.detail.as_str()))])
    }

    /// The session is open but was not kept by the vault.
    pub(crate) fn session_not_kept() -> Self {
        Self::new("fault-vault-not-kept", |code| Fault::Phone { code })
    }

    /// Whether the service holds receipts for older versions than those in force.
    pub(crate) fn is_stale_consent(&self) -> bool {
        self.key == "consent-renewed"
    }

    /// What was to be erased from the store may still be there.
    pub(crate) fn not_erased() -> Self {
        Self::new("fault-not-erased", |code| Fault::Phone { code })
    }

    /// Everything was erased that is known of; the vault may hold a token whose name nobody knows.
    pub(crate) fn vault_not_known() -> Self {
        Self::new("fault-vault-not-known", |code| Fault::SignInAgain { code })
    }

    /// The phone can't show any more whose application it is.
    pub(crate) fn claim_lost() -> Self {
        Self::new("fault-claim-lost", |code| Fault::TellSupport { code })
    }

    /// What was received is not what the form says now.
    pub(crate) fn earlier_received() -> Self {
        Self::new(EARLIER_RECEIVED, |code| Fault::TellSupport { code })
    }

    /// Whether it is that what was received is not what the form said last; no later answer ends it.
    pub(crate) fn is_of_earlier(&self) -> bool {
        self.key == EARLIER_RECEIVED
    }

    /// Whether the sign-out on every phone reached the service is not known.
    pub(crate) fn everywhere_unsure() -> Self {
        Self::new("fault-everywhere-unsure", |code| Fault::SignInAgain { code })
    }

    /// Whether a save that succeeds ends it.
    pub(crate) fn is_of_saving(&self) -> bool {
        matches!(
            self.key,
            "fault-store-full" | "fault-store-io" | "fault-not-erased" | "fault-vault"
        )
    }

    /// Whether the login may not see what was asked for, or it does not exist.
    pub(crate) fn is_not_found(&self) -> bool {
        self.key == "fault-not-found"
    }

    /// Whether the service refused with a word of its own.
    pub(crate) fn is_refusal(&self) -> bool {
        self.key == "fault-refused"
    }

    /// Whether it was only that the service could not be reached: a state, not an error.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.key == "fault-unreachable"
    }
}

impl From<&ServiceError> for Trouble {
    fn from(error: &ServiceError) -> Self {
        let again = |wait_seconds| move |code| Fault::TryAgain { code, wait_seconds };
        match error {
            ServiceError::Unreachable(_) => Self::new("fault-unreachable", again(None)),
            ServiceError::Untrusted(_) => Self::new("fault-untrusted", again(None)),
            ServiceError::Busy { retry_after } => Self::new("fault-busy", again(*retry_after)),
            ServiceError::TooManyAttempts { retry_after } => {
                Self::new("fault-busy", again(Some(*retry_after)))
            }
            ServiceError::WrongCredentials => {
                Self::new("fault-wrong-credentials", |code| Fault::Correct { code })
            }
            ServiceError::AccountLocked => {
                Self::new("fault-account-locked", |code| Fault::TellSupport { code })
            }
            ServiceError::ConsentRequired => Self::new("consent-renewed", |code| Fault::Correct { code }),
            ServiceError::AccessExpired | ServiceError::SessionEnded => {
                Self::new("fault-session-ended", |code| Fault::SignInAgain { code })
            }
            ServiceError::NotFound => Self::new("fault-not-found", |code| Fault::TellSupport { code }),
            ServiceError::Conflict => Self::new("fault-conflict", |code| Fault::Correct { code }),
            ServiceError::AlreadyRegistered => {
                Self::new("fault-already-registered", |code| Fault::Correct { code })
            }
            ServiceError::AppTooOld => Self::new("fault-app-too-old", |code| Fault::UpdateApp { code }),
            ServiceError::Malformed(_) => Self::new("fault-malformed", again(None)),
            ServiceError::Refused { code } => Self {
                fault: Fault::TellSupport { code: code.clone() },
                key: "fault-refused",
                detail: code.clone(),
            },
        }
    }
}

impl From<&VaultError> for Trouble {
    fn from(_: &VaultError) -> Self {
        Self::new("fault-vault", |code| Fault::Phone { code })
    }
}

impl From<&FilesError> for Trouble {
    fn from(error: &FilesError) -> Self {
        match error {
            FilesError::Full => Self::from(&StoreError::Full),
            FilesError::NoKey(vault) => Self::from(vault),
            FilesError::Damaged => Self::from(&StoreError::Damaged),
            FilesError::Refused(_) | FilesError::Stopped | FilesError::Io(_) => {
                Self::from(&StoreError::Io(String::new()))
            }
        }
    }
}

impl From<&SignerError> for Trouble {
    fn from(_: &SignerError) -> Self {
        Self::new("fault-signer", |code| Fault::Phone { code })
    }
}

impl From<&StoreError> for Trouble {
    fn from(error: &StoreError) -> Self {
        let phone = |code| Fault::Phone { code };
        match error {
            StoreError::Full => Self::new("fault-store-full", phone),
            StoreError::Damaged => Self::new("fault-store-damaged", phone),
            StoreError::Newer => Self::new("fault-store-newer", |code| Fault::UpdateApp { code }),
            StoreError::NoKey(vault) => Self::from(vault),
            StoreError::Io(_) => Self::new("fault-store-io", phone),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Fault;
    use crate::text::Language;

    #[test]
    fn every_fault_has_a_text_of_its_own_with_its_code() {
        let code = || "store-7".to_owned();
        let faults = [
            Fault::TryAgain {
                code: code(),
                wait_seconds: None,
            },
            Fault::TryAgain {
                code: code(),
                wait_seconds: Some(42),
            },
            Fault::SignInAgain { code: code() },
            Fault::UpdateApp { code: code() },
            Fault::Correct { code: code() },
            Fault::Phone { code: code() },
            Fault::TellSupport { code: code() },
            Fault::Closed,
        ];
        let mut texts = BTreeSet::new();
        for language in Language::ALL {
            for fault in &faults {
                let text = fault.text(language);
                assert_eq!(text.contains("store-7"), *fault != Fault::Closed, "{text}");
                assert_eq!(
                    text.contains("42"),
                    matches!(
                        fault,
                        Fault::TryAgain {
                            wait_seconds: Some(_),
                            ..
                        }
                    ),
                    "{text}"
                );
                texts.insert(text);
            }
        }
        assert_eq!(texts.len(), faults.len() * Language::ALL.len());
    }
}
