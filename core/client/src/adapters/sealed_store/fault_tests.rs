//! What the store promises on a failing disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use redb::{BackendError, Database, DatabaseError, StorageBackend, backends::FileBackend};

use super::SealedStore;
use super::keeper::Keeper;
use super::tests::{put, receipts};
use crate::adapters::system::SystemEntropy;
use crate::fakes::{MemoryVault, TempFolder};
use crate::ports::{Store, StoreError, StoreKey};

/// The switches of [`FailingDisk`]; an opener is a plain function, so they are the module's. One test alone uses them.
static DISK_IS_FULL: AtomicBool = AtomicBool::new(false);
static DISK_PANICS: AtomicBool = AtomicBool::new(false);

#[derive(Debug)]
struct FailingDisk(FileBackend);

impl FailingDisk {
    fn check() -> Result<(), std::io::Error> {
        assert!(
            !DISK_PANICS.load(Ordering::SeqCst),
            "a panic inside the database, made by a test"
        );
        let full = DISK_IS_FULL.load(Ordering::SeqCst);
        if full {
            Err(std::io::ErrorKind::StorageFull.into())
        } else {
            Ok(())
        }
    }
}

impl StorageBackend for FailingDisk {
    fn len(&self) -> Result<u64, std::io::Error> {
        self.0.len()
    }
    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), std::io::Error> {
        self.0.read(offset, out)
    }
    fn set_len(&self, len: u64) -> Result<(), std::io::Error> {
        Self::check()?;
        self.0.set_len(len)
    }
    fn sync_data(&self) -> Result<(), std::io::Error> {
        self.0.sync_data()
    }
    fn write(&self, offset: u64, data: &[u8]) -> Result<(), std::io::Error> {
        Self::check()?;
        self.0.write(offset, data)
    }
    fn close(&self) -> Result<(), std::io::Error> {
        self.0.close()
    }
    fn try_lock_range(
        &self,
        start: std::ops::Bound<u64>,
        end: std::ops::Bound<u64>,
    ) -> Result<bool, BackendError> {
        self.0.try_lock_range(start, end)
    }
    fn unlock_range(
        &self,
        start: std::ops::Bound<u64>,
        end: std::ops::Bound<u64>,
    ) -> Result<(), BackendError> {
        self.0.unlock_range(start, end)
    }
}

fn open_on_failing_disk(path: &Path) -> Result<Database, DatabaseError> {
    let file = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap();
    Database::builder()
        .set_check_integrity_on_open(true)
        .create_with_backend(FailingDisk(FileBackend::new(file)?))
}

/// Both faults in one test, since the switches are shared.
#[test]
fn a_full_disk_and_a_panic_lose_nothing_that_was_saved() {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    let path = folder.path().to_path_buf();
    let keeper = Keeper::new(path.clone(), vault, Arc::new(SystemEntropy), open_on_failing_disk);
    let store = SealedStore::with_keeper(path, keeper);
    store.save(&[put(StoreKey::Settings, b"before")]).unwrap();
    let both = [
        put(StoreKey::Settings, b"after"),
        put(receipts(1), &vec![1; 3_000_000]),
    ];
    let unchanged = Ok(vec![Some(b"before".to_vec()), None]);

    DISK_IS_FULL.store(true, Ordering::SeqCst);
    assert_eq!(store.save(&both), Err(StoreError::Full));
    DISK_IS_FULL.store(false, Ordering::SeqCst);
    assert_eq!(store.load(&[StoreKey::Settings, receipts(1)]), unchanged);

    DISK_PANICS.store(true, Ordering::SeqCst);
    assert!(matches!(store.save(&both), Err(StoreError::Io(_))));
    DISK_PANICS.store(false, Ordering::SeqCst);
    assert_eq!(store.load(&[StoreKey::Settings, receipts(1)]), unchanged);

    store.save(&both).unwrap();
    assert_eq!(
        store.load(&[StoreKey::Settings]),
        Ok(vec![Some(b"after".to_vec())])
    );
    assert!(store.set_aside().unwrap().is_empty());
}
