//! The bundled table of days off against what the library `holidays` names for Kyrgyzstan (`record_days_off.py`).

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use salyk_regulation::calendar::Calendar;
use serde::Deserialize;

/// Where our table is another than the library's on purpose, each with its reason: day, our name, the library's name. None
/// yet: what will be decreed for an estimated day goes here until the library has it too.
const DIFFERENCES: &[(&str, Option<&str>, Option<&str>)] = &[];

#[derive(Deserialize)]
struct Recorded {
    years: (i16, i16),
    /// Days with their names.
    days: Vec<(Date, String)>,
}

#[allow(clippy::unwrap_used, reason = "the record is the test's own")]
fn recorded() -> Recorded {
    serde_json::from_str(include_str!("recorded/days_off.json")).unwrap()
}

#[test]
fn days_off_are_those_that_the_library_names() {
    let (calendar, recorded) = (Calendar::bundled().unwrap(), recorded());
    let theirs: BTreeMap<_, _> = recorded.days.into_iter().collect();
    let (first, last) = calendar.covers().unwrap();
    assert_eq!(
        (first.year(), last.year()),
        recorded.years,
        "record the library anew"
    );
    let mut differences = Vec::new();
    let mut day = first;
    while day <= last {
        let ours = calendar.day_off(day).map(|one| one.name_en.as_str());
        let their = theirs.get(&day).map(String::as_str);
        if ours != their {
            differences.push((day.to_string(), ours, their));
        }
        day = day.tomorrow().unwrap();
    }
    let listed: Vec<_> = DIFFERENCES
        .iter()
        .map(|(day, ours, their)| ((*day).to_owned(), *ours, *their))
        .collect();
    assert_eq!(differences, listed);
    assert!(theirs.len() > 70, "{}", theirs.len());
}

#[test]
fn estimates_are_those_that_the_library_estimates() {
    let calendar = Calendar::bundled().unwrap();
    for (day, name) in recorded().days {
        let estimated = calendar.day_off(day).unwrap().estimated;
        assert_eq!(estimated, name.contains("estimated"), "{day} {name}");
    }
}

/// A day off that was got in exchange names the day that is worked for it: `substituted from MM/DD/YYYY`.
#[test]
fn saturdays_worked_in_exchange_are_those_that_the_library_names() {
    let calendar = Calendar::bundled().unwrap();
    let exchanged = |name: &str| {
        let (_, from) = name.split_once("substituted from ")?;
        let parts: Vec<i16> = from
            .trim_end_matches(')')
            .split('/')
            .map(|part| part.parse().unwrap())
            .collect();
        let (month, day) = (i8::try_from(parts[0]).unwrap(), i8::try_from(parts[1]).unwrap());
        Some(Date::new(parts[2], month, day).unwrap())
    };
    let mut named: Vec<Date> = recorded()
        .days
        .iter()
        .filter_map(|(_, name)| exchanged(name))
        .filter(|day| day.weekday() == Weekday::Saturday)
        .collect();
    let (first, last) = calendar.covers().unwrap();
    let mut worked = Vec::new();
    let mut day = first;
    while day <= last {
        if day.weekday() == Weekday::Saturday && calendar.is_working_day(day) {
            worked.push(day);
        }
        day = day.tomorrow().unwrap();
    }
    named.sort();
    assert_eq!(worked, named);
    assert_eq!(worked.len(), 4);
}
