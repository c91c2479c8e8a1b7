//! The counting of working days against numpy's, over random tables and over the bundled one (`record_working_days.py`).

use jiff::civil::Date;
use salyk_regulation::calendar::{Calendar, DayOffRow};
use serde::Deserialize;

#[derive(Deserialize)]
struct Recorded {
    tables: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    days_off: Vec<Date>,
    worked: Vec<Date>,
    counts: Vec<(Date, u16, Date)>,
}

#[test]
fn working_days_are_counted_as_numpy_counts_them() {
    let recorded: Recorded = serde_json::from_str(include_str!("recorded/working_days.json")).unwrap();
    let mut compared = 0;
    for table in recorded.tables {
        let row = |date: &Date| DayOffRow {
            date: *date,
            name_ky: String::new(),
            name_en: String::new(),
            status: String::new(),
        };
        let rows = table.days_off.iter().map(row).collect();
        let calendar = Calendar::from_rows(rows, table.worked).unwrap();
        for (from, days, to) in table.counts {
            let counted = calendar.add_working_days(from, days).unwrap();
            assert_eq!(counted.to, to, "{days} working days after {from}");
            compared += 1;
        }
    }
    assert!(compared > 2_000, "{compared}");
}
