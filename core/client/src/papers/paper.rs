//! A paper as data.

use crate::text::{Language, Texts};
use crate::view::{PaperPart, PaperRow};

/// A paper.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Paper {
    pub(super) language: Language,
    pub(super) title: String,
    /// That it is a sample; absent only when connected to the real service.
    pub(super) band: Option<String>,
    /// What it is and what it is not, a sentence each; on the document too.
    pub(super) remarks: Vec<String>,
    /// A picture, as SVG of our own making.
    pub(super) picture: Option<String>,
    pub(super) parts: Vec<PaperPart>,
    /// What a screen reader says of a value that is left open.
    pub(super) by_hand: String,
    /// What the document is called, without its ending.
    pub(super) name: String,
}

impl Paper {
    /// An empty paper; `official` says whether the phone is connected to the real service.
    pub(super) fn new(texts: &Texts, official: bool, title: String, name: &str) -> Self {
        Self {
            language: texts.language(),
            title,
            band: (!official).then(|| texts.say("papers-sample")),
            remarks: Vec::new(),
            picture: None,
            parts: Vec::new(),
            by_hand: texts.say("papers-by-hand"),
            name: format!("salyk-{}", plain_name(name)),
        }
    }

    pub(super) fn part(&mut self, heading: String, rows: Vec<PaperRow>) {
        self.parts.push(PaperPart { heading, rows });
    }
}

/// A name and its value.
pub(super) fn row(label: String, value: impl Into<String>) -> PaperRow {
    PaperRow {
        label,
        value: value.into(),
    }
}

/// Longest part of a document's name that a number of the service may take, in characters.
const LONGEST_NAME: usize = 48;

/// A file's name out of what the service gave: letters, digits and hyphens alone, so that it is one everywhere.
fn plain_name(text: &str) -> String {
    let plain = text.chars().map(|letter| match letter {
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    });
    plain.take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn no_number_of_the_service_leaves_the_folder() {
        assert_eq!(plain_name("2026/000-17"), "2026-000-17");
        assert_eq!(plain_name("../../.ssh/id"), "-------ssh-id");
        assert_eq!(plain_name(&"9".repeat(500)).len(), super::LONGEST_NAME);
    }
}
