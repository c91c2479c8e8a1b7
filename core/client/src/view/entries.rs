//! What the person enters on this phone.

use super::parts::{Action, Choice, Field, Section, Tone};
use crate::text::Texts;

/// Records a fact as the person's word: a deposit (`reg:12`, `reg:16`), or what customs answered (`reg:11`, `reg:13`, `reg:18`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// What to call the lot.
    pub title: String,
    /// What recording means, and the points that it concerns.
    pub explanation: Section,
    /// What customs answered about; empty for a deposit.
    pub kinds: Vec<Choice>,
    /// The number of the payment document, or the one that customs gave.
    pub number: Field,
    /// The day.
    pub day: Field,
    /// The sum in som, of a deposit.
    pub sum: Option<Field>,
    /// What is needed before it can be recorded.
    pub missing: Section,
    /// Records it.
    pub record: Action,
    /// Headings.
    pub headings: EntryHeadings,
}

/// A fact that the person entered, and that the case does not tell the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Its local id.
    pub entry: String,
    /// What it is.
    pub title: String,
    /// How it stands; never good.
    pub tone: Tone,
    /// Its standing in a few words.
    pub standing: String,
    /// What was entered, what the case says where that differs, and when it was entered.
    pub lines: Vec<String>,
    /// Takes it back; where the case differs, decides.
    pub actions: Vec<Action>,
}

/// Headings of the screen on which a fact is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryHeadings {
    /// What customs answered about.
    pub kinds: String,
}

impl EntryHeadings {
    pub(crate) fn of(texts: &Texts) -> Self {
        Self {
            kinds: texts.say("entry-kinds"),
        }
    }
}
