//! What was typed on a paper for customs, and chosen.

use std::fmt;

use jiff::Timestamp;
use salyk_regulation::dossier::DirectionKind;
use serde::{Deserialize, Serialize};

use super::fields::Blank;
use crate::intent::FieldKey;

/// Longest text of a field, in bytes.
const LONGEST: usize = 400;

/// Where the money of a returned deposit may go, in the order of the text (`reg:20`). A stored draft knows them by their places.
pub(super) const DIRECTIONS: [DirectionKind; 5] = [
    DirectionKind::SettlementAccount,
    DirectionKind::OtherTaxes,
    DirectionKind::CustomsPayments,
    DirectionKind::ComingObligations,
    DirectionKind::TaxDebt,
];

/// A draft of a paper.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PaperDraft {
    /// What stands in the fields, by their names. What a newer version had besides is kept.
    typed: Vec<(String, String)>,
    /// Where the money is to go, by its place; back to the account it was paid from until another is chosen.
    #[serde(default)]
    direction: usize,
    /// When it was begun, UTC, by the phone's clock.
    since: Option<Timestamp>,
    /// The newest edit of each field, and how often it was cut.
    #[serde(skip)]
    edits: Vec<(FieldKey, u64, u64)>,
}

/// Says nothing of what was typed.
impl fmt::Debug for PaperDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaperDraft").finish_non_exhaustive()
    }
}

impl PaperDraft {
    /// Whether nothing stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.direction == 0 && self.typed.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// When it was begun, UTC.
    pub(crate) fn since(&self) -> Option<Timestamp> {
        self.since
    }

    /// Begins it, where it was not begun.
    pub(super) fn begin(&mut self, now: Timestamp) {
        self.since.get_or_insert(now);
    }

    /// What stands in a field.
    pub(super) fn text(&self, blank: &Blank) -> &str {
        let found = self.typed.iter().find(|(name, _)| name == blank.name);
        found.map_or("", |(_, text)| text)
    }

    /// The newest edit of a field, and how often it was cut.
    pub(super) fn edit(&self, key: FieldKey) -> (u64, u64) {
        let found = self.edits.iter().find(|(of, ..)| *of == key);
        found.map_or((0, 0), |(_, edit, reset)| (*edit, *reset))
    }

    /// A field's whole text. A longer one is cut, and the host is told to show it so.
    pub(super) fn type_in(&mut self, blank: &Blank, text: &str, edit: u64) {
        let end = text.floor_char_boundary(LONGEST);
        let (text, is_cut) = (text.get(..end).unwrap_or_default(), end < text.len());
        let reset = self.edit(blank.key).1 + u64::from(is_cut);
        self.edits.retain(|(of, ..)| *of != blank.key);
        self.edits.push((blank.key, edit, reset));
        match self.typed.iter_mut().find(|(name, _)| name == blank.name) {
            Some((_, typed)) => text.clone_into(typed),
            None => self.typed.push((blank.name.to_owned(), text.to_owned())),
        }
    }

    /// Where the money is to go, by its place.
    pub(super) fn direction(&self) -> usize {
        self.direction.min(DIRECTIONS.len() - 1)
    }

    /// Sends the money elsewhere, by the direction's place.
    pub(super) fn direct(&mut self, number: u32) {
        let place = usize::try_from(number).ok();
        if let Some(place) = place.filter(|place| *place < DIRECTIONS.len()) {
            self.direction = place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    fn post() -> &'static Blank {
        Blank::of(FieldKey::PaperPost).unwrap()
    }

    #[test]
    fn a_draft_is_read_as_it_was_kept_and_keeps_what_it_does_not_know() {
        let mut draft = PaperDraft::default();
        draft.type_in(post(), "Үлгү", 3);
        draft.direct(4);
        let read: PaperDraft = record::read(&record::write(&draft).unwrap()).unwrap();
        assert_eq!((read.text(post()), read.direction()), ("Үлгү", 4));
        assert_eq!(
            read.edit(FieldKey::PaperPost),
            (0, 0),
            "edits are of this start of the app"
        );
        let newer =
            br#"{"shape":1,"content":{"typed":[["stamp","x"]],"direction":99,"since":null,"more":1}}"#;
        let mut read: PaperDraft = record::read(newer).unwrap();
        assert_eq!(read.direction(), DIRECTIONS.len() - 1);
        read.type_in(post(), "y", 1);
        let again = String::from_utf8(record::write(&read).unwrap()).unwrap();
        assert!(again.contains(r#"["stamp","x"]"#), "{again}");
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_and_the_host_is_told() {
        let mut draft = PaperDraft::default();
        draft.type_in(post(), &"ү".repeat(300), 1);
        assert_eq!(
            (draft.text(post()).len(), draft.edit(FieldKey::PaperPost)),
            (LONGEST, (1, 1))
        );
        draft.type_in(post(), &"x".repeat(LONGEST), 2);
        assert_eq!(draft.edit(FieldKey::PaperPost), (2, 1));
        assert!(!draft.is_blank());
        draft.type_in(post(), " ", 3);
        assert!(draft.is_blank());
    }
}
