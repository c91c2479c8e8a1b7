//! The deadlines of one taxpayer or of several as an iCalendar file (RFC 5545): a day each, with the moments of its
//! reminders. It carries no sums.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use salyk_regulation::plan::Plan;

use super::deadlines::{self, Deadline};
use super::scene::Scene;
use super::{finding as rows, plan, reminders};

/// How many lots an event names; of more it says how many there are.
const NAMED: usize = 20;
/// The longest line in bytes, without its end.
const LINE: usize = 75;

/// An iCalendar file in the making.
#[derive(Debug, Default)]
pub struct CalendarFile {
    events: File,
}

impl CalendarFile {
    /// Adds the deadlines that remind after `now`. `owner` names the taxpayer without telling who it is.
    pub(super) fn add(&mut self, scene: &Scene<'_>, owner: &str, now: Timestamp, official: bool) {
        let all = deadlines::deadlines(scene, now);
        self.add_all(scene, &all, &Made { owner, now, official });
    }

    /// Adds what is to come on a journey, which reminds like a deadline.
    pub(super) fn add_plan(&mut self, scene: &Scene<'_>, made: &Plan, owner: &str, now: Timestamp) {
        let all = plan::journey_deadlines(scene, made);
        let official = false;
        self.add_all(scene, &all, &Made { owner, now, official });
    }

    fn add_all(&mut self, scene: &Scene<'_>, all: &[Deadline<'_>], made: &Made<'_>) {
        for deadline in all {
            event(&mut self.events, scene, deadline, made);
        }
    }

    /// The file's text; `None` where no deadline reminds any more, since such a file needs an event.
    #[must_use]
    pub fn text(self) -> Option<String> {
        if self.events.text.is_empty() {
            return None;
        }
        let mut file = File::default();
        file.line("BEGIN:VCALENDAR");
        file.line("VERSION:2.0");
        file.line("PRODID:-//Salyk.kg//Deadlines//KY");
        file.line("CALSCALE:GREGORIAN");
        file.text.push_str(&self.events.text);
        file.line("END:VCALENDAR");
        Some(file.text)
    }
}

/// The file of one taxpayer; `None` where no deadline reminds any more.
pub(super) fn text(scene: &Scene<'_>, owner: &str, now: Timestamp, official: bool) -> Option<String> {
    let mut file = CalendarFile::default();
    file.add(scene, owner, now, official);
    file.text()
}

/// The name that the file is offered under.
pub(super) fn name(scene: &Scene<'_>) -> String {
    format!("salyk-{}.ics", scene.today)
}

/// For whom the file is made, and when.
struct Made<'a> {
    owner: &'a str,
    now: Timestamp,
    official: bool,
}

fn event(file: &mut File, scene: &Scene<'_>, deadline: &Deadline<'_>, made: &Made<'_>) {
    let sample = (!made.official).then(|| scene.say("reminder-sample"));
    let key = deadline.first().map_or("", rows::deed_key);
    // The same deadline of the same taxpayer is the same event whenever the file is made anew.
    let id = format!(
        "{}-{key}-{}-{}@salyk.kg",
        deadline.rule.as_str().replace(':', "-"),
        deadline.due,
        made.owner
    );
    file.line("BEGIN:VEVENT");
    file.property("UID", &id);
    file.line(&format!("DTSTAMP:{}", moment(made.now)));
    file.line(&format!("DTSTART;VALUE=DATE:{}", day(deadline.due)));
    if let Ok(after) = deadline.due.checked_add(1.day()) {
        file.line(&format!("DTEND;VALUE=DATE:{}", day(after)));
    }
    let title = match &sample {
        Some(sample) => format!("{} ({sample})", deadline.title),
        None => deadline.title.clone(),
    };
    file.property("SUMMARY", &title);
    file.property("DESCRIPTION", &description(scene, deadline, sample.as_deref()));
    file.line("TRANSP:TRANSPARENT");
    file.line("CLASS:CONFIDENTIAL");
    for call in deadline.calls(made.now) {
        file.line("BEGIN:VALARM");
        file.line("ACTION:DISPLAY");
        file.property("DESCRIPTION", &title);
        file.line(&format!("TRIGGER;VALUE=DATE-TIME:{}", moment(call.at)));
        file.line("END:VALARM");
    }
    file.line("END:VEVENT");
}

fn description(scene: &Scene<'_>, deadline: &Deadline<'_>, sample: Option<&str>) -> String {
    let mut lines = vec![reminders::who(scene)];
    let titles: Vec<_> = deadline
        .findings
        .iter()
        .filter_map(|finding| Some(rows::lot_title(scene, rows::lot(scene, finding)?)))
        .take(NAMED)
        .collect();
    if deadline.lots() > titles.len() {
        lines.extend(reminders::lots(scene, deadline));
    }
    lines.extend(titles);
    lines.push(deadline.rule.as_str().to_owned());
    lines.extend(deadlines::said_of_day(scene, deadline));
    lines.push(scene.say("reminder-our-count"));
    lines.extend(sample.map(str::to_owned));
    lines.join("\n")
}

fn day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn moment(at: Timestamp) -> String {
    let at = Offset::UTC.to_datetime(at);
    format!(
        "{}T{:02}{:02}{:02}Z",
        day(at.date()),
        at.hour(),
        at.minute(),
        at.second()
    )
}

#[derive(Debug, Default)]
struct File {
    text: String,
}

impl File {
    /// A property with a text, its special letters escaped.
    fn property(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for letter in text.chars() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\n' => line.push_str("\\n"),
                letter if letter.is_control() => {}
                letter => line.push(letter),
            }
        }
        self.line(&line);
    }

    /// A line, folded where it is longer than [`LINE`] bytes.
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            self.text.push(letter);
            room -= letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::File;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut file = File::default();
        let text = "кайтаруу, депозит; \\ ".repeat(20);
        file.property("SUMMARY", &text);
        assert!(file.text.ends_with("\r\n"));
        for line in file.text.trim_end().split("\r\n") {
            assert!(line.len() <= 75, "{line}");
        }
        let whole = file.text.trim_end_matches("\r\n").replace("\r\n ", "");
        let read = whole
            .replace("\\,", ",")
            .replace("\\;", ";")
            .replace("\\\\", "\\");
        assert_eq!(read, format!("SUMMARY:{text}"));
    }

    #[test]
    fn no_line_can_be_put_in_from_outside() {
        let mut file = File::default();
        file.property("SUMMARY", "a\r\nBEGIN:VALARM\nb");
        assert_eq!(file.text, "SUMMARY:a\\nBEGIN:VALARM\\nb\r\n");
    }
}
