//! Drafts of papers for customs, which are kept as other drafts are and never filed.

use super::draft::{Answers, Draft, DraftOf};
use super::state::current;
use super::stored;
use crate::accounts::Acting;
use crate::model::Model;
use crate::storage;

/// What was filled in on a paper.
pub(crate) fn paper<'a>(model: &'a Model, acting: &Acting<'_>, of: &DraftOf) -> Option<&'a Answers> {
    model.filing.of(acting)?.answers(of)
}

/// Fills in a paper for whoever is acted for, and keeps it.
pub(crate) fn fill_in(model: &mut Model, of: &DraftOf, field: &str, text: String) {
    let Some(key) = current(model) else { return };
    let now = model.now;
    let held = model.filing.offices.entry(key.clone()).or_default();
    held.change_draft(of, Draft::Lot(Answers::default()), |draft| {
        if let Draft::Lot(answers) = draft {
            answers.since.get_or_insert(now);
            answers.put(field, text);
        }
    });
    let mut changes = stored::touched(&key, held);
    changes.extend(stored::index(model, &key.0));
    storage::change(model, changes);
}
