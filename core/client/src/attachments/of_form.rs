//! The files of a form, as far as whoever files it has to know of them.

use salyk_regulation::order;

use super::file::FileId;
use super::state::{Attachment, Owner};
use crate::filing::KnownCopy;
use crate::model::Model;

/// A file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OfForm {
    pub(crate) id: FileId,
    /// To what of the form it is attached.
    pub(crate) to: String,
    /// It is wholly attached and certified, and the service has not refused it: it is there, or goes there by itself.
    pub(crate) can_go: bool,
}

/// The files at places that are meant, in the order in which they came; those that are being sealed last.
pub(crate) fn of_form(model: &Model, owner: &Owner, is_meant: impl Fn(&str) -> bool) -> Vec<OfForm> {
    let state = &model.attachments;
    let mut own: Vec<_> = state.index.iter().filter(|(_, row)| row.is_of(owner)).collect();
    order::sort_by_key(&mut own, |(id, row)| (row.since, (*id).clone()));
    let sealed = own.into_iter().filter_map(|(id, _)| {
        let attachment = state.files.get(id)?;
        Some(OfForm {
            id: id.clone(),
            to: attachment.to.clone(),
            can_go: can_go(attachment),
        })
    });
    let sealing = state.sealing.iter().filter(|(_, one)| one.owner == *owner);
    let sealing = sealing.map(|(_, one)| OfForm {
        id: one.id.clone(),
        to: one.to.clone(),
        can_go: false,
    });
    let all = sealed.chain(sealing);
    all.filter(|file| is_meant(&file.to)).collect()
}

fn can_go(attachment: &Attachment) -> bool {
    attachment.certified.is_some() && attachment.upload.refused().is_none()
}

/// What is known of these files, for an application to remember.
pub(crate) fn known(model: &Model, files: &[FileId]) -> Vec<KnownCopy> {
    let each = files.iter().filter_map(|file| {
        let attachment = model.attachments.files.get(file)?;
        Some(KnownCopy {
            file: file.clone(),
            name: attachment.name.clone(),
            sha256: attachment.sha256,
        })
    });
    each.collect()
}

/// Whether the phone still has a file.
pub(crate) fn is_known(model: &Model, file: &FileId) -> bool {
    model.attachments.index.contains_key(file)
}

/// The service's ids of these files, in their order; none while one of them is not wholly there.
pub(crate) fn arrived(model: &Model, files: &[FileId]) -> Option<Vec<String>> {
    let each = files.iter().map(|file| {
        let attachment = model.attachments.files.get(file)?;
        attachment.upload.completed().map(str::to_owned)
    });
    each.collect()
}
