//! The forms that are filled in for a lot, as they are drawn.

use super::attachments::FilesView;
use super::parts::{Action, Choice, Field, Notice, Section};
use super::regime::MoneyLine;

/// The application for the return of a deposit that the tax body holds (`reg:18`–`reg:20`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundApplicationView {
    /// The lot, to whom it goes and until when by our count, and that the form is ours.
    pub explanation: Section,
    /// What will make the body refuse, as far as the phone knows; never a lock.
    pub warnings: Vec<Notice>,
    /// Heading of the papers.
    pub papers_heading: String,
    /// The papers that the destinations ask for.
    pub papers: Vec<PaperShown>,
    /// Heading of the sums.
    pub money_heading: String,
    /// Where the money goes but for what goes back, in som, and the account for that.
    pub fields: Vec<Field>,
    /// All of it, and each part; the parts add up to it.
    pub money: Vec<MoneyLine>,
    /// What is missing before it can be sent.
    pub missing: Section,
    /// Files it.
    pub file: Action,
}

/// A paper of an application, with the copies that go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperShown {
    /// What it is.
    pub name: String,
    /// Who issues it.
    pub issued_by: String,
    /// Whether a copy is attached, or the service's records have it.
    pub there: bool,
    /// The same in words.
    pub state: String,
    /// The copies.
    pub files: FilesView,
}

/// The report on indirect taxes (`reg:17`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxReportView {
    /// The lot, what the report is, and that the form is ours.
    pub explanation: Section,
    /// That the report is incomplete without the receipt's copy.
    pub warnings: Vec<Notice>,
    /// Heading of the months.
    pub months_heading: String,
    /// The months that it may be about.
    pub months: Vec<Choice>,
    /// The receipt for the deposit.
    pub receipt: PaperShown,
    /// What is missing before it can be sent.
    pub missing: Section,
    /// Files it.
    pub file: Action,
}
