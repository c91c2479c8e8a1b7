//! What a list shows, and what a plan is for.

/// Which duties a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum DutyFilter {
    /// What is broken, and what is still to be done or to be confirmed.
    #[default]
    Open,
    /// What is not kept, overdue, or was done late.
    Broken,
    /// What was entered by the person and is not confirmed, or may still change.
    Unconfirmed,
    /// What is not due yet.
    NotYet,
    /// What binds an authority.
    Authorities,
    /// What is kept.
    Kept,
    /// What does not apply.
    NotApplicable,
    /// Every duty.
    All,
}

/// The two groups of countries that the regulation tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountryGroup {
    /// Third countries.
    Third,
    /// EAEU members.
    Eaeu,
}

/// Which lots a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LotFilter {
    /// Every lot.
    #[default]
    All,
    /// Lots on which something remains to be done.
    Open,
    /// Lots on which something is overdue.
    Overdue,
    /// Lots whose next last day is within 30 days.
    Soon,
    /// Lots that came to an end.
    Closed,
}
