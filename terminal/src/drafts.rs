//! What stands in the fields while a person types. The host owns it; the core overwrites it only through a field's `reset`.

use std::collections::BTreeMap;

use salyk_client::intent::{Ask, FieldKey, Intent, ScreenId};
use salyk_client::secret::Secret;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use zeroize::Zeroizing;

use crate::phone::Shown;
use crate::sheet::{Item, ItemKind, Sheet};

/// The most bytes that a field takes; room for them is made at once, so that growing leaves no copies of a secret behind.
pub const MAX_BYTES: usize = 1024;

/// A field's text and the place in it.
#[derive(Default)]
pub struct Draft {
    text: Zeroizing<String>,
    cursor: usize,
    edit: u64,
    reset: u64,
    revealed: bool,
}

impl Draft {
    fn holding(text: &str, reset: u64, edit: u64) -> Self {
        let mut held = String::with_capacity(MAX_BYTES);
        held.push_str(text);
        let cursor = held.len();
        Self {
            text: Zeroizing::new(held),
            cursor,
            edit,
            reset,
            revealed: false,
        }
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place at which typing goes on, in bytes; always between two characters.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether a secret is shown as it is.
    #[must_use]
    pub fn is_revealed(&self) -> bool {
        self.revealed
    }

    fn insert(&mut self, text: &str) -> bool {
        let clean: Zeroizing<String> = Zeroizing::new(text.chars().filter(|c| !c.is_control()).collect());
        if clean.is_empty() || self.text.len() + clean.len() > MAX_BYTES {
            return false;
        }
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        true
    }

    fn before(&self) -> Option<usize> {
        GraphemeCursor::new(self.cursor, self.text.len(), true)
            .prev_boundary(&self.text, 0)
            .ok()
            .flatten()
    }

    fn after(&self) -> Option<usize> {
        GraphemeCursor::new(self.cursor, self.text.len(), true)
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
    }

    fn cut(&mut self, from: usize, to: usize) -> bool {
        self.text.replace_range(from..to, "");
        self.cursor = from;
        true
    }

    /// Makes an edit; whether the text changed.
    pub fn apply(&mut self, edit: &Edit) -> bool {
        match edit {
            Edit::Insert(text) => self.insert(text),
            Edit::EraseBefore => self.before().is_some_and(|from| self.cut(from, self.cursor)),
            Edit::EraseAfter => self.after().is_some_and(|to| self.cut(self.cursor, to)),
            Edit::EraseAll => !self.text.is_empty() && self.cut(0, self.text.len()),
            Edit::Left => self.go(self.before()),
            Edit::Right => self.go(self.after()),
            Edit::Start => self.go(Some(0)),
            Edit::End => self.go(Some(self.text.len())),
        }
    }

    fn go(&mut self, to: Option<usize>) -> bool {
        self.cursor = to.unwrap_or(self.cursor);
        false
    }
}

/// What a key does to a field's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Puts text in at the cursor; control characters are left out.
    Insert(String),
    /// Takes away the character before the cursor.
    EraseBefore,
    /// Takes away the character after the cursor.
    EraseAfter,
    /// Takes everything away.
    EraseAll,
    /// One character back.
    Left,
    /// One character on.
    Right,
    /// To the start.
    Start,
    /// To the end.
    End,
}

/// What the core is to be told after an edit.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    /// A text field's new text.
    Typed(Intent),
    /// A secret field's new content.
    Secret(ScreenId, FieldKey, Secret),
}

/// The drafts of every field on the stack.
#[derive(Default)]
pub struct Drafts(BTreeMap<(ScreenId, FieldKey), Draft>);

impl Drafts {
    /// Takes over what the picture says: new fields, and those whose `reset` changed. Drafts of screens that are gone are wiped.
    pub fn follow(&mut self, shown: &Shown) {
        self.0.retain(|(screen, _), _| shown.holds(*screen));
        for screen in shown.screens() {
            for item in &Sheet::of(screen).items {
                self.follow_item(screen.id, item);
            }
        }
    }

    fn follow_item(&mut self, screen: ScreenId, item: &Item) {
        let (key, text, reset, edit) = match &item.kind {
            ItemKind::Text(field) => (field.key, field.text.as_str(), field.reset, field.edit),
            ItemKind::Secret(field) => (field.key, "", field.reset, 0),
            _ => return,
        };
        let held = self.0.get(&(screen, key));
        if held.is_none_or(|draft| draft.reset != reset) {
            let edit = held.map_or(edit, |draft| draft.edit.max(edit));
            self.0.insert((screen, key), Draft::holding(text, reset, edit));
        }
    }

    /// The draft of a field.
    #[must_use]
    pub fn of(&self, screen: ScreenId, field: FieldKey) -> Option<&Draft> {
        self.0.get(&(screen, field))
    }

    /// Shows or hides a secret.
    pub fn reveal(&mut self, screen: ScreenId, field: FieldKey) {
        if let Some(draft) = self.0.get_mut(&(screen, field)) {
            draft.revealed = !draft.revealed;
        }
    }

    /// Edits a field; what to tell the core when its text changed.
    pub fn edit(&mut self, screen: ScreenId, item: &Item, edit: &Edit) -> Option<Told> {
        let field = item.field()?;
        let draft = self.0.entry((screen, field)).or_default();
        if !draft.apply(edit) {
            return None;
        }
        draft.edit += 1;
        Some(match item.kind {
            ItemKind::Secret(_) => Told::Secret(screen, field, Secret::new(draft.text.as_bytes().to_vec())),
            _ => Told::Typed(Intent {
                screen,
                ask: Ask::Typed {
                    field,
                    text: draft.text.to_string(),
                    edit: draft.edit,
                },
            }),
        })
    }
}

/// How many characters a person would count in the text.
#[must_use]
pub fn characters(text: &str) -> usize {
    text.graphemes(true).count()
}

#[cfg(test)]
#[path = "drafts/tests.rs"]
mod tests;
