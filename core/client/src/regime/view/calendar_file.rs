//! The deadlines of one taxpayer or of several as an iCalendar file (RFC 5545): a day each, with the moments of its
//! reminders. It carries no sums and no goods: whoever keeps a calendar for the taxpayer may read it.

use std::collections::BTreeMap;

use icalendar::{Alarm, Calendar, CalendarDateTime, Component, Event, EventLike, Property};
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use salyk_regulation::finding::Subject;
use salyk_regulation::plan::Plan;
use salyk_regulation::rule::RuleId;

use super::deadlines::{self, Call, Deadline};
use super::scene::Scene;
use super::told::{self, Remarks, Told};
use super::{finding as rows, plan, remarks, reminders};
use crate::text::Texts;

/// How many lots an event names; of more it says how many there are.
const NAMED: usize = 20;

const END: &str = "END:VCALENDAR\r\n";
/// Bishkek's time. A calendar needs some component: one without deadlines has this.
const BISHKEK: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Bishkek\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
TZOFFSETFROM:+0600\r\nTZOFFSETTO:+0600\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// An iCalendar file in the making.
#[derive(Default)]
pub struct CalendarFile {
    entries: BTreeMap<Key, Entry>,
}

/// What makes a deadline the same one in every file: its last day, its point, and whose it is. What is to be done next is no
/// part of it, since that changes.
type Key = (Date, RuleId, String);

/// A deadline that will be an event.
struct Entry {
    texts: &'static Texts,
    titles: Vec<String>,
    who: Vec<String>,
    /// The first lots, by their names.
    lots: Vec<(Subject, String)>,
    told: Told,
    sample: bool,
    /// The moment that facts and reminders are taken at.
    at: Timestamp,
}

/// Under which conditions deadlines are added.
struct Made {
    owner: String,
    at: Timestamp,
    official: bool,
    remarks: Remarks,
}

impl CalendarFile {
    /// Adds the deadlines that remind after `at`.
    pub(super) fn add(&mut self, scene: &Scene<'_>, at: Timestamp, official: bool) {
        let made = Made {
            owner: deadlines::owner(scene.dossier),
            at,
            official,
            remarks: told::with_standing,
        };
        self.add_all(scene, deadlines::deadlines(scene, at), &made);
    }

    /// Adds what is to come on a journey, which reminds like a deadline. That nothing of it has happened yet is no remark.
    pub(super) fn add_plan(&mut self, scene: &Scene<'_>, made: &Plan, journey: &str, at: Timestamp) {
        let all = plan::journey_deadlines(scene, made);
        let made = Made {
            owner: format!("{}-{journey}", deadlines::owner(scene.dossier)),
            at,
            official: false,
            remarks: remarks::of_plan,
        };
        self.add_all(scene, all, &made);
    }

    fn add_all(&mut self, scene: &Scene<'_>, all: Vec<Deadline<'_>>, made: &Made) {
        for deadline in all {
            let key = (deadline.due, deadline.rule, made.owner.clone());
            let entry = Entry::new(scene, deadline, made);
            match self.entries.get_mut(&key) {
                Some(known) => known.join(entry),
                None => {
                    self.entries.insert(key, entry);
                }
            }
        }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The file's text, of events by their days. `now` is the clock's: nothing says that it was made later.
    #[must_use]
    pub fn text(&self, now: Timestamp) -> String {
        let mut calendar = Calendar::empty();
        calendar.append_property(("VERSION", "2.0"));
        calendar.append_property(("PRODID", "-//Salyk.kg//Deadlines//KY"));
        calendar.append_property(("CALSCALE", "GREGORIAN"));
        for (key, entry) in &self.entries {
            calendar.push(entry.event(key, now));
        }
        let mut text = calendar.to_string();
        if self.is_empty() {
            text.insert_str(text.len().saturating_sub(END.len()), BISHKEK);
        }
        text
    }
}

/// The file of one taxpayer; `None` where no deadline reminds any more.
pub(super) fn text(scene: &Scene<'_>, now: Timestamp, official: bool) -> Option<String> {
    let mut file = CalendarFile::default();
    file.add(scene, now, official);
    (!file.is_empty()).then(|| file.text(now))
}

/// The name that the file is offered under.
pub(super) fn name(scene: &Scene<'_>) -> String {
    format!("salyk-{}.ics", scene.today)
}

impl Entry {
    fn new(scene: &Scene<'_>, deadline: Deadline<'_>, made: &Made) -> Self {
        let mut lots: Vec<(Subject, String)> = Vec::new();
        for finding in &deadline.findings {
            if lots.len() < NAMED
                && let Some(lot) = rows::lot(scene, finding)
            {
                join(
                    &mut lots,
                    (finding.subject().clone(), told::outside_name(scene, lot)),
                );
            }
        }
        Self {
            texts: scene.texts,
            who: vec![reminders::who(scene)],
            lots,
            told: Told::of(scene, &deadline.findings, made.remarks, told::outside_name),
            titles: vec![deadline.title],
            sample: !made.official,
            at: made.at,
        }
    }

    /// The same deadline out of another dossier of the same taxpayer.
    fn join(&mut self, other: Self) {
        other
            .titles
            .into_iter()
            .for_each(|title| join(&mut self.titles, title));
        other.who.into_iter().for_each(|who| join(&mut self.who, who));
        for lot in other.lots {
            if self.lots.len() < NAMED {
                join(&mut self.lots, lot);
            }
        }
        self.told.join(other.told);
        self.at = self.at.max(other.at);
    }

    fn event(&self, (due, rule, owner): &Key, now: Timestamp) -> Event {
        let uid = format!("{}-{due}-{owner}@salyk.kg", rule.as_str().replace(':', "-"));
        let at = self.at.min(now);
        let stamp = moment(at);
        let mut event = Event::new();
        event.uid(&plain(&uid));
        // A file that was made later replaces what an earlier one said of the same event.
        event.add_property("DTSTAMP", &stamp);
        event.add_property("LAST-MODIFIED", &stamp);
        event.add_property("SEQUENCE", (at.as_second().max(0) / 60).to_string());
        event.append_property(whole_day("DTSTART", *due));
        if let Ok(after) = due.checked_add(1.day()) {
            event.append_property(whole_day("DTEND", after));
        }
        event.summary(&plain(&self.title(&deadlines::joined(&self.titles))));
        event.description(&plain(&self.description(*rule)));
        event.add_property("TRANSP", "TRANSPARENT");
        event.add_property("CLASS", "CONFIDENTIAL");
        for call in deadlines::calls(*due, self.at) {
            if let Some(alarm) = self.alarm(&call, &uid, &stamp) {
                event.alarm(alarm);
            }
        }
        event
    }

    /// The library would take a random name and the clock's time for an alarm that has none (RFC 9074 gives alarms names).
    fn alarm(&self, call: &Call, uid: &str, stamp: &str) -> Option<Alarm> {
        let at: CalendarDateTime = moment(call.at).parse().ok()?;
        let title = call.title(self.texts, &deadlines::joined(&self.titles));
        let mut alarm = Alarm::display(&plain(&self.title(&title)), at);
        alarm.uid(&plain(&format!("{}-{uid}", call.day)));
        alarm.add_property("DTSTAMP", stamp);
        Some(alarm)
    }

    fn title(&self, title: &str) -> String {
        if self.sample {
            format!("{title} ({})", self.texts.say("reminder-sample"))
        } else {
            title.to_owned()
        }
    }

    fn description(&self, rule: RuleId) -> String {
        let mut lines = self.who.clone();
        let count = self.told.lots();
        if count > 1 && count > self.lots.len() {
            lines.push(self.texts.say_with("reminder-lots", &[("count", count.into())]));
        }
        lines.extend(self.lots.iter().map(|(_, name)| name.clone()));
        lines.push(rule.as_str().to_owned());
        lines.extend(self.told.lines(self.texts));
        lines.push(self.texts.say("reminder-our-count"));
        if self.sample {
            lines.push(self.texts.say("reminder-sample"));
        }
        lines.join("\n")
    }
}

fn join<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

/// A text without letters that would end its line. The library escapes the rest.
fn plain(text: &str) -> String {
    let shown = |letter: &char| *letter == '\n' || !letter.is_control();
    text.chars().filter(shown).collect()
}

fn whole_day(name: &str, day: Date) -> Property {
    Property::new(name, date(day))
        .add_parameter("VALUE", "DATE")
        .done()
}

fn date(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn moment(at: Timestamp) -> String {
    let at = Offset::UTC.to_datetime(at);
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{}T{hour:02}{minute:02}{second:02}Z", date(at.date()))
}
