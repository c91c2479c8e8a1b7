//! What a verifier holds, and how it takes something newer: whole or not at all.

use crate::cbor::{MOMENTS, Malformed, Reader, Writer};
use crate::cose::Sign1;
use crate::kept::{Kept, Slot};
use crate::key::PublicKey;
use crate::keys::{IssuerKey, KeyList};
use crate::register::Register;
use crate::status::StatusList;
use crate::verify::TOLERANCE;

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

    /// `None` where they are none that are read.
    pub(crate) fn write(self, writer: Writer) -> Option<Writer> {
        let are_sound =
            self.issued < self.expires && MOMENTS.contains(&self.issued) && MOMENTS.contains(&self.expires);
        are_sound.then(|| {
            writer
                .integer(EXP)
                .integer(self.expires)
                .integer(IAT)
                .integer(self.issued)
        })
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
    /// Issued later than the clock shows, by more than [`TOLERANCE`]: the clock is behind, or the issuer's was ahead.
    #[error("issued later than the clock shows")]
    Ahead,
    /// A status list of another address than the one that is there.
    #[error("published at another address than the one that is there")]
    OtherAddress,
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
///
/// Each `take_` gives what to keep; [`Lists::restore`] makes the same lists of it, also when the key that signed one has
/// left the key list since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    /// The lists that were kept, in any order, one of each [`Slot`], and why some were not taken again.
    ///
    /// Signatures are verified again, each under the key list of its time, so `roots` has every root that signed one. No
    /// clock is asked: it was when they were taken, and may be behind now.
    pub fn restore(roots: Vec<PublicKey>, kept: &[&[u8]]) -> (Self, Vec<ListError>) {
        let mut lists = Self::new(roots);
        let mut refused = Vec::new();
        for kept in kept {
            if let Err(error) = Kept::read(kept).and_then(|(slot, keys, list)| lists.put(slot, keys, list)) {
                refused.push(error);
            }
        }
        lists.mark_withdrawn();
        (lists, refused)
    }

    /// Puts back what was taken under a key list.
    fn put(&mut self, slot: Slot, keys: &[u8], list: &[u8]) -> Result<(), ListError> {
        let under = || KeyList::read(keys, &self.roots);
        match slot {
            Slot::Keys => self.keys = Some(KeyList::read(list, &self.roots)?),
            Slot::Status | Slot::SampleStatus => {
                let list = StatusList::read(list, &under()?)?;
                let (place, _) = self.status_of(list.signer.is_sample);
                *place = Some(list);
            }
            Slot::Register | Slot::SampleRegister => {
                let list = Register::read(list, &under()?)?;
                let (place, _) = self.register_of(list.signer.is_sample);
                *place = Some(list);
            }
        }
        Ok(())
    }

    fn status_of(&mut self, of_samples: bool) -> (&mut Option<StatusList>, Slot) {
        if of_samples {
            (&mut self.sample_status, Slot::SampleStatus)
        } else {
            (&mut self.status, Slot::Status)
        }
    }

    fn register_of(&mut self, of_samples: bool) -> (&mut Option<Register>, Slot) {
        if of_samples {
            (&mut self.sample_register, Slot::SampleRegister)
        } else {
            (&mut self.register, Slot::Register)
        }
    }

    /// Notes which lists' keys the key list has no longer.
    fn mark_withdrawn(&mut self) {
        let Some(keys) = &self.keys else { return };
        for list in [&mut self.status, &mut self.sample_status].into_iter().flatten() {
            list.is_withdrawn = !keys.still_has(&list.signer, list.issued());
        }
        for list in [&mut self.register, &mut self.sample_register]
            .into_iter()
            .flatten()
        {
            list.is_withdrawn = !keys.still_has(&list.signer, list.issued());
        }
    }

    /// Takes a key list; `now` is what the device's clock shows, in seconds of UTC.
    ///
    /// # Errors
    /// When it is refused; the former one stays.
    pub fn take_keys(&mut self, bytes: &[u8], now: i64) -> Result<Kept, ListError> {
        let list = KeyList::read(bytes, &self.roots)?;
        in_time(list.issued(), self.keys.as_ref().map(KeyList::issued), now)?;
        self.keys = Some(list);
        self.mark_withdrawn();
        Ok(Kept::of(Slot::Keys, &[], bytes))
    }

    /// Takes a status list; `now` is what the device's clock shows, in seconds of UTC.
    ///
    /// # Errors
    /// When it is refused; the former one stays.
    pub fn take_status(&mut self, bytes: &[u8], now: i64) -> Result<Kept, ListError> {
        let keys = self.keys.as_ref().ok_or(ListError::NoKeyList)?;
        let list = StatusList::read(bytes, keys)?;
        let under = keys.signed.clone();
        let (place, slot) = self.status_of(list.signer.is_sample);
        in_time(list.issued(), place.as_ref().map(StatusList::issued), now)?;
        if place
            .as_ref()
            .is_some_and(|former| former.address() != list.address())
        {
            return Err(ListError::OtherAddress);
        }
        *place = Some(list);
        Ok(Kept::of(slot, &under, bytes))
    }

    /// Takes an extract of the register; `now` is what the device's clock shows, in seconds of UTC.
    ///
    /// # Errors
    /// When it is refused; the former one stays.
    pub fn take_register(&mut self, bytes: &[u8], now: i64) -> Result<Kept, ListError> {
        let keys = self.keys.as_ref().ok_or(ListError::NoKeyList)?;
        let list = Register::read(bytes, keys)?;
        let under = keys.signed.clone();
        let (place, slot) = self.register_of(list.signer.is_sample);
        in_time(list.issued(), place.as_ref().map(Register::issued), now)?;
        *place = Some(list);
        Ok(Kept::of(slot, &under, bytes))
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

/// Neither ahead of the clock, which would make every right clock suspect from then on, nor older than the former.
fn in_time(issued: i64, former: Option<i64>, now: i64) -> Result<(), ListError> {
    if issued > now.saturating_add(TOLERANCE) {
        Err(ListError::Ahead)
    } else if former.is_some_and(|former| issued < former) {
        Err(ListError::Older)
    } else {
        Ok(())
    }
}

#[cfg(test)]
#[path = "lists_tests.rs"]
mod tests;
