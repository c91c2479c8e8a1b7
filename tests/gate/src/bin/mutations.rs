//! Breaks the gate in every way that is listed, in a copy of the sources, and sees that a test turns red each time.
//!
//! Prints a table; fails when a mutant survives, does not compile, or is not to be found in the sources any more.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use salyk_gate::mutants::{MUTANTS, Mutant};

/// The tests that must turn red, the quickest first.
const TESTS: [&str; 2] = ["random", "exhaustive"];

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()?;
    let copy = Copy::make(&root, &root.join("target/mutations"))?;
    copy.build()?;
    if let Some(red) = copy.red()? {
        bail!("the tests are red without any mutation: {red}");
    }
    println!("| # | file | what is broken | red |\n|---|---|---|---|");
    let mut survivors = 0;
    for (number, mutant) in MUTANTS.iter().enumerate() {
        let red = copy.broken(mutant)?;
        survivors += usize::from(red.is_none());
        let red = red.unwrap_or("**none**");
        println!(
            "| {} | `{}` | {} | {red} |",
            number + 1,
            mutant.file,
            mutant.meaning
        );
    }
    println!("\n{} mutations, {survivors} survived", MUTANTS.len());
    ensure!(survivors == 0, "{survivors} mutations survived");
    Ok(())
}

/// A copy of the sources that may be broken.
struct Copy {
    sources: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn make(root: &Path, place: &Path) -> Result<Self> {
        let sources = place.join("src");
        if sources.exists() {
            fs::remove_dir_all(&sources)?;
        }
        let listed = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .context("git lists the sources")?;
        ensure!(listed.status.success(), "git did not list the sources");
        for name in String::from_utf8(listed.stdout)?.lines() {
            let from = root.join(name);
            let to = sources.join(name);
            if from.is_file() {
                fs::create_dir_all(to.parent().context("a folder")?)?;
                fs::copy(from, to)?;
            }
        }
        Ok(Self {
            sources,
            target: place.join("target"),
        })
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["test", "--quiet", "--locked", "-p", "salyk-gate"])
            .args(arguments)
            .current_dir(&self.sources)
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("SALYK_GATE_SEED");
        if std::env::var_os("SALYK_GATE_HISTORIES").is_none() {
            cargo.env("SALYK_GATE_HISTORIES", "100000");
        }
        if std::env::var_os("SALYK_GATE_DEPTH").is_none() {
            cargo.env("SALYK_GATE_DEPTH", "5");
        }
        cargo
    }

    fn build(&self) -> Result<()> {
        let built = self.cargo(&["--no-run"]).stdout(Stdio::null()).status()?;
        ensure!(built.success(), "the copy does not compile");
        Ok(())
    }

    /// The first test that is red.
    fn red(&self) -> Result<Option<&'static str>> {
        for test in TESTS {
            let status = self
                .cargo(&["--test", test])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()?;
            if !status.success() {
                return Ok(Some(test));
            }
        }
        Ok(None)
    }

    /// The first test that a mutant turns red; the sources are whole again afterwards.
    fn broken(&self, mutant: &Mutant) -> Result<Option<&'static str>> {
        let path = self.sources.join("core/client/src").join(mutant.file);
        let whole = fs::read_to_string(&path)?;
        let found = whole.matches(mutant.from).count();
        ensure!(
            found == 1,
            "{}: found {found} times in {}: {}",
            mutant.meaning,
            mutant.file,
            mutant.from
        );
        fs::write(&path, whole.replacen(mutant.from, mutant.to, 1))?;
        let red = self
            .build()
            .with_context(|| mutant.meaning)
            .and_then(|()| self.red());
        fs::write(&path, whole)?;
        red
    }
}
