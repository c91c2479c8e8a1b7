//! Papers that a person keeps, prints or passes on.

use super::parts::{Action, Section};

/// A paper, as it will be on the document that is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperView {
    /// What it is, and what it is not.
    pub explanation: Section,
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
