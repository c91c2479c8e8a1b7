use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

fn row(date: Date, status: &str) -> DayOffRow {
    let (name_ky, name_en) = ("Үлгү".to_owned(), "Sample".to_owned());
    DayOffRow {
        date,
        name_ky,
        name_en,
        status: status.to_owned(),
    }
}

#[test]
fn the_bundled_tables_cover_four_years() {
    let calendar = Calendar::bundled().unwrap();
    assert_eq!(calendar.covers(), Some((date(2024, 1, 1), date(2027, 12, 31))));
    assert_eq!(calendar.day_off(date(2026, 3, 20)).unwrap().name_ky, "Орозо айт");
    assert!(
        calendar.is_working_day(date(2024, 1, 27)),
        "a Saturday worked in exchange"
    );
    assert!(!calendar.is_working_day(date(2024, 2, 3)), "a plain Saturday");
    assert!(!calendar.is_working_day(date(2024, 1, 2)), "a Tuesday off");
}

#[test]
fn a_worked_saturday_counts() {
    let calendar = Calendar::bundled().unwrap();
    let count = calendar.add_working_days(date(2024, 1, 26), 1).unwrap();
    assert_eq!((count.to, count.doubt), (date(2024, 1, 27), None));
}

#[test]
fn the_year_turns() {
    let calendar = Calendar::bundled().unwrap();
    let count = calendar.add_working_days(date(2025, 12, 30), 2).unwrap();
    let names = count.skipped.iter().filter(|day| day.day_off.is_some()).count();
    assert_eq!((count.to > date(2026, 1, 1), names > 0), (true, true));
    assert_eq!(count.doubt, None);
}

#[test]
fn no_days_is_the_day_itself() {
    let calendar = Calendar::bundled().unwrap();
    assert_eq!(
        calendar.add_working_days(date(2026, 3, 20), 0).unwrap().to,
        date(2026, 3, 20)
    );
    assert_eq!(calendar.add_working_days(date(2026, 3, 20), 3661), None);
    assert_eq!(calendar.add_working_days(Date::MAX, 1), None);
}

#[test]
fn an_estimate_at_either_end_is_a_doubt() {
    let calendar = |estimated: Date| {
        let rows = vec![row(date(2026, 1, 1), "confirmed"), row(estimated, "estimated")];
        Calendar::from_rows(rows, Vec::new()).unwrap()
    };
    let doubt = |estimated| {
        calendar(estimated)
            .add_working_days(date(2026, 6, 1), 3)
            .unwrap()
            .doubt
    };
    // Monday 1 June; the third working day after is Thursday 4 June.
    assert_eq!(doubt(date(2026, 5, 31)), None);
    assert_eq!(doubt(date(2026, 6, 1)), Some(Doubt::CalendarEstimated));
    assert_eq!(doubt(date(2026, 6, 5)), Some(Doubt::CalendarEstimated));
    assert_eq!(doubt(date(2026, 6, 6)), None);
}

#[test]
fn a_day_may_become_a_day_off() {
    // Tuesday 9 June is estimated; the table covers 2026.
    let rows = vec![
        row(date(2026, 6, 1), "confirmed"),
        row(date(2026, 6, 9), "estimated"),
        row(date(2026, 6, 10), "confirmed"),
        row(date(2026, 6, 14), "estimated"),
    ];
    let calendar = Calendar::from_rows(rows, Vec::new()).unwrap();
    for (day, doubt) in [
        (5, None),
        (8, Some(Doubt::CalendarEstimated)),
        (9, Some(Doubt::CalendarEstimated)),
        (10, None),
        (11, None),
        (13, None),
        (14, None),
        (15, Some(Doubt::CalendarEstimated)),
        (16, None),
    ] {
        assert_eq!(calendar.doubt_on(date(2026, 6, day)), doubt, "{day} June");
    }
    for day in [date(2025, 12, 31), date(2027, 1, 1), date(2027, 1, 2)] {
        assert_eq!(calendar.doubt_on(day), Some(Doubt::CalendarBeyondTable), "{day}");
    }
    assert_eq!(calendar.doubt_on(date(2026, 1, 1)), None);
    assert_eq!(calendar.doubt_on(date(2026, 12, 31)), None);
}

#[test]
fn an_empty_table_covers_nothing() {
    let calendar = Calendar::from_rows(Vec::new(), Vec::new()).unwrap();
    let count = calendar.add_working_days(date(2026, 6, 1), 5).unwrap();
    assert_eq!(
        (count.to, count.doubt),
        (date(2026, 6, 8), Some(Doubt::CalendarBeyondTable))
    );
}

#[test]
fn tables_that_contradict_are_refused() {
    let day = date(2026, 1, 1);
    let twice = Calendar::from_rows(vec![row(day, "confirmed"), row(day, "confirmed")], Vec::new());
    assert!(matches!(twice, Err(CalendarError::Twice(_))));
    assert!(matches!(
        Calendar::from_rows(Vec::new(), vec![day, day]),
        Err(CalendarError::Twice(_))
    ));
    let both = Calendar::from_rows(vec![row(day, "confirmed")], vec![day]);
    assert!(matches!(both, Err(CalendarError::Contradiction(_))));
    let broken = Calendar::from_json(r#"{"days_off": [], "worked_days": ["2026-02-30"]}"#);
    assert!(matches!(broken, Err(CalendarError::Json(_))));
    let worked = |count: i32| {
        let days = (0..count).map(|index| day.checked_add(jiff::Span::new().days(index)).unwrap());
        Calendar::from_rows(Vec::new(), days.collect())
    };
    let most = i32::try_from(Calendar::MAX_ROWS).unwrap();
    assert!(worked(most).is_ok());
    assert!(matches!(worked(most + 1), Err(CalendarError::TooLong(_))));
}

#[test]
fn what_is_bundled_is_the_two_files() {
    #[derive(serde::Deserialize)]
    struct Worked {
        date: Date,
    }
    let off = csv::Reader::from_reader(include_str!("../../data/kg_holidays.csv").as_bytes());
    let worked = csv::Reader::from_reader(include_str!("../../data/kg_worked_days.csv").as_bytes());
    let off = off.into_deserialize().collect::<Result<_, _>>().unwrap();
    let worked = worked.into_deserialize::<Worked>().map(|row| row.unwrap().date);
    let files = Calendar::from_rows(off, worked.collect()).unwrap();
    assert_eq!(Calendar::bundled().unwrap(), files);
}

proptest! {
    /// Against counting by hand: walk the days and tick those that are worked.
    #[test]
    fn counting_is_walking(start in 0i32..4000, off in prop::collection::btree_set(0i32..4200, 0..300), days in 0u16..40) {
        let at = |offset: i32| date(2021, 1, 1).checked_add(jiff::Span::new().days(offset)).unwrap();
        let rows = off.iter().map(|offset| row(at(*offset), "confirmed")).collect();
        let calendar = Calendar::from_rows(rows, Vec::new()).unwrap();
        let count = calendar.add_working_days(at(start), days).unwrap();
        let is_worked = |offset: i32| {
            let weekday = (offset + 4).rem_euclid(7); // 1 January 2021 was a Friday; Monday is 0.
            weekday < 5 && !off.contains(&offset)
        };
        let mut left = days;
        let mut offset = start;
        while left > 0 {
            offset += 1;
            left -= u16::from(is_worked(offset));
        }
        prop_assert_eq!(count.to, at(offset));
        let passed = usize::try_from(offset - start).unwrap();
        prop_assert_eq!(count.skipped.len(), passed - usize::from(days));
    }
}
