//! Attached files as they are drawn.

use super::parts::{Action, Notice, Tone};

/// The files that are attached to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilesView {
    /// To what, as the host names it when it hands a file over.
    pub to: String,
    /// Which files can be attached, and what becomes of them; empty within a form, which says so once.
    pub explanation: String,
    /// The files, in the order in which they came.
    pub rows: Vec<AttachmentRow>,
    /// What to say where there are none.
    pub empty: Option<String>,
    /// Files that could not be attached, and why.
    pub refused: Vec<Notice>,
    /// Asks the host to let the person choose a file.
    pub add: Action,
}

/// One attached file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRow {
    /// Its name in intents.
    pub file: String,
    /// Its name for people.
    pub name: String,
    /// Its size, `1.5 MB`; of what has been read so far while it is being sealed.
    pub size: String,
    /// How far it has come, in words.
    pub state: String,
    /// How that stands.
    pub tone: Tone,
    /// How much of what is under way is done, in thousandths; none while nothing is.
    pub progress: Option<u32>,
    /// Who certified the copy, and when.
    pub certified: Option<String>,
    /// Its SHA-256, hexadecimal; none while it is not sealed.
    pub sha256: Option<String>,
    /// Certify, hold, go on, take away.
    pub actions: Vec<Action>,
}
