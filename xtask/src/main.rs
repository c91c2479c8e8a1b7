//! What the project does to itself: test, ci, phones, setup.

mod bench;
mod certificate;
mod closing;
mod contract;
mod deny;
mod failing;
mod files;
mod hygiene;
mod kotlin;
mod layering;
mod library;
mod log;
mod long;
mod mutants;
mod phones;
mod picture;
mod place;
mod rust;
mod setup;
mod stage;
mod swift;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};

use log::Log;
use phones::Target;
use place::Place;
use setup::Tool;
use stage::Stage;

/// Everything that is done to the project besides building it.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Job,
}

#[derive(Subcommand)]
enum Job {
    /// Run every test: Rust, contract, Kotlin, Swift; prepares what the machine lacks
    Test {
        /// Rust only
        #[arg(long)]
        quick: bool,
        /// Only these stages
        #[arg(conflicts_with = "quick")]
        only: Vec<String>,
    },
    /// Everything that must hold before a change lands
    Ci {
        /// Only these stages
        only: Vec<String>,
    },
    /// What is too slow for every landing; writes a dated result to docs/long
    Long {
        /// Only these stages
        only: Vec<String>,
    },
    /// Cross-compile the core for phones, measure it and hold it to docs/size-gate.toml
    Phones {
        /// Compile without linking or measuring
        #[arg(long)]
        check_only: bool,
        /// Only these
        #[arg(long = "target")]
        targets: Vec<Target>,
    },
    /// How fast the regulation is, in the profile that phones get: time (criterion) and instructions (valgrind)
    Bench,
    /// Draw the README's pictures of an Android phone into docs/pictures
    Picture,
    /// Prepare what the machine lacks, all of it or what is named
    Setup { what: Vec<Tool> },
}

const RUST: Stage = Stage::tests("rust", rust::test);
const TEST: &[Stage] = &[
    RUST,
    Stage::tests("contract", contract::test),
    Stage::check("certificate", certificate::compare),
    Stage::tests("kotlin", kotlin::test),
    Stage::tests("swift", swift::test),
];
const CHECKS: &[Stage] = &[
    Stage::check("fmt", rust::fmt),
    Stage::check("hygiene", hygiene::check),
    Stage::check("layering", layering::check),
    Stage::check("clippy", rust::clippy),
    Stage::check("doc", rust::doc),
    Stage::check("deny", deny::check),
];

const MUTANTS: Stage = Stage::check("mutants", mutants::change);
const PHONES: Stage = Stage::check("phones", phones::stage);

fn main() -> ExitCode {
    match start(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(arguments: Arguments) -> Result<()> {
    let place = Place::find()?;
    match arguments.command {
        Job::Test { quick: true, .. } => stage::run_all(&place, &[RUST])?.verdict(),
        Job::Test { only, .. } => stage::run_all(&place, &stage::chosen(TEST, &only)?)?.verdict(),
        Job::Ci { only } => stage::run_all(
            &place,
            &stage::chosen(&[CHECKS, TEST, &[MUTANTS, PHONES]].concat(), &only)?,
        )?
        .verdict(),
        Job::Long { only } => long::run(&place, &only),
        Job::Bench => bench::run(&place, &mut Log::open(&place, "bench")?),
        Job::Phones { check_only, targets } => {
            let mut log = Log::open(&place, "phones")?;
            let targets = if targets.is_empty() {
                &Target::ALL[..]
            } else {
                &targets
            };
            if check_only {
                phones::check(&place, &mut log, targets)
            } else {
                phones::build(&place, &mut log, targets)
            }
        }
        Job::Picture => picture::draw(&place, &mut Log::open(&place, "picture")?),
        Job::Setup { what } => {
            let mut log = Log::open(&place, "setup")?;
            let what = if what.is_empty() {
                Tool::value_variants()
            } else {
                &what
            };
            what.iter().try_for_each(|tool| tool.ensure(&place, &mut log))
        }
    }
}
