//! Many mutants, tried in one folded build (`fold.rs`): the corpus first, which is quick, the
//! recorded answers last. The properties take half a minute each and are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::fold::{self, Mutant};
use super::{Found, PACKAGE, SOURCES, name};
use crate::log::{Log, output};
use crate::place::Place;
use crate::rust::cargo;

/// How often what does not build is taken out before it is given up.
const ROUNDS: usize = 10;
/// What a test may take of memory, in KiB: some mutants never stop to collect.
const MEMORY: u64 = 6 << 20;
/// The tests in the order in which they are tried: which program, what of it, and the seconds after which it never ends.
const TESTS: [(&str, &[&str], u32); 5] = [
    ("corpus", &["every_case_holds", "the_corpus_is_whole"], 60),
    ("salyk_regulation", &["--skip", "properties"], 60),
    ("working_days", &[], 60),
    ("days_off", &[], 60),
    ("corpus", &["answers"], 240),
];

/// What became of the mutants, and which could not be tried so.
pub(super) struct Tried {
    pub(super) found: Found,
    /// Names as cargo-mutants lists them.
    pub(super) apart: Vec<String>,
}

/// Folds, builds once and tries each mutant, on every core.
///
/// # Errors
/// When the folded crate does not build or its tests fail while no mutant is on.
pub(super) fn folded(place: &Place, log: &mut Log, mutants: &[Mutant]) -> Result<Tried> {
    let tree = place.target.join("mutants").join("folded");
    let folded = build(place, log, &tree, mutants)?;
    log.say(&format!(
        "{} mutants, {} do not build, {} are tried apart",
        mutants.len(),
        folded.unbuilt.len(),
        folded.apart.len()
    ))?;
    let home = tree.join("core").join("regulation");
    if let Some(test) = first_failing(&home, &folded.programs, 0)? {
        bail!("{test} fails although no mutant is on");
    }
    let is_tried =
        |one: &&Mutant| !folded.unbuilt.contains(&one.number) && !folded.apart.contains(&one.number);
    let tried: Vec<&Mutant> = mutants.iter().filter(is_tried).collect();
    let found = try_each(log, &home, &folded.programs, &tried)?;
    let apart = mutants.iter().filter(|one| folded.apart.contains(&one.number));
    Ok(Tried {
        found,
        apart: apart.map(|one| one.name.clone()).collect(),
    })
}

struct Build {
    unbuilt: BTreeSet<usize>,
    apart: BTreeSet<usize>,
    programs: BTreeMap<String, PathBuf>,
}

/// Builds the tests of the folded crate, without the mutants that do not build.
fn build(place: &Place, log: &mut Log, tree: &Path, mutants: &[Mutant]) -> Result<Build> {
    copy(place, tree)?;
    let mut unbuilt = BTreeSet::new();
    for _ in 0..ROUNDS {
        let (lines, apart) = write(place, tree, mutants, &unbuilt)?;
        let mut command = cargo(place);
        command
            .current_dir(tree)
            .env("CARGO_TARGET_DIR", place.target.join("mutants").join("build"))
            .args([
                "test",
                "--no-run",
                "--locked",
                "--profile",
                "mutants",
                "--package",
                PACKAGE,
            ])
            .args(["--message-format", "json"])
            .stderr(Stdio::null());
        let built = command.output().context("cargo can't be started")?;
        let messages = String::from_utf8_lossy(&built.stdout);
        if built.status.success() {
            return Ok(Build {
                unbuilt,
                apart,
                programs: programs(&messages),
            });
        }
        let blamed = blamed(&messages, &lines);
        if blamed.is_empty() {
            bail!(
                "the folded crate does not build, and no mutant is to blame; its sources: {}",
                tree.display()
            );
        }
        log.say(&format!("{} mutants do not build", blamed.len()))?;
        unbuilt.extend(blamed);
    }
    bail!("the folded crate does not build after {ROUNDS} rounds")
}

/// A copy of what git knows of the checkout, as it is now.
fn copy(place: &Place, tree: &Path) -> Result<()> {
    if tree.exists() {
        fs::remove_dir_all(tree)?;
    }
    let files = output(
        Command::new("git")
            .current_dir(&place.root)
            .args(["ls-files", "-z"]),
    )?;
    for file in files.split('\0').filter(|file| !file.is_empty()) {
        let (from, to) = (place.root.join(file), tree.join(file));
        if from.is_file() {
            fs::create_dir_all(to.parent().context("a file without a folder")?)?;
            fs::copy(from, to)?;
        }
    }
    Ok(())
}

type Lines = BTreeMap<String, Vec<(usize, usize, usize)>>;

/// Writes every file with its mutants; gives where each mutant stands, and those that stand apart.
fn write(
    place: &Place,
    tree: &Path,
    mutants: &[Mutant],
    unbuilt: &BTreeSet<usize>,
) -> Result<(Lines, BTreeSet<usize>)> {
    let mut of_file: BTreeMap<&str, Vec<&Mutant>> = BTreeMap::new();
    for one in mutants {
        of_file.entry(&one.file).or_default().push(one);
    }
    let (mut lines, mut apart) = (Lines::new(), BTreeSet::new());
    for (file, mutants) in of_file {
        let folded = fold::fold(&fs::read_to_string(place.root.join(file))?, &mutants, unbuilt)?;
        fs::write(tree.join(file), folded.text)?;
        lines.insert(file.to_owned(), folded.lines);
        apart.extend(folded.apart);
    }
    let lib = tree.join(SOURCES).join("lib.rs");
    let root = fs::read_to_string(place.root.join(SOURCES).join("lib.rs"))?;
    // Some mutants divide by a constant zero: a test is to notice them, not the compiler.
    let allowed = "#![allow(warnings, unconditional_panic, arithmetic_overflow)]";
    fs::write(lib, format!("{allowed}\n{root}\nmod folded;\n"))?;
    fs::write(tree.join(SOURCES).join("folded.rs"), fold::CHOICE)?;
    Ok((lines, apart))
}

fn messages(json: &str) -> impl Iterator<Item = Value> {
    json.lines().filter_map(|line| serde_json::from_str(line).ok())
}

/// The mutants in whose lines the compiler finds errors.
fn blamed(json: &str, lines: &Lines) -> BTreeSet<usize> {
    let is_error = |message: &Value| {
        message
            .pointer("/message/level")
            .is_some_and(|level| level == "error")
    };
    let mut blamed = BTreeSet::new();
    for message in messages(json).filter(is_error) {
        let spans = message.pointer("/message/spans").and_then(Value::as_array);
        blamed.extend(
            spans
                .into_iter()
                .flatten()
                .filter_map(|span| mutant_at(span, lines)),
        );
    }
    blamed
}

/// The mutant that a primary span lies in; of a macro's text, where it was used.
fn mutant_at(span: &Value, lines: &Lines) -> Option<usize> {
    let file = |place: &Value| Some(place.get("file_name")?.as_str()?.to_owned());
    if span.get("is_primary")? != true {
        return None;
    }
    let mut place = span;
    while !file(place)?.starts_with(SOURCES) {
        place = place.pointer("/expansion/span")?;
    }
    let line: usize = place.get("line_start")?.as_u64()?.try_into().ok()?;
    let of_file = lines.get(&file(place)?)?;
    let here = of_file
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&line));
    here.map(|(_, _, number)| *number)
}

/// The test programs by their names.
fn programs(json: &str) -> BTreeMap<String, PathBuf> {
    let named = |message: Value| {
        let program = message.get("executable")?.as_str()?;
        let name = message.pointer("/target/name")?.as_str()?.replace('-', "_");
        Some((name, PathBuf::from(program)))
    };
    messages(json).filter_map(named).collect()
}

/// The first test that notices a mutant; `None` when it survives.
fn first_failing(
    home: &Path,
    programs: &BTreeMap<String, PathBuf>,
    number: usize,
) -> Result<Option<&'static str>> {
    for (test, arguments, seconds) in TESTS {
        let program = programs
            .get(test)
            .with_context(|| format!("no test program {test}"))?;
        let ended = Command::new("sh")
            .args(["-c", "ulimit -v \"$1\"; shift; exec timeout \"$@\"", "sh"])
            .arg(MEMORY.to_string())
            .arg(seconds.to_string())
            .arg(program)
            .args(arguments)
            .current_dir(home)
            .env("MUTANT", number.to_string())
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .context("sh can't be started")?;
        if ended.code() == Some(124) {
            return Ok(Some(NEVER_ENDED));
        }
        if !ended.success() {
            return Ok(Some(test));
        }
    }
    Ok(None)
}

const NEVER_ENDED: &str = "never ended";

fn try_each(
    log: &mut Log,
    home: &Path,
    programs: &BTreeMap<String, PathBuf>,
    mutants: &[&Mutant],
) -> Result<Found> {
    let next = AtomicUsize::new(0);
    let ended = Mutex::new((Found::default(), BTreeMap::<&str, usize>::new()));
    let work = || -> Result<()> {
        while let Some(one) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
            let noticed = first_failing(home, programs, one.number)?;
            let mut ended = ended.lock().map_err(|_| anyhow::anyhow!("a worker was ended"))?;
            *ended.1.entry(noticed.unwrap_or("no test")).or_default() += 1;
            match noticed {
                None => drop(ended.0.survivors.insert(name(&one.name))),
                Some(NEVER_ENDED) => ended.0.hung += 1,
                Some(_) => ended.0.caught += 1,
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..thread::available_parallelism()?.get())
            .map(|_| scope.spawn(work))
            .collect();
        for worker in workers {
            worker
                .join()
                .map_err(|_| anyhow::anyhow!("a worker was ended"))??;
        }
        anyhow::Ok(())
    })?;
    let (found, by_test) = ended
        .into_inner()
        .map_err(|_| anyhow::anyhow!("a worker was ended"))?;
    for (test, count) in by_test {
        log.say(&format!("noticed by {test}: {count}"))?;
    }
    Ok(found)
}
