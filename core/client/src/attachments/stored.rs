//! What the store keeps of attached files: one list of all, and a record of each.

use super::file::FileId;
use super::state::{Attachment, Row};
use super::step::acting;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{Change, StoreError, StoreKey};
use crate::record::{self, Unreadable};
use crate::storage;

/// The list as it is stored.
type Listed = Vec<(FileId, Row)>;

/// Writes these files' records and the list, all or none.
pub(super) fn save(model: &mut Model, files: &[FileId]) {
    let record = |id: &FileId| {
        let bytes = record::write(model.attachments.files.get(id)?)?;
        Some(Change::Put(StoreKey::Attachment(id.clone()), bytes))
    };
    let mut changes: Vec<_> = files.iter().filter_map(record).collect();
    changes.extend(index_change(model));
    storage::change(model, changes);
}

/// The list as it is to be stored; none while what is stored could not be understood, which stays.
pub(super) fn index_change(model: &Model) -> Option<Change> {
    if model.attachments.unreadable {
        return None;
    }
    let rows = model.attachments.index.iter();
    let listed: Listed = rows.map(|(id, row)| (id.clone(), row.clone())).collect();
    record::write(&listed).map(|bytes| Change::Put(StoreKey::AttachmentIndex, bytes))
}

/// The list was read.
pub(crate) fn restore(model: &mut Model, bytes: &[u8]) -> Result<(), Unreadable> {
    let state = &mut model.attachments;
    let listed: Result<Listed, Unreadable> = record::read(bytes);
    state.unreadable = listed.is_err();
    for (id, row) in listed? {
        state.index.insert(id, row);
    }
    Ok(())
}

/// Reads the records of whoever is acted for, unless they are there.
pub(super) fn read_current(model: &mut Model) {
    if let Some(owner) = acting(model) {
        read(model, |row| row.is_of(&owner));
    }
}

/// Reads the records of these files, unless they are there.
pub(super) fn read(model: &mut Model, is_wanted: impl Fn(&Row) -> bool) {
    let state = &model.attachments;
    let is_awaited = |id: &FileId| state.loading.values().any(|ids| ids.contains(id));
    let rows = state.index.iter().filter(|(_, row)| is_wanted(row));
    let wanted: Vec<_> = rows
        .map(|(id, _)| id.clone())
        .filter(|id| !state.files.contains_key(id) && !is_awaited(id))
        .collect();
    if wanted.is_empty() {
        return;
    }
    let keys = wanted.iter().cloned().map(StoreKey::Attachment).collect();
    let ticket = model.want(|ticket| Effect::Load { ticket, keys });
    model.attachments.loading.insert(ticket, wanted);
}

/// Records were read, if it is these; gives whether it was.
pub(crate) fn loaded(
    model: &mut Model,
    ticket: Ticket,
    result: &Result<Vec<Option<Vec<u8>>>, StoreError>,
) -> bool {
    let Some(ids) = model.attachments.loading.get(&ticket).cloned() else {
        return false;
    };
    match result {
        Ok(records) => {
            model.attachments.loading.remove(&ticket);
            for (id, record) in ids.into_iter().zip(records) {
                let read = record.as_ref().map(|bytes| record::read::<Attachment>(bytes));
                match read {
                    Some(Ok(attachment)) => {
                        model.attachments.files.insert(id, attachment);
                    }
                    // Nothing is known of it but that it was there.
                    _ => {
                        model.attachments.index.remove(&id);
                        model.trouble = Some(Trouble::from(&StoreError::Damaged));
                    }
                }
            }
        }
        // It stays awaited, so that it is not asked for in every step; the next start reads again.
        Err(error) => model.trouble = Some(Trouble::from(error)),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As version 0.1.0 wrote them. These never change: a later version has to read them.
    const FROZEN: [(&str, &str); 4] = [
        ("attached", include_str!("recorded/attached.json")),
        ("paused", include_str!("recorded/paused.json")),
        ("sent", include_str!("recorded/sent.json")),
        ("refused", include_str!("recorded/refused.json")),
    ];

    #[test]
    fn what_an_earlier_version_stored_is_read() {
        for (name, bytes) in FROZEN {
            let stored: Attachment = record::read(bytes.as_bytes()).expect(name);
            let told = if stored.certified.is_none() {
                "attached"
            } else if stored.upload.is_paused() {
                "paused"
            } else if stored.upload.completed().is_some() {
                "sent"
            } else {
                stored.upload.refused().map_or("", |_| "refused")
            };
            assert_eq!(told, name);
            assert_eq!(
                record::read(&record::write(&stored).unwrap()),
                Ok(stored),
                "{name}"
            );
        }
        let listed: Listed = record::read(include_bytes!("recorded/index.json")).unwrap();
        assert_eq!(listed.len(), 1);
    }
}
