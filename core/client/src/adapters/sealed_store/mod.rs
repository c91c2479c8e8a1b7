//! The sealed store: redb holding names that are HMACs and values that are sealed.
//!
//! One caller at a time opens, uses and closes the database. A flipped bit can make redb panic: the panic ends here, the handle
//! is abandoned and the next call opens anew. Each opening checks the sums of all pages, so that damage is found before
//! anything is believed. A store that is damaged, or whose key is gone, is set aside under another name and said so once;
//! then an empty one takes its place.

mod file;
mod keeper;
mod records;
mod seal;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::ports::{Change, Entropy, Store, StoreError, StoreKey, Vault};
use keeper::Keeper;

/// The store in a folder of its own. Dropping it closes the file.
pub struct SealedStore {
    folder: PathBuf,
    keeper: Mutex<Keeper>,
}

impl SealedStore {
    /// A store in `folder`, which is made when first needed; nothing is opened yet.
    ///
    /// Only one process may use a folder at a time.
    pub fn new(folder: impl Into<PathBuf>, vault: Arc<dyn Vault>, entropy: Arc<dyn Entropy>) -> Self {
        let folder = folder.into();
        let keeper = Keeper::new(folder.clone(), vault, entropy, file::open_file);
        Self::with_keeper(folder, keeper)
    }

    fn with_keeper(folder: PathBuf, keeper: Keeper) -> Self {
        Self {
            folder,
            keeper: Mutex::new(keeper),
        }
    }

    /// Where the store's files are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files that were set aside as damaged, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the folder can't be read.
    pub fn set_aside(&self) -> Result<Vec<PathBuf>, StoreError> {
        file::set_aside_files(&self.folder)
    }

    /// A panic of a caller before leaves the keeper as it was: each call opens anew what it can't rely on.
    fn keeper(&self) -> MutexGuard<'_, Keeper> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for SealedStore {
    fn load(&self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.keeper().load(keys)
    }

    fn save(&self, changes: &[Change]) -> Result<(), StoreError> {
        self.keeper().save(changes)
    }

    fn erase(&self) -> Result<(), StoreError> {
        self.keeper().erase()
    }

    fn suspend(&self) -> Result<(), StoreError> {
        self.keeper().close()
    }
}

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;
