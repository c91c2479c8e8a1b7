//! Headings of a view's lists and names of its values, ready to show.

use salyk_client::view::{
    FrameHeadings, HomeHeadings, LotHeadings, PlanHeadings, RemindersHeadings, SettingsHeadings, WhyHeadings,
};

/// Names that stand beside what every screen has.
#[uniffi::remote(Record)]
pub struct FrameHeadings {
    /// For whom.
    pub taxpayer: String,
    /// That something is being fetched or sent.
    pub busy: String,
}

/// Headings of Home's lists.
#[uniffi::remote(Record)]
pub struct HomeHeadings {
    /// What the register says.
    pub registered: String,
    /// Our finding.
    pub finding: String,
    /// What is overdue.
    pub overdue: String,
    /// The next deadlines.
    pub deadlines: String,
    /// The sums on the deposit accounts.
    pub deposits: String,
}

/// Headings of a lot's lists, and names of the values in them.
#[uniffi::remote(Record)]
pub struct LotHeadings {
    /// The lot's state.
    pub state: String,
    /// The calendar line.
    pub timeline: String,
    /// Who says so, beside an event.
    pub source: String,
    /// The goods.
    pub goods: String,
    /// How much came in, beside a goods line.
    pub imported: String,
    /// How much went out.
    pub exported: String,
    /// How much is left.
    pub left: String,
    /// The sums.
    pub money: String,
    /// What the refund application needs.
    pub documents: String,
    /// Who issues it, beside a document.
    pub issued_by: String,
    /// What the person entered.
    pub entries: String,
    /// The findings.
    pub findings: String,
}

/// Headings of a plan's lists, and names of the values in them.
#[uniffi::remote(Record)]
pub struct PlanHeadings {
    /// From what countries.
    pub origins: String,
    /// To what countries.
    pub destinations: String,
    /// What is to come.
    pub steps: String,
    /// What the refund application will need.
    pub documents: String,
    /// Who issues it, beside a document.
    pub issued_by: String,
}

/// Heading of the deadlines that remind.
#[uniffi::remote(Record)]
pub struct RemindersHeadings {
    /// The deadlines.
    pub deadlines: String,
}

/// Headings of the parts of why, and names of the values in them.
#[uniffi::remote(Record)]
pub struct WhyHeadings {
    /// The finding's standing.
    pub state: String,
    /// What to do next.
    pub next_step: String,
    /// What would settle it.
    pub would_settle: String,
    /// The facts used.
    pub facts: String,
    /// Who says so, beside a fact.
    pub source: String,
    /// The arithmetic.
    pub steps: String,
    /// The readings chosen.
    pub readings: String,
    /// The policy's edition.
    pub edition: String,
}

/// Headings of the lists in settings.
#[uniffi::remote(Record)]
pub struct SettingsHeadings {
    /// The languages.
    pub languages: String,
    /// The receipts.
    pub receipts: String,
    /// The SHA-256 of the text, beside a receipt.
    pub digest: String,
}
