//! The screen of an export that is only thought of.

use salyk_client::view::{
    ChangeShown, Choice, DocumentNeeded, Field, GuessShown, MoneyLine, Section, WhatIfHeadings, WhatIfView,
};

/// What would follow from an export of a lot. It files nothing.
#[uniffi::remote(Record)]
pub struct WhatIfView {
    /// What to call the lot.
    pub title: String,
    /// That this is a guess, what it supposes, and that it files nothing.
    pub explanation: String,
    /// The lot's goods, with what is left of each.
    pub goods: Vec<Choice>,
    /// How much is exported.
    pub quantity: Field,
    /// To what countries; none chosen while that is open.
    pub destinations: Vec<Choice>,
    /// The day of the export.
    pub day: Field,
    /// What would follow; none while something is missing or does not fit.
    pub guess: Option<GuessShown>,
    /// Headings of the lists, and names of the values in them.
    pub headings: WhatIfHeadings,
}

/// What would follow from an export on its day.
#[uniffi::remote(Record)]
pub struct GuessShown {
    /// Of which day it is said.
    pub as_of: String,
    /// What would be otherwise with the export than without it.
    pub changes: Vec<ChangeShown>,
    /// What of the deposit could be applied for, and what not yet.
    pub money: Vec<MoneyLine>,
    /// To whom one applies for the return, and by when.
    pub apply: Section,
    /// What the application would need (`reg:18`).
    pub documents: Vec<DocumentNeeded>,
}

/// Something that would be otherwise.
#[uniffi::remote(Record)]
pub struct ChangeShown {
    /// What.
    pub what: String,
    /// The rule it rests on, `reg:5.2`; none for what no point speaks of.
    pub rule: Option<String>,
    /// Without the export.
    pub before: String,
    /// With it.
    pub after: String,
}

/// Headings of the lists of a guess, and names of the values in them.
#[uniffi::remote(Record)]
pub struct WhatIfHeadings {
    /// The goods.
    pub goods: String,
    /// To what countries.
    pub destinations: String,
    /// What would be otherwise.
    pub changes: String,
    /// Without the export, beside a change.
    pub before: String,
    /// With it, beside a change.
    pub after: String,
    /// The sums.
    pub money: String,
    /// What the application would need.
    pub documents: String,
    /// Who issues it, beside a document.
    pub issued_by: String,
}
