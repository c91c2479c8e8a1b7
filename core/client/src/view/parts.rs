//! The parts that screens are made of.

use super::headings::FrameHeadings;
use crate::intent::{Ask, FieldKey, Intent, ScreenId};
use crate::text::{Language, Texts};

/// Something that a person can do here.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The words on it.
    pub label: String,
    /// Whether it is the chosen one.
    pub chosen: bool,
    /// What to dispatch when it is chosen.
    pub intent: Intent,
}

/// What a message is about; shown by shape and word as well as by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The lines below it.
    pub lines: Vec<String>,
}

/// What every screen has.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownMoney {
    /// As people write it, in som.
    pub text: String,
    /// In tyiyn; 100 make a som.
    pub tyiyn: i64,
}

impl Intent {
    /// An intent on a screen.
    #[must_use]
    pub(crate) fn on(screen: ScreenId, ask: Ask) -> Self {
        Self { screen, ask }
    }
}

impl Action {
    /// An action that may be done now.
    pub(crate) fn enabled(label: String, importance: Importance, screen: ScreenId, ask: Ask) -> Self {
        let spoken = label.clone();
        Self {
            label,
            spoken,
            enabled: true,
            why_not: None,
            importance,
            intent: Intent::on(screen, ask),
        }
    }

    /// The same action, which may not be done while there is a reason.
    pub(crate) fn unless(self, why_not: Option<String>) -> Self {
        Self {
            enabled: why_not.is_none(),
            why_not,
            ..self
        }
    }
}

impl Tone {
    /// The word for it.
    pub(crate) fn word(self, texts: &Texts) -> String {
        texts.say(match self {
            Self::Neutral => "tone-neutral",
            Self::Good => "tone-good",
            Self::Warning => "tone-warning",
            Self::Bad => "tone-bad",
        })
    }
}

impl Notice {
    pub(crate) fn new(texts: &Texts, tone: Tone, text: String, action: Option<Action>) -> Self {
        Self {
            tone,
            standing: tone.word(texts),
            text,
            action,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Tone;
    use crate::text::{Language, Texts};

    #[test]
    fn each_tone_has_a_word_of_its_own() {
        for language in Language::ALL {
            let tones = [Tone::Neutral, Tone::Good, Tone::Warning, Tone::Bad];
            let words: BTreeSet<_> = tones.iter().map(|tone| tone.word(Texts::of(language))).collect();
            assert_eq!(words.len(), tones.len(), "{language:?}");
        }
    }
}
