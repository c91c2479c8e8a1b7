//! The law's tables as they travel, and as the core keeps them.

use salyk_contract::tables as wire;
use salyk_regulation::calendar::{CalendarRows, DayOffRow};

use super::malformed;
use crate::ports::ServiceError;
use crate::regime::{Table, TableKind};

/// Largest answer with a table, in bytes.
pub(super) const LARGEST: usize = 1024 * 1024;

/// The kind as it travels.
pub(super) fn kind(kind: TableKind) -> wire::TableKind {
    match kind {
        TableKind::Policy => wire::TableKind::Policy,
        TableKind::Calendar => wire::TableKind::Calendar,
        TableKind::Offices => wire::TableKind::Offices,
    }
}

/// Reads a table of the kind asked for. A policy's content is passed on as it came: `salyk-regulation` judges it.
pub(super) fn table(asked: TableKind, body: &[u8]) -> Result<Table, ServiceError> {
    let json = match asked {
        TableKind::Policy => {
            let answer: wire::PolicyTable = malformed::read("table", body)?;
            same_kind(asked, answer.kind)?;
            answer.content.to_string()
        }
        TableKind::Calendar => {
            let answer: wire::CalendarTable = malformed::read("table", body)?;
            same_kind(asked, answer.kind)?;
            write(&calendar(answer.content))?
        }
        TableKind::Offices => {
            let answer: wire::OfficesTable = malformed::read("table", body)?;
            same_kind(asked, answer.kind)?;
            write(&answer.content)?
        }
    };
    Ok(Table { kind: asked, json })
}

fn calendar(rows: wire::CalendarRows) -> CalendarRows {
    let day_off = |row: wire::DayOff| DayOffRow {
        date: row.date,
        name_ky: row.name_ky,
        name_en: row.name_en,
        status: row.status,
    };
    CalendarRows {
        days_off: rows.days_off.into_iter().map(day_off).collect(),
        worked_days: rows.worked_days.into_iter().map(|row| row.date).collect(),
    }
}

fn same_kind(asked: TableKind, given: wire::TableKind) -> Result<(), ServiceError> {
    if kind(asked) == given {
        Ok(())
    } else {
        Err(malformed::field("kind"))
    }
}

fn write<T: serde::Serialize>(content: &T) -> Result<String, ServiceError> {
    serde_json::to_string(content).map_err(|_| malformed::field("content"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(asked: TableKind, kind: &str, content: Value) -> Result<Value, ServiceError> {
        let answer = json!({"kind": kind, "edition": "1", "published": "2026-01-01", "content": content});
        let table = table(asked, answer.to_string().as_bytes())?;
        assert_eq!(table.kind, asked);
        Ok(serde_json::from_str(&table.json).unwrap())
    }

    #[test]
    fn a_policy_is_passed_on_as_it_came() {
        let content = json!({"editions": [{"anything": [1, 2.5, null]}]});
        assert_eq!(read(TableKind::Policy, "policy", content.clone()), Ok(content));
    }

    #[test]
    fn a_calendar_becomes_rows_and_days() {
        let row = json!({"date": "2026-03-20", "name_ky": "Орозо айт", "name_en": "Orozo Ait", "status": "estimated"});
        let content = json!({"days_off": [row], "worked_days": [{"date": "2025-01-04", "note": "x"}]});
        let expected = json!({"days_off": [row], "worked_days": ["2025-01-04"]});
        assert_eq!(read(TableKind::Calendar, "calendar", content), Ok(expected));
    }

    #[test]
    fn offices_keep_their_codes() {
        let content = json!([{"code": "00_", "name_ru": "УККН"}]);
        assert_eq!(read(TableKind::Offices, "offices", content.clone()), Ok(content));
    }

    #[test]
    fn another_table_is_refused() {
        assert_eq!(
            read(TableKind::Policy, "calendar", json!({})),
            Err(malformed::field("kind"))
        );
        assert!(read(TableKind::Calendar, "calendar", json!([])).is_err());
        let impossible = json!({"days_off": [], "worked_days": [{"date": "2025-02-30", "note": ""}]});
        assert!(read(TableKind::Calendar, "calendar", impossible).is_err());
    }
}
