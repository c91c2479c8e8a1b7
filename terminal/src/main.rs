//! `salyk`: the phone in a terminal, and the tools.

use std::process::ExitCode;

use clap::Parser;
use salyk_terminal::cli::Cli;

fn main() -> ExitCode {
    salyk_terminal::program::run(&Cli::parse())
}
