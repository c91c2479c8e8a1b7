//! Reading and writing records in an open database.

use redb::{Database, ReadableDatabase, TableDefinition, WriteTransaction};

use super::file::{FORMAT, failure};
use super::seal::{Name, Seal};
use crate::ports::{Change, Entropy, EntropyError, StoreError, StoreKey};

const RECORDS: TableDefinition<'_, Name, &[u8]> = TableDefinition::new("records");
/// Not sealed, so that a newer version is recognised without its key; the seals of all records are bound to it.
const META: TableDefinition<'_, &str, u32> = TableDefinition::new("meta");
const FORMAT_ENTRY: &str = "format";

/// What the record holds that tells whether a key is the file's.
const CHECK: &[u8] = b"salyk";

/// Writes into an empty database what every store has.
pub(super) fn lay_out(database: &Database, seal: &Seal, entropy: &dyn Entropy) -> Result<(), StoreError> {
    let name = seal.check_name().ok_or(StoreError::Damaged)?;
    let sealed = seal.seal(&name, CHECK, entropy).map_err(no_entropy)?;
    write(database, |transaction| {
        transaction.open_table(META)?.insert(FORMAT_ENTRY, FORMAT)?;
        transaction.open_table(RECORDS)?.insert(name, sealed.as_slice())?;
        Ok(())
    })
}

/// Whether this app can read the store, and has its key.
pub(super) fn check(database: &Database, seal: &Seal) -> Result<(), StoreError> {
    let transaction = database.begin_read().map_err(|error| failure(error.into()))?;
    let meta = transaction
        .open_table(META)
        .map_err(|error| failure(error.into()))?;
    let format = meta
        .get(FORMAT_ENTRY)
        .map_err(|error| failure(error.into()))?
        .ok_or(StoreError::Damaged)?
        .value();
    if format > FORMAT {
        return Err(StoreError::Newer);
    }
    let name = seal.check_name().ok_or(StoreError::Damaged)?;
    let records = transaction
        .open_table(RECORDS)
        .map_err(|error| failure(error.into()))?;
    let sealed = records
        .get(name)
        .map_err(|error| failure(error.into()))?
        .ok_or(StoreError::Damaged)?;
    let known = seal
        .open(&name, sealed.value())
        .is_some_and(|found| found == CHECK);
    if known && format == FORMAT {
        Ok(())
    } else {
        Err(StoreError::Damaged)
    }
}

/// Reads records in the order asked for.
pub(super) fn load(
    database: &Database,
    seal: &Seal,
    keys: &[StoreKey],
) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    let transaction = database.begin_read().map_err(|error| failure(error.into()))?;
    let records = transaction
        .open_table(RECORDS)
        .map_err(|error| failure(error.into()))?;
    let read = |key: &StoreKey| {
        let name = seal.name(key).ok_or(StoreError::Damaged)?;
        let Some(sealed) = records.get(name).map_err(|error| failure(error.into()))? else {
            return Ok(None);
        };
        seal.open(&name, sealed.value())
            .map(Some)
            .ok_or(StoreError::Damaged)
    };
    keys.iter().map(read).collect()
}

/// Applies all changes or none.
pub(super) fn save(
    database: &Database,
    seal: &Seal,
    changes: &[Change],
    entropy: &dyn Entropy,
) -> Result<(), StoreError> {
    let prepare = |change: &Change| {
        let (Change::Put(key, _) | Change::Remove(key)) = change;
        let name = seal.name(key).ok_or(StoreError::Damaged)?;
        let sealed = match change {
            Change::Put(_, value) => Some(seal.seal(&name, value, entropy).map_err(no_entropy)?),
            Change::Remove(_) => None,
        };
        Ok((name, sealed))
    };
    let prepared = changes
        .iter()
        .map(prepare)
        .collect::<Result<Vec<_>, StoreError>>()?;
    write(database, |transaction| {
        let mut records = transaction.open_table(RECORDS)?;
        for (name, sealed) in &prepared {
            match sealed {
                Some(sealed) => drop(records.insert(name, sealed.as_slice())?),
                None => drop(records.remove(name)?),
            }
        }
        Ok(())
    })
}

/// Commits twice: redb keeps the last two commits and goes back to the earlier one, silently, when the head of the later one
/// is damaged. After the second commit, which changes nothing, both say the same.
fn write(
    database: &Database,
    change: impl FnOnce(&WriteTransaction) -> Result<(), redb::Error>,
) -> Result<(), StoreError> {
    let begin = || database.begin_write().map_err(redb::Error::from);
    let transaction = begin().map_err(failure)?;
    change(&transaction).map_err(failure)?;
    transaction.commit().map_err(|error| failure(error.into()))?;
    let again = begin().and_then(|transaction| transaction.commit().map_err(redb::Error::from));
    if let Err(error) = again {
        // The changes are durable; the handle is spoilt, and the next call will find that out and reopen.
        tracing::warn!(%error, "the second commit failed");
    }
    Ok(())
}

fn no_entropy(error: EntropyError) -> StoreError {
    StoreError::Io(error.to_string())
}

/// Marks the store as written by a newer version.
#[cfg(test)]
pub(super) fn write_format(database: &Database, format: u32) -> Result<(), StoreError> {
    write(database, |transaction| {
        transaction.open_table(META)?.insert(FORMAT_ENTRY, format)?;
        Ok(())
    })
}
