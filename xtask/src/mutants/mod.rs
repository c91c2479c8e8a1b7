//! What the regulation's tests catch: each function is changed in small ways (cargo-mutants), and a test must fail.

mod fold;
mod found;
mod tried;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use fold::Mutant;
use found::Found;

use crate::log::{Log, output};
use crate::place::Place;
use crate::rust::cargo;
use crate::setup;

/// What is mutated.
const PACKAGE: &str = "salyk-regulation";
const SOURCES: &str = "core/regulation/src";
/// What only tools build; a validator tries it on the whole corpus.
const SCHEMAS: &str = "core/regulation/src/schema.rs";
const SCHEMAS_OF_PARTS: &str = "core/regulation/src/schema/**";
/// The survivors that are known, each with its reason.
const SURVIVORS: &str = "docs/proof/regulation-mutants.md";
/// Of the whole crate's mutants, at most so many in a hundred may survive.
const MOST_SURVIVING: f64 = 3.0;
/// Mutants of a change that are tried before it lands: each takes about a second, one that survives up to a minute.
const MOST_OF_A_CHANGE: usize = 150;
/// The variable that may name an earlier commit: every mutant of the changes since is tried.
const SINCE: &str = "SALYK_SINCE";
/// Seconds after which a mutant counts as one that never ends.
const LIMIT: &str = "120";

/// The mutants of the last commit's changes, or of what is not committed yet.
///
/// # Errors
/// When one survives that is not listed with its reason; of a change too large to try whole that is a warning.
pub(crate) fn change(place: &Place, log: &mut Log) -> Result<()> {
    let Some(diff) = changed(place, log)? else {
        return Ok(());
    };
    let program = setup::mutants(place, log)?;
    let of_change = ["--in-diff".as_ref(), diff.as_os_str()];
    let listed = listed(place, &program, &of_change)?;
    if listed.is_empty() {
        return log.say("nothing in the change can be mutated");
    }
    let most = if std::env::var_os(SINCE).is_some() {
        listed.len()
    } else {
        MOST_OF_A_CHANGE
    };
    let (all, nth) = (listed.len(), listed.len().div_ceil(most));
    if nth > 1 {
        log.warn(&format!(
            "every {nth}th of {all} mutants is tried; all of them: cargo xtask long"
        ))?;
    }
    let listed: Vec<_> = listed.into_iter().step_by(nth).collect();
    let found = try_all(place, log, &program, &listed)?;
    match only_known(place, &found) {
        // A sample tells nothing of the rest: the whole is what `long` holds to its bound.
        Err(unnoticed) if nth > 1 => log.warn(&format!("{unnoticed:#}")),
        verdict => verdict,
    }
}

/// Every mutant of the crate.
///
/// # Errors
/// When more survive than may, or one that is not listed with its reason.
pub(crate) fn all(place: &Place, log: &mut Log) -> Result<()> {
    let program = setup::mutants(place, log)?;
    let found = try_all(place, log, &program, &listed(place, &program, &[])?)?;
    let share = found.surviving();
    if share > MOST_SURVIVING {
        for survivor in &found.survivors {
            log.say(survivor)?;
        }
        bail!("{share:.1} % survive, and at most {MOST_SURVIVING} % may");
    }
    only_known(place, &found)
}

fn listed(place: &Place, program: &Path, which: &[&OsStr]) -> Result<Vec<Mutant>> {
    let list = output(mutants(place, program).args(which).args(["--list", "--json"]))?;
    fold::listed(&list)
}

/// Most in one build, the rest as cargo-mutants does it: a build for each.
fn try_all(place: &Place, log: &mut Log, program: &Path, listed: &[Mutant]) -> Result<Found> {
    let tried = tried::folded(place, log, listed)?;
    let mut found = tried.found;
    if !tried.apart.is_empty() {
        let mut command = mutants(place, program);
        for name in &tried.apart {
            command.args(["--re", &format!("^{}$", literal(name))]);
        }
        found.add(run(log, &place.logs().join("mutants-apart"), &mut command)?);
    }
    log.say(&found.told())?;
    Ok(found)
}

/// A text as a pattern that only it matches.
fn literal(text: &str) -> String {
    let mut pattern = String::new();
    for character in text.chars() {
        if !character.is_alphanumeric() && !character.is_whitespace() {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

/// The changes of the regulation's sources as a file, since the commit that [`SINCE`] names or of the last one; `None` when
/// there are none.
fn changed(place: &Place, log: &mut Log) -> Result<Option<PathBuf>> {
    let git = |arguments: &[&str]| output(Command::new("git").current_dir(&place.root).args(arguments));
    let open = git(&["diff", "HEAD", "--", SOURCES])?;
    let diff = if let Ok(since) = std::env::var(SINCE) {
        git(&["diff", &since, "--", SOURCES])?
    } else if !open.is_empty() {
        open
    } else if git(&["rev-parse", "--verify", "--quiet", "HEAD~1"]).is_err() {
        log.warn("no mutant tried: this clone has no commit before the last")?;
        return Ok(None);
    } else {
        git(&["diff", "HEAD~1", "HEAD", "--", SOURCES])?
    };
    if diff.is_empty() {
        log.say("the regulation is not changed")?;
        return Ok(None);
    }
    let file = place.logs().join("change.diff");
    fs::write(&file, diff)?;
    Ok(Some(file))
}

fn mutants(place: &Place, program: &Path) -> Command {
    let mut command = cargo(place);
    // Mutated copies are built in a folder of their own: the checkout's is for what is true.
    command
        .env("CARGO_TARGET_DIR", place.target.join("mutants"))
        .env(
            "PATH",
            [
                program.parent().unwrap_or(program).as_os_str(),
                std::env::var_os("PATH").unwrap_or_default().as_os_str(),
            ]
            .join(OsStr::new(":")),
        )
        .args([
            "mutants",
            "--package",
            PACKAGE,
            // Built only with its feature, which mutated copies do without.
            "--exclude",
            SCHEMAS,
            "--exclude",
            SCHEMAS_OF_PARTS,
            "--jobs",
            "1",
            "--colors",
            "never",
        ]);
    command
}

/// Runs cargo-mutants; survivors are a result and no failure yet.
fn run(log: &mut Log, home: &Path, command: &mut Command) -> Result<Found> {
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::create_dir_all(home)?;
    let ended = log.run(command.args(["--timeout", LIMIT, "--output"]).arg(home));
    let told = home.join("mutants.out").join("outcomes.json");
    match fs::read_to_string(&told) {
        Ok(text) => Found::read(&text, &home.join("mutants.out")),
        Err(error) => ended.and_then(|()| {
            bail!("cargo-mutants left no {}: {error}", told.display());
        }),
    }
}

/// A mutant's name without its place, which every change of the file moves.
fn name(line: &str) -> String {
    let Some((file, rest)) = line.split_once(".rs:") else {
        return line.to_owned();
    };
    let what = rest.split_once(": ").map_or(rest, |(_, what)| what);
    format!("{file}.rs: {what}")
}

fn only_known(place: &Place, found: &Found) -> Result<()> {
    let known = fs::read_to_string(place.root.join(SURVIVORS)).unwrap_or_default();
    let unknown = unlisted(&known, &found.survivors);
    if unknown.is_empty() {
        return Ok(());
    }
    bail!(
        "no test notices these; write one, or list it with its reason in {SURVIVORS}:\n{}",
        unknown
            .iter()
            .map(|name| format!("    {name}"))
            .collect::<Vec<_>>()
            .join("\n")
    )
}

/// The survivors that the list does not name between backticks.
fn unlisted<'a>(known: &str, survivors: &'a BTreeSet<String>) -> Vec<&'a String> {
    let known: BTreeSet<&str> = known.lines().filter_map(|line| line.split('`').nth(1)).collect();
    survivors
        .iter()
        .filter(|name| !known.contains(name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_named_without_its_place() {
        let line = "core/regulation/src/months.rs:12:9: replace day_after -> Option<Date> with None";
        let short = "core/regulation/src/months.rs: replace day_after -> Option<Date> with None";
        assert_eq!(name(line), short);
        assert_eq!(name("no place"), "no place");
        let survivors = BTreeSet::from([name(line)]);
        assert_eq!(
            unlisted(&format!("- `{short}`: the reason"), &survivors),
            [short; 0]
        );
        assert_eq!(unlisted("nothing", &survivors), [short]);
    }

    #[test]
    fn a_literal_pattern_has_nothing_that_means_more() {
        assert_eq!(literal("a.rs: f -> [T]"), r"a\.rs\: f \-\> \[T\]");
    }
}
