//! Licences, banned crates, sources and known vulnerabilities of everything that is linked.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::log::Log;
use crate::place::Place;
use crate::setup;

/// The folder in which cargo-deny looks for its default database: a name and a hash of the database's address.
const DATABASE: &str = "advisory-db-3157b0e258782691";

/// # Errors
/// Says which crate breaks which rule of `deny.toml`.
pub(crate) fn check(place: &Place, log: &mut Log) -> Result<()> {
    let program = setup::deny(place, log)?;
    let deny = |network: &[&str]| {
        let mut command = Command::new(&program);
        command
            .current_dir(&place.root)
            .args(["--locked", "--color", "never"])
            .args(network)
            .arg("check");
        command
    };
    log.run(deny(&[]).args(["licenses", "bans", "sources"]))?;
    let snapshot = place.shared("advisory-db");
    if snapshot.is_dir() {
        let databases = place.logs().join("advisory-dbs");
        lay_out(&snapshot, &databases)?;
        log.run(
            deny(&["--offline"])
                .arg("advisories")
                .env("SALYK_ADVISORIES", databases),
        )?;
        return log.say(&format!(
            "no known vulnerability in the snapshot: {}",
            first_sentence(&snapshot)?
        ));
    }
    match log.run(deny(&[]).arg("advisories")) {
        Ok(()) => Ok(()),
        Err(error) if is_unreachable(&format!("{error:#}")) => {
            log.warn("advisories NOT checked: the RustSec database can't be reached and no snapshot lies in ../shared/advisory-db")
        }
        Err(error) => Err(error),
    }
}

/// Makes a snapshot, which is data only, look like the clone that cargo-deny reads.
fn lay_out(snapshot: &Path, databases: &Path) -> Result<()> {
    let clone = databases.join(DATABASE);
    if databases.exists() {
        fs::remove_dir_all(databases)?;
    }
    fs::create_dir_all(clone.join(".git"))?;
    // Its age is taken from this file; a snapshot's true age is said in the log instead.
    File::create(clone.join(".git").join("FETCH_HEAD"))?;
    symlink(snapshot.join("crates").canonicalize()?, clone.join("crates"))?;
    Ok(())
}

fn first_sentence(snapshot: &Path) -> Result<String> {
    let about = snapshot.join("SNAPSHOT.md");
    let text = fs::read_to_string(&about).with_context(|| format!("can't read {}", about.display()))?;
    let sentence = text.split(". ").next().unwrap_or_default();
    if sentence.is_empty() {
        bail!("{} is empty", about.display());
    }
    Ok(sentence.replace('\n', " "))
}

/// Whether cargo-deny could not fetch its database, as against having found something in it.
fn is_unreachable(error: &str) -> bool {
    error.contains("failed to fetch advisory database") || error.contains("failed to load advisory database")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_not_taken_for_a_missing_database() {
        assert!(is_unreachable(
            "[ERROR] failed to fetch advisory database https://…"
        ));
        assert!(!is_unreachable(
            "error[vulnerability]: heap overflow in sample 1.0.0\nadvisories FAILED"
        ));
    }
}
