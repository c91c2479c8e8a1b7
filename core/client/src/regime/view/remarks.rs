//! What is said beside a date: that it rests on a reading, may still move, or falls on a day off.

use salyk_regulation::finding::Finding;
use salyk_regulation::policy::TaxPeriod;
use salyk_regulation::why::{Doubt, Step};

use super::scene::Scene;
use super::standing::Standing;
use super::{finding as rows, money};

/// Everything that has to be said where the finding's date or sum stands.
pub(super) fn of(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    let mut remarks = on_day(scene, finding);
    if let Some(penalty) = &finding.penalty {
        let sum = money::penalty_range(scene, penalty);
        remarks.push(scene.say_with("remark-penalty", &[("sum", sum.into())]));
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
    let open = finding.dates.done.is_none();
    if let (Some(remind), Some(due)) = (finding.dates.remind, finding.dates.due)
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
    if finding.dates.falls_on_day_off && open {
        remarks.push(scene.say("remark-day-off"));
    }
    remarks
}

/// The day that the other reading of the tax period gives, while nobody has confirmed which one holds; or the one counted from the
/// last of the months that an export term held open (`reg:6`).
fn otherwise(scene: &Scene<'_>, finding: &Finding) -> Option<String> {
    let other = finding.dates.begins_otherwise?;
    let period = finding.steps.iter().find_map(|step| match step {
        Step::NextPeriod { from, period, to } if *to == other => Some((*period, *from)),
        _ => None,
    });
    let key = match period? {
        (_, from) if finding.dates.counted_from != Some(from) => "remark-if-months-end",
        (TaxPeriod::Month, _) => "remark-if-month",
        (TaxPeriod::Quarter, _) => "remark-if-quarter",
    };
    Some(scene.say_with(key, &[("date", scene.day(other).into())]))
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
