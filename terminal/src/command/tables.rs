//! The policy and the calendar that a command works with: the bundled ones, or those of files.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use salyk_client::regime::Law;
use salyk_regulation::calendar::{Calendar, CalendarRows};
use salyk_regulation::policy::{PolicyBook, PolicyEdition};
use serde::Deserialize;

use super::read::{self, Kind, MOST_OF_A_TABLE};
use crate::problem::Problem;

const POLICY: Kind = Kind {
    name: "policy",
    accepted: "a policy is a JSON object as `salyk policy --json` prints it and `salyk schema policy` describes it",
    most: MOST_OF_A_TABLE,
};
const CALENDAR: Kind = Kind {
    name: "calendar",
    accepted: "a calendar is JSON, {\"days_off\": [{\"date\", \"name_ky\", \"name_en\", \"status\"}], \"worked_days\": \
               [\"YYYY-MM-DD\"]}, or the days off as CSV with the heading date,name_ky,name_en,status; the status \
               `estimated` marks a day that may move",
    most: MOST_OF_A_TABLE,
};

/// The policy and the calendar to work with.
#[derive(Debug, Default, Args)]
pub struct Tables {
    /// Another policy than the bundled one, a JSON file
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Other days off than the bundled ones: JSON with the worked Saturdays too, or CSV of the days off alone
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
}

/// A policy as it is written. [`PolicyBook`] reads the same without telling the field.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Editions {
    editions: Vec<PolicyEdition>,
}

impl Tables {
    /// Reads both.
    ///
    /// # Errors
    /// [`Problem::Unreadable`] or [`Problem::Refused`], which end with exit code 2.
    pub fn law(&self) -> Result<Law, Problem> {
        Ok(Law {
            policies: policies(self.policy.as_deref())?,
            calendar: self.calendar.as_deref().map_or_else(bundled, calendar)?,
        })
    }
}

/// The editions of a policy's file, or the bundled ones.
pub(super) fn policies(path: Option<&Path>) -> Result<PolicyBook, Problem> {
    let refused = |error| read::refused(POLICY, format!("{error}"));
    let Some(path) = path else {
        return PolicyBook::bundled().map_err(refused);
    };
    let text = read::bytes(POLICY, path, &mut io::empty())?;
    let read: Editions = read::only(POLICY, &text)?;
    PolicyBook::from_editions(read.editions).map_err(refused)
}

fn bundled() -> Result<Calendar, Problem> {
    Calendar::bundled().map_err(|error| read::refused(CALENDAR, error.to_string()))
}

fn calendar(path: &Path) -> Result<Calendar, Problem> {
    let text = read::bytes(CALENDAR, path, &mut io::empty())?;
    let made = if text.trim_ascii_start().starts_with(b"{") {
        let rows: CalendarRows = read::only(CALENDAR, &text)?;
        Calendar::from_rows(rows.days_off, rows.worked_days)
    } else {
        let rows = String::from_utf8(text)
            .map_err(|error| read::refused(CALENDAR, format!("it is not UTF-8 text: {error}")))?;
        Calendar::from_csv(&rows, "")
    };
    made.map_err(|error| read::refused(CALENDAR, error.to_string()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn with(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn law(policy: Option<&str>, calendar: Option<&str>) -> Result<Law, String> {
        let policy = policy.map(|text| with("policy.json", text));
        let calendar = calendar.map(|text| with("calendar", text));
        let tables = Tables {
            policy: policy.as_ref().map(|(_, path)| path.clone()),
            calendar: calendar.as_ref().map(|(_, path)| path.clone()),
        };
        tables.law().map_err(|problem| problem.to_string())
    }

    #[test]
    fn the_bundled_tables_written_down_are_read_again() {
        let bundled = Tables::default().law().unwrap();
        let text = bundled.policies.to_json().unwrap();
        assert_eq!(law(Some(&text), None).unwrap().policies, bundled.policies);
    }

    #[test]
    fn a_calendar_is_json_or_csv() {
        let csv = "date,weekday,name_ky,name_en,status\n2026-03-04,Wed,Үлгү,Sample,estimated\n";
        let json = r#" {"days_off": [{"date": "2026-03-04", "name_ky": "Үлгү", "name_en": "Sample", "status": "estimated"}],
                        "worked_days": []}"#;
        let (one, other) = (law(None, Some(csv)).unwrap(), law(None, Some(json)).unwrap());
        assert_eq!(one.calendar, other.calendar);
        assert!(!one.calendar.is_working_day(date(2026, 3, 4)));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let policy = Tables::default().law().unwrap().policies.to_json().unwrap();
        for (policy, calendar, parts) in [
            (
                Some(policy.replacen("\"value\": 180", "\"value\": \"180\"", 1)),
                None,
                vec![
                    "the policy",
                    "line ",
                    "field editions[0].figures.return_days.value",
                ],
            ),
            (
                Some(policy.replacen("\"value\": 180", "\"value\": 0", 1)),
                None,
                vec!["2021-277-1", "return_days is out of its range"],
            ),
            (Some("{\"editions\": []}".to_owned()), None, vec!["no edition"]),
            (
                None,
                Some("{\"days_off\": [{\"date\": \"x\"}]}"),
                vec!["line 1", "days_off[0].date"],
            ),
            (
                None,
                Some("date,name_ky,name_en,status\n2026-13-01,a,b,c\n"),
                vec!["the calendar", "line: 2"],
            ),
            (None, Some("day\n2026-01-01\n"), vec!["missing field `date`"]),
        ] {
            let told = law(policy.as_deref(), calendar).unwrap_err();
            for part in parts {
                assert!(told.contains(part), "{part} is not in: {told}");
            }
        }
        let missing = Tables {
            policy: Some(PathBuf::from("no such file")),
            calendar: None,
        };
        assert!(matches!(missing.law(), Err(Problem::Unreadable { .. })));
    }
}
