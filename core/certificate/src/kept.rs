//! What a device keeps of a list, so that a restart loses nothing that it says.

use core::fmt;

use crate::cbor::{Reader, Writer};
use crate::lists::ListError;
use crate::{keys, register};

/// Where a kept list belongs: a device keeps one of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The key list.
    Keys,
    /// The status list.
    Status,
    /// The status list of samples.
    SampleStatus,
    /// The extract of the register.
    Register,
    /// The extract of samples.
    SampleRegister,
}

impl Slot {
    const ALL: [Self; 5] = [
        Self::Keys,
        Self::Status,
        Self::SampleStatus,
        Self::Register,
        Self::SampleRegister,
    ];

    /// Its name, for a file's or a row's.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Status => "status",
            Self::SampleStatus => "sample_status",
            Self::Register => "register",
            Self::SampleRegister => "sample_register",
        }
    }
}

/// What to keep after a list was taken: these bytes in the place of what the slot held before, in one step.
///
/// They are the signed list with the signed key list that it was taken under: by a later one, its signature might not hold.
#[derive(Clone, PartialEq, Eq)]
#[must_use = "what is not kept is lost with the next start"]
pub struct Kept {
    /// Where.
    pub slot: Slot,
    /// What, for [`Lists::restore`](crate::Lists::restore).
    pub bytes: Vec<u8>,
}

impl Kept {
    pub(crate) fn of(slot: Slot, keys: &[u8], list: &[u8]) -> Self {
        let bytes = Writer::new()
            .array(3)
            .text(slot.name())
            .bytes(keys)
            .bytes(list)
            .done();
        Self { slot, bytes }
    }

    /// The slot, the key list and the list.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Slot, &[u8], &[u8]), ListError> {
        let mut reader = Reader::new(bytes);
        reader.array(3)?;
        let name = reader.text(16)?;
        let slot = Slot::ALL.into_iter().find(|slot| slot.name() == name);
        let keys = reader.bytes(keys::LONGEST)?;
        let list = reader.bytes(register::LONGEST)?;
        reader.end()?;
        Ok((slot.ok_or(ListError::Malformed)?, keys, list))
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("slot", &self.slot)
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
