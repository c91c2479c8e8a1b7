use jiff::civil::date;
use serde_json::{Value, json};

use super::super::tables::CALENDAR;
use super::*;

const HEADING: &str = "date,weekday,name_ky,name_en,status\n";
const BUNDLED: &str = include_str!("../../../../core/regulation/data/kg_holidays.csv");

fn told(text: &str) -> String {
    read(CALENDAR, text.as_bytes()).unwrap_err().to_string()
}

/// The days off of 2026 as CSV; the heading is line 1.
fn year() -> String {
    let rows: Vec<_> = BUNDLED.lines().filter(|line| line.starts_with("2026")).collect();
    format!("{HEADING}{}\n", rows.join("\n"))
}

fn as_json(csv: &str) -> Value {
    let rows = of_csv(csv.as_bytes()).unwrap().days_off.into_iter().map(
        |row| json!({"date": row.date, "name_ky": row.name_ky, "name_en": row.name_en, "status": row.status}),
    );
    json!({ "days_off": rows.collect::<Vec<_>>(), "worked_days": [] })
}

#[test]
fn a_calendar_is_json_or_csv_of_whole_years() {
    let one = read(CALENDAR, year().as_bytes()).unwrap();
    let other = read(CALENDAR, as_json(&year()).to_string().as_bytes()).unwrap();
    assert_eq!(one, other);
    assert_eq!(one.covers(), Some((date(2026, 1, 1), date(2026, 12, 31))));
    assert!(!one.is_working_day(date(2026, 5, 1)));
    assert!(read(CALENDAR, BUNDLED.as_bytes()).is_ok());
}

#[test]
fn what_is_no_table_is_refused() {
    let row = "2026-03-04,Wed,Үлгү,Sample,confirmed\n";
    for (text, part) in [
        (String::new(), "line 1: the heading must be"),
        ("hello".to_owned(), "line 1: the heading must be"),
        ("[]".to_owned(), "line 1: the heading must be"),
        (row.to_owned(), "line 1: the heading must be"),
        (HEADING.to_owned(), "there is no row"),
        (
            format!("{HEADING}{row}"),
            "line 2, field date: the table has not the whole of 2026: 2026-01-01",
        ),
        ("{}".to_owned(), "missing field `days_off`"),
        (
            r#"{"days_off": [], "worked_days": []}"#.to_owned(),
            "the list is empty",
        ),
        (
            format!("{HEADING}2026-03-04,Wed\n"),
            "line 2: it has 2 fields, the heading has 5",
        ),
    ] {
        let told = told(&text);
        assert!(told.contains(part), "{text}: {told}");
        assert!(told.contains("date,name_ky,name_en,status"), "{told}");
    }
}

#[test]
fn a_slip_in_a_row_is_told_with_line_and_field() {
    let first = year().lines().nth(1).unwrap().to_owned();
    for (right, wrong, part) in [
        (
            "confirmed-by-library",
            "estimatd",
            "line 2, field status: `estimatd` is not known here; did you mean `estimated`?",
        ),
        (
            "2026-01-01,Thu",
            "2026-01-01,Fri",
            "line 2, field weekday: 2026-01-01 is a Thu",
        ),
        (
            "2026-01-01",
            "20260101",
            "line 2, field date: `20260101` is no day",
        ),
        (
            "2026-01-01",
            "2026-13-01",
            "line 2, field date: `2026-13-01` is no day",
        ),
        ("Жаңы жыл", " ", "line 2, field name_ky: `` is empty"),
        ("2026-05-01,", "2026-05-04,", "line "),
    ] {
        let told = told(&year().replacen(right, wrong, 1));
        assert!(told.contains(part), "{wrong}: {told}");
    }
    let twice = format!("{}{first}\n", year());
    assert!(told(&twice).contains("field date: 2026-01-01 stands here a second time"));
}

#[test]
fn a_slip_in_json_is_told_with_line_and_field() {
    let changed = |pointer: &str, by: Value| {
        let mut table = as_json(&year());
        let (above, name) = pointer.rsplit_once('/').unwrap();
        match table.pointer_mut(above).unwrap() {
            Value::Object(fields) => drop(fields.insert(name.to_owned(), by)),
            Value::Array(items) => items.push(by),
            _ => panic!("{pointer}"),
        }
        table
    };
    let published = jsonschema::draft202012::new(&schema::calendar()).unwrap();
    assert!(published.is_valid(&as_json(&year())));
    for (pointer, by, part, beyond) in [
        (
            "/days_off/0/status",
            json!("estimatd"),
            "field days_off[0].status: `estimatd`",
            false,
        ),
        (
            "/days_off/0/colour",
            json!("red"),
            "field days_off[0].colour: `colour` is not known",
            false,
        ),
        (
            "/workd",
            json!([]),
            "field workd: `workd` is not known here",
            false,
        ),
        (
            "/days_off/0/date",
            json!("20260101"),
            "field days_off[0].date: `20260101` is no day",
            false,
        ),
        (
            "/days_off/0/weekday",
            json!("Fri"),
            "field days_off[0].weekday: 2026-01-01 is a Thu",
            true,
        ),
        (
            "/worked_days/-",
            json!("2026-06-03"),
            "field worked_days[0]: 2026-06-03 is no Saturday",
            true,
        ),
        (
            "/days_off/0/date",
            json!("2026-06-02"),
            "the whole of 2026: 2026-01-01 is missing",
            true,
        ),
    ] {
        let table = changed(pointer, by);
        assert_eq!(published.is_valid(&table), beyond, "{pointer}");
        let told = told(&serde_json::to_string_pretty(&table).unwrap());
        assert!(told.contains(part) && told.contains("line "), "{pointer}: {told}");
    }
}
