//! How a finding stands, in one word and one tone.

use jiff::civil::Date;
use salyk_regulation::finding::{Binds, Finding, Verdict};
use salyk_regulation::rule::RuleId;
use salyk_regulation::why::Doubt;

use crate::view::Tone;

/// From so many days before its last day something to be done stands out.
const SOON: i64 = 7;

/// How a finding stands to the person who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Its last day is over and it is not done.
    Overdue,
    /// Its last day is over, and a fact that would say whether it is done is missing.
    MaybeOverdue,
    /// What it asks is broken, without a term.
    NotKept,
    /// The regime is not applied to such a taxpayer (`reg:3`).
    Excluded,
    /// Done after its last day.
    DoneLate,
    /// The person has something to do.
    ToDo,
    /// Done by the person's word alone.
    EnteredByYou,
    /// Done, and its source says that this may still change.
    MayChange,
    /// A fact is missing.
    NotKnown,
    /// Somebody else's turn, or a day that comes by itself.
    Awaited,
    /// An authority's term is over: theirs, not the taxpayer's.
    TheirTermOver,
    /// Done, and an authority says so.
    Kept,
    /// A definition, a right or a day that holds.
    Established,
    /// It does not concern this taxpayer or lot.
    NotApplicable,
}

impl Standing {
    pub(super) fn of(finding: &Finding, today: Date) -> Self {
        let theirs = matches!(finding.binds, Binds::TaxBody | Binds::Customs);
        let weak = |doubt| finding.doubts.contains(&doubt);
        match finding.verdict {
            Verdict::NotApplicable => Self::NotApplicable,
            Verdict::Met if weak(Doubt::PersonOnly) => Self::EnteredByYou,
            Verdict::Met if weak(Doubt::FactProvisional) => Self::MayChange,
            Verdict::Met if finding.binds == Binds::Nobody => Self::Established,
            Verdict::Met => Self::Kept,
            Verdict::Breached if theirs => Self::TheirTermOver,
            Verdict::Breached if finding.rule == RuleId::Reg3 => Self::Excluded,
            Verdict::Breached if finding.dates.due.is_none() => Self::NotKept,
            Verdict::Breached if finding.dates.done.is_some() => Self::DoneLate,
            Verdict::Breached => Self::Overdue,
            Verdict::Pending if finding.next_step.is_none() && weak(Doubt::PersonOnly) => Self::EnteredByYou,
            Verdict::Pending if finding.next_step.is_none() && weak(Doubt::FactProvisional) => {
                Self::MayChange
            }
            Verdict::Pending if finding.next_step.is_none() && weak(Doubt::FactMissing) => Self::NotKnown,
            Verdict::Pending if finding.binds == Binds::Taxpayer => Self::ToDo,
            Verdict::Pending => Self::Awaited,
            Verdict::Unknown if finding.binds == Binds::Taxpayer && is_over(finding, today) => {
                Self::MaybeOverdue
            }
            Verdict::Unknown => Self::NotKnown,
        }
    }

    /// Whether it stands in the list of what is overdue: only what binds the taxpayer does.
    pub(super) fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue | Self::MaybeOverdue)
    }

    pub(super) fn tone(self, finding: &Finding, today: Date) -> Tone {
        match self {
            Self::Overdue | Self::NotKept | Self::Excluded => Tone::Bad,
            Self::MaybeOverdue | Self::DoneLate => Tone::Warning,
            Self::ToDo if is_near(finding, today) => Tone::Warning,
            Self::Kept => Tone::Good,
            Self::ToDo
            | Self::EnteredByYou
            | Self::MayChange
            | Self::NotKnown
            | Self::Awaited
            | Self::TheirTermOver
            | Self::Established
            | Self::NotApplicable => Tone::Neutral,
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Overdue => "standing-overdue",
            Self::MaybeOverdue => "standing-maybe-overdue",
            Self::NotKept => "standing-not-kept",
            Self::Excluded => "standing-excluded",
            Self::DoneLate => "standing-done-late",
            Self::ToDo => "standing-to-do",
            Self::EnteredByYou => "standing-entered-by-you",
            Self::MayChange => "standing-may-change",
            Self::NotKnown => "standing-not-known",
            Self::Awaited => "standing-awaited",
            Self::TheirTermOver => "standing-their-term-over",
            Self::Kept => "standing-kept",
            Self::Established => "standing-established",
            Self::NotApplicable => "standing-not-applicable",
        }
    }
}

/// Whether the last day is behind us.
pub(super) fn is_over(finding: &Finding, today: Date) -> bool {
    finding.dates.due.is_some_and(|due| due < today)
}

fn is_near(finding: &Finding, today: Date) -> bool {
    let days = |due: Date| {
        due.since(today)
            .map_or(i64::MAX, |span| i64::from(span.get_days()))
    };
    finding
        .dates
        .remind
        .or(finding.dates.due)
        .is_some_and(|day| days(day) <= SOON)
}
