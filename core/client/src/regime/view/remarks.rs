//! What is said beside a date: that it rests on a reading, may still move, or falls on a day off.

use jiff::civil::Date;
use salyk_regulation::finding::Finding;
use salyk_regulation::policy::TaxPeriod;
use salyk_regulation::why::{Doubt, Step};

use super::scene::Scene;
use super::standing::Standing;
use super::{finding as rows, money};

/// Everything that has to be said where the finding's date or sum stands.
pub(super) fn of(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    let mut remarks = on_day(scene, finding);
    if let Some(penalty) = &finding.penalty() {
        let sum = money::penalty_range(scene, penalty);
        let (rate, source) = money::rate_and_source(scene, penalty);
        let names = [
            ("sum", sum.into()),
            ("rate", rate.into()),
            ("source", source.into()),
        ];
        remarks.push(scene.say_with("remark-penalty", &names));
    }
    remarks
}

/// What has to be said where the finding's date stands.
pub(super) fn on_day(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    let mut remarks = of_date(scene, finding);
    let said_already = Standing::of(finding, scene.today);
    for doubt in &finding.doubts {
        let said = match doubt {
            Doubt::PersonOnly => said_already == Standing::EnteredByYou,
            Doubt::FactProvisional => said_already == Standing::MayChange,
            Doubt::FactMissing => said_already == Standing::NotKnown,
            Doubt::CalendarEstimated
            | Doubt::CalendarBeyondTable
            | Doubt::FigureDisputed
            | Doubt::BeforeFirstEdition
            | Doubt::OutOfRange
            | Doubt::UnitsDiffer => false,
        };
        if !said {
            remarks.push(scene.say(key(*doubt)));
        }
    }
    remarks
}

/// What has to be said where a date of a plan stands. That nothing of it has happened yet is said of the plan as a whole.
pub(super) fn of_plan(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    let mut remarks = of_date(scene, finding);
    let of_counting = finding.doubts.iter().filter(|doubt| {
        matches!(
            doubt,
            Doubt::CalendarEstimated
                | Doubt::CalendarBeyondTable
                | Doubt::BeforeFirstEdition
                | Doubt::OutOfRange
        )
    });
    remarks.extend(of_counting.map(|doubt| scene.say(key(*doubt))));
    remarks
}

/// What the date itself asks to be said.
fn of_date(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    let mut remarks = Vec::new();
    let open = finding.dates().done.is_none();
    if let (Some(remind), Some(due)) = (finding.dates().remind, finding.dates().due)
        && open
        && remind < due
        && scene.today <= due
    {
        remarks.push(scene.say_with("remark-remind", &[("date", scene.day(remind).into())]));
    }
    if rows::day(finding).is_some() && !finding.readings.is_empty() {
        remarks.push(scene.say("remark-reading"));
    }
    remarks.extend(otherwise(scene, finding));
    if finding.dates().falls_on_day_off && open {
        remarks.push(scene.say("remark-day-off"));
    }
    remarks
}

/// The days that the two tax periods give, while nobody has confirmed which one holds, and the one counted from the last of the
/// months that an export term held open (`reg:6`).
fn otherwise(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    let said = |key: &str, day| scene.say_with(key, &[("date", scene.day(day).into())]);
    let mut told = Vec::new();
    if let Some((month, quarter)) = periods(finding) {
        told.extend([said("remark-if-month", month), said("remark-if-quarter", quarter)]);
    }
    let counted_from = finding.dates().counted_from;
    told.extend(finding.steps().iter().find_map(|step| match step {
        Step::NextPeriod { from, to, .. } if counted_from != Some(*from) => {
            Some(said("remark-if-months-end", *to))
        }
        _ => None,
    }));
    told
}

/// The first day of the next month's and of the next quarter's tax period, where they differ and it is not confirmed which one
/// holds.
pub(super) fn periods(finding: &Finding) -> Option<(Date, Date)> {
    finding.dates().begins_otherwise?;
    let counted_from = finding.dates().counted_from;
    let next = |wanted| {
        finding.steps().iter().find_map(|step| match step {
            Step::NextPeriod { from, period, to } if *period == wanted && counted_from == Some(*from) => {
                Some(*to)
            }
            _ => None,
        })
    };
    let (month, quarter) = (next(TaxPeriod::Month)?, next(TaxPeriod::Quarter)?);
    (month != quarter).then_some((month, quarter))
}

fn key(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::FactMissing => "remark-fact-missing",
        Doubt::PersonOnly => "standing-entered-by-you",
        Doubt::FactProvisional => "standing-may-change",
        Doubt::CalendarEstimated => "remark-calendar-estimated",
        Doubt::CalendarBeyondTable => "remark-calendar-beyond",
        Doubt::FigureDisputed => "remark-figure-disputed",
        Doubt::BeforeFirstEdition => "remark-before-edition",
        Doubt::OutOfRange => "remark-out-of-range",
        Doubt::UnitsDiffer => "remark-units-differ",
    }
}
