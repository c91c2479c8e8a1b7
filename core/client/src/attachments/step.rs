//! How files come, are certified and go.

use super::file::{FileId, SealedFile};
use super::name::{clean, with_ending};
use super::refusal::Refusal;
use super::sending;
use super::source::Source;
use super::state::{Attachment, MOST_FILES, Owner, Refused, Row, Sealing, Why};
use super::stored;
use super::upload::{Certification, Upload};
use crate::accounts::{self, AccountId};
use crate::effect::{Effect, Ticket};
use crate::filing;
use crate::model::Model;
use crate::ports::{Change, FilesError, StoreKey};
use crate::screens::Place;
use crate::storage;
use crate::view::{HostRequest, HostRequestKind};

/// For whom the person acts.
pub(super) fn acting(model: &Model) -> Option<Owner> {
    let acting = accounts::current(model)?;
    Some((acting.account.id.clone(), acting.taxpayer?.id.clone()))
}

/// Opens the files of a lot.
pub(crate) fn open_lot(model: &mut Model, lot: &str) {
    model.screens.push(Place::Files(format!("lot:{lot}")));
}

/// Asks the host to let the person choose a file; one question at a time.
pub(crate) fn ask_for_file(model: &mut Model, to: String) {
    let kind = HostRequestKind::ChooseFile { to };
    let asked = |request: &HostRequest| matches!(request.kind, HostRequestKind::ChooseFile { .. });
    model.requests.retain(|request| !asked(request));
    let id = model.next_request_id();
    model.requests.push(HostRequest { id, kind });
}

/// The host hands over a file that the person chose: it is sealed while it is read.
pub(crate) fn offered(model: &mut Model, to: String, name: &str, source: Source) {
    let Some(owner) = acting(model) else {
        source.stop();
        return;
    };
    let name = clean(name);
    let state = &model.attachments;
    if state.unreadable {
        source.stop();
        return refuse(model, owner, to, name, Why::Newer);
    }
    let own = state.index.iter().filter(|(_, row)| row.is_of(&owner)).count();
    let sealing = state.sealing.iter().filter(|(_, one)| one.owner == owner).count();
    if own + sealing >= MOST_FILES {
        source.stop();
        return refuse(model, owner, to, name, Why::File(Refusal::TooMany));
    }
    let Ok(id) = FileId::try_from(model.ids.uuid()) else {
        return;
    };
    let (reading, file) = (source.clone(), id.clone());
    let ticket = model.want(|ticket| Effect::SealFile {
        ticket,
        file,
        source: reading,
    });
    let sealing = Sealing {
        id,
        owner,
        to,
        name,
        source,
        passed: 0,
    };
    model.attachments.sealing.insert(ticket, sealing);
}

/// So much of a file has passed.
pub(crate) fn passed(model: &mut Model, ticket: Ticket, bytes: u64) {
    if let Some(sealing) = model.attachments.sealing.get_mut(&ticket) {
        sealing.passed = bytes;
    }
}

/// A file is sealed, or is not. One that nobody wants any more is swept.
pub(crate) fn sealed(model: &mut Model, ticket: Ticket, result: Result<SealedFile, FilesError>) {
    let Some(sealing) = model.attachments.sealing.remove(&ticket) else {
        return sweep(model);
    };
    let Sealing {
        id, owner, to, name, ..
    } = sealing;
    match result {
        Ok(file) => {
            let attachment = Attachment {
                to,
                name: with_ending(&name, file.kind),
                kind: file.kind,
                bytes: file.bytes,
                sha256: file.sha256,
                certified: None,
                upload: Upload::default(),
            };
            let (account, taxpayer) = owner;
            let since = model.now;
            let state = &mut model.attachments;
            let row = Row {
                account,
                taxpayer,
                since,
            };
            state.index.insert(id.clone(), row);
            state.files.insert(id.clone(), attachment);
            stored::save(model, &[id]);
        }
        Err(FilesError::Stopped) => {}
        Err(FilesError::Refused(refusal)) => refuse(model, owner, to, name, Why::File(refusal)),
        Err(FilesError::Full) => refuse(model, owner, to, name, Why::Full),
        Err(_) => refuse(model, owner, to, name, Why::Phone),
    }
}

fn refuse(model: &mut Model, owner: Owner, to: String, name: String, why: Why) {
    let state = &mut model.attachments;
    state.refused.push(Refused { owner, to, name, why });
    let extra = state.refused.len().saturating_sub(MOST_FILES);
    state.refused.drain(..extra);
}

/// The person has read which files were refused there.
pub(crate) fn dismiss(model: &mut Model, to: &str) {
    model.attachments.refused.retain(|refused| refused.to != to);
}

/// Takes a file away, or stops its sealing.
pub(crate) fn remove(model: &mut Model, file: &str) {
    let sealing = model.attachments.sealing.iter();
    let found = sealing
        .filter(|(_, sealing)| sealing.id.as_str() == file)
        .map(|(ticket, sealing)| (*ticket, sealing.source.clone()))
        .next();
    if let Some((ticket, source)) = found {
        model.attachments.sealing.remove(&ticket);
        model.stop_sealing(ticket, source);
        return;
    }
    if let Some(id) = own(model, file).filter(|id| !filing::are_needed(model, id)) {
        let_go(model, vec![id]);
    }
}

/// The person certifies that the file is a true copy (`reg:18`); from then on it may be sent.
pub(crate) fn certify(model: &mut Model, file: &str) {
    let by = accounts::current(model).map(|acting| acting.account.person.clone());
    let (Some(by), at) = (by, model.now) else { return };
    change(model, file, |attachment| {
        attachment.certified.get_or_insert(Certification { by, at });
    });
}

/// Holds the sending of a file, or lets it go on.
pub(crate) fn pause(model: &mut Model, file: &str, paused: bool) {
    change(model, file, |attachment| attachment.upload.pause(paused));
}

fn change(model: &mut Model, file: &str, change: impl FnOnce(&mut Attachment)) {
    let Some(id) = own(model, file) else { return };
    if let Some(attachment) = model.attachments.files.get_mut(&id) {
        change(attachment);
        stored::save(model, &[id]);
    }
}

/// A file of whoever is acted for.
pub(super) fn own(model: &Model, file: &str) -> Option<FileId> {
    let owner = acting(model)?;
    let id = FileId::try_from(file.to_owned()).ok()?;
    model.attachments.index.get(&id)?.is_of(&owner).then_some(id)
}

/// Takes files away: their rows in one save, then what is on the disk.
pub(crate) fn let_go(model: &mut Model, files: Vec<FileId>) {
    let changes = drop_rows(model, files);
    storage::change(model, changes);
    sweep(model);
}

/// Forgets these files; gives what changes in the store.
fn drop_rows(model: &mut Model, files: Vec<FileId>) -> Vec<Change> {
    let state = &mut model.attachments;
    let mut changes = Vec::new();
    for id in files {
        state.index.remove(&id);
        state.files.remove(&id);
        changes.push(Change::Remove(StoreKey::Attachment(id)));
    }
    if !changes.is_empty() {
        changes.extend(stored::index_change(model));
    }
    changes
}

/// An account's files go with it; gives what changes in the store.
pub(crate) fn forget_account(model: &mut Model, account: &AccountId) -> Vec<Change> {
    let state = &model.attachments;
    let sealing: Vec<_> = state
        .sealing
        .iter()
        .filter(|(_, sealing)| sealing.owner.0 == *account)
        .map(|(ticket, sealing)| (*ticket, sealing.source.clone()))
        .collect();
    let files = state.index.iter().filter(|(_, row)| row.account == *account);
    let files: Vec<_> = files.map(|(id, _)| id.clone()).collect();
    for (ticket, source) in sealing {
        model.attachments.sealing.remove(&ticket);
        model.stop_sealing(ticket, source);
    }
    model
        .attachments
        .refused
        .retain(|refused| refused.owner.0 != *account);
    let gone = !files.is_empty();
    let changes = drop_rows(model, files);
    if gone {
        sweep(model);
    }
    changes
}

/// An account's files are its successor's from now on; gives what changes in the store.
pub(crate) fn inherit(model: &mut Model, old: &AccountId, new: &AccountId) -> Vec<Change> {
    let mut moved = false;
    for (_, row) in model.attachments.index.iter_mut() {
        if row.account == *old {
            row.account = new.clone();
            moved = true;
        }
    }
    for (_, sealing) in model.attachments.sealing.iter_mut() {
        if sealing.owner.0 == *old {
            sealing.owner.0 = new.clone();
        }
    }
    if moved {
        stored::index_change(model).into_iter().collect()
    } else {
        Vec::new()
    }
}

/// Erases from the disk what no row names. What is being sealed stays.
pub(crate) fn sweep(model: &mut Model) {
    let erasing = model.erasing.is_some();
    if !erasing && (!model.storage.read || model.attachments.unreadable) {
        return;
    }
    let keep = if erasing {
        Vec::new()
    } else {
        let state = &model.attachments;
        let named = state.index.iter().map(|(id, _)| id);
        // One that is sealed and not heard of yet is named by nobody else.
        let sealing = state.sealing.iter().map(|(_, sealing)| &sealing.id);
        named.chain(sealing).cloned().collect()
    };
    let ticket = model.want(|ticket| Effect::SweepFiles { ticket, keep });
    model.attachments.sweeping = Some(ticket);
}

/// Everything is to be erased: nothing is known of any file any more.
pub(crate) fn drop_all(model: &mut Model) {
    let state = std::mem::take(&mut model.attachments);
    for (ticket, sealing) in state.sealing {
        model.stop_sealing(ticket, sealing.source);
    }
}

/// What was to be swept is gone, or may be left until the next time.
pub(crate) fn swept(model: &mut Model, ticket: Ticket, result: &Result<u32, FilesError>) {
    model.attachments.sweeping.take_if(|awaited| *awaited == ticket);
    if let Err(error) = result {
        tracing::warn!(%error, "files that nobody names could not be erased");
    }
}

/// After every step: what is to be read is read, what can be sent is sent.
pub(crate) fn keep_current(model: &mut Model) {
    if model.erasing.is_none() && model.storage.read {
        stored::read_current(model);
        sending::go_on(model);
    }
}
