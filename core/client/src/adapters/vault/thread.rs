//! The one thread that talks to the system's key store.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use keyring_core::CredentialStore;

use super::keyring::KeyringVault;
use crate::ports::VaultError;

/// Looks for the system's key store.
pub(super) type Connect = fn() -> Result<Arc<CredentialStore>, VaultError>;

type Job = Box<dyn FnOnce(Result<&KeyringVault, VaultError>) -> bool + Send>;

/// A thread that does one job after another, since the libraries below have no time limits: whoever has waited long enough
/// goes on, and until the job that he waited for has ended, further ones are refused. So a job that ends late can't undo a newer
/// one.
pub(super) struct VaultThread {
    jobs: Sender<Job>,
    patience: Duration,
    /// The answer that nobody waited for any more.
    late: Mutex<Option<Receiver<()>>>,
}

impl VaultThread {
    /// Starts the thread; it connects when first needed, and again after the key store was away.
    pub(super) fn start(profile: String, connect: Connect, patience: Duration) -> Result<Self, VaultError> {
        let (jobs, inbox) = channel::<Job>();
        let thread = std::thread::Builder::new().name("salyk-vault".to_owned());
        let work = move || {
            let mut connected: Option<KeyringVault> = None;
            for job in inbox {
                let vault = connected
                    .take()
                    .map_or_else(|| connect().map(|store| KeyringVault::new(store, &profile)), Ok);
                match vault {
                    Ok(vault) => {
                        let keep = job(Ok(&vault));
                        connected = keep.then_some(vault);
                    }
                    Err(error) => {
                        job(Err(error));
                    }
                }
            }
        };
        thread
            .spawn(work)
            .map_err(|error| VaultError::Unavailable(error.to_string()))?;
        Ok(Self {
            jobs,
            patience,
            late: Mutex::new(None),
        })
    }

    /// What `work` gives within the time.
    pub(super) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&KeyringVault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let silent = || VaultError::Unavailable("the system's key store does not answer".to_owned());
        let mut late = self.late.lock().unwrap_or_else(PoisonError::into_inner);
        if late
            .as_ref()
            .is_some_and(|ended| ended.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty))
        {
            return Err(silent());
        }
        *late = None;
        let (ending, ended) = channel();
        let (reply, answer) = channel();
        let job: Job = Box::new(move |vault| {
            let done = vault.and_then(work);
            let keep = !matches!(done, Err(VaultError::Unavailable(_)));
            // Whoever gave up waiting needs no answer, only to know that the job has ended.
            let _ = reply.send(done);
            let _ = ending.send(());
            keep
        });
        self.jobs.send(job).map_err(|_| silent())?;
        answer.recv_timeout(self.patience).unwrap_or_else(|_| {
            *late = Some(ended);
            Err(silent())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::sync::{Arc, OnceLock};
    use std::time::Duration;

    use keyring_core::{CredentialStore, mock};

    use super::VaultThread;
    use crate::ports::{Vault, VaultError, VaultKey};
    use crate::secret::Secret;

    fn present() -> Result<Arc<CredentialStore>, VaultError> {
        static STORE: OnceLock<Arc<mock::Store>> = OnceLock::new();
        let store: Arc<CredentialStore> =
            Arc::<mock::Store>::clone(STORE.get_or_init(|| mock::Store::new().unwrap()));
        Ok(store)
    }

    #[test]
    fn a_job_that_ends_late_undoes_no_newer_one() {
        let thread = VaultThread::start("late".to_owned(), present, Duration::from_millis(20)).unwrap();
        let (unlock, prompt) = channel::<()>();
        let (told, ended) = channel();
        let first = thread.run(move |vault| {
            prompt.recv().unwrap();
            let written = vault.write(&VaultKey::StoreKey, &Secret::from("old".to_owned()));
            told.send(()).unwrap();
            written
        });
        assert!(matches!(first, Err(VaultError::Unavailable(_))));
        let refused = thread.run(|vault| vault.erase(&VaultKey::StoreKey));
        assert!(
            matches!(refused, Err(VaultError::Unavailable(_))),
            "the first may still land"
        );
        unlock.send(()).unwrap();
        ended.recv().unwrap();
        while thread.run(|vault| vault.erase(&VaultKey::StoreKey)).is_err() {}
        assert_eq!(thread.run(|vault| vault.read(&VaultKey::StoreKey)), Ok(None));
    }
}
