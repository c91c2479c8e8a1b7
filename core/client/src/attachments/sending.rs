//! Uploads: one call at a time for each account, in the order in which the files came.

use salyk_regulation::order;

use super::file::FileId;
use super::state::Attachment;
use super::stored;
use super::upload::{Announcement, Next, UploadProgress, UploadStep};
use crate::accounts::AccountId;
use crate::consent;
use crate::effect::{Call, Effect, Ticket};
use crate::fault::Trouble;
use crate::model::{Connection, Model};
use crate::ports::FilesError;
use crate::session;

/// Sends what can be sent, and sees to be woken for what has to wait. A connection that is there again ends all waiting.
pub(super) fn go_on(model: &mut Model) {
    let before = std::mem::replace(&mut model.attachments.connection, model.connection);
    if before == Connection::Offline && model.connection == Connection::Online {
        hurry(model);
    }
    let (mut busy, mut wake) = (Vec::<AccountId>::new(), None);
    let mut calls = Vec::new();
    let state = &model.attachments;
    let mut going: Vec<_> = state
        .index
        .iter()
        .filter_map(|(id, row)| Some((id, row, state.files.get(id)?)))
        .filter(|(.., attachment)| attachment.upload.next(attachment.bytes, model.now) != Next::Nothing)
        .collect();
    order::sort_by_key(&mut going, |(id, row, _)| (row.since, (*id).clone()));
    for (id, row, attachment) in going {
        let can = model.sessions.get(&row.account);
        let current = |consented| consent::is_in_force(model, consented);
        let Some(session) = can.filter(|session| session.consented().is_some_and(current)) else {
            continue;
        };
        if session.is_uploading() || busy.contains(&row.account) {
            continue;
        }
        match step_of(id, attachment, model) {
            Ok(Some(step)) => {
                busy.push(row.account.clone());
                calls.push((row.account.clone(), row.taxpayer.clone(), id.clone(), step));
            }
            Ok(None) => {}
            Err(at) => wake = Some(wake.map_or(at, |wake: jiff::Timestamp| wake.min(at))),
        }
    }
    for (account, taxpayer, file, step) in calls {
        let call = Call::Upload {
            taxpayer,
            file,
            step: Box::new(step),
        };
        session::call(model, &account, call);
    }
    if let Some(at) = wake.filter(|at| model.attachments.waking.is_none_or(|(_, waking)| *at < waking)) {
        let ticket = model.want(|ticket| Effect::Wake { ticket, at });
        model.attachments.waking = Some((ticket, at));
    }
}

/// What is sent now; the moment to wait for where it has to.
fn step_of(
    id: &FileId,
    attachment: &Attachment,
    model: &Model,
) -> Result<Option<UploadStep>, jiff::Timestamp> {
    let Some(certified) = attachment.certified.clone() else {
        return Ok(None);
    };
    Ok(match attachment.upload.next(attachment.bytes, model.now) {
        Next::Nothing => None,
        Next::Wait(at) => return Err(at),
        Next::Announce => Some(UploadStep::Announce(Announcement {
            key: id.clone(),
            name: attachment.name.clone(),
            file: attachment.sealed(),
            certified,
        })),
        Next::Look { id } => Some(UploadStep::Look { id }),
        Next::Part { id, from } => Some(UploadStep::Part {
            id,
            bytes: attachment.bytes,
            from,
        }),
        Next::Complete { id } => Some(UploadStep::Complete { id }),
    })
}

/// The service has answered, or the phone's own copy could not be read.
pub(crate) fn answered(model: &mut Model, file: &FileId, result: Result<UploadProgress, FilesError>) {
    let Some(attachment) = model.attachments.files.get_mut(file) else {
        return;
    };
    match result {
        Ok(progress) => attachment.upload.heard(progress, attachment.bytes),
        Err(FilesError::Damaged) => attachment.upload.lost(),
        Err(error) => {
            let trouble = Trouble::from(&error);
            return failed(model, file, &trouble);
        }
    }
    stored::save(model, std::slice::from_ref(file));
}

pub(crate) fn failed(model: &mut Model, file: &FileId, trouble: &Trouble) {
    let spread = model.ids.uuid().bytes().fold(0_u8, u8::wrapping_add);
    let now = model.now;
    let Some(attachment) = model.attachments.files.get_mut(file) else {
        return;
    };
    let before = attachment.upload.clone();
    attachment.upload.failed(trouble, now, spread);
    if attachment.upload.is_stored_like(&before) {
        return;
    }
    stored::save(model, std::slice::from_ref(file));
}

/// The service does not hold some of these files: those that it said were there are sent anew.
pub(crate) fn send_again(model: &mut Model, files: &[FileId]) {
    let held: Vec<_> = files
        .iter()
        .filter(|file| model.attachments.files.contains_key(file))
        .cloned()
        .collect();
    for file in &held {
        if let Some(attachment) = model.attachments.files.get_mut(file) {
            attachment.upload.start_again();
        }
    }
    stored::save(model, &held);
}

/// What stood in the way may be over.
pub(crate) fn hurry(model: &mut Model) {
    for (_, attachment) in model.attachments.files.iter_mut() {
        attachment.upload.hurry();
    }
}

/// The moment that was waited for has come, if it is this one; gives whether it is.
pub(crate) fn woke(model: &mut Model, ticket: Ticket) -> bool {
    let waking = &mut model.attachments.waking;
    waking.take_if(|(awaited, _)| *awaited == ticket).is_some()
}
