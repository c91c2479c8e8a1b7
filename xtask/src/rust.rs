//! The stages that are cargo's own.

use std::process::Command;

use anyhow::Result;

use crate::log::Log;
use crate::place::Place;

/// What the bindings need in tests and must not have on phones.
pub(crate) const TEST_FEATURES: &str = "salyk-bindings/sandbox-roots,salyk-bindings/test-hooks";

pub(crate) fn test(place: &Place, log: &mut Log) -> Result<()> {
    log.run(cargo(place).args([
        "test",
        "--workspace",
        "--locked",
        "--no-fail-fast",
        "--features",
        TEST_FEATURES,
    ]))
}

pub(crate) fn fmt(place: &Place, log: &mut Log) -> Result<()> {
    log.run(cargo(place).args(["fmt", "--all", "--check", "--", "--color", "never"]))
}

pub(crate) fn clippy(place: &Place, log: &mut Log) -> Result<()> {
    // The lint level goes to clippy alone: in RUSTFLAGS it would rebuild every dependency.
    log.run(cargo(place).args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))
}

pub(crate) fn doc(place: &Place, log: &mut Log) -> Result<()> {
    log.run(
        cargo(place)
            .args(["doc", "--workspace", "--no-deps", "--locked"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

/// Cargo in the checkout, free of what `cargo run` told xtask itself.
pub(crate) fn cargo(place: &Place) -> Command {
    let mut command = Command::new("cargo");
    // Said outright, so that a folder that the user's own settings name misleads nobody who looks for what was built.
    command
        .current_dir(&place.root)
        .env("CARGO_TARGET_DIR", &place.target)
        .env("CARGO_TERM_COLOR", "never");
    // Build scripts ask to be run again when these differ between a call from a shell and one from here.
    for (name, _) in std::env::vars_os() {
        let inherited = name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR");
        if inherited {
            command.env_remove(name);
        }
    }
    command
}
