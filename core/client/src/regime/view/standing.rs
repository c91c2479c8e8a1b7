//! How a finding stands, in one word and one tone.

use jiff::civil::Date;
use salyk_regulation::finding::{Binds, Finding, Verdict};
use salyk_regulation::rule::RuleId;
use salyk_regulation::why::{Doubt, FactKey};

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
    /// Our finding that the general procedure follows (`reg:6`).
    Passing,
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
    /// Nobody is asked for anything: its turn has not come, and may never.
    NotYet,
    /// Done, and an authority says so.
    Kept,
    /// None of the grounds matches that keep a taxpayer from the regime (`reg:3`).
    NoGround,
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
            Verdict::Met if finding.rule == RuleId::Reg3 => Self::NoGround,
            Verdict::Met => Self::Kept,
            Verdict::Breached if theirs => Self::TheirTermOver,
            Verdict::Breached if finding.rule == RuleId::Reg3 => Self::Excluded,
            Verdict::Breached if is_condition(finding.rule) || finding.dates().due.is_none() => Self::NotKept,
            Verdict::Breached if finding.dates().done.is_some() => Self::DoneLate,
            Verdict::Breached => Self::Overdue,
            Verdict::Pending if finding.rule == RuleId::Reg6 => Self::Passing,
            Verdict::Pending if finding.next_step.is_none() && asks_nothing_yet(finding) => Self::NotYet,
            Verdict::Pending if finding.next_step.is_none() && weak(Doubt::PersonOnly) => Self::EnteredByYou,
            Verdict::Pending if finding.next_step.is_none() && weak(Doubt::FactProvisional) => {
                Self::MayChange
            }
            Verdict::Pending if finding.next_step.is_none() && weak(Doubt::FactMissing) => Self::NotKnown,
            Verdict::Pending if finding.next_step.is_none() && finding.binds == Binds::Taxpayer => {
                Self::NotYet
            }
            Verdict::Pending if finding.binds == Binds::Taxpayer && asks_taxpayer(finding) => Self::ToDo,
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
            Self::MaybeOverdue | Self::Passing | Self::DoneLate => Tone::Warning,
            Self::ToDo if is_near(finding, today) => Tone::Warning,
            Self::Kept | Self::NoGround => Tone::Good,
            Self::ToDo
            | Self::EnteredByYou
            | Self::MayChange
            | Self::NotKnown
            | Self::Awaited
            | Self::TheirTermOver
            | Self::NotYet
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
            Self::Passing => "standing-passing",
            Self::DoneLate => "standing-done-late",
            Self::ToDo => "standing-to-do",
            Self::EnteredByYou => "standing-entered-by-you",
            Self::MayChange => "standing-may-change",
            Self::NotKnown => "standing-not-known",
            Self::Awaited => "standing-awaited",
            Self::TheirTermOver => "standing-their-term-over",
            Self::NotYet => "standing-not-yet",
            Self::Kept => "standing-kept",
            Self::NoGround => "standing-no-ground",
            Self::Established => "standing-established",
            Self::NotApplicable => "standing-not-applicable",
        }
    }
}

/// Whether the point sets a condition of the regime: one that is broken stays broken, and has the consequence of point 6.
fn is_condition(rule: RuleId) -> bool {
    matches!(
        rule,
        RuleId::Reg4 | RuleId::Reg5_1 | RuleId::Reg5_2 | RuleId::Reg5_3
    )
}

/// Whether the next step is the taxpayer's own, and not an authority's.
pub(super) fn asks_taxpayer(finding: &Finding) -> bool {
    let next = finding.next_step.as_ref();
    next.is_some_and(|next| next.who == Binds::Taxpayer)
}

/// Whether it only tells what would follow: what one may ask for while nobody has applied (`reg:20`), and what the body would
/// transfer if the export were not confirmed (`reg:21`).
fn asks_nothing_yet(finding: &Finding) -> bool {
    let no_direction = || {
        let mut facts = finding.facts();
        facts.any(|fact| fact.what == FactKey::Direction && fact.value.is_none())
    };
    finding.rule == RuleId::Reg21 || (finding.rule == RuleId::Reg20 && no_direction())
}

/// Whether the last day is behind us.
pub(super) fn is_over(finding: &Finding, today: Date) -> bool {
    finding.dates().due.is_some_and(|due| due < today)
}

fn is_near(finding: &Finding, today: Date) -> bool {
    let days = |due: Date| {
        due.since(today)
            .map_or(i64::MAX, |span| i64::from(span.get_days()))
    };
    finding
        .dates()
        .remind
        .or(finding.dates().due)
        .is_some_and(|day| days(day) <= SOON)
}
