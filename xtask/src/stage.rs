//! Stages: named, timed, logged, and told about in a table at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::log::Log;
use crate::place::Place;

type Run = fn(&Place, &mut Log) -> Result<()>;

/// One thing that is tried.
#[derive(Clone, Copy)]
pub(crate) struct Stage {
    /// Names the log file and the line of the table.
    name: &'static str,
    has_tests: bool,
    run: Run,
}

impl Stage {
    /// A stage that fails when its runners close on no test at all.
    pub(crate) const fn tests(name: &'static str, run: Run) -> Self {
        Self {
            name,
            has_tests: true,
            run,
        }
    }

    pub(crate) const fn check(name: &'static str, run: Run) -> Self {
        Self {
            name,
            has_tests: false,
            run,
        }
    }
}

/// The stages of these names, or all of them when none is named.
///
/// # Errors
/// When a name is no stage's.
pub(crate) fn chosen(stages: &[Stage], names: &[String]) -> Result<Vec<Stage>> {
    if let Some(unknown) = names
        .iter()
        .find(|name| stages.iter().all(|stage| stage.name != *name))
    {
        let known: Vec<_> = stages.iter().map(|stage| stage.name).collect();
        bail!("no stage is called `{unknown}`; there are {}", known.join(", "));
    }
    let wanted = |stage: &&Stage| names.is_empty() || names.iter().any(|name| name == stage.name);
    Ok(stages.iter().filter(wanted).copied().collect())
}

/// What became of some stages.
pub(crate) struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    time: Duration,
    tests: u64,
    failed: bool,
    said: Vec<String>,
    warnings: Vec<String>,
}

/// Runs all stages, the later ones too when an earlier one failed, so that one run tells everything.
///
/// # Errors
/// When no log can be written.
pub(crate) fn run_all(place: &Place, stages: &[Stage]) -> Result<Report> {
    let mut rows = Vec::new();
    for stage in stages {
        println!("== {}", stage.name);
        let start = Instant::now();
        let mut log = Log::open(place, stage.name)?;
        let result = (stage.run)(place, &mut log).and_then(|()| require_tests(stage, log.tests()));
        if let Err(error) = &result {
            println!("{error:#}");
        }
        rows.push(Row {
            name: stage.name,
            time: start.elapsed(),
            tests: log.tests(),
            failed: result.is_err(),
            said: log.said().to_vec(),
            warnings: log.warnings().to_vec(),
        });
    }
    let report = Report { rows };
    println!("\n{}", report.table());
    Ok(report)
}

impl Report {
    /// # Errors
    /// When any stage failed.
    pub(crate) fn verdict(&self) -> Result<()> {
        let failed: Vec<_> = self
            .rows
            .iter()
            .filter(|row| row.failed)
            .map(|row| row.name)
            .collect();
        if failed.is_empty() {
            Ok(())
        } else {
            bail!("failed: {}", failed.join(", "))
        }
    }

    /// One line for each stage, the sum, and what must not be overlooked.
    pub(crate) fn table(&self) -> String {
        let mut text = format!("{:<12} {:>8} {:>7}  result\n", "stage", "minutes", "tests");
        for row in &self.rows {
            let tests = if row.tests == 0 {
                String::from("–")
            } else {
                row.tests.to_string()
            };
            let result = if row.failed { "FAILED" } else { "ok" };
            text += &format!(
                "{:<12} {:>8.1} {:>7}  {result}\n",
                row.name,
                minutes(row.time),
                tests
            );
        }
        let all: Duration = self.rows.iter().map(|row| row.time).sum();
        text += &format!("{:<12} {:>8.1}\n", "all", minutes(all));
        for row in &self.rows {
            for warning in &row.warnings {
                text += &format!("note: {}: {warning}\n", row.name);
            }
        }
        text
    }

    /// Everything that the stages said, in their order.
    pub(crate) fn said(&self) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .flat_map(|row| row.said.iter().map(String::as_str))
    }
}

fn require_tests(stage: &Stage, tests: u64) -> Result<()> {
    if stage.has_tests && tests == 0 {
        bail!("no test was run in the stage `{}`", stage.name);
    }
    Ok(())
}

fn minutes(time: Duration) -> f64 {
    time.as_secs_f64() / 60.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(has_tests: bool) -> Stage {
        if has_tests {
            Stage::tests("sample", |_, _| Ok(()))
        } else {
            Stage::check("sample", |_, _| Ok(()))
        }
    }

    #[test]
    fn a_test_stage_that_ran_nothing_fails() {
        assert!(require_tests(&stage(true), 0).is_err());
        assert!(require_tests(&stage(true), 1).is_ok());
        assert!(require_tests(&stage(false), 0).is_ok());
    }

    #[test]
    fn stages_are_chosen_by_name_and_unknown_names_are_refused() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(chosen(&[stage(true)], &names(&[])).unwrap().len(), 1);
        assert_eq!(chosen(&[stage(true)], &names(&["sample"])).unwrap().len(), 1);
        assert!(chosen(&[stage(true)], &names(&["smaple"])).is_err());
    }

    #[test]
    fn the_table_says_minutes_tests_and_result() {
        let row = |name, seconds, tests, failed| Row {
            name,
            time: Duration::from_secs(seconds),
            tests,
            failed,
            said: Vec::new(),
            warnings: vec![String::from("look")],
        };
        let report = Report {
            rows: vec![row("rust", 90, 12, false), row("kotlin", 30, 0, true)],
        };
        let text = report.table();
        let lines: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(lines[1], ["rust", "1.5", "12", "ok"]);
        assert_eq!(lines[2], ["kotlin", "0.5", "–", "FAILED"]);
        assert_eq!(lines[3], ["all", "2.0"]);
        assert_eq!(lines[5], ["note:", "kotlin:", "look"]);
        assert!(report.verdict().is_err());
    }
}
