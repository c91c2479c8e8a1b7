//! Vaults in memory, one of which fails.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::ports::{Vault, VaultError, VaultKey, VaultStrength};
use crate::secret::Secret;

/// A vault in memory.
#[derive(Debug, Default)]
pub struct MemoryVault(Mutex<BTreeMap<VaultKey, Secret>>);

impl MemoryVault {
    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Vault for MemoryVault {
    fn read(&self, key: &VaultKey) -> Result<Option<Secret>, VaultError> {
        Ok(self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned())
    }

    fn write(&self, key: &VaultKey, value: &Secret) -> Result<(), VaultError> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key.clone(), value.clone());
        Ok(())
    }

    fn erase(&self, key: &VaultKey) -> Result<(), VaultError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        Ok(())
    }

    fn strength(&self) -> VaultStrength {
        VaultStrength::Memory
    }
}

/// A vault that fails while it is told to; what it holds stays.
#[derive(Debug, Default)]
pub struct FailingVault {
    inner: MemoryVault,
    error: Mutex<Option<VaultError>>,
}

impl FailingVault {
    /// A vault that fails from the start.
    #[must_use]
    pub fn new(error: VaultError) -> Self {
        Self {
            inner: MemoryVault::default(),
            error: Mutex::new(Some(error)),
        }
    }

    /// From now on every call gives this error, or none fails.
    pub fn fail_with(&self, error: Option<VaultError>) {
        *self.error.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }

    fn ready(&self) -> Result<&MemoryVault, VaultError> {
        self.error
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .map_or(Ok(&self.inner), Err)
    }
}

impl Vault for FailingVault {
    fn read(&self, key: &VaultKey) -> Result<Option<Secret>, VaultError> {
        self.ready()?.read(key)
    }

    fn write(&self, key: &VaultKey, value: &Secret) -> Result<(), VaultError> {
        self.ready()?.write(key, value)
    }

    fn erase(&self, key: &VaultKey) -> Result<(), VaultError> {
        self.ready()?.erase(key)
    }

    fn strength(&self) -> VaultStrength {
        VaultStrength::Memory
    }
}
