//! What was begun and not filed yet: one draft for each form and, but for the regime's, each lot.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::regime_form::RegimeDraft;
use crate::entries::EntryForm;
use crate::intent::CustomsPaper;
use crate::record::{self, Unreadable};

/// The longest text that a field keeps, in bytes.
pub(super) const LONGEST_VALUE: usize = 128;

/// A form that is filled in for one lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// The return of a deposit that the tax body holds (`reg:18`).
    Refund,
    /// A report on indirect taxes (`reg:17`).
    Report,
}

/// What a draft is of. Its name in the store is `regime`, or the word of a form or a paper and a lot's id, `refund.LOT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DraftOf {
    Regime,
    Lot(Form, String),
    /// A paper for customs, which is never filed here.
    Paper(CustomsPaper, String),
    /// What is about to be recorded of a lot.
    Entry(EntryForm, String),
}

/// What was answered so far.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Draft {
    Regime(RegimeDraft),
    Lot(Answers),
}

/// What was typed and chosen in a form, by the names of its fields.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answers {
    given: Vec<(String, String)>,
    /// The host's newest count of edits of a field, and how often it was cut, for as long as the app runs.
    #[serde(skip)]
    edits: Vec<(String, u64, u64)>,
    /// When it was begun, UTC, by the phone's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<Timestamp>,
}

impl Form {
    pub(crate) const ALL: [Self; 2] = [Self::Refund, Self::Report];

    /// The word that drafts are named by. It never changes.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Refund => "refund",
            Self::Report => "report",
        }
    }

    /// The key of its name.
    pub(crate) fn title_key(self) -> &'static str {
        match self {
            Self::Refund => "filing-refund-title",
            Self::Report => "filing-report-title",
        }
    }
}

impl DraftOf {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Regime => "regime".to_owned(),
            Self::Lot(form, lot) => format!("{}.{lot}", form.word()),
            Self::Paper(paper, lot) => format!("{}.{lot}", paper.name()),
            Self::Entry(form, lot) => format!("{}.{lot}", form.word()),
        }
    }

    /// What a draft of this name is of; none for a form of a later version.
    pub(super) fn named(name: &str) -> Option<Self> {
        if name == "regime" {
            return Some(Self::Regime);
        }
        let (word, lot) = name.split_once('.')?;
        let lot = Some(lot.to_owned()).filter(|lot| !lot.is_empty())?;
        let form = Form::ALL.into_iter().find(|form| form.word() == word);
        let paper = CustomsPaper::ALL.into_iter().find(|paper| paper.name() == word);
        let entry = EntryForm::ALL.into_iter().find(|form| form.word() == word);
        match (form, paper, entry) {
            (Some(form), ..) => Some(Self::Lot(form, lot)),
            (_, Some(paper), _) => Some(Self::Paper(paper, lot)),
            (.., Some(form)) => Some(Self::Entry(form, lot)),
            _ => None,
        }
    }

    /// The key of what is applied for.
    pub(super) fn title_key(&self) -> &'static str {
        match self {
            Self::Regime => "filing-regime-title",
            Self::Lot(form, _) => form.title_key(),
            Self::Paper(paper, _) => paper.title(),
            Self::Entry(form, _) => form.title_key(),
        }
    }

    /// The key of how far a draft of it has come.
    pub(super) fn standing_key(&self) -> &'static str {
        match self {
            Self::Paper(..) => "unsent-paper",
            Self::Entry(..) => "unsent-entry-begun",
            Self::Regime | Self::Lot(..) => "unsent-draft",
        }
    }

    pub(super) fn read(&self, bytes: &[u8]) -> Result<Draft, Unreadable> {
        match self {
            Self::Regime => record::read(bytes).map(Draft::Regime),
            Self::Lot(..) | Self::Paper(..) | Self::Entry(..) => record::read(bytes).map(Draft::Lot),
        }
    }
}

impl Draft {
    pub(super) fn write(&self) -> Option<Vec<u8>> {
        match self {
            Self::Regime(draft) => record::write(draft),
            Self::Lot(answers) => record::write(answers),
        }
    }

    /// Whether nothing is answered in it.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Regime(draft) => draft.is_blank(),
            Self::Lot(answers) => answers.given.is_empty(),
        }
    }

    pub(super) fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Regime(draft) => draft.since,
            Self::Lot(answers) => answers.since,
        }
    }
}

impl Answers {
    /// What stands in a field; empty where nothing was given.
    pub(crate) fn of(&self, field: &str) -> &str {
        let found = self.given.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, text)| text)
    }

    /// The newest edit that a field reflects, and how often it was cut.
    pub(super) fn edit_of(&self, field: &str) -> (u64, u64) {
        let found = self.edits.iter().find(|(name, ..)| name == field);
        found.map_or((0, 0), |(_, edit, reset)| (*edit, *reset))
    }

    /// Takes over what another draft says, but for when it was begun. What was answered here already is newer, and stays.
    pub(super) fn take_over(&mut self, other: Self) {
        if self.given.is_empty() {
            self.given = other.given;
        }
    }

    /// Puts what a person typed into a field. A longer text is cut, and the host is told to show it so.
    pub(super) fn typed(&mut self, field: &str, mut text: String, edit: u64) {
        let end = text.floor_char_boundary(LONGEST_VALUE);
        let reset = self.edit_of(field).1 + u64::from(end < text.len());
        text.truncate(end);
        self.put(field, text);
        self.edits.retain(|(name, ..)| name != field);
        self.edits.push((field.to_owned(), edit, reset));
    }

    /// Puts text into a field; an empty one leaves nothing of it.
    pub(crate) fn put(&mut self, field: &str, text: String) {
        self.given.retain(|(name, _)| name != field);
        if !text.is_empty() {
            self.given.push((field.to_owned(), text));
        }
    }
}

/// Says nothing of what was answered.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft")
    }
}

/// Says nothing of what was answered.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answers")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As versions wrote them. These never change: a later version has to read them.
    const FROZEN: [(&str, &str); 5] = [
        ("regime", include_str!("recorded/draft_regime.json")),
        ("refund.1", include_str!("recorded/draft_refund.json")),
        ("commitment.1", include_str!("recorded/draft_commitment.json")),
        ("deposit.1", include_str!("recorded/draft_deposit.json")),
        (
            "customs_answer.1",
            include_str!("recorded/draft_customs_answer.json"),
        ),
    ];

    #[test]
    fn what_an_earlier_version_stored_is_read() {
        for (name, bytes) in FROZEN {
            let of = DraftOf::named(name).expect(name);
            assert_eq!(of.name(), name);
            let draft = of.read(bytes.trim().as_bytes()).expect(name);
            assert!(!draft.is_blank(), "{name}");
            assert_eq!(of.read(&draft.write().unwrap()), Ok(draft), "{name}");
        }
    }

    #[test]
    fn forms_of_later_versions_and_lots_without_a_name_are_none() {
        for name in ["", "regime.1", "refund", "refund.", "dream.1"] {
            assert_eq!(DraftOf::named(name), None, "{name}");
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_and_the_host_is_told() {
        let mut answers = Answers::default();
        answers.typed("sum", "ү".repeat(100), 7);
        assert_eq!(answers.of("sum").len(), LONGEST_VALUE);
        assert_eq!(answers.edit_of("sum"), (7, 1));
        answers.typed("sum", "1".to_owned(), 8);
        assert_eq!(answers.edit_of("sum"), (8, 1));
    }

    #[test]
    fn a_field_holds_what_was_put_last() {
        let mut answers = Answers::default();
        answers.put("sum", "1".to_owned());
        answers.put("sum", "2".to_owned());
        assert_eq!((answers.of("sum"), answers.of("account")), ("2", ""));
        answers.put("sum", String::new());
        assert!(Draft::Lot(answers).is_blank());
    }
}
