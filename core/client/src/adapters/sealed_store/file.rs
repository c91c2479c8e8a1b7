//! The store's file: made whole or not at all, set aside when damaged, erased so that a kill in between is made good.

use std::io;
use std::path::{Path, PathBuf};

use redb::{Database, DatabaseError};

use super::records;
use super::seal::Seal;
use crate::adapters::files;
use crate::ports::{Entropy, StoreError, Vault, VaultKey};

/// The version of everything under redb: names, sealing, records. An older app refuses a newer one.
pub(super) const FORMAT: u32 = 1;

/// redb's page cache, in bytes. Its default is a gibibyte.
const CACHE_BYTES: usize = 1024 * 1024;

/// How a database is opened; tests put a failing disk here.
pub(super) type Opener = fn(&Path) -> Result<Database, DatabaseError>;

/// The store's file in its folder.
pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join("store.redb")
}

fn erasing_mark(folder: &Path) -> PathBuf {
    folder.join("store.erasing")
}

/// Opens a file that is there, after the sums of all its pages were checked.
pub(super) fn open_file(path: &Path) -> Result<Database, DatabaseError> {
    builder().open(path)
}

fn builder() -> redb::Builder {
    let mut builder = Database::builder();
    builder
        .set_cache_size(CACHE_BYTES)
        .set_check_integrity_on_open(true);
    builder
}

/// Makes an empty store. It gets its name when it is whole, so that a kill never leaves half of one.
pub(super) fn create(folder: &Path, seal: &Seal, entropy: &dyn Entropy) -> Result<(), StoreError> {
    let path = path(folder);
    let fresh = files::with_suffix(&path, ".new");
    drop(files::make_private_file(&fresh).map_err(io_failure)?);
    let database = builder().create(&fresh).map_err(|error| failure(error.into()))?;
    records::lay_out(&database, seal, entropy)?;
    database.close().map_err(|error| failure(error.into()))?;
    files::rename(&fresh, &path).map_err(io_failure)
}

/// Moves the file out of the way and says so in the log.
pub(super) fn set_aside(folder: &Path) -> Result<(), StoreError> {
    let name = files::set_aside(&path(folder)).map_err(io_failure)?;
    tracing::warn!(name = ?name.file_name(), "a store that can't be read was set aside");
    Ok(())
}

/// What was set aside and not erased since.
pub(super) fn set_aside_files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    files::set_aside_files(&path(folder)).map_err(io_failure)
}

/// Forgets the key, then removes every file. A mark stands from the first step to the last, so that the next start goes on
/// where a kill has cut it off.
pub(super) fn erase(folder: &Path, vault: &dyn Vault) -> Result<(), StoreError> {
    files::make_private_folder(folder).map_err(io_failure)?;
    let mark = erasing_mark(folder);
    files::replace(&mark, b"").map_err(io_failure)?;
    vault.erase(&VaultKey::StoreKey).map_err(StoreError::NoKey)?;
    let path = path(folder);
    let remove = || -> io::Result<()> {
        files::remove_if_there(&path)?;
        files::remove_if_there(&files::with_suffix(&path, ".new"))?;
        for aside in files::set_aside_files(&path)? {
            files::remove_if_there(&aside)?;
        }
        files::sync_folder_of(&path)?;
        files::remove_if_there(&mark)?;
        files::sync_folder_of(&mark)
    };
    remove().map_err(io_failure)
}

/// Makes the folder, and ends an erasure that was cut off.
pub(super) fn prepare(folder: &Path, vault: &dyn Vault) -> Result<(), StoreError> {
    files::make_private_folder(folder).map_err(io_failure)?;
    if erasing_mark(folder).exists() {
        erase(folder, vault)
    } else {
        Ok(())
    }
}

/// What an error of the file system means to the caller.
pub(super) fn io_failure(error: io::Error) -> StoreError {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => StoreError::Full,
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => StoreError::Damaged,
        _ => StoreError::Io(error.to_string()),
    }
}

/// What an error of redb means to the caller.
pub(super) fn failure(error: redb::Error) -> StoreError {
    use redb::Error;
    match error {
        Error::Io(error) => io_failure(error),
        Error::DatabaseAlreadyOpen => StoreError::Io("another process has the store open".to_owned()),
        Error::Corrupted(_)
        | Error::UpgradeRequired(_)
        | Error::RepairAborted
        | Error::TableDoesNotExist(_)
        | Error::TableTypeMismatch { .. }
        | Error::TypeDefinitionChanged { .. }
        | Error::TableIsMultimap(_)
        | Error::TableIsNotMultimap(_) => StoreError::Damaged,
        other => StoreError::Io(other.to_string()),
    }
}
