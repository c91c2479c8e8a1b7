//! The sealed store: redb holding names that are HMACs and values that are sealed.
//!
//! One caller at a time opens, uses and closes the database. A flipped bit can make redb panic: the panic ends here, the handle
//! is abandoned and the next call opens anew. Each opening checks the sums of all pages, so that damage is found before
//! anything is believed. A store that is damaged, or whose key is gone, is set aside under another name and said so once;
//! then an empty one takes its place.

mod file;
mod records;
mod seal;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::ports::{Change, Entropy, Store, StoreError, StoreKey, Vault};
use worker::Worker;

/// The store in a folder of its own. Dropping it closes the file.
pub struct SealedStore {
    folder: PathBuf,
    worker: Mutex<Worker>,
}

impl SealedStore {
    /// A store in `folder`, which is made when first needed; nothing is opened yet.
    ///
    /// Only one process may use a folder at a time.
    pub fn new(folder: impl Into<PathBuf>, vault: Arc<dyn Vault>, entropy: Arc<dyn Entropy>) -> Self {
        let folder = folder.into();
        let worker = Worker::new(folder.clone(), vault, entropy, file::open_file);
        Self::with_worker(folder, worker)
    }

    fn with_worker(folder: PathBuf, worker: Worker) -> Self {
        Self {
            folder,
            worker: Mutex::new(worker),
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

    /// A panic of a caller before leaves the worker as it was: each call opens anew what it can't rely on.
    fn worker(&self) -> MutexGuard<'_, Worker> {
        self.worker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for SealedStore {
    fn load(&self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.worker().load(keys)
    }

    fn save(&self, changes: &[Change]) -> Result<(), StoreError> {
        self.worker().save(changes)
    }

    fn erase(&self) -> Result<(), StoreError> {
        self.worker().erase()
    }

    fn suspend(&self) -> Result<(), StoreError> {
        self.worker().close()
    }
}

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;
