//! Headings of a view's lists and names of its values, ready to show: no user interface has a word of its own for them.

use crate::text::Texts;

/// Names that stand beside what every screen has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameHeadings {
    /// For whom.
    pub taxpayer: String,
    /// That something is being fetched or sent.
    pub busy: String,
}

/// Headings of Home's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemindersHeadings {
    /// The deadlines.
    pub deadlines: String,
}

/// Headings of the parts of why, and names of the values in them.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsHeadings {
    /// The languages.
    pub languages: String,
    /// The receipts.
    pub receipts: String,
    /// The SHA-256 of the text, beside a receipt.
    pub digest: String,
}

impl FrameHeadings {
    pub(crate) fn of(texts: &Texts) -> Self {
        Self {
            taxpayer: texts.say("heading-taxpayer"),
            busy: texts.say("heading-busy"),
        }
    }
}

impl HomeHeadings {
    pub(crate) fn of(texts: &Texts) -> Self {
        Self {
            registered: texts.say("heading-registered"),
            finding: texts.say("heading-finding"),
            overdue: texts.say("heading-overdue"),
            deadlines: texts.say("heading-deadlines"),
            deposits: texts.say("heading-deposits"),
        }
    }
}

impl LotHeadings {
    pub(crate) fn of(texts: &Texts) -> Self {
        Self {
            state: texts.say("heading-state"),
            timeline: texts.say("heading-timeline"),
            source: texts.say("heading-source"),
            goods: texts.say("heading-goods"),
            imported: texts.say("heading-imported"),
            exported: texts.say("heading-exported"),
            left: texts.say("heading-left"),
            money: texts.say("heading-money"),
            documents: texts.say("heading-documents"),
            issued_by: texts.say("heading-issued-by"),
            entries: texts.say("entry-heading"),
            findings: texts.say("heading-findings"),
        }
    }
}

impl PlanHeadings {
    pub(crate) fn of(texts: &Texts) -> Self {
        Self {
            origins: texts.say("plan-origins"),
            destinations: texts.say("plan-destinations"),
            steps: texts.say("plan-steps"),
            documents: texts.say("heading-documents"),
            issued_by: texts.say("heading-issued-by"),
        }
    }
}

impl RemindersHeadings {
    pub(crate) fn of(texts: &Texts) -> Self {
        Self {
            deadlines: texts.say("heading-deadlines"),
        }
    }
}

impl WhyHeadings {
    pub(crate) fn of(texts: &Texts) -> Self {
        Self {
            state: texts.say("heading-state"),
            next_step: texts.say("heading-next-step"),
            would_settle: texts.say("heading-would-settle"),
            facts: texts.say("heading-facts"),
            source: texts.say("heading-source"),
            steps: texts.say("heading-steps"),
            readings: texts.say("heading-readings"),
            edition: texts.say("heading-edition"),
        }
    }
}

impl SettingsHeadings {
    pub(crate) fn of(texts: &Texts) -> Self {
        Self {
            languages: texts.say("heading-languages"),
            receipts: texts.say("heading-receipts"),
            digest: texts.say("heading-digest"),
        }
    }
}
