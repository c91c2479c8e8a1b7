//! What a person asks for about a paper to keep, print or pass on.

/// The papers that are prepared for customs, which is another authority: none of them is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustomsPaper {
    /// The application to use the regime on an import (`reg:11`).
    Application,
    /// The commitment on subsequent export (`reg:13`).
    Commitment,
    /// What customs' own form for the return of a deposit will ask for (`reg:18`).
    Refund,
}

/// What a person asks for about a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
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
