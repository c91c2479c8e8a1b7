//! The regulation as commands, `salyk assess`, `plan`, `policy` and `schema`, and the code that inspectors scan, `certificate` and
//! `verify`: without a phone and without a service.

pub mod assess;
mod calendar;
pub mod certificate;
mod impossible;
mod layout;
mod links;
mod lists;
pub mod plan;
pub mod policy;
mod read;
pub mod schema;
mod shape;
mod strict;
mod tables;
#[cfg(test)]
mod testing;
pub mod verify;
mod what_if;

pub use tables::Tables;

use std::io::{Write, stderr};

use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::Date;
use salyk_client::regime::CalendarFile;

/// In what form deadlines are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Text for a person
    #[default]
    Text,
    /// JSON, one result a line
    Json,
    /// One iCalendar file of the deadlines, with reminders
    Ics,
}

/// Reads a day of the years 1 to 9999.
fn day(text: &str) -> Result<Date, String> {
    let day = shape::written(text);
    day.filter(|day| day.year() >= 1)
        .ok_or_else(|| "this is no day; write it as YYYY-MM-DD".to_owned())
}

/// Prints a calendar file. That no deadline reminds from `on` on is no failure: it is told, and the file has no event.
fn write_calendar(file: &CalendarFile, on: Date, out: &mut dyn Write) -> std::io::Result<()> {
    if file.is_empty() {
        // Nobody may be listening there; the file says it all the same.
        let _ = writeln!(
            stderr(),
            "salyk: no deadline reminds from {on} on; the calendar has no event"
        );
    }
    out.write_all(file.text(Timestamp::now()).as_bytes())
}
