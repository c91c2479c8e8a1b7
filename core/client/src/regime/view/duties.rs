//! Duties: every point that concerns this taxpayer and each of its lots, by the day it is due; what binds an authority stands
//! apart.

use jiff::civil::Date;
use salyk_regulation::finding::{Binds, Finding, FindingId};
use salyk_regulation::rule::RuleId;

use super::scene::Scene;
use super::standing::Standing;
use super::{finding as rows, pages, urgent};
use crate::intent::{Ask, DutyFilter, Intent, ScreenId};
use crate::screens::DutiesPlace;
use crate::text::Texts;
use crate::view::{Choice, DutiesView, DutyGroup, FindingRow};

/// The filters, in the order in which they are offered.
const FILTERS: [DutyFilter; 8] = [
    DutyFilter::Open,
    DutyFilter::Broken,
    DutyFilter::Unconfirmed,
    DutyFilter::NotYet,
    DutyFilter::Authorities,
    DutyFilter::Kept,
    DutyFilter::NotApplicable,
    DutyFilter::All,
];

/// What a finding is among the duties, in the order in which they are shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Broken,
    /// Done after its last day: nothing is left to be done, and it stays late.
    Late,
    /// To be done, not known, or done by a word that is not settled: the last day counts.
    ToDo,
    Unconfirmed,
    NotYet,
    Authorities,
    /// Of a lot that came to an end: nothing is asked of it any more.
    Ended,
    Kept,
    NotApplicable,
}

impl Class {
    fn of(finding: &Finding, today: Date, ended: bool) -> Self {
        let standing = Standing::of(finding, today);
        match (standing, finding.binds) {
            (Standing::NotApplicable, _) => Self::NotApplicable,
            (_, Binds::TaxBody | Binds::Customs) => Self::Authorities,
            (Standing::Kept | Standing::NoGround | Standing::Established, _) => Self::Kept,
            _ if ended => Self::Ended,
            (
                Standing::Overdue
                | Standing::MaybeOverdue
                | Standing::NotKept
                | Standing::Excluded
                | Standing::Passing,
                _,
            ) => Self::Broken,
            (Standing::DoneLate, _) => Self::Late,
            (Standing::ToDo | Standing::NotKnown, _) => Self::ToDo,
            (Standing::EnteredByYou | Standing::MayChange, _) => Self::Unconfirmed,
            (Standing::Awaited | Standing::TheirTermOver | Standing::NotYet, _) => Self::NotYet,
        }
    }

    fn passes(self, filter: DutyFilter) -> bool {
        match filter {
            DutyFilter::Open => matches!(self, Self::Broken | Self::ToDo | Self::Unconfirmed),
            DutyFilter::Broken => matches!(self, Self::Broken | Self::Late),
            DutyFilter::Unconfirmed => self == Self::Unconfirmed,
            DutyFilter::NotYet => self == Self::NotYet,
            DutyFilter::Authorities => self == Self::Authorities,
            DutyFilter::Kept => self == Self::Kept,
            DutyFilter::NotApplicable => self == Self::NotApplicable,
            DutyFilter::All => true,
        }
    }
}

/// Under which heading a finding stands; in the order of the headings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Broken,
    Late,
    Due(Date),
    WithoutDay,
    NotYet,
    Authorities,
    Ended,
    Kept,
    NotApplicable,
}

struct Entry<'a> {
    class: Class,
    finding: &'a Finding,
}

impl<'a> Entry<'a> {
    fn group(&self) -> Group {
        match (self.class, self.finding.dates().due) {
            (Class::Broken, _) => Group::Broken,
            (Class::Late, _) => Group::Late,
            (Class::ToDo | Class::Unconfirmed, Some(due)) => Group::Due(due),
            (Class::ToDo | Class::Unconfirmed, None) => Group::WithoutDay,
            (Class::NotYet, _) => Group::NotYet,
            (Class::Authorities, _) => Group::Authorities,
            (Class::Ended, _) => Group::Ended,
            (Class::Kept, _) => Group::Kept,
            (Class::NotApplicable, _) => Group::NotApplicable,
        }
    }

    /// By heading; within one, what an authority still owes before what it has done, then by day, then as the text goes.
    fn order(&self) -> (Group, bool, bool, Option<Date>, RuleId, FindingId) {
        let day = rows::day(self.finding);
        let done = self.class == Class::Authorities && self.finding.dates().done.is_some();
        let group = self.group();
        (
            group,
            done,
            day.is_none(),
            day,
            self.finding.rule,
            self.finding.id(),
        )
    }
}

pub(super) fn duties(
    texts: &Texts,
    screen: ScreenId,
    scene: Option<&Scene<'_>>,
    place: &DutiesPlace,
) -> DutiesView {
    let all = scene.map(entries).unwrap_or_default();
    let shown = matching(&all, place.filter);
    let paged = pages::turn(texts, screen, shown.len(), place.page);
    let page = shown.iter().skip(paged.first).take(pages::PAGE);
    DutiesView {
        filters: filters(texts, screen, place.filter, &all),
        groups: scene
            .map(|scene| groups(scene, page.copied()))
            .unwrap_or_default(),
        summary: match (scene.is_some(), shown.len()) {
            (false, _) => texts.say("home-nothing-fetched"),
            (true, 0) => texts.say("duties-none"),
            (true, count) => texts.say_with("duties-count", &[("count", count.into())]),
        },
        page: paged.page,
        pages: paged.pages,
        place: paged.place,
        previous: paged.previous,
        next: paged.next,
    }
}

/// Every duty that matches, under its heading, however many there are.
pub(super) fn whole(scene: &Scene<'_>, filter: DutyFilter) -> Vec<DutyGroup> {
    let all = entries(scene);
    groups(scene, matching(&all, filter).into_iter())
}

/// The duties that match, in the order in which they are shown.
fn matching<'all, 'a>(all: &'all [Entry<'a>], filter: DutyFilter) -> Vec<&'all Entry<'a>> {
    let mut shown: Vec<_> = all.iter().filter(|entry| entry.class.passes(filter)).collect();
    shown.sort_unstable_by_key(|entry| entry.order());
    shown
}

fn entries<'a>(scene: &Scene<'a>) -> Vec<Entry<'a>> {
    let today = scene.today;
    let entry = move |finding: &'a Finding, ended| Entry {
        class: Class::of(finding, today, ended),
        finding,
    };
    let own = scene
        .assessment
        .findings
        .iter()
        .map(move |finding| entry(finding, false));
    let of_lots = scene.assessment.lots.iter().flat_map(move |lot| {
        let ended = urgent::is_closed(lot);
        lot.findings.iter().map(move |finding| entry(finding, ended))
    });
    own.chain(of_lots).collect()
}

fn filters(texts: &Texts, screen: ScreenId, chosen: DutyFilter, all: &[Entry<'_>]) -> Vec<Choice> {
    let choice = |filter: DutyFilter| {
        let count = all.iter().filter(|entry| entry.class.passes(filter)).count();
        Choice {
            label: texts.say_with(filter_key(filter), &[("count", count.into())]),
            chosen: filter == chosen,
            intent: Intent::on(screen, Ask::FilterDuties { filter }),
        }
    };
    FILTERS.into_iter().map(choice).collect()
}

/// The rows of a page under their headings.
fn groups<'all, 'a: 'all>(scene: &Scene<'_>, page: impl Iterator<Item = &'all Entry<'a>>) -> Vec<DutyGroup> {
    let mut groups: Vec<(Group, DutyGroup)> = Vec::new();
    for entry in page {
        let group = entry.group();
        let row = row(scene, entry);
        match groups.last_mut() {
            Some((last, shown)) if *last == group => shown.rows.push(row),
            _ => groups.push((
                group,
                DutyGroup {
                    heading: heading(scene, group),
                    rows: vec![row],
                },
            )),
        }
    }
    groups.into_iter().map(|(_, shown)| shown).collect()
}

/// What is still to be done is called by the deed, all else by what its point is about.
fn row(scene: &Scene<'_>, entry: &Entry<'_>) -> FindingRow {
    match entry.class {
        Class::Broken | Class::ToDo => rows::deed_row(scene, entry.finding),
        Class::Late
        | Class::Unconfirmed
        | Class::NotYet
        | Class::Authorities
        | Class::Ended
        | Class::Kept
        | Class::NotApplicable => rows::row(scene, entry.finding),
    }
}

fn heading(scene: &Scene<'_>, group: Group) -> String {
    let key = match group {
        Group::Due(day) => {
            let day = scene.shown_day(day);
            let names = [("date", day.text.into()), ("relative", day.relative.into())];
            return scene.say_with("duties-day", &names);
        }
        Group::Broken => "duties-broken",
        Group::Late => "standing-done-late",
        Group::WithoutDay => "duties-without-day",
        Group::NotYet => "standing-not-yet",
        Group::Authorities => "duties-authorities",
        Group::Ended => "duties-ended",
        Group::Kept => "standing-kept",
        Group::NotApplicable => "duties-not-applicable",
    };
    scene.say(key)
}

fn filter_key(filter: DutyFilter) -> &'static str {
    match filter {
        DutyFilter::Open => "duties-filter-open",
        DutyFilter::Broken => "duties-filter-broken",
        DutyFilter::Unconfirmed => "duties-filter-unconfirmed",
        DutyFilter::NotYet => "duties-filter-not-yet",
        DutyFilter::Authorities => "duties-filter-authorities",
        DutyFilter::Kept => "duties-filter-kept",
        DutyFilter::NotApplicable => "duties-filter-not-applicable",
        DutyFilter::All => "filter-all",
    }
}
