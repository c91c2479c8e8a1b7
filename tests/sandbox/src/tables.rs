//! The policy, the calendar and the tax offices, as bundled.

use jiff::civil::{Date, date};
use salyk_contract::tables::{
    CalendarRows, CalendarTable, DayOff, Office, OfficesTable, PolicyTable, Table, TableKind, WorkedDay,
};
use serde::Deserialize;

use crate::tagged::sha256_hex;

const POLICY: &str = include_str!("../../../core/regulation/data/policy.json");
const DAYS_OFF: &str = include_str!("../../../core/regulation/data/kg_holidays.csv");
const WORKED_DAYS: &str = include_str!("../../../core/regulation/data/kg_worked_days.csv");
const OFFICES: &str = include_str!("../data/mskb_codes.csv");
const PUBLISHED: Date = date(2026, 1, 1);

/// The tables that are served.
pub(crate) struct Tables {
    pub(crate) policy: PolicyTable,
    pub(crate) calendar: CalendarTable,
    pub(crate) offices: OfficesTable,
}

/// Why a bundled table can't be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BadTable {
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

#[derive(Deserialize)]
struct WorkedDayRow {
    date: Date,
    note: String,
}

impl Tables {
    pub(crate) fn bundled() -> Result<Self, BadTable> {
        let worked = rows::<WorkedDayRow>(WORKED_DAYS)?;
        let content = CalendarRows {
            days_off: rows::<DayOff>(DAYS_OFF)?,
            worked_days: worked
                .into_iter()
                .map(|row| WorkedDay {
                    date: row.date,
                    note: row.note,
                })
                .collect(),
        };
        Ok(Self {
            policy: table(TableKind::Policy, &[POLICY], serde_json::from_str(POLICY)?),
            calendar: table(TableKind::Calendar, &[DAYS_OFF, WORKED_DAYS], content),
            offices: table(TableKind::Offices, &[OFFICES], rows::<Office>(OFFICES)?),
        })
    }
}

fn rows<T: for<'de> Deserialize<'de>>(csv: &str) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(csv.as_bytes()).deserialize().collect()
}

/// The edition follows the content, so that it can't be forgotten.
fn table<T>(kind: TableKind, sources: &[&str], content: T) -> Table<T> {
    let edition = sha256_hex(sources.concat().as_bytes()).chars().take(16).collect();
    Table {
        kind,
        edition,
        published: PUBLISHED,
        content,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serves_the_real_rows() {
        let tables = Tables::bundled().unwrap();
        let calendar = &tables.calendar.content;
        assert_eq!(calendar.days_off.len(), DAYS_OFF.lines().count() - 1);
        assert!(
            calendar.days_off.iter().any(|day| day.date == date(2026, 3, 20)),
            "Orozo Ait of 2026"
        );
        assert!(calendar.days_off.is_sorted_by_key(|day| day.date));
        assert_eq!(calendar.worked_days.len(), 4);
        assert!(tables.offices.content.iter().any(|office| office.code == "00_"));
        assert!(
            tables.policy.content["editions"]
                .as_array()
                .is_some_and(|editions| !editions.is_empty())
        );
    }
}
