//! The package in Swift and its journey against the real sandbox, by SwiftPM.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::library::{self, Parts};
use crate::log::Log;
use crate::place::Place;
use crate::setup::{Tool, has_native_swift, swift_script};

pub(crate) fn test(place: &Place, log: &mut Log) -> Result<()> {
    Tool::Swift.ensure(place, log)?;
    let parts = library::build(place, log)?;
    let scratch = place.target.join("swift");
    forget_old_links(&scratch, &parts)?;
    log.run(&mut swift(place, &parts, &scratch))
}

fn swift(place: &Place, parts: &Parts, scratch: &Path) -> Command {
    let mut command = if has_native_swift() {
        Command::new("swift")
    } else {
        // The checkout and what was built of it are seen at the same paths in there.
        let mut command = Command::new(swift_script(place));
        command.arg("run").arg(&place.root).arg("swift");
        command.env(
            "SWIFT_PASS",
            "SALYK_LIB_DIR SALYK_SANDBOX_BIN SALYK_GENERATED_DIR",
        );
        command
    };
    command
        .arg("test")
        .arg("--package-path")
        .arg(package(place))
        .arg("--scratch-path")
        .arg(scratch)
        .env("SALYK_LIB_DIR", &parts.archive)
        .env("SALYK_GENERATED_DIR", &parts.swift)
        .env("SALYK_SANDBOX_BIN", &parts.sandbox);
    command
}

fn package(place: &Place) -> PathBuf {
    place.root.join("bindings").join("swift")
}

/// SwiftPM does not see that a library outside the package has changed, and would run the tests against the old one.
fn forget_old_links(scratch: &Path, parts: &Parts) -> Result<()> {
    let built = scratch.join("debug");
    let Ok(entries) = fs::read_dir(&built) else {
        return Ok(());
    };
    let newest = fs::metadata(parts.archive.join("libsalyk_bindings.a"))?.modified()?;
    for entry in entries {
        let entry = entry?;
        let is_linked = entry.path().extension().is_some_and(|ending| ending == "xctest");
        if is_linked && entry.metadata()?.modified()? < newest {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
