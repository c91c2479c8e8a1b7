//! What of the attached files the service does not hold whole.

use super::file::FileId;
use super::state::Attachment;
use super::stored;
use crate::model::Model;
use crate::screens::Place;
use crate::settings::{Left, Owner, Unsent};
use crate::text::{FluentValue, Texts};

/// Every such file of those meant, the one that came first at the beginning. One that the service refused for good is not among them; one of
/// which nothing was read yet is.
pub(crate) fn left(model: &Model, is_meant: impl Fn(&Owner) -> bool) -> Vec<Left> {
    let texts = model.texts();
    let state = &model.attachments;
    let mut left = Vec::new();
    for (id, row) in state.index.iter() {
        let owner = (row.account.clone(), row.taxpayer.clone());
        let attachment = state.files.get(id);
        if !is_meant(&owner) || attachment.is_some_and(is_settled) {
            continue;
        }
        left.push(Left {
            item: Unsent::File(owner, id.clone()),
            title: title(texts, attachment.map(|attachment| attachment.name.as_str())),
            made: Some(row.since),
            standing: texts.say(attachment.map_or("unsent-file-unread", standing)),
            goes: attachment.is_some_and(goes),
        });
    }
    left.sort_by_key(|left| left.made);
    for (_, sealing) in state
        .sealing
        .iter()
        .filter(|(_, sealing)| is_meant(&sealing.owner))
    {
        left.push(Left {
            item: Unsent::File(sealing.owner.clone(), sealing.id.clone()),
            title: title(texts, Some(&sealing.name)),
            made: None,
            standing: texts.say("files-sealing"),
            goes: false,
        });
    }
    left
}

fn title(texts: &Texts, name: Option<&str>) -> String {
    match name {
        Some(name) => texts.say_with("unsent-file", &[("name", FluentValue::from(name))]),
        None => texts.say("files-unnamed"),
    }
}

/// Whether the service holds it whole, or never will.
fn is_settled(attachment: &Attachment) -> bool {
    attachment.upload.completed().is_some() || attachment.upload.refused().is_some()
}

/// Whether it goes by itself.
fn goes(attachment: &Attachment) -> bool {
    attachment.certified.is_some() && !attachment.upload.is_paused()
}

fn standing(attachment: &Attachment) -> &'static str {
    match attachment.certified {
        None => "files-to-certify",
        Some(_) if attachment.upload.is_paused() => "files-paused",
        Some(_) => "unsent-file-text",
    }
}

/// Reads what is stored of every file, so that it can be said which the service holds.
pub(crate) fn read_all(model: &mut Model) {
    if model.erasing.is_none() && model.storage.read {
        stored::read(model, |_| true);
    }
}

/// Opens the files among which this one is, of whoever is acted for.
pub(crate) fn open_of(model: &mut Model, file: &FileId) {
    if let Some(to) = model
        .attachments
        .files
        .get(file)
        .map(|attachment| attachment.to.clone())
    {
        model.screens.push(Place::Files(to));
    }
}
