//! What can be reached on a sheet: fields, boxes, buttons, choices and cards.

use salyk_client::intent::{Ask, FieldKey, Intent};
use salyk_client::view::{Action, Choice, Field, Importance, SecretField, Tick, Tone};

/// Something on a sheet that a person can reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
}

/// The kinds of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// A field of text.
    Text(Field),
    /// A field whose content is not shown.
    Secret(SecretField),
    /// Shows or hides what stands in the secret field; the core does not know of it.
    Reveal(Reveal),
    /// A box to tick.
    Tick(Tick),
    /// A button or link.
    Button(Action),
    /// One of several.
    Choice(Choice),
    /// A row of a list that opens.
    Card(Card),
}

/// What shows a secret field's content and hides it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reveal {
    /// The secret field.
    pub field: FieldKey,
    /// The words while it is hidden.
    pub show: String,
    /// The words while it is shown.
    pub hide: String,
}

/// A row of a list that opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// How it stands.
    pub tone: Tone,
    /// Its standing in a word.
    pub word: String,
    /// What it is about, in one line.
    pub title: String,
    /// More about it.
    pub lines: Vec<String>,
    /// Opens it.
    pub action: Action,
}

/// Finds an item again after its sheet was laid out anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKey {
    /// A field.
    Field(FieldKey),
    /// What shows or hides a secret field.
    Reveal(FieldKey),
    /// The box, ticked or not.
    Tick,
    /// Whatever asks this.
    Ask(Ask),
}

impl Item {
    /// Finds this item again.
    #[must_use]
    pub fn key(&self) -> ItemKey {
        match &self.kind {
            ItemKind::Text(field) => ItemKey::Field(field.key),
            ItemKind::Secret(field) => ItemKey::Field(field.key),
            ItemKind::Reveal(reveal) => ItemKey::Reveal(reveal.field),
            ItemKind::Tick(_) => ItemKey::Tick,
            ItemKind::Button(action) => ItemKey::Ask(action.intent.ask.clone()),
            ItemKind::Choice(choice) => ItemKey::Ask(choice.intent.ask.clone()),
            ItemKind::Card(card) => ItemKey::Ask(card.action.intent.ask.clone()),
        }
    }

    /// Its label, as shown.
    #[must_use]
    pub fn label(&self) -> &str {
        match &self.kind {
            ItemKind::Text(field) => &field.label,
            ItemKind::Secret(field) => &field.label,
            ItemKind::Reveal(reveal) => &reveal.show,
            ItemKind::Tick(tick) => &tick.label,
            ItemKind::Button(action) => &action.label,
            ItemKind::Choice(choice) => &choice.label,
            ItemKind::Card(card) => &card.action.label,
        }
    }

    /// Why it may not be used now; `None` when it may.
    #[must_use]
    pub fn why_not(&self) -> Option<&str> {
        let (enabled, why_not) = match &self.kind {
            ItemKind::Tick(tick) => (tick.enabled, &tick.why_not),
            ItemKind::Button(action) | ItemKind::Card(Card { action, .. }) => {
                (action.enabled, &action.why_not)
            }
            ItemKind::Text(_) | ItemKind::Secret(_) | ItemKind::Reveal(_) | ItemKind::Choice(_) => {
                return None;
            }
        };
        if enabled {
            None
        } else {
            Some(why_not.as_deref().unwrap_or_default())
        }
    }

    /// What to dispatch when it is activated; `None` when it is not enabled or is filled in instead.
    #[must_use]
    pub fn intent(&self) -> Option<&Intent> {
        match &self.kind {
            ItemKind::Tick(tick) => tick.enabled.then_some(&tick.intent),
            ItemKind::Button(action) | ItemKind::Card(Card { action, .. }) => {
                action.enabled.then_some(&action.intent)
            }
            ItemKind::Choice(choice) => Some(&choice.intent),
            ItemKind::Text(_) | ItemKind::Secret(_) | ItemKind::Reveal(_) => None,
        }
    }

    /// The field that it is, when it is one.
    #[must_use]
    pub fn field(&self) -> Option<FieldKey> {
        match &self.kind {
            ItemKind::Text(field) => Some(field.key),
            ItemKind::Secret(field) => Some(field.key),
            _ => None,
        }
    }

    /// Whether it is what its screen is for.
    #[must_use]
    pub fn is_primary(&self) -> bool {
        matches!(&self.kind, ItemKind::Button(action) if action.importance == Importance::Primary)
    }
}

impl From<Action> for ItemKind {
    fn from(action: Action) -> Self {
        Self::Button(action)
    }
}

impl From<Choice> for ItemKind {
    fn from(choice: Choice) -> Self {
        Self::Choice(choice)
    }
}

impl From<Tick> for ItemKind {
    fn from(tick: Tick) -> Self {
        Self::Tick(tick)
    }
}

impl From<Field> for ItemKind {
    fn from(field: Field) -> Self {
        Self::Text(field)
    }
}

impl From<SecretField> for ItemKind {
    fn from(field: SecretField) -> Self {
        Self::Secret(field)
    }
}

impl From<Reveal> for ItemKind {
    fn from(reveal: Reveal) -> Self {
        Self::Reveal(reveal)
    }
}

impl From<Card> for ItemKind {
    fn from(card: Card) -> Self {
        Self::Card(card)
    }
}
