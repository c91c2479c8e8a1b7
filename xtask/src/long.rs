//! What is too slow for every landing: run before an issue is resolved, its dated result committed.

use std::fs;
use std::process::Command;
use std::thread;

use anyhow::Result;

use crate::certificate;
use crate::log::{Log, output};
use crate::mutants;
use crate::phones;
use crate::place::Place;
use crate::rust::{TEST_FEATURES, cargo};
use crate::stage::{self, Report, Stage};

/// What is tried more often than at every landing, by the variable that says how often.
const MORE: [(&str, &str); 3] = [
    // Cases of each property that sets no number itself; 256 at a landing.
    ("PROPTEST_CASES", "2000"),
    // Times that a writer to the store is killed.
    ("SALYK_KILLS", "1000"),
    // Histories of sessions.
    ("SALYK_HISTORIES", "60000"),
];

const STAGES: &[Stage] = &[
    Stage::tests("rust-long", tests),
    Stage::check("certificate-long", certificate::compare_all),
    Stage::check("mutants-all", mutants::all),
    Stage::check("phones-all", phones::all),
];

/// All stages, or those that are named.
///
/// # Errors
/// When a name is no stage's, or a stage failed; the result is written all the same.
pub(crate) fn run(place: &Place, only: &[String]) -> Result<()> {
    let report = stage::run_all(place, &stage::chosen(STAGES, only)?)?;
    let day = output(Command::new("date").args(["-u", "+%F"]))?
        .trim()
        .to_owned();
    let folder = place.root.join("docs").join("long");
    fs::create_dir_all(&folder)?;
    let named: String = only.iter().map(|name| format!("-{name}")).collect();
    let file = folder.join(format!("{day}{named}.md"));
    fs::write(&file, result(place, &day, only, &report)?)?;
    println!("written: {}", place.shown(&file));
    report.verdict()
}

/// Every test of the workspace with the ignored ones, and far more cases.
fn tests(place: &Place, log: &mut Log) -> Result<()> {
    for (name, number) in MORE {
        log.say(&format!("{name}={number}"))?;
    }
    log.run(
        cargo(place)
            .args([
                "test",
                "--workspace",
                "--locked",
                "--no-fail-fast",
                "--features",
                TEST_FEATURES,
            ])
            .args(["--", "--include-ignored"])
            .envs(MORE),
    )
}

fn result(place: &Place, day: &str, only: &[String], report: &Report) -> Result<String> {
    let git = |arguments: &[&str]| output(Command::new("git").current_dir(&place.root).args(arguments));
    let commit = git(&["rev-parse", "--short", "HEAD"])?;
    let changed = if git(&["status", "--porcelain"])?.trim().is_empty() {
        ""
    } else {
        ", with changes not yet committed"
    };
    let cores = thread::available_parallelism()?;
    let rust = output(Command::new("rustc").current_dir(&place.root).arg("--version"))?;
    let said = report.said().map(|line| format!("{line}\n")).collect::<String>();
    Ok(format!(
        "# Long run of {day}\n\n`cargo xtask long{}` at {}{changed}; {cores} cores, {}.\n\n```\n{}```\n\n```\n{said}```\n",
        only.iter().map(|name| format!(" {name}")).collect::<String>(),
        commit.trim(),
        rust.trim(),
        report.table(),
    ))
}
