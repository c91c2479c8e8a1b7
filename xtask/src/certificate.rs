//! Codes of every kind, judged by ours, by a verifier in Python and by one in Java, read both ways by pycose, and their pictures read by OpenCV.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::log::Log;
use crate::place::Place;
use crate::rust::cargo;
use crate::setup::{self, Tool};

/// The crate that makes the cases.
const CASES: &str = "salyk-certificate-cases";

/// 5,000 cases.
pub(crate) fn compare(place: &Place, log: &mut Log) -> Result<()> {
    compare_cases(place, log, 5_000)
}

/// 100,000 cases.
pub(crate) fn compare_all(place: &Place, log: &mut Log) -> Result<()> {
    compare_cases(place, log, 100_000)
}

fn compare_cases(place: &Place, log: &mut Log, count: u32) -> Result<()> {
    let python = setup::certificate(place, log)?;
    Tool::Maven.ensure(place, log)?;
    log.run(cargo(place).args(["build", "--locked", "-p", CASES, "-p", "salyk", "--bins"]))?;
    fs::create_dir_all(place.logs())?;
    let cases = place.logs().join("certificate-cases.jsonl");
    let file = fs::File::create(&cases).with_context(|| format!("can't write {}", place.shown(&cases)))?;
    let made = Command::new(place.debug("cases"))
        .arg(count.to_string())
        .stdout(Stdio::from(file))
        .status()
        .context("can't start `cases`")?;
    if !made.success() {
        bail!("the cases were not made");
    }
    let script = |name: &str| {
        let mut command = Command::new(&python);
        command
            .current_dir(place.root.join("tests").join("certificate"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .arg(name);
        command
    };
    log.run(script("verify.py").arg(&cases))?;
    in_java(place, log, &cases)?;
    log.run(script("interop.py").arg(&cases).arg(place.debug("answers")))?;
    log.run(script("scan.py").arg(place.debug("salyk")))
}

fn in_java(place: &Place, log: &mut Log, cases: &Path) -> Result<()> {
    let sources = place.root.join("tests").join("certificate").join("jvm");
    let classes = place.target.join("certificate-jvm");
    log.run(
        Command::new("javac")
            .current_dir(sources)
            .args(["-Xlint:all", "-Werror", "-d"])
            .arg(&classes)
            .arg("Verify.java"),
    )?;
    log.run(
        Command::new("java")
            .arg("-cp")
            .arg(&classes)
            .arg("Verify")
            .arg(cases),
    )
}
