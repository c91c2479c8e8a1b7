//! The core, cross-compiled for phones.
//!
//! With an Android NDK (`ANDROID_NDK_HOME`) or with Xcode the libraries are real. Without them they are built against empty
//! stand-ins of the system's libraries: that proves that the core compiles, how big it is, how it is aligned and what it
//! wants from the system, and nothing more: such a library does not load on a phone.

mod gate;
mod kit;
mod measure;
mod target;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::log::Log;
use crate::place::Place;
use crate::rust::cargo;
use crate::setup::Tool;
use kit::Kit;
pub(crate) use target::Target;

/// The package whose library phones load, and that library's name.
const PACKAGE: &str = "salyk-bindings";
const LIBRARY: &str = "salyk_bindings";
/// 16 KB: what 64-bit Android devices may have as their page since version 15.
const PAGE: u64 = 16_384;

/// What the names of test-only calls contain: the way in for the sandbox's authority, and panics on demand.
const ONLY_IN_TESTS: [&str; 2] = ["sandbox", "panic"];

/// The stage of `cargo xtask ci`: what most people carry is built whole, the others are compiled without being linked.
pub(crate) fn stage(place: &Place, log: &mut Log) -> Result<()> {
    let built = build(place, log, &[Target::AndroidArm64]);
    let others: Vec<_> = Target::ALL
        .into_iter()
        .filter(|target| *target != Target::AndroidArm64)
        .collect();
    match (built, check(place, log, &others)) {
        (Err(built), Err(checked)) => bail!("{built:#}\n{checked:#}"),
        (built, checked) => built.and(checked),
    }
}

/// The stage of `cargo xtask long`: every phone whole.
pub(crate) fn all(place: &Place, log: &mut Log) -> Result<()> {
    build(place, log, &Target::ALL)
}

/// Compiles without linking and without measuring.
pub(crate) fn check(place: &Place, log: &mut Log, targets: &[Target]) -> Result<()> {
    prepare(place, log)?;
    for target in targets {
        let start = Instant::now();
        let kit = Kit::find(place, *target)?;
        let mut command = cargo(place);
        command.args([
            "check",
            "--locked",
            "--package",
            PACKAGE,
            "--target",
            target.triple(),
        ]);
        log.run(command.envs(kit.environment()))?;
        log.say(&format!("{target}: compiles ({} s)", start.elapsed().as_secs()))?;
    }
    Ok(())
}

/// Builds release libraries, measures them and holds them to the gate.
pub(crate) fn build(place: &Place, log: &mut Log, targets: &[Target]) -> Result<()> {
    prepare(place, log)?;
    let mut faults = Vec::new();
    for target in targets {
        let start = Instant::now();
        let kit = Kit::find(place, *target)?;
        let kind = if target.is_android() {
            "cdylib"
        } else {
            "staticlib"
        };
        let mut command = cargo(place);
        command.args([
            "rustc",
            "--release",
            "--locked",
            "--package",
            PACKAGE,
            "--lib",
            "--crate-type",
            kind,
        ]);
        log.run(
            command
                .args(["--target", target.triple()])
                .envs(kit.environment()),
        )?;
        let library = library(place, *target);
        log.say(&format!(
            "{target}: built in {} s {kit}",
            start.elapsed().as_secs()
        ))?;
        faults.extend(judge(place, log, *target, &kit, &library)?);
    }
    if !faults.is_empty() {
        bail!("not fit for phones:\n    {}", faults.join("\n    "));
    }
    Ok(())
}

fn prepare(place: &Place, log: &mut Log) -> Result<()> {
    Tool::Llvm.ensure(place, log)?;
    Tool::Targets.ensure(place, log)
}

fn library(place: &Place, target: Target) -> PathBuf {
    let ending = if target.is_android() { "so" } else { "a" };
    place
        .target
        .join(target.triple())
        .join("release")
        .join(format!("lib{LIBRARY}.{ending}"))
}

/// Prints the measures of a library and gives what is wrong with it.
fn judge(place: &Place, log: &mut Log, target: Target, kit: &Kit, library: &Path) -> Result<Vec<String>> {
    let bytes = fs::metadata(library)
        .with_context(|| format!("{} was not built", library.display()))?
        .len();
    log.say(&format!(
        "  {} bytes, {} with gzip",
        grouped(bytes),
        grouped(measure::gzip_bytes(library)?)
    ))?;
    let mut faults = Vec::new();
    if let Some(most) = gate::most_bytes(place, target)?
        && bytes > most
    {
        let (bytes, most) = (grouped(bytes), grouped(most));
        faults.push(format!(
            "{target}: {bytes} bytes, the gate in {} is {most}",
            gate::FILE
        ));
    }
    let content = fs::read(library)?;
    let paths = kit::machine_paths(place)
        .into_iter()
        .filter(|path| contains(&content, path.as_bytes()));
    faults.extend(paths.map(|path| format!("{target}: it carries the path {path} of this machine")));
    if target.is_android() {
        let alignment = measure::alignment(kit, library)?;
        log.say(&format!("  aligned to {} KB", alignment / 1024))?;
        if alignment < PAGE {
            faults.push(format!(
                "{target}: aligned to {alignment} bytes, phones with 16 KB pages refuse it"
            ));
        }
        faults.extend(only_in_tests(target, &measure::exported(kit, library)?));
        let wanted = measure::undefined(kit, library)?;
        let unknown = measure::unknown_to_bionic(place, &wanted)?;
        let unknown_count = unknown.len();
        log.say(&format!(
            "  wants {} names from the system, {unknown_count} of them not bionic's",
            wanted.len()
        ))?;
        if !unknown.is_empty() {
            faults.push(format!("{target}: no name of bionic's: {}", unknown.join(" ")));
        }
    } else {
        log.say("  an archive: its pages of 16 KB are laid out where an app is linked")?;
        let archive = measure::archive(kit, library)?;
        faults.extend(only_in_tests(target, &archive.callable));
        log.say(&format!(
            "  wants {} names from the system and Apple's compiler",
            archive.wanted.len()
        ))?;
    }
    Ok(faults)
}

fn contains(content: &[u8], wanted: &[u8]) -> bool {
    content.windows(wanted.len()).any(|window| window == wanted)
}

/// The calls of a release library that only tests may have.
fn only_in_tests(target: Target, exported: &[String]) -> Vec<String> {
    if exported.is_empty() {
        return vec![format!("{target}: nothing in it can be called from Kotlin")];
    }
    let found = exported
        .iter()
        .filter(|name| ONLY_IN_TESTS.iter().any(|word| name.contains(word)));
    found
        .map(|name| format!("{target}: `{name}` is for tests and must not be released"))
        .collect()
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_with_a_call_for_tests_is_found() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let target = Target::AndroidArm64;
        assert!(
            only_in_tests(
                target,
                &names(&["uniffi_salyk_bindings_fn_method_salyk_dispatch"])
            )
            .is_empty()
        );
        assert_eq!(
            only_in_tests(target, &names(&["uniffi_salyk_bindings_fn_func_trust_sandbox"])).len(),
            1
        );
        assert_eq!(
            only_in_tests(target, &names(&["uniffi_salyk_bindings_fn_func_panic_in_core"])).len(),
            1
        );
        assert_eq!(only_in_tests(target, &[]).len(), 1);
    }

    #[test]
    fn a_path_is_found_wherever_it_stands() {
        assert!(contains(b"at /x/core.rs", b"/x/"));
        assert!(!contains(b"at ./core.rs", b"/x/"));
    }

    #[test]
    fn digits_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(3_500_000), "3,500,000");
    }
}
