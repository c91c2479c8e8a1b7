//! A paper in the making: what is known of it is written, what is typed is read, what is missing is named.

use super::fields::{Blank, Typed};
use super::paper::{Paper, row};
use crate::filing::Answers;
use crate::intent::FieldKey;
use crate::text::Texts;
use crate::view::{Field, PaperRow};

/// A paper in the making.
pub(super) struct Form<'a> {
    pub(super) texts: &'a Texts,
    draft: &'a Answers,
    pub(super) paper: Paper,
    /// What the person fills in, in the order in which the paper asks for it.
    pub(super) fields: Vec<Field>,
    /// What belongs on the paper and is not there yet.
    pub(super) missing: Vec<String>,
    rows: Vec<PaperRow>,
}

impl<'a> Form<'a> {
    pub(super) fn new(texts: &'a Texts, draft: &'a Answers, paper: Paper) -> Self {
        Self {
            texts,
            draft,
            paper,
            fields: Vec::new(),
            missing: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Ends a part: what was written since the last one stands under this heading.
    pub(super) fn part(&mut self, heading: &str) {
        let rows = std::mem::take(&mut self.rows);
        self.paper.part(self.texts.say(heading), rows);
    }

    /// Writes what is so.
    pub(super) fn say(&mut self, label: String, value: String) {
        self.rows.push(row(label, value));
    }

    /// Writes what the case says, or that it is missing.
    pub(super) fn known(&mut self, label: &str, value: Option<String>) {
        let label = self.texts.say(label);
        if value.is_none() {
            self.missing.push(label.clone());
        }
        self.rows.push(row(label, value.unwrap_or_default()));
    }

    /// Asks for what the paper needs; gives it, once it was typed.
    pub(super) fn asked(&mut self, key: FieldKey) -> Option<Typed> {
        self.ask(key, true, None)
    }

    /// Asks for what the paper may have.
    pub(super) fn may_have(&mut self, key: FieldKey) {
        self.ask(key, false, None);
    }

    /// Asks for a sum that may not be more than `most`, in tyiyn.
    pub(super) fn asked_up_to(&mut self, key: FieldKey, most: i64) {
        self.ask(key, true, Some(most));
    }

    /// Writes what the case says; asks for it where it does not.
    pub(super) fn known_or_asked(&mut self, key: FieldKey, value: Option<String>) {
        match (value, Blank::of(key)) {
            (Some(value), Some(blank)) => self.say(self.texts.say(blank.label), value),
            _ => {
                self.asked(key);
            }
        }
    }

    fn ask(&mut self, key: FieldKey, needed: bool, most: Option<i64>) -> Option<Typed> {
        let blank = Blank::of(key)?;
        let (texts, label) = (self.texts, self.texts.say(blank.label));
        let text = self.draft.of(blank.name);
        let typed = match (blank.read(text, texts.language()), most) {
            (Typed::Sum(sum), Some(most)) if sum > most => Typed::Odd("papers-odd-much"),
            (typed, _) => typed,
        };
        let (value, problem) = match &typed {
            Typed::Empty => (None, None),
            Typed::Line(line) => (Some(line.clone()), None),
            Typed::Day(day) => (Some(texts.date(*day)), None),
            Typed::Sum(sum) => (Some(texts.shown_money(*sum).text), None),
            Typed::Odd(problem) => (None, Some(texts.say(problem))),
        };
        self.fields.push(Field {
            key,
            spoken: label.clone(),
            label: label.clone(),
            text: text.to_owned(),
            edit: 0,
            reset: 0,
            problem,
        });
        if needed && value.is_none() {
            self.missing.push(label.clone());
        }
        let is_there = value.is_some();
        self.rows.push(row(label, value.unwrap_or_default()));
        is_there.then_some(typed)
    }
}
