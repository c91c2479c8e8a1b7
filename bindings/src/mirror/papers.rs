//! Papers that a person keeps, prints or passes on.

use salyk_client::intent::{CustomsPaper, PaperAsk};
use salyk_client::view::{Action, ChoiceField, Field, PaperPart, PaperRow, PaperView, Section};

/// The papers that are prepared for customs, which is another authority: none of them is sent.
#[uniffi::remote(Enum)]
pub enum CustomsPaper {
    /// The application to use the regime on an import (`reg:11`).
    Application,
    /// The commitment on subsequent export (`reg:13`).
    Commitment,
    /// What customs' own form for the return of a deposit will ask for (`reg:18`).
    Refund,
}

/// What a person asks for about a paper.
#[uniffi::remote(Enum)]
pub enum PaperAsk {
    /// Opens the receipt for an application that was received.
    OpenReceipt {
        /// The application's key.
        application: String,
    },
    /// Opens a paper for customs; what was filled in before is still there.
    Prepare {
        /// Which one.
        paper: CustomsPaper,
        /// The lot's id in the dossier.
        lot: String,
    },
    /// Chooses where the money of a returned deposit is to go (`reg:20`).
    Direct {
        /// The direction's number in the text, from 0.
        number: u32,
    },
    /// Offers the paper in front as a document.
    Share,
}

/// A paper, as it will be on the document that is shared.
#[uniffi::remote(Record)]
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
