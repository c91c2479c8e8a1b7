//! What a verifier holds, and how it takes something newer: whole or not at all.

use crate::cbor::{Malformed, Reader, Writer};
use crate::cose::Sign1;
use crate::key::PublicKey;
use crate::keys::{IssuerKey, KeyList};
use crate::register::Register;
use crate::status::StatusList;

/// When a list was issued and from when on it is old: seconds of UTC from 1970 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it was issued.
    pub issued: i64,
    /// From when on it is old.
    pub expires: i64,
}

const EXP: i64 = 4;
const IAT: i64 = 6;

impl Times {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.exactly(EXP)?;
        let expires = reader.moment()?;
        reader.exactly(IAT)?;
        let issued = reader.moment()?;
        if issued < expires {
            Ok(Self { issued, expires })
        } else {
            Err(Malformed)
        }
    }

    pub(crate) fn write(self, writer: Writer) -> Writer {
        writer
            .integer(EXP)
            .integer(self.expires)
            .integer(IAT)
            .integer(self.issued)
    }
}

/// Why a list was not taken; what was there before stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Longer than any list.
    #[error("longer than any list of its kind")]
    TooLong,
    /// Not what the profile allows.
    #[error("not what the profile allows")]
    Malformed,
    /// There is no key list to try its signature with.
    #[error("there is no key list yet")]
    NoKeyList,
    /// No key that may sign it did.
    #[error("no key that may sign it did")]
    Signature,
    /// The key that signed it was not to sign at its time of issue.
    #[error("the key was not to sign at that time")]
    KeyWindow,
    /// Older than what is there.
    #[error("older than what is there")]
    Older,
}

impl From<Malformed> for ListError {
    fn from(Malformed: Malformed) -> Self {
        Self::Malformed
    }
}

impl ListError {
    /// The keys that signed a list.
    pub(crate) fn signers(message: &Sign1<'_>, keys: &KeyList) -> Result<Vec<IssuerKey>, Self> {
        let kid = message.kid.ok_or(Self::Malformed)?;
        let signers: Vec<_> = keys
            .of(kid)
            .filter(|key| message.is_signed_by(&key.key))
            .copied()
            .collect();
        if signers.is_empty() {
            Err(Self::Signature)
        } else {
            Ok(signers)
        }
    }

    /// The one of them that was to sign then.
    pub(crate) fn in_window(signers: &[IssuerKey], times: Times) -> Result<IssuerKey, Self> {
        let signer = signers.iter().find(|key| key.may_sign_at(times.issued));
        signer.copied().ok_or(Self::KeyWindow)
    }
}

/// The lists of one device. Each is replaced by a whole and verified one that is not older, and by nothing else.
///
/// What a key for samples signed is kept apart, and is asked for samples only: such keys may be anyone's.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    roots: Vec<PublicKey>,
    keys: Option<KeyList>,
    status: Option<StatusList>,
    sample_status: Option<StatusList>,
    register: Option<Register>,
    sample_register: Option<Register>,
}

impl Lists {
    /// No lists yet, and the keys that may sign key lists.
    pub fn new(roots: Vec<PublicKey>) -> Self {
        Self {
            roots,
            ..Self::default()
        }
    }

    /// Takes a key list.
    ///
    /// # Errors
    /// When it is refused; the former one stays.
    pub fn take_keys(&mut self, bytes: &[u8]) -> Result<(), ListError> {
        let list = KeyList::read(bytes, &self.roots)?;
        let issued = list.issued();
        replace(&mut self.keys, list, |former| former.issued() <= issued)
    }

    /// Takes a status list.
    ///
    /// # Errors
    /// When it is refused; the former one stays.
    pub fn take_status(&mut self, bytes: &[u8]) -> Result<(), ListError> {
        let list = StatusList::read(bytes, self.keys.as_ref().ok_or(ListError::NoKeyList)?)?;
        let place = if list.is_sample {
            &mut self.sample_status
        } else {
            &mut self.status
        };
        let issued = list.issued();
        replace(place, list, |former| former.issued() <= issued)
    }

    /// Takes an extract of the register.
    ///
    /// # Errors
    /// When it is refused; the former one stays.
    pub fn take_register(&mut self, bytes: &[u8]) -> Result<(), ListError> {
        let list = Register::read(bytes, self.keys.as_ref().ok_or(ListError::NoKeyList)?)?;
        let place = if list.is_sample {
            &mut self.sample_register
        } else {
            &mut self.register
        };
        let issued = list.issued();
        replace(place, list, |former| former.issued() <= issued)
    }

    /// The key list.
    pub fn keys(&self) -> Option<&KeyList> {
        self.keys.as_ref()
    }

    /// The status list of certificates, or of samples.
    pub fn status(&self, of_samples: bool) -> Option<&StatusList> {
        if of_samples {
            self.sample_status.as_ref()
        } else {
            self.status.as_ref()
        }
    }

    /// The extract of the register, or the one of samples.
    pub fn register(&self, of_samples: bool) -> Option<&Register> {
        if of_samples {
            self.sample_register.as_ref()
        } else {
            self.register.as_ref()
        }
    }

    /// The newest time of issue of what was verified here (seconds of UTC), samples aside; 0 without lists.
    pub fn newest_verified(&self) -> i64 {
        let keys = self.keys.as_ref().map_or(0, KeyList::issued);
        let status = self.status.as_ref().map_or(0, StatusList::issued);
        let register = self.register.as_ref().map_or(0, Register::issued);
        keys.max(status).max(register)
    }
}

fn replace<T>(
    place: &mut Option<T>,
    list: T,
    is_not_newer: impl FnOnce(&T) -> bool,
) -> Result<(), ListError> {
    if place.as_ref().is_none_or(is_not_newer) {
        *place = Some(list);
        Ok(())
    } else {
        Err(ListError::Older)
    }
}
