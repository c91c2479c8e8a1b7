//! The parts that screens are made of.

use salyk_client::intent::{FieldKey, Intent};
use salyk_client::text::Language;
use salyk_client::view::{
    Action, Choice, Field, Frame, FrameHeadings, Importance, Notice, SecretField, Section, ShownDate,
    ShownMoney, Tick, Tone,
};

/// Something that a person can do here.
#[uniffi::remote(Record)]
pub struct Action {
    /// The words on the button.
    pub label: String,
    /// What a screen reader says instead, where the label has abbreviations.
    pub spoken: String,
    /// Whether it may be done now.
    pub enabled: bool,
    /// Why not, in one sentence; present exactly when it is not enabled.
    pub why_not: Option<String>,
    /// How much it stands out.
    pub importance: Importance,
    /// What to dispatch when it is chosen.
    pub intent: Intent,
}

/// How much an action stands out.
#[uniffi::remote(Enum)]
pub enum Importance {
    /// The one that the screen is for.
    Primary,
    /// Any other.
    Normal,
    /// A link within text.
    Link,
    /// Something that can't be undone.
    Destructive,
}

/// A field whose text the host owns while it is focused.
#[uniffi::remote(Record)]
pub struct Field {
    /// Which field.
    pub key: FieldKey,
    /// Its label.
    pub label: String,
    /// What a screen reader says instead.
    pub spoken: String,
    /// The text as the core knows it.
    pub text: String,
    /// The newest edit that `text` reflects.
    pub edit: u64,
    /// The host overwrites its own text with `text` only when this number has changed.
    pub reset: u64,
    /// What is wrong with it, in one sentence.
    pub problem: Option<String>,
}

/// A field whose content never comes back out of the core.
#[uniffi::remote(Record)]
pub struct SecretField {
    /// Which field.
    pub key: FieldKey,
    /// Its label.
    pub label: String,
    /// What a screen reader says instead.
    pub spoken: String,
    /// The words on what shows it.
    pub show: String,
    /// The words on what hides it again.
    pub hide: String,
    /// Whether something has been entered.
    pub filled: bool,
    /// The host empties its own field when this number has changed.
    pub reset: u64,
    /// What is wrong with it, in one sentence.
    pub problem: Option<String>,
}

/// A box to tick.
#[uniffi::remote(Record)]
pub struct Tick {
    /// The words beside it.
    pub label: String,
    /// Its state.
    pub ticked: bool,
    /// Whether it may be changed now.
    pub enabled: bool,
    /// Why not, in one sentence; present exactly when it is not enabled.
    pub why_not: Option<String>,
    /// What to dispatch when it is changed.
    pub intent: Intent,
}

/// One of several, of which one is chosen.
#[uniffi::remote(Record)]
pub struct Choice {
    /// The words on it.
    pub label: String,
    /// Whether it is the chosen one.
    pub chosen: bool,
    /// What to dispatch when it is chosen.
    pub intent: Intent,
}

/// What a message is about; shown by shape and word as well as by colour.
#[uniffi::remote(Enum)]
pub enum Tone {
    /// Good to know.
    Neutral,
    /// All is well.
    Good,
    /// Something will need doing.
    Warning,
    /// Something is wrong or late.
    Bad,
}

/// A message on a screen.
#[uniffi::remote(Record)]
pub struct Notice {
    /// What it is about.
    pub tone: Tone,
    /// Its tone in a word, so that colour is never alone.
    pub standing: String,
    /// One or two sentences: what happened, and what to do next.
    pub text: String,
    /// What can be done about it, where something can.
    pub action: Option<Action>,
}

/// A heading and its lines of text.
#[uniffi::remote(Record)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The lines below it.
    pub lines: Vec<String>,
}

/// What every screen has.
#[uniffi::remote(Record)]
pub struct Frame {
    /// The screen's title.
    pub title: String,
    /// For whom: the firm's or person's name, on screens of a taxpayer.
    pub taxpayer: Option<String>,
    /// The fixed band that says that this is not an official service; absent only when connected to the real one.
    pub band: Option<String>,
    /// The language of all text on the screen.
    pub language: Language,
    /// The other languages, offered where the screen lets one change it.
    pub languages: Vec<Choice>,
    /// Whether the phone is offline, how old the data is: a state, not an error.
    pub connection: Option<String>,
    /// Messages, the weightiest first.
    pub notices: Vec<Notice>,
    /// Whether something is being fetched or sent.
    pub busy: bool,
    /// Back, where there is something to go back to.
    pub back: Option<Action>,
    /// Whether the host must keep this screen out of screenshots and the list of recent apps.
    pub sensitive: bool,
    /// Names that stand beside these.
    pub headings: FrameHeadings,
}

/// A day, as text and as itself.
#[uniffi::remote(Record)]
pub struct ShownDate {
    /// As people write it in the screen's language.
    pub text: String,
    /// ISO 8601, `2026-08-29`.
    pub iso: String,
    /// Whole days from today in Bishkek; negative once it has passed.
    pub days_left: i32,
    /// The same in words: "in 3 days", "today", "2 days ago".
    pub relative: String,
}

/// A sum, as text and as itself.
#[uniffi::remote(Record)]
pub struct ShownMoney {
    /// As people write it, in som.
    pub text: String,
    /// In tyiyn; 100 make a som.
    pub tyiyn: i64,
}
