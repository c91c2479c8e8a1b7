//! The policy and the calendar that a command works with: the bundled ones, or those of files.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use salyk_client::regime::Law;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::policy::{PolicyBook, PolicyEdition, PolicyError, ReadingKey};
use salyk_regulation::schema;
use serde::Deserialize;

use super::links::{Slip, Step};
use super::read::{self, Kind, MOST_OF_A_TABLE};
use crate::problem::Problem;

const POLICY: Kind = Kind {
    name: "policy",
    accepted: "a policy is a JSON object as `salyk policy --json` prints it and `salyk schema policy` describes it",
    most: MOST_OF_A_TABLE,
};
pub(super) const CALENDAR: Kind = Kind {
    name: "calendar",
    accepted: "a calendar has the days off of whole years, at least those of 1 and 7 January, 8 and 21 March, 1, 5 and 9 May and \
               31 August each: as JSON, {\"days_off\": [{\"date\", \"name_ky\", \"name_en\", \"status\"}], \"worked_days\": \
               [\"YYYY-MM-DD\"]}, which `salyk schema calendar` describes, or the days off as CSV with the heading \
               date,name_ky,name_en,status (and weekday, Mon to Sun, if wished); the status is confirmed, \
               confirmed-by-library, or `estimated` for a day that may move",
    most: MOST_OF_A_TABLE,
};

/// The policy and the calendar to work with.
#[derive(Debug, Default, Args)]
pub struct Tables {
    /// Another policy than the bundled one, a JSON file
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Other days off than the bundled ones, of whole years: JSON with the worked Saturdays too, or CSV of the days off alone
    /// under the heading date,name_ky,name_en,status
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
    let read: Editions = read::only(POLICY, &schema::policy(), &text)?;
    let ids: Vec<_> = read.editions.iter().map(|edition| edition.id.clone()).collect();
    PolicyBook::from_editions(read.editions).map_err(|error| match error {
        PolicyError::Range {
            ref edition, field, ..
        } => {
            let which = ids.iter().position(|id| id == edition).unwrap_or(0);
            let slip = Slip {
                path: field_of(which, field),
                reason: error.to_string(),
            };
            read::refused_at(POLICY, &text, slip)
        }
        _ => refused(error),
    })
}

/// Where a field of an edition stands.
fn field_of(edition: usize, field: &'static str) -> Vec<Step> {
    let of_readings = ReadingKey::ALL.iter().any(|reading| reading.as_str() == field);
    let part = match field {
        "id" | "legal_basis" => None,
        // The term of return is a figure and a reading; which of them is wrong the reason says.
        "return_days" => Some("figures"),
        _ if of_readings => Some("readings"),
        _ => Some("figures"),
    };
    let above = [Step::Field("editions"), Step::Item(edition)].into_iter();
    above
        .chain(part.map(Step::Field))
        .chain([Step::Field(field)])
        .collect()
}

fn bundled() -> Result<Calendar, Problem> {
    Calendar::bundled().map_err(|error| read::refused(CALENDAR, error.to_string()))
}

fn calendar(path: &Path) -> Result<Calendar, Problem> {
    super::calendar::read(CALENDAR, &read::bytes(CALENDAR, path, &mut io::empty())?)
}

#[cfg(test)]
mod tests {
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
                vec![
                    "line ",
                    "field editions[0].figures.return_days: ",
                    "2021-277-1",
                    "must be from 1 to 3660",
                ],
            ),
            (
                Some("{\"editions\": []}".to_owned()),
                None,
                vec!["field editions: the list is empty"],
            ),
            (
                None,
                Some("{\"days_off\": [{\"date\": \"x\"}]}"),
                vec!["line 1", "days_off[0].date"],
            ),
            (
                None,
                Some("date,name_ky,name_en,status\n2026-13-01,a,b,c\n"),
                vec!["the calendar", "line 2, field date"],
            ),
            (
                None,
                Some("day\n2026-01-01\n"),
                vec!["line 1", "no column `date`"],
            ),
            (
                Some(policy.replacen("\"2021-01-01\"", "\"2021-01-01T00:00:00\"", 1)),
                None,
                vec!["line ", "field editions[0].valid_from: ", "YYYY-MM-DD"],
            ),
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
