//! A calendar's file: days off of whole years, as JSON with the worked Saturdays, or as CSV of the days off alone.
//!
//! A phone takes what its service gives; a row lost to a slip of the hand would move a deadline without a word.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use salyk_regulation::calendar::{Calendar, CalendarRows, DayOffRow};
use salyk_regulation::schema;
use serde::Deserialize;
use serde_json::Value;

use super::links::{Slip, Step};
use super::read::{self, Kind};
use super::shape::Shape;
use crate::problem::Problem;

/// The days off, month and day, that have been in every year since 2021: a table without one of them is no whole year.
const EVERY_YEAR: [(i8, i8); 8] = [(1, 1), (1, 7), (3, 8), (3, 21), (5, 1), (5, 5), (5, 9), (8, 31)];
const DATE: &str = "date";
const WEEKDAY: &str = "weekday";
/// The columns that a CSV must have, and the one that it may have.
const COLUMNS: [&str; 4] = [DATE, "name_ky", "name_en", "status"];

/// A day off as it is written.
#[derive(Debug, Deserialize)]
struct Row {
    date: Date,
    #[serde(default)]
    weekday: Option<String>,
    name_ky: String,
    name_en: String,
    status: String,
}

#[derive(Debug, Deserialize)]
struct Rows {
    days_off: Vec<Row>,
    worked_days: Vec<Date>,
}

/// Reads the text of a file.
pub(super) fn read(kind: Kind, text: &[u8]) -> Result<Calendar, Problem> {
    let rows = if text.trim_ascii_start().starts_with(b"{") {
        let rows: Rows = read::only(kind, &schema::calendar(), text)?;
        match first_slip(&rows) {
            Some(slip) => return Err(read::refused_at(kind, text, slip)),
            None => rows,
        }
    } else {
        of_csv(text).map_err(|reason| read::refused(kind, reason))?
    };
    let days_off = rows.days_off.into_iter().map(|row| DayOffRow {
        date: row.date,
        name_ky: row.name_ky,
        name_en: row.name_en,
        status: row.status,
    });
    let rows = CalendarRows {
        days_off: days_off.collect(),
        worked_days: rows.worked_days,
    };
    Calendar::from_rows(rows.days_off, rows.worked_days)
        .map_err(|error| read::refused(kind, error.to_string()))
}

/// The rows of a CSV; a refusal names line and field.
fn of_csv(text: &[u8]) -> Result<Rows, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let heading = reader.headers().map_err(|error| unreadable(&error))?.clone();
    let names: Vec<&str> = heading.iter().map(str::trim).collect();
    let lacks = COLUMNS.iter().find(|column| !names.contains(*column));
    let known = |name: &&&str| COLUMNS.contains(*name) || **name == WEEKDAY;
    let strange = names.iter().find(|name| !known(name));
    let once = names.iter().collect::<BTreeSet<_>>().len() == names.len();
    if lacks.is_some() || strange.is_some() || !once {
        let which = match (lacks, strange) {
            (Some(name), _) => format!("it has no column `{name}`"),
            (None, Some(name)) => format!("the column `{}` is not known", super::shape::short(name)),
            (None, None) => "a column stands twice".to_owned(),
        };
        return Err(format!(
            "line 1: the heading must be {}, and may have {WEEKDAY}; {which}",
            COLUMNS.join(",")
        ));
    }
    let shape = Shape::of(&schema::calendar());
    let form = shape.forms.first().and_then(|form| form.get("days_off"));
    let form = form
        .and_then(|list| list.items.as_deref())
        .and_then(|row| row.forms.first());
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != names.len() {
            return Err(format!(
                "line {line}: it has {} fields, the heading has {}",
                record.len(),
                names.len()
            ));
        }
        let fields = names.iter().zip(record.iter().map(str::trim));
        let fields: BTreeMap<&str, &str> = fields.map(|(name, value)| (*name, value)).collect();
        for name in &names {
            let shape = form.and_then(|form| form.get(name));
            let fault = shape
                .zip(fields.get(name))
                .and_then(|(shape, value)| shape.fault_of(value));
            if let Some(fault) = fault {
                return Err(format!("line {line}, field {name}: {fault}"));
            }
        }
        let value = serde_json::to_value(fields).map_err(|error| error.to_string())?;
        rows.push(Row::deserialize(&value as &Value).map_err(|error| format!("line {line}: {error}"))?);
        lines.push(line);
    }
    if rows.is_empty() {
        return Err("line 2: there is no row".to_owned());
    }
    let rows = Rows {
        days_off: rows,
        worked_days: Vec::new(),
    };
    match first_slip(&rows) {
        None => Ok(rows),
        Some(slip) => {
            let line = slip.path.iter().find_map(|step| match step {
                Step::Item(at) => lines.get(*at),
                _ => None,
            });
            let field = slip.path.iter().rev().find_map(|step| match step {
                Step::Field(name) if *name != "days_off" => Some(*name),
                _ => None,
            });
            Err(format!(
                "line {}, field {}: {}",
                line.unwrap_or(&1),
                field.unwrap_or(DATE),
                slip.reason
            ))
        }
    }
}

fn unreadable(error: &csv::Error) -> String {
    let line = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => format!("line {line}: it is not UTF-8 text"),
        _ => format!("line {line}: it cannot be read as CSV"),
    }
}

/// The first thing that one row says against another, or against the calendar itself.
fn first_slip(rows: &Rows) -> Option<Slip> {
    let at = |list: &'static str, place: usize| vec![Step::Field(list), Step::Item(place)];
    let mut seen = BTreeSet::new();
    for (place, row) in rows.days_off.iter().enumerate() {
        let field = |name| [at("days_off", place), vec![Step::Field(name)]].concat();
        let (date, own) = (row.date, short_name(row.date.weekday()));
        if !seen.insert(date) {
            return slip(field(DATE), format!("{date} stands here a second time"));
        }
        if row.weekday.as_deref().is_some_and(|given| given != own) {
            return slip(field(WEEKDAY), format!("{date} is a {own}"));
        }
    }
    for (place, date) in rows.worked_days.iter().enumerate() {
        if !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            let reason = format!("{date} is no Saturday or Sunday: it is worked anyway");
            return slip(at("worked_days", place), reason);
        }
        if !seen.insert(*date) {
            let reason = format!("{date} stands here a second time, or is a day off too");
            return slip(at("worked_days", place), reason);
        }
    }
    lacking(rows, &seen)
}

/// A year of the table that is not whole, at its first row or the first row after it.
fn lacking(rows: &Rows, there: &BTreeSet<Date>) -> Option<Slip> {
    let years = rows.days_off.iter().map(|row| row.date.year());
    let (first, last) = years.clone().min().zip(years.max())?;
    let mut days = (first..=last).flat_map(|year| EVERY_YEAR.map(|(month, day)| (year, month, day)));
    let (year, date) = days.find_map(|(year, month, day)| {
        let date = Date::new(year, month, day).ok()?;
        (!there.contains(&date)).then_some((year, date))
    })?;
    let place = rows
        .days_off
        .iter()
        .position(|row| row.date.year() >= year)
        .unwrap_or(0);
    slip(
        vec![Step::Field("days_off"), Step::Item(place), Step::Field(DATE)],
        format!(
            "the table has not the whole of {year}: {date} is missing; a year has 1 and 7 January, 8 and 21 March, 1, 5 and 9 \
             May and 31 August, and all its other days off"
        ),
    )
}

fn slip(path: Vec<Step>, reason: String) -> Option<Slip> {
    Some(Slip { path, reason })
}

fn short_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

#[cfg(test)]
mod tests;
