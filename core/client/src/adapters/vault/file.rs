//! A vault for machines without a key store.
//!
//! Its key lies in a file beside it that only the user may read. That keeps entries from other users and from a backup of
//! one of the two files, and from nobody who can read the user's files: [`VaultStrength::File`] says so.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use zeroize::Zeroizing;

use super::{MAX_ENTRY_BYTES, entry_name};
use crate::adapters::files;
use crate::adapters::sealing::{KEY_BYTES, KeyTree, Sealer};
use crate::ports::{Entropy, Vault, VaultError, VaultKey, VaultStrength};
use crate::secret::Secret;

/// Bound to the seal: a file of another format does not open.
const CONTEXT: &[u8] = b"vault file 1";

/// Most entries that a file holds.
const MAX_ENTRIES: usize = 1024;

/// Largest file that is read, in bytes.
const MAX_FILE_BYTES: u64 = (MAX_ENTRIES * (MAX_ENTRY_BYTES + 512)) as u64;

type Entries = BTreeMap<String, Zeroizing<Vec<u8>>>;

/// A sealed file in a folder of the user's.
pub struct FileVault {
    folder: PathBuf,
    entropy: Arc<dyn Entropy>,
    /// Held over a whole read or change, so that two threads can't undo each other's.
    turn: Mutex<()>,
}

impl FileVault {
    /// A vault in `folder`, which is made when first written to. Only one process may write at a time.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            folder: folder.into(),
            entropy,
            turn: Mutex::new(()),
        }
    }

    /// Whether there is such a vault in the folder already.
    pub(super) fn exists(&self) -> bool {
        self.sealed_path().exists()
    }

    fn sealed_path(&self) -> PathBuf {
        self.folder.join("vault.sealed")
    }

    fn key_path(&self) -> PathBuf {
        self.folder.join("vault.key")
    }

    fn entries(&self) -> Result<Entries, VaultError> {
        let Some(sealed) = files::read_if_there(&self.sealed_path(), MAX_FILE_BYTES).map_err(failure)? else {
            return Ok(Entries::new());
        };
        let sealer = self.sealer()?.ok_or(VaultError::Damaged)?;
        let text = Zeroizing::new(sealer.open(CONTEXT, &sealed).ok_or(VaultError::Damaged)?);
        decode(&text).ok_or(VaultError::Damaged)
    }

    fn sealer(&self) -> Result<Option<Sealer>, VaultError> {
        let key = files::read_if_there(&self.key_path(), KEY_BYTES as u64).map_err(failure)?;
        let Some(key) = key.map(Secret::new) else {
            return Ok(None);
        };
        KeyTree::new(&key)
            .and_then(|tree| tree.sealer("vault file"))
            .map(Some)
            .ok_or(VaultError::Damaged)
    }

    fn make_key(&self) -> Result<Sealer, VaultError> {
        let mut key = Zeroizing::new(vec![0; KEY_BYTES]);
        self.entropy
            .fill(&mut key)
            .map_err(|error| VaultError::Unavailable(error.to_string()))?;
        files::replace(&self.key_path(), &key).map_err(failure)?;
        self.sealer()?.ok_or(VaultError::Damaged)
    }

    fn keep(&self, entries: &Entries) -> Result<(), VaultError> {
        let sealer = match self.sealer() {
            Ok(Some(sealer)) => sealer,
            Ok(None) | Err(VaultError::Damaged) => self.make_key()?,
            Err(error) => return Err(error),
        };
        let sealed = sealer
            .seal(CONTEXT, &encode(entries), &*self.entropy)
            .map_err(|error| VaultError::Unavailable(error.to_string()))?;
        files::replace(&self.sealed_path(), &sealed).map_err(failure)
    }

    fn change(&self, change: impl FnOnce(&mut Entries)) -> Result<(), VaultError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        files::make_private_folder(&self.folder).map_err(failure)?;
        let mut entries = match self.entries() {
            // Every read has said so; whoever writes all the same starts anew, and the damaged file stays.
            Err(VaultError::Damaged) => {
                files::set_aside(&self.sealed_path()).map_err(failure)?;
                tracing::warn!("a vault file that can't be read was set aside");
                Entries::new()
            }
            found => found?,
        };
        change(&mut entries);
        if entries.len() > MAX_ENTRIES {
            return Err(VaultError::Unavailable(
                "the vault has too many entries".to_owned(),
            ));
        }
        self.keep(&entries)
    }
}

impl Vault for FileVault {
    fn read(&self, key: &VaultKey) -> Result<Option<Secret>, VaultError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(self
            .entries()?
            .remove(&entry_name(key))
            .map(|mut bytes| Secret::new(std::mem::take(&mut *bytes))))
    }

    fn write(&self, key: &VaultKey, value: &Secret) -> Result<(), VaultError> {
        if value.expose().len() > MAX_ENTRY_BYTES {
            return Err(VaultError::Unavailable("the entry is too large".to_owned()));
        }
        self.change(|entries| {
            entries.insert(entry_name(key), Zeroizing::new(value.expose().to_vec()));
        })
    }

    fn erase(&self, key: &VaultKey) -> Result<(), VaultError> {
        if !self.exists() {
            return Ok(());
        }
        self.change(|entries| {
            entries.remove(&entry_name(key));
        })
    }

    fn strength(&self) -> VaultStrength {
        VaultStrength::File
    }
}

/// Each entry: length and bytes of its name, length and bytes of its content.
fn encode(entries: &Entries) -> Zeroizing<Vec<u8>> {
    let size = entries
        .iter()
        .map(|(name, value)| 8 + name.len() + value.len())
        .sum();
    let mut text = Zeroizing::new(Vec::with_capacity(size));
    for (name, value) in entries {
        for part in [name.as_bytes(), value.as_slice()] {
            text.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            text.extend_from_slice(part);
        }
    }
    text
}

fn decode(mut text: &[u8]) -> Option<Entries> {
    let mut entries = Entries::new();
    while !text.is_empty() {
        let name = std::str::from_utf8(take_part(&mut text)?).ok()?.to_owned();
        entries.insert(name, Zeroizing::new(take_part(&mut text)?.to_vec()));
    }
    Some(entries)
}

fn take_part<'a>(text: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = text.split_first_chunk::<4>()?;
    let (part, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    *text = rest;
    Some(part)
}

/// What an error of the file system means to the caller.
fn failure(error: io::Error) -> VaultError {
    match error.kind() {
        io::ErrorKind::InvalidData => VaultError::Damaged,
        _ => VaultError::Unavailable(error.to_string()),
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
