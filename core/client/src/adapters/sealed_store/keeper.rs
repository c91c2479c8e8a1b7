//! The only place that holds an open database.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use redb::Database;

use super::file::{self, Opener, failure};
use super::records;
use super::seal::Seal;
use crate::adapters::sealing::KEY_BYTES;
use crate::ports::{Change, Entropy, StoreError, StoreKey, Vault, VaultError, VaultKey};
use crate::secret::Secret;

/// Opens, uses and closes the database.
pub(super) struct Keeper {
    folder: PathBuf,
    vault: Arc<dyn Vault>,
    entropy: Arc<dyn Entropy>,
    opener: Opener,
    handle: Option<Handle>,
}

struct Handle {
    database: Database,
    seal: Seal,
}

impl Keeper {
    pub(super) fn new(
        folder: PathBuf,
        vault: Arc<dyn Vault>,
        entropy: Arc<dyn Entropy>,
        opener: Opener,
    ) -> Self {
        Self {
            folder,
            vault,
            entropy,
            opener,
            handle: None,
        }
    }

    /// Reads records.
    pub(super) fn load(&mut self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.with_handle(|handle, _| records::load(&handle.database, &handle.seal, keys))
    }

    /// Applies changes.
    pub(super) fn save(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        self.with_handle(|handle, entropy| records::save(&handle.database, &handle.seal, changes, entropy))
    }

    /// Erases everything.
    pub(super) fn erase(&mut self) -> Result<(), StoreError> {
        self.abandon();
        file::erase(&self.folder, &*self.vault)
    }

    /// Closes the file.
    pub(super) fn close(&mut self) -> Result<(), StoreError> {
        let Some(handle) = self.handle.take() else {
            return Ok(());
        };
        let closed = caught(|| handle.database.close().map_err(|error| failure(error.into())));
        closed.unwrap_or_else(|| Err(StoreError::Io("the database panicked".to_owned())))
    }

    /// Opens if need be, works, and abandons the handle after whatever may have spoilt it.
    fn with_handle<T>(
        &mut self,
        work: impl FnOnce(&Handle, &dyn Entropy) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.handle.is_none() {
            self.handle = Some(self.open()?);
        }
        let handle = self.handle.as_ref().ok_or(StoreError::Damaged)?;
        let entropy = &*self.entropy;
        let done = caught(|| work(handle, entropy)).unwrap_or_else(|| {
            // The next opening checks every page and finds what made it panic, if that is on the disk.
            Err(StoreError::Io("the database panicked".to_owned()))
        });
        match &done {
            Ok(_) => {}
            Err(StoreError::Damaged) => {
                self.abandon();
                file::set_aside(&self.folder)?;
            }
            Err(_) => self.abandon(),
        }
        done
    }

    /// Opens the store that is there, or makes one where there is none.
    fn open(&self) -> Result<Handle, StoreError> {
        file::prepare(&self.folder, &*self.vault)?;
        let path = file::path(&self.folder);
        let there = path.exists();
        let Some(key) = self.key(there)? else {
            file::set_aside(&self.folder)?;
            return Err(StoreError::Damaged);
        };
        let seal = Seal::new(&key).ok_or(StoreError::Damaged)?;
        let opened = caught(|| {
            if !there {
                file::create(&self.folder, &seal, &*self.entropy)?;
            }
            let database = (self.opener)(&path).map_err(|error| failure(error.into()))?;
            records::check(&database, &seal)?;
            Ok(database)
        });
        match opened.unwrap_or(Err(StoreError::Damaged)) {
            Ok(database) => Ok(Handle { database, seal }),
            Err(StoreError::Damaged) => {
                file::set_aside(&self.folder)?;
                Err(StoreError::Damaged)
            }
            Err(error) => Err(error),
        }
    }

    /// The store's key, a new one where there is no file for an old one to open; `None` when the file's key is gone.
    fn key(&self, file_is_there: bool) -> Result<Option<Secret>, StoreError> {
        let usable = |key: &Secret| key.expose().len() == KEY_BYTES;
        match self.vault.read(&VaultKey::StoreKey) {
            Ok(Some(key)) if usable(&key) => return Ok(Some(key)),
            Ok(_) | Err(VaultError::Damaged) => {}
            Err(error) => return Err(StoreError::NoKey(error)),
        }
        if file_is_there {
            return Ok(None);
        }
        let mut bytes = vec![0; KEY_BYTES];
        let filled = self.entropy.fill(&mut bytes);
        let key = Secret::new(bytes);
        filled.map_err(|error| StoreError::Io(error.to_string()))?;
        self.vault
            .write(&VaultKey::StoreKey, &key)
            .map_err(StoreError::NoKey)?;
        Ok(Some(key))
    }

    fn abandon(&mut self) {
        let handle = self.handle.take();
        if caught(|| drop(handle)).is_none() {
            tracing::warn!("the database panicked while it was abandoned");
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Err(error) = self.close() {
            tracing::warn!(%error, "the store was not closed in order");
        }
    }
}

/// What `work` gives, or `None` when it panicked.
fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
