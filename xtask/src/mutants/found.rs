//! What became of mutants, and how many survive.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::name;

/// What became of some mutants.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) caught: u64,
    /// No test ended: a mutant that hangs is caught too.
    pub(super) hung: u64,
    pub(super) survivors: BTreeSet<String>,
}

impl Found {
    pub(super) fn read(outcomes: &str, folder: &Path) -> Result<Self> {
        let outcomes: Value = serde_json::from_str(outcomes)?;
        let number = |key: &str| {
            let number = outcomes.get(key).and_then(Value::as_u64);
            number.with_context(|| format!("cargo-mutants does not say how many are {key}"))
        };
        let missed = fs::read_to_string(folder.join("missed.txt")).unwrap_or_default();
        let found = Found {
            caught: number("caught")?,
            hung: number("timeout")?,
            survivors: missed.lines().map(name).collect(),
        };
        if number("missed")? > 0 && found.survivors.is_empty() {
            bail!("cargo-mutants does not name its survivors");
        }
        Ok(found)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.caught += other.caught;
        self.hung += other.hung;
        self.survivors.extend(other.survivors);
    }

    pub(super) fn surviving(&self) -> f64 {
        let survivors = self.survivors.len() as f64;
        let all = survivors + (self.caught + self.hung) as f64;
        if all > 0.0 { 100.0 * survivors / all } else { 0.0 }
    }

    pub(super) fn told(&self) -> String {
        format!(
            "{} caught, {} never ended, {} survive ({:.1} %)",
            self.caught,
            self.hung,
            self.survivors.len(),
            self.surviving()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_is_caught_and_the_share_is_of_all_that_were_built() {
        let outcomes = r#"{"caught": 95, "timeout": 1, "missed": 0, "unviable": 9}"#;
        let mut found = Found::read(outcomes, Path::new("nowhere")).unwrap();
        assert_eq!(found.surviving(), 0.0);
        found.add(Found {
            survivors: (0..4).map(|number| number.to_string()).collect(),
            ..Found::default()
        });
        assert_eq!(found.told(), "95 caught, 1 never ended, 4 survive (4.0 %)");
        assert_eq!(Found::default().surviving(), 0.0);
        let unnamed = r#"{"caught": 1, "timeout": 0, "missed": 1}"#;
        assert!(Found::read(unnamed, Path::new("nowhere")).is_err());
        assert!(Found::read("{}", Path::new("nowhere")).is_err());
    }
}
