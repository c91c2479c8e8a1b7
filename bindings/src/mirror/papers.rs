//! Papers that a person keeps, prints or passes on.

use salyk_client::intent::PaperAsk;
use salyk_client::view::{Action, PaperPart, PaperRow, PaperView, Section};

/// What a person asks for about a paper.
#[uniffi::remote(Enum)]
pub enum PaperAsk {
    /// Opens the receipt for an application that was received.
    OpenReceipt {
        /// The application's key.
        application: String,
    },
    /// Offers the paper in front as a document.
    Share,
}

/// A paper, as it will be on the document that is shared.
#[uniffi::remote(Record)]
pub struct PaperView {
    /// What it is, and what it is not.
    pub explanation: Section,
    /// What is on it, in order.
    pub parts: Vec<PaperPart>,
    /// Offers it as a document.
    pub share: Action,
}

/// A part of a paper.
#[uniffi::remote(Record)]
pub struct PaperPart {
    /// Its heading.
    pub heading: String,
    /// Its rows, in order.
    pub rows: Vec<PaperRow>,
}

/// A name and a value on a paper.
#[uniffi::remote(Record)]
pub struct PaperRow {
    /// The name.
    pub label: String,
    /// The value; empty where it is left open for a hand to fill in.
    pub value: String,
}
