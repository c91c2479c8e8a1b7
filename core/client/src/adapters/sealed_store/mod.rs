//! The sealed store: redb holding names that are HMACs and values that are sealed.
//!
//! One thread opens, uses and closes the database, for a flipped bit can make redb panic: the panic ends there, the handle
//! is abandoned and the next call opens anew. Each opening checks the sums of all pages, so that damage is found before
//! anything is believed. A store that is damaged, or whose key is gone, is set aside under another name and said so once;
//! then an empty one takes its place.

mod file;
mod records;
mod seal;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use crate::ports::{Change, Entropy, Store, StoreError, StoreKey, Vault};
use worker::{Job, Worker};

/// The store in a folder of its own. Dropping it waits until the file is closed.
pub struct SealedStore {
    folder: PathBuf,
    /// `None` only while dropping.
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl SealedStore {
    /// A store in `folder`, which is made when first needed; nothing is opened yet.
    ///
    /// Only one process may use a folder at a time. The vault is asked on the store's own thread.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the system gives no thread.
    pub fn new(
        folder: impl Into<PathBuf>,
        vault: Arc<dyn Vault>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StoreError> {
        let folder = folder.into();
        let worker = Worker::new(folder.clone(), vault, entropy, file::open_file);
        Self::with_worker(folder, worker)
    }

    fn with_worker(folder: PathBuf, worker: Worker) -> Result<Self, StoreError> {
        let (jobs, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("salyk-store".to_owned())
            .spawn(move || worker.run(&inbox))
            .map_err(|error| StoreError::Io(error.to_string()))?;
        Ok(Self {
            folder,
            jobs: Some(jobs),
            thread: Some(thread),
        })
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

    fn ask<T>(&self, job: impl FnOnce(SyncSender<Result<T, StoreError>>) -> Job) -> Result<T, StoreError> {
        let gone = || StoreError::Io("the store's thread has ended".to_owned());
        let (reply, answer) = sync_channel(1);
        self.jobs
            .as_ref()
            .ok_or_else(gone)?
            .send(job(reply))
            .map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())?
    }
}

impl Store for SealedStore {
    fn load(&self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.ask(|reply| Job::Load(keys.to_vec(), reply))
    }

    fn save(&self, changes: &[Change]) -> Result<(), StoreError> {
        self.ask(|reply| Job::Save(changes.to_vec(), reply))
    }

    fn erase(&self) -> Result<(), StoreError> {
        self.ask(Job::Erase)
    }

    fn suspend(&self) -> Result<(), StoreError> {
        self.ask(Job::Suspend)
    }
}

impl Drop for SealedStore {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // The thread catches its own panics; one that got through has ended it, which is all that is wanted here.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;
