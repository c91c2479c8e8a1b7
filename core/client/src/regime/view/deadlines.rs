//! The deadlines that remind: what is to be done by one day stands together, however many lots ask for it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use ring::digest::{SHA256, digest};
use salyk_regulation::dossier::Dossier;
use salyk_regulation::finding::Finding;
use salyk_regulation::order;
use salyk_regulation::rule::RuleId;

use super::scene::Scene;
use super::standing::Standing;
use super::told::{self, LotName, Told};
use super::{finding as rows, urgent};
use crate::text::{Texts, to_utc};
use crate::view::Reminder;

/// How many days before the last day one is reminded; 0 is the day itself, -1 the day after it.
const DAYS_BEFORE: [i64; 7] = [30, 14, 7, 3, 1, 0, -1];
/// The hour of the day in Bishkek.
const HOUR: i8 = 9;
/// How many bytes of the digest tell taxpayers apart.
const OWNER: usize = 8;
/// How many reminders one case gives the phone at once: systems keep no more than some sixty.
pub(super) const MOST: usize = 60;

/// What one point asks to be done by one day, of however many lots. Point and day are its name: they stay what they are when
/// what is to be done next changes, by a refusal or a confirmation.
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
    pub(super) fn first(&self) -> Option<&'a Finding> {
        self.findings.first().copied()
    }

    /// The moments that are still to come, the soonest first.
    pub(super) fn calls(&self, now: Timestamp) -> Vec<Call> {
        calls(self.due, now)
    }

    /// How many lots ask for it; none for what the taxpayer as a whole owes.
    pub(super) fn lots(&self) -> usize {
        told::lots(&told::subjects(&self.findings))
    }
}

impl Call {
    /// What is said at that moment: once the last day is over, that it is.
    pub(super) fn title(&self, texts: &Texts, deadline: &str) -> String {
        if self.overdue {
            texts.say_with("reminder-overdue", &[("what", deadline.into())])
        } else {
            deadline.to_owned()
        }
    }
}

/// The moments that are still to come for a last day, the soonest first.
pub(super) fn calls(due: Date, now: Timestamp) -> Vec<Call> {
    let call = |days: &i64| {
        let day = due.checked_sub(days.days()).ok()?;
        let at = to_utc(day.at(HOUR, 0, 0, 0))?;
        (at > now).then_some(Call {
            at,
            day,
            overdue: *days < 0,
        })
    };
    DAYS_BEFORE.iter().filter_map(call).collect()
}

/// Every deadline that still reminds, the soonest first.
pub(super) fn deadlines<'a>(scene: &Scene<'a>, now: Timestamp) -> Vec<Deadline<'a>> {
    let presses = |finding: &&Finding| {
        urgent::is_deadline(finding, scene.today) || urgent::is_overdue(finding, scene.today)
    };
    let mut by_day: BTreeMap<(Date, RuleId), Vec<&Finding>> = BTreeMap::new();
    for finding in urgent::open_findings(scene.assessment).filter(presses) {
        let Some(due) = finding.dates().due else { continue };
        by_day.entry((due, finding.rule)).or_default().push(finding);
    }
    let reminds = |((due, _), _): &((Date, RuleId), _)| !calls(*due, now).is_empty();
    let deadline = |((due, rule), mut findings): ((Date, RuleId), Vec<&'a Finding>)| {
        order::sort_by_key(&mut findings, |finding| finding.id());
        Deadline {
            due,
            rule,
            title: title(scene, &findings),
            findings,
        }
    };
    by_day.into_iter().filter(reminds).map(deadline).collect()
}

/// What is to be done. What the person alone says is done is not asked for as if it were not: it names a deadline only where
/// nothing else does.
fn title(scene: &Scene<'_>, findings: &[&Finding]) -> String {
    let asks = |finding: &&&Finding| Standing::of(finding, scene.today) != Standing::EnteredByYou;
    let all = !findings.iter().any(|finding| asks(&finding));
    let mut keys: Vec<&str> = Vec::new();
    for finding in findings.iter().filter(|finding| all || asks(finding)) {
        let key = rows::deed_key(finding);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let deeds: Vec<_> = keys.into_iter().map(|key| scene.say(key)).collect();
    joined(&deeds)
}

/// Several things in one line.
pub(super) fn joined(all: &[String]) -> String {
    all.join(" · ")
}

/// Tells taxpayers apart without telling who they are, and is the same on every phone and in every file. It is a digest of the
/// INN, which whoever tries every INN can find again: it keeps the number out of sight and is no secret.
pub(in crate::regime) fn owner(dossier: &Dossier) -> String {
    let digest = digest(&SHA256, dossier.taxpayer.inn.as_str().as_bytes());
    let shown = digest.as_ref().iter().take(OWNER);
    shown.map(|byte| format!("{byte:02x}")).collect()
}

/// What the phone is to show and when: no sums, no goods, no partners.
pub(super) fn reminders(scene: &Scene<'_>, now: Timestamp, official: bool) -> Vec<Reminder> {
    let mut reminders: Vec<_> = deadlines(scene, now)
        .iter()
        .flat_map(|deadline| {
            let said = said_of_day(scene, deadline, told::outside_name);
            let calls = deadline.calls(now);
            calls
                .into_iter()
                .map(|call| reminder(scene, deadline, &call, &said, official))
                .collect::<Vec<_>>()
        })
        .collect();
    reminders.sort_by(|one, other| one.at.cmp(&other.at).then_with(|| one.id.cmp(&other.id)));
    reminders.truncate(MOST);
    reminders
}

fn reminder(
    scene: &Scene<'_>,
    deadline: &Deadline<'_>,
    call: &Call,
    said: &[String],
    official: bool,
) -> Reminder {
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
    lines.extend_from_slice(said);
    if !official {
        lines.push(scene.say("reminder-sample"));
    }
    Reminder {
        // Two last days of one point may call on the same day.
        id: format!("{}/{}/{}", deadline.rule.as_str(), deadline.due, call.day),
        at: call.at.as_second(),
        title: call.title(scene.texts, &deadline.title),
        body: joined(&lines),
    }
}

/// What is said wherever the date stands: that it rests on a reading, may still move, is not settled, or falls on a day off.
pub(super) fn said_of_day(scene: &Scene<'_>, deadline: &Deadline<'_>, name: LotName) -> Vec<String> {
    Told::of(scene, &deadline.findings, told::with_standing, name).lines(scene.texts)
}
