//! Papers that a person keeps, prints or passes on.

use super::parts::{Action, Field, Section};
use super::registration::ChoiceField;

/// A paper, as it will be on the document that is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperView {
    /// What it is, and what it is not.
    pub explanation: Section,
    /// What the person fills in, in the order in which the paper asks for it.
    pub fields: Vec<Field>,
    /// Where the money is to go, where the paper asks for that (`reg:20`).
    pub direction: Option<ChoiceField>,
    /// What belongs on it and is not there yet; it can be shared without, and filled in by hand.
    pub missing: Section,
    /// What is on it, in order.
    pub parts: Vec<PaperPart>,
    /// Offers it as a document.
    pub share: Action,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperPart {
    /// Its heading.
    pub heading: String,
    /// Its rows, in order.
    pub rows: Vec<PaperRow>,
}

/// A name and a value on a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    /// The name.
    pub label: String,
    /// The value; empty where it is left open for a hand to fill in.
    pub value: String,
}
