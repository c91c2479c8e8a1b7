//! Stores in memory, one of which fails.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::ports::{Change, Store, StoreError, StoreKey};

/// A store in memory.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<BTreeMap<StoreKey, Vec<u8>>>);

impl MemoryStore {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Store for MemoryStore {
    fn load(&self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let records = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(keys.iter().map(|key| records.get(key).cloned()).collect())
    }

    fn save(&self, changes: &[Change]) -> Result<(), StoreError> {
        let mut records = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for change in changes {
            match change {
                Change::Put(key, value) => drop(records.insert(key.clone(), value.clone())),
                Change::Remove(key) => drop(records.remove(key)),
            }
        }
        Ok(())
    }

    fn erase(&self) -> Result<(), StoreError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    fn suspend(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

/// A store one of whose calls fails, without effect; all others do their work.
#[derive(Debug, Default)]
pub struct FailingStore {
    inner: MemoryStore,
    /// Calls still to come before the one that fails, and what it gives.
    plan: Mutex<Option<(usize, StoreError)>>,
}

impl FailingStore {
    /// The call after `calls` others fails with `error`; 0 means the next one.
    pub fn fail_after(&self, calls: usize, error: StoreError) {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = Some((calls, error));
    }

    fn ready(&self) -> Result<&MemoryStore, StoreError> {
        let mut plan = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        match plan.take() {
            Some((0, error)) => Err(error),
            later => {
                *plan = later.map(|(calls, error)| (calls - 1, error));
                Ok(&self.inner)
            }
        }
    }
}

impl Store for FailingStore {
    fn load(&self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.ready()?.load(keys)
    }

    fn save(&self, changes: &[Change]) -> Result<(), StoreError> {
        self.ready()?.save(changes)
    }

    fn erase(&self) -> Result<(), StoreError> {
        self.ready()?.erase()
    }

    fn suspend(&self) -> Result<(), StoreError> {
        self.ready()?.suspend()
    }
}

#[cfg(test)]
mod tests {
    use super::FailingStore;
    use crate::ports::{Change, Store, StoreError, StoreKey};

    #[test]
    fn fails_the_call_that_it_was_told_to_and_no_other() {
        let store = FailingStore::default();
        let put = [Change::Put(StoreKey::Settings, vec![1])];
        store.fail_after(1, StoreError::Full);
        assert_eq!(store.load(&[StoreKey::Settings]), Ok(vec![None]));
        assert_eq!(store.save(&put), Err(StoreError::Full));
        assert_eq!(store.load(&[StoreKey::Settings]), Ok(vec![None]));
        assert_eq!(store.save(&put), Ok(()));
        assert_eq!(store.load(&[StoreKey::Settings]), Ok(vec![Some(vec![1])]));
    }
}
