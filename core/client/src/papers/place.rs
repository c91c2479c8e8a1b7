//! Which paper is in front, and what the host has typed there since.

use crate::filing::DraftOf;
use crate::intent::{CustomsPaper, FieldKey};

/// Longest text of a field, in bytes.
pub(super) const LONGEST: usize = 400;

/// A paper in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PaperPlace {
    pub(crate) which: Which,
    /// The newest edit of each field, and how often it was cut.
    edits: Vec<(FieldKey, u64, u64)>,
}

/// A paper that there may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Which {
    /// The receipt for an application, by its key.
    Receipt(String),
    /// A paper for customs, for the lot of this id.
    Customs(CustomsPaper, String),
}

impl Which {
    /// What its draft is of; none of what is not filled in.
    pub(super) fn draft(&self) -> Option<DraftOf> {
        match self {
            Self::Receipt(_) => None,
            Self::Customs(paper, lot) => Some(DraftOf::Paper(*paper, lot.clone())),
        }
    }
}

impl PaperPlace {
    pub(super) fn of(which: Which) -> Self {
        let edits = Vec::new();
        Self { which, edits }
    }

    /// The newest edit of a field, and how often it was cut.
    pub(super) fn edit(&self, key: FieldKey) -> (u64, u64) {
        let found = self.edits.iter().find(|(of, ..)| *of == key);
        found.map_or((0, 0), |(_, edit, reset)| (*edit, *reset))
    }

    /// Takes in a field's whole text. A longer one is cut, and the host is told to show it so.
    pub(super) fn typed<'a>(&mut self, key: FieldKey, text: &'a str, edit: u64) -> &'a str {
        let end = text.floor_char_boundary(LONGEST);
        let reset = self.edit(key).1 + u64::from(end < text.len());
        self.edits.retain(|(of, ..)| *of != key);
        self.edits.push((key, edit, reset));
        text.get(..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_cut_and_the_host_is_told() {
        let mut place = PaperPlace::of(Which::Receipt("1".to_owned()));
        let post = FieldKey::PaperPost;
        assert_eq!(place.typed(post, &"ү".repeat(300), 1).len(), LONGEST);
        assert_eq!(place.edit(post), (1, 1));
        assert_eq!(
            place.typed(post, &format!("x{}", "ү".repeat(300)), 2).len(),
            LONGEST - 1
        );
        assert_eq!(place.typed(post, &"x".repeat(LONGEST), 3).len(), LONGEST);
        assert_eq!(
            (place.edit(post), place.edit(FieldKey::PaperRole)),
            ((3, 2), (0, 0))
        );
    }
}
