//! What the person does, and what the case acknowledges.

use super::compare::Standing;
use super::entry::{EntryKind, Told};
use super::form::{self, Form, Given};
use super::state::{OwnerKey, current};
use super::stored::save;
use crate::accounts;
use crate::filing::{self, DraftOf};
use crate::intent::FieldKey;
use crate::model::Model;
use crate::regime;
use crate::screens::{self, EntryPlace, Place, Typed};

/// The longest text of a field that is kept, in bytes.
const LONGEST: usize = 256;

/// The fields, by their names in drafts.
const KIND: &str = "kind";
const NUMBER: &str = "number";
const DAY: &str = "day";
const SUM: &str = "sum";

/// Opens the screen on which a fact is recorded, with what was typed there before, or with today as its day.
pub(crate) fn open(model: &mut Model, lot: String, kind: EntryKind) {
    let Some(acting) = accounts::current(model) else {
        return;
    };
    let begun = filing::filled_in(model, &acting, &DraftOf::Entry(kind.form(), lot.clone()));
    let typed = |field| Typed {
        text: begun.map_or("", |begun| begun.of(field)).to_owned(),
        edit: 0,
        reset: 0,
    };
    let word = typed(KIND).text;
    let chosen = EntryKind::OF_CUSTOMS.into_iter().find(|one| one.word() == word);
    let mut place = EntryPlace {
        number: typed(NUMBER),
        day: typed(DAY),
        sum: typed(SUM),
        kind: chosen.unwrap_or(kind),
        lot,
    };
    if place.day.text.is_empty() {
        place.day.text = model.today().to_string();
    }
    model.screens.push(Place::Entry(place));
}

/// A field's whole text. A longer one is cut, and the host is told to show it so.
pub(crate) fn typed(model: &mut Model, field: FieldKey, mut text: String, edit: u64) {
    let Place::Entry(place) = model.screens.top_mut() else {
        return;
    };
    let (name, typed) = match field {
        FieldKey::EntryNumber => (NUMBER, &mut place.number),
        FieldKey::EntryDay => (DAY, &mut place.day),
        FieldKey::EntrySum => (SUM, &mut place.sum),
        _ => return,
    };
    let end = text.floor_char_boundary(LONGEST);
    let reset = typed.reset + u64::from(end < text.len());
    text.truncate(end);
    let of = DraftOf::Entry(place.kind.form(), place.lot.clone());
    let kept = text.clone();
    *typed = Typed { text, edit, reset };
    filing::fill_in(model, &of, name, kept);
}

pub(crate) fn choose_kind(model: &mut Model, kind: EntryKind) {
    let Place::Entry(place) = model.screens.top_mut() else {
        return;
    };
    if place.kind.form() == kind.form() {
        place.kind = kind;
        let of = DraftOf::Entry(kind.form(), place.lot.clone());
        filing::fill_in(model, &of, KIND, kind.word().to_owned());
    }
}

/// Why nothing can be recorded now, as the key of a text: it would not be kept.
pub(super) fn hindrance(model: &Model, key: &OwnerKey) -> Option<&'static str> {
    if !model.storage.read {
        Some("entry-not-read")
    } else if model.entries.unreadable.contains(&key.0) {
        Some("entry-unreadable")
    } else {
        None
    }
}

/// The form of the lot in front, as it stands.
pub(super) fn form_of(model: &Model, key: &OwnerKey, place: &EntryPlace) -> Form {
    let Some((said, _)) = regime::standings(model, &key.0, &key.1) else {
        return Form::default();
    };
    let given = Given {
        said,
        entries: model.entries.of(key),
        holder: regime::holder(model, &place.lot),
        today: model.today(),
        language: model.language,
    };
    form::form(place, &given)
}

/// Records what is in front, if nothing is missing and it can be kept.
pub(crate) fn record(model: &mut Model) {
    let Place::Entry(place) = model.screens.top().clone() else {
        return;
    };
    let Some(key) = current(model).filter(|key| hindrance(model, key).is_none()) else {
        return;
    };
    let Some(mut entry) = form_of(model, &key, &place).ready else {
        return;
    };
    (entry.id, entry.at) = (model.ids.uuid(), model.now);
    make_room(model, &key);
    model.entries.of.entry(key.clone()).or_default().push(entry);
    save(model, &key.0);
    filing::drop_draft(model, &DraftOf::Entry(place.kind.form(), place.lot));
    screens::back(model);
}

/// The oldest acknowledged go when there are many: they stay that long because an older answer may come after a newer one.
fn make_room(model: &mut Model, key: &OwnerKey) {
    let held = model.entries.of.entry(key.clone()).or_default();
    let told = held.iter().filter(|entry| entry.told.is_some()).count();
    let mut spare = told.saturating_sub(form::MOST);
    held.retain(|entry| {
        let goes = entry.told.is_some() && spare > 0;
        spare -= usize::from(goes);
        !goes
    });
}

/// Takes back what was entered.
pub(crate) fn take_back(model: &mut Model, id: &str) {
    let Some(key) = current(model) else { return };
    let held = model.entries.of.entry(key.clone()).or_default();
    let before = held.len();
    held.retain(|entry| entry.id != id);
    if held.len() < before {
        save(model, &key.0);
    }
}

/// The person stays with what he entered.
pub(crate) fn keep(model: &mut Model, id: &str) {
    let Some(key) = current(model) else { return };
    let held = model.entries.of.entry(key.clone()).or_default();
    let mut found = held
        .iter_mut()
        .filter(|entry| entry.id == id && entry.told.is_none());
    if let Some(entry) = found.next() {
        entry.kept = true;
        save(model, &key.0);
    }
}

/// Hands what was entered to the cases.
pub(crate) fn keep_current(model: &mut Model) {
    let state = std::mem::take(&mut model.entries);
    for ((account, taxpayer), entries) in state.of.iter() {
        regime::enter(model, account, taxpayer, entries);
    }
    model.entries = state;
}

/// Notes which entries the cases tell: from then on the case alone counts.
pub(crate) fn acknowledge(model: &mut Model) {
    let mut state = std::mem::take(&mut model.entries);
    let mut changed = Vec::new();
    for (key, entries) in state.of.iter_mut() {
        let Some((said, standings)) = regime::standings(model, &key.0, &key.1) else {
            continue;
        };
        // Standings of other entries than these are of before this step.
        if standings.len() != entries.len() {
            continue;
        }
        for (entry, standing) in entries.iter_mut().zip(standings) {
            let told = match (&entry.told, standing) {
                (None, Standing::Told(number)) => Some(Told {
                    revision: said.revision,
                    number: number.clone(),
                }),
                // What was taken for it was another payment of the same day and sum.
                (Some(told), Standing::Open) if told.revision <= said.revision => None,
                _ => continue,
            };
            entry.told = told;
            changed.push(key.0.clone());
        }
    }
    model.entries = state;
    changed.dedup();
    for account in changed {
        save(model, &account);
    }
}
