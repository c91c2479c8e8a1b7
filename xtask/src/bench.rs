//! How fast the regulation is: by the clock, and in instructions, which do not depend on what else the machine does.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::log::{Log, output};
use crate::place::Place;
use crate::rust::cargo;
use crate::setup;

const PACKAGE: &str = "salyk-regulation";
/// Lots whose instructions are counted; valgrind takes two minutes for the last.
const LOTS: [u64; 4] = [1, 100, 10_000, 100_000];

/// # Errors
/// When a bench can't be built or run.
pub(crate) fn run(place: &Place, log: &mut Log) -> Result<()> {
    setup::valgrind(log)?;
    let program = instructions_bench(place)?;
    for lots in LOTS {
        let once = counted(log, &program, lots, 1)?;
        let never = counted(log, &program, lots, 0)?;
        let taken = once.saturating_sub(never);
        log.say(&format!(
            "{lots} lots: {taken} instructions, {} a lot",
            taken / lots
        ))?;
    }
    log.run(cargo(place).args(["bench", "--locked", "--package", PACKAGE, "--bench", "assess"]))?;
    log.say(&format!(
        "times: {}, and criterion's own folder",
        place.shown(&place.logs().join("bench.log"))
    ))
}

/// The built bench, in the profile that phones get.
fn instructions_bench(place: &Place) -> Result<PathBuf> {
    let built = output(cargo(place).args([
        "bench",
        "--locked",
        "--package",
        PACKAGE,
        "--bench",
        "instructions",
        "--no-run",
        "--message-format",
        "json",
    ]))?;
    let program = built.lines().rev().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        Some(PathBuf::from(message.get("executable")?.as_str()?))
    });
    program.context("cargo names no program of the bench")
}

fn counted(log: &mut Log, program: &PathBuf, lots: u64, times: u64) -> Result<u64> {
    let counts = program.with_extension("callgrind");
    log.run(
        Command::new("valgrind")
            .arg("--tool=callgrind")
            .arg(format!("--callgrind-out-file={}", counts.display()))
            .arg(program)
            .args([lots.to_string(), times.to_string()]),
    )?;
    let counts = std::fs::read_to_string(&counts)?;
    total(&counts).context("valgrind counted nothing")
}

/// The sum that a file of counts closes with.
fn total(counts: &str) -> Option<u64> {
    let line = counts.lines().find_map(|line| line.strip_prefix("summary: "));
    let line = line.or_else(|| counts.lines().find_map(|line| line.strip_prefix("totals: ")))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_a_file_of_counts_is_read() {
        assert_eq!(total("events: Ir\nfn=(1)\n12 7\nsummary: 4711\n"), Some(4711));
        assert_eq!(total("12 7\ntotals: 7\n"), Some(7));
        assert_eq!(total("events: Ir\n"), None);
    }
}
