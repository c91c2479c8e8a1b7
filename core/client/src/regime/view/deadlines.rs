//! The deadlines that remind: what is to be done by one day stands together, however many lots ask for it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use salyk_regulation::finding::{Finding, Subject};
use salyk_regulation::rule::RuleId;

use super::scene::Scene;
use super::standing::Standing;
use super::{finding as rows, remarks, urgent};
use crate::text::to_utc;
use crate::view::Reminder;

/// How many days before the last day one is reminded; 0 is the day itself, -1 the day after it.
const DAYS_BEFORE: [i64; 7] = [30, 14, 7, 3, 1, 0, -1];
/// The hour of the day in Bishkek.
const HOUR: i8 = 9;
/// How many reminders one case gives the phone at once: systems keep no more than some sixty.
pub(super) const MOST: usize = 60;

/// What is to be done by one day.
pub(super) struct Deadline<'a> {
    pub(super) due: Date,
    pub(super) rule: RuleId,
    /// In the order of the lots' ids; never empty.
    pub(super) findings: Vec<&'a Finding>,
    /// What is to be done, in words.
    pub(super) title: String,
}

/// One moment at which a deadline reminds.
pub(super) struct Call {
    pub(super) at: Timestamp,
    /// The day of the moment in Bishkek.
    pub(super) day: Date,
    /// Whether the last day is over by then.
    pub(super) overdue: bool,
}

impl<'a> Deadline<'a> {
    /// The finding that speaks for all: what is said beside the date is the same for each of them.
    pub(super) fn first(&self) -> Option<&'a Finding> {
        self.findings.first().copied()
    }

    /// The moments that are still to come, the soonest first.
    pub(super) fn calls(&self, now: Timestamp) -> Vec<Call> {
        let call = |days: &i64| {
            let day = self.due.checked_sub(days.days()).ok()?;
            let at = to_utc(day.at(HOUR, 0, 0, 0))?;
            (at > now).then_some(Call {
                at,
                day,
                overdue: *days < 0,
            })
        };
        DAYS_BEFORE.iter().filter_map(call).collect()
    }

    /// How many lots ask for it; none for what the taxpayer as a whole owes.
    pub(super) fn lots(&self) -> usize {
        let of_lot = |finding: &&&Finding| matches!(finding.subject(), Subject::Lot(_));
        self.findings.iter().filter(of_lot).count()
    }
}

/// Every deadline that still reminds, the soonest first.
pub(super) fn deadlines<'a>(scene: &Scene<'a>, now: Timestamp) -> Vec<Deadline<'a>> {
    let presses = |finding: &&Finding| {
        urgent::is_deadline(finding, scene.today) || urgent::is_overdue(finding, scene.today)
    };
    let mut by_day: BTreeMap<(Date, RuleId, &'static str, bool), Vec<&Finding>> = BTreeMap::new();
    for finding in urgent::open_findings(scene.assessment).filter(presses) {
        let Some(due) = finding.dates().due else { continue };
        // What the person alone says is done is not asked for as if it were not.
        let firm = Standing::of(finding, scene.today) != Standing::EnteredByYou;
        let key = (due, finding.rule, rows::deed_key(finding), firm);
        by_day.entry(key).or_default().push(finding);
    }
    let deadline =
        |((due, rule, key, _), mut findings): ((Date, RuleId, &'static str, bool), Vec<&'a Finding>)| {
            findings.sort_by_key(|finding| finding.id());
            Deadline {
                due,
                rule,
                findings,
                title: scene.say(key),
            }
        };
    by_day
        .into_iter()
        .map(deadline)
        .filter(|deadline| !deadline.calls(now).is_empty())
        .collect()
}

/// What the phone is to show and when: no sums, no goods, no partners.
pub(super) fn reminders(scene: &Scene<'_>, now: Timestamp, official: bool) -> Vec<Reminder> {
    let mut reminders: Vec<_> = deadlines(scene, now)
        .iter()
        .flat_map(|deadline| {
            let calls = deadline.calls(now);
            calls
                .into_iter()
                .map(|call| reminder(scene, deadline, &call, official))
                .collect::<Vec<_>>()
        })
        .collect();
    reminders.sort_by(|one, other| one.at.cmp(&other.at).then_with(|| one.id.cmp(&other.id)));
    reminders.truncate(MOST);
    reminders
}

fn reminder(scene: &Scene<'_>, deadline: &Deadline<'_>, call: &Call, official: bool) -> Reminder {
    let title = if call.overdue {
        scene.say_with("reminder-overdue", &[("what", deadline.title.as_str().into())])
    } else {
        deadline.title.clone()
    };
    let due = scene.texts.shown_date(deadline.due, call.day);
    let names = [
        ("who", scene.dossier.taxpayer.name.as_str().into()),
        ("date", due.text.into()),
        ("relative", due.relative.into()),
    ];
    let mut lines = vec![scene.say_with("reminder-last-day", &names)];
    if deadline.lots() > 1 {
        lines.push(scene.say_with("reminder-lots", &[("count", deadline.lots().into())]));
    }
    lines.extend(said_of_day(scene, deadline));
    if !official {
        lines.push(scene.say("reminder-sample"));
    }
    Reminder {
        id: format!(
            "{}/{}/{}",
            deadline.rule.as_str(),
            deadline.first().map_or("", rows::deed_key),
            call.day
        ),
        at: call.at.as_second(),
        title,
        body: lines.join(" · "),
    }
}

/// That the day rests on a reading, may still move, or falls on a day off: said wherever a date stands.
pub(super) fn said_of_day(scene: &Scene<'_>, deadline: &Deadline<'_>) -> Vec<String> {
    deadline
        .first()
        .map(|finding| remarks::on_day(scene, finding))
        .unwrap_or_default()
}
