//! Drafts of papers for customs, which are kept as the other drafts are and never filed.

use super::state::current;
use crate::accounts::Acting;
use crate::model::Model;
use crate::papers::PaperDraft;

/// The draft of this name.
pub(crate) fn paper<'a>(model: &'a Model, acting: &Acting<'_>, name: &str) -> Option<&'a PaperDraft> {
    model.filing.of(acting)?.papers.get(name)
}

/// Keeps a draft for whoever is acted for; one in which nothing stands is none.
pub(crate) fn keep_paper(model: &mut Model, name: String, draft: PaperDraft) {
    let Some(key) = current(model) else { return };
    let office = model.filing.offices.entry(key.clone()).or_default();
    office.papers.insert(name, draft);
}
