//! What the tests in Kotlin and Swift stand on: the library, the generated code and the sandbox's program.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::log::Log;
use crate::place::Place;
use crate::rust::{TEST_FEATURES, cargo};

/// The parts, ready for use.
pub(crate) struct Parts {
    /// The program of the tax service on loopback.
    pub(crate) sandbox: PathBuf,
    /// A folder with the shared library alone.
    pub(crate) shared: PathBuf,
    /// A folder with the static library alone: a linker that sees both takes the shared one.
    pub(crate) archive: PathBuf,
    /// The generated Kotlin.
    pub(crate) kotlin: PathBuf,
    /// The generated Swift with its header; the package has a module map of its own.
    pub(crate) swift: PathBuf,
}

/// Builds every library and program in the development profile, most of it as `cargo test` left it.
pub(crate) fn build_workspace(place: &Place, log: &mut Log) -> Result<()> {
    // The whole workspace with its tests, though few of its programs are wanted: for any other choice cargo unites the features
    // of dependencies anew and builds a part of what `cargo test` has built a second time.
    log.run(cargo(place).args([
        "build",
        "--workspace",
        "--all-targets",
        "--locked",
        "--features",
        TEST_FEATURES,
    ]))
}

/// Builds the parts.
pub(crate) fn build(place: &Place, log: &mut Log) -> Result<Parts> {
    build_workspace(place, log)?;
    let parts = Parts {
        sandbox: place.debug("salyk-sandbox"),
        shared: place.target.join("uniffi-lib").join("shared"),
        archive: place.target.join("uniffi-lib").join("static"),
        kotlin: place.target.join("uniffi-kotlin"),
        swift: place.target.join("uniffi-swift"),
    };
    let shared = if cfg!(target_os = "macos") {
        "libsalyk_bindings.dylib"
    } else {
        "libsalyk_bindings.so"
    };
    link(&place.debug(shared), &parts.shared.join(shared))?;
    let archive = "libsalyk_bindings.a";
    link(&place.debug(archive), &parts.archive.join(archive))?;
    let bindgen = |program: &str| {
        let mut command = std::process::Command::new(place.debug(program));
        command.current_dir(&place.root);
        command
    };
    log.run(
        bindgen("uniffi-bindgen")
            .args(["generate", "--language", "kotlin", "--no-format", "--out-dir"])
            .arg(&parts.kotlin)
            .arg(place.debug(shared)),
    )?;
    log.run(
        bindgen("uniffi-bindgen-swift")
            .args(["--swift-sources", "--headers"])
            .arg(place.debug(archive))
            .arg(&parts.swift),
    )?;
    Ok(parts)
}

/// A second name for a file of a hundred megabytes, instead of a copy.
fn link(file: &Path, name: &Path) -> Result<()> {
    if let Some(folder) = name.parent() {
        fs::create_dir_all(folder)?;
    }
    if name.exists() {
        fs::remove_file(name)?;
    }
    fs::hard_link(file, name)?;
    Ok(())
}
