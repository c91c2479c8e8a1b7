//! The regulation as commands: `salyk assess`, `plan`, `policy` and `schema`, without a phone and without a service.

pub mod assess;
mod layout;
mod links;
pub mod plan;
pub mod policy;
mod read;
pub mod schema;
mod shape;
mod strict;
mod tables;
#[cfg(test)]
mod testing;
mod what_if;

pub use tables::Tables;

use clap::ValueEnum;
use jiff::civil::Date;

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
    let day: Option<Date> = text.parse().ok();
    day.filter(|day| day.year() >= 1)
        .ok_or_else(|| "this is no day; write it as YYYY-MM-DD".to_owned())
}
