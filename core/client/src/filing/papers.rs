//! Drafts of papers for customs, which are kept as other drafts are and never filed.

use super::state::{Office, OfficeKey, current};
use super::stored;
use crate::accounts::Acting;
use crate::model::Model;
use crate::papers::PaperDraft;
use crate::ports::Change;
use crate::record;
use crate::storage;

/// The draft of this name.
pub(crate) fn paper<'a>(model: &'a Model, acting: &Acting<'_>, name: &str) -> Option<&'a PaperDraft> {
    model.filing.of(acting)?.papers.get(name)
}

/// Keeps a draft for whoever is acted for; one in which nothing stands is kept no more.
pub(crate) fn keep_paper(model: &mut Model, name: String, draft: PaperDraft) {
    let Some(key) = current(model) else { return };
    let office = model.filing.offices.entry(key.clone()).or_default();
    let change = if draft.is_blank() {
        office.papers.remove(&name);
        Some(Change::Remove(stored::draft_key(&key, &name)))
    } else {
        let change = put(&key, &name, &draft);
        office.papers.insert(name, draft);
        change
    };
    let index = stored::index(model, &key.0);
    storage::change(model, change.into_iter().chain(index).collect());
}

fn put(key: &OfficeKey, name: &str, draft: &PaperDraft) -> Option<Change> {
    Some(Change::Put(stored::draft_key(key, name), record::write(draft)?))
}

/// Every draft of an office, as into a new store.
pub(super) fn all(key: &OfficeKey, office: &Office) -> impl Iterator<Item = Change> {
    let papers = office.papers.iter();
    papers.filter_map(|(name, draft)| put(key, name, draft))
}

/// The removal of every draft's record.
pub(super) fn removed(key: &OfficeKey, office: &Office) -> impl Iterator<Item = Change> {
    let names = office.papers.keys();
    names.map(|name| Change::Remove(stored::draft_key(key, name)))
}
