//! The calendar file: its events, their names, and what can't get into it.

use jiff::civil::date;
use salyk_regulation::dossier::{Body, Outcome};
use salyk_regulation::fact::{Fact, Source};

use super::super::{calendar_file, deadlines};
use super::reminders::{now, stage, unfolded};
use super::sample::{Stage, accounted, decision, export, refund, released, with};
use crate::text::Language;

/// The names of events and alarms, in their order.
fn names(file: &str) -> Vec<String> {
    let whole = unfolded(file);
    let names = whole.lines().filter_map(|line| line.strip_prefix("UID:"));
    names.map(str::to_owned).collect()
}

#[test]
fn the_calendar_file_has_an_event_a_deadline_and_an_alarm_a_moment() {
    let stage = stage();
    let scene = stage.scene(Language::English);
    let file = calendar_file::text(&scene, now(), false).unwrap();
    let lines: Vec<_> = file.split("\r\n").collect();
    let count = |wanted: &str| lines.iter().filter(|line| **line == wanted).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (3, 3));
    assert_eq!(
        (lines.first(), lines.get(lines.len() - 2)),
        (Some(&"BEGIN:VCALENDAR"), Some(&"END:VCALENDAR"))
    );
    assert_eq!(count("DTSTART;VALUE=DATE:20260829"), 1);
    assert_eq!(count("DTEND;VALUE=DATE:20260830"), 1);
    assert_eq!(count("TRIGGER;VALUE=DATE-TIME:20260730T030000Z"), 1);
    // Five moments of the deposit are still to come, and all seven of the others.
    assert_eq!(count("BEGIN:VALARM"), 5 + 7 + 7);
    let whole = unfolded(&file);
    let owner = deadlines::owner(scene.dossier);
    assert!(whole.contains(&format!("UID:reg-18-2026-08-29-{owner}@salyk.kg")));
    // Noon in Bishkek on 10 June 2026, in minutes since 1970.
    for line in [
        "DTSTAMP:20260610T060000Z",
        "LAST-MODIFIED:20260610T060000Z",
        "SEQUENCE:29684520",
    ] {
        assert!(whole.contains(line), "{whole}");
    }
    assert_eq!(
        whole.matches("DTSTAMP:").count(),
        whole.matches("DTSTAMP:20260610T060000Z").count()
    );
    assert!(whole.contains("(Sample\\, not an official service)"), "{whole}");
    assert!(whole.contains("Rests on our reading of an unclear place in the text"));
    assert!(
        !whole.contains("232139999") && !whole.contains("KGS") && !whole.contains("сом"),
        "{whole}"
    );
}

#[test]
fn an_event_keeps_its_name_when_what_is_to_be_done_changes() {
    let before = released("one", date(2026, 3, 2));
    let mut refused = before.clone();
    refused.exports = vec![export("all", 10_000, date(2026, 4, 1), "UZ", Source::Customs)];
    let said_no = decision(date(2026, 6, 8), Outcome::Refused, 0, Source::Customs);
    refused.refund_applications = vec![refund(
        Body::Customs,
        Fact::customs(date(2026, 6, 1)),
        Some(said_no),
    )];
    let file = |lot| {
        let stage = Stage::new(with(vec![lot]), date(2026, 6, 10));
        let scene = stage.scene(Language::English);
        let all = deadlines::reminders(&scene, now(), true);
        let ids: Vec<_> = all
            .into_iter()
            .map(|one| one.id)
            .filter(|id| id.starts_with("reg:18"))
            .collect();
        (calendar_file::text(&scene, now(), true).unwrap(), ids)
    };
    let (one, other) = (file(before), file(refused));
    let title = |file: &str| {
        let whole = unfolded(file);
        let (_, event) = whole.split_once("DTSTART;VALUE=DATE:20260829").unwrap();
        event
            .lines()
            .find(|line| line.starts_with("SUMMARY:"))
            .unwrap()
            .to_owned()
    };
    assert_ne!(title(&one.0), title(&other.0), "what is to be done has changed");
    let of_rule = |file: &str| {
        let all = names(file).into_iter();
        all.filter(|name| name.contains("reg-18")).collect::<Vec<_>>()
    };
    assert_eq!(of_rule(&one.0), of_rule(&other.0));
    assert_eq!(one.1, other.1);
}

#[test]
fn every_name_is_there_once() {
    let mut unsure = released("two", date(2026, 3, 2));
    unsure.exports = vec![export("all", 10_000, date(2026, 4, 1), "UZ", Source::Person)];
    unsure.refund_applications = vec![refund(Body::Customs, Fact::person(date(2026, 6, 1)), None)];
    let lots = vec![
        released("one", date(2026, 3, 2)),
        unsure,
        released("three", date(2026, 2, 23)),
        accounted("eaeu", date(2026, 5, 4)),
    ];
    let stage = Stage::new(with(lots), date(2026, 6, 10));
    let scene = stage.scene(Language::English);
    let mut all = names(&calendar_file::text(&scene, now(), true).unwrap());
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
    let mut ids: Vec<_> = deadlines::reminders(&scene, now(), true)
        .into_iter()
        .map(|one| one.id)
        .collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn an_alarm_after_the_last_day_says_that_it_is_over() {
    let stage = stage();
    let file = unfolded(&calendar_file::text(&stage.scene(Language::English), now(), true).unwrap());
    let alarm = |trigger: &str| {
        let alarms = file.split("BEGIN:VALARM").skip(1);
        let mut of_moment = alarms.filter(|alarm| alarm.contains(trigger));
        let lines = of_moment.next().unwrap().lines();
        lines
            .filter_map(|line| line.strip_prefix("DESCRIPTION:"))
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        alarm("TRIGGER;VALUE=DATE-TIME:20260829T030000Z"),
        "Apply for the return of the deposit"
    );
    assert_eq!(
        alarm("TRIGGER;VALUE=DATE-TIME:20260830T030000Z"),
        "The last day is over by our count: Apply for the return of the deposit"
    );
}

#[test]
fn no_line_of_a_calendar_is_put_in_from_outside_or_too_long() {
    for length in 0..80 {
        let mut dossier = with(vec![released("one", date(2026, 3, 2))]);
        let name = format!("{}ң, \u{85}өү; \\ кең\r\nBEGIN:VALARM\nb", "x".repeat(length));
        dossier.taxpayer.name = name;
        dossier.lots[0].declaration = Some("№\r1".to_owned());
        let stage = Stage::new(dossier, date(2026, 6, 10));
        let file = calendar_file::text(&stage.scene(Language::Kyrgyz), now(), true).unwrap();
        assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n', '\u{85}']));
        // RFC 5545 advises 75; the library lets the last piece of a folded line have the space besides.
        assert!(file.split("\r\n").all(|line| line.len() <= 76), "{file}");
        let whole = unfolded(&file);
        let alarms = |wanted: &str| whole.split("\r\n").filter(|line| *line == wanted).count();
        assert_eq!(alarms("BEGIN:VALARM"), 7);
        let told = format!(
            "{}ң\\, өү\\; \\\\ кең\\nBEGIN:VALARM\\nb\\n№1\\n",
            "x".repeat(length)
        );
        assert!(whole.contains(&told), "{whole}");
    }
}
