//! What the project does to itself: test, ci, phones, setup.

mod closing;
mod log;
mod phones;
mod place;
mod rust;
mod setup;
mod stage;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};

use log::Log;
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
    /// Prepare what the machine lacks, all of it or what is named
    Setup { what: Vec<Tool> },
}

const RUST: Stage = Stage {
    name: "rust",
    has_tests: true,
    run: rust::test,
};
const TEST: &[Stage] = &[RUST];
const CHECKS: &[Stage] = &[
    Stage {
        name: "fmt",
        has_tests: false,
        run: rust::fmt,
    },
    Stage {
        name: "clippy",
        has_tests: false,
        run: rust::clippy,
    },
    Stage {
        name: "doc",
        has_tests: false,
        run: rust::doc,
    },
];

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
        Job::Test { quick: true, .. } => stage::run_all(&place, &[RUST]),
        Job::Test { only, .. } => stage::run_all(&place, &stage::chosen(TEST, &only)?),
        Job::Ci { only } => stage::run_all(&place, &stage::chosen(&[CHECKS, TEST].concat(), &only)?),
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
