//! Drafts of what is never filed, papers for customs and what the person is about to record: kept as other drafts are.

use super::draft::{Answers, Draft, DraftOf};
use super::state::{OfficeKey, current};
use super::stored;
use crate::accounts::Acting;
use crate::model::Model;
use crate::storage;

/// What was filled in so far.
pub(crate) fn filled_in<'a>(model: &'a Model, acting: &Acting<'_>, of: &DraftOf) -> Option<&'a Answers> {
    model.filing.of(acting)?.answers(of)
}

/// Fills in a field for whoever is acted for, and keeps it.
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
    keep(model, &key);
}

/// What was drafted stands elsewhere now: its draft goes.
pub(crate) fn drop_draft(model: &mut Model, of: &DraftOf) {
    let Some(key) = current(model) else { return };
    if let Some(held) = model.filing.offices.get_mut(&key) {
        held.drop_draft(of);
        keep(model, &key);
    }
}

fn keep(model: &mut Model, key: &OfficeKey) {
    let held = model.filing.offices.entry(key.clone()).or_default();
    let mut changes = stored::touched(key, held);
    changes.extend(stored::index(model, &key.0));
    storage::change(model, changes);
}
