//! Prepares what a machine lacks, or says exactly which command does.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::log::{Log, output};
use crate::phones::Target;
use crate::place::Place;

/// The newest version that was tried here; `cargo install` builds it in about a minute.
const CARGO_DENY: &str = "0.20.2";
/// The newest version that was tried here.
const CARGO_MUTANTS: &str = "27.1.0";
/// The major version of Debian's LLVM packages that the phones' builds use.
pub(crate) const LLVM: &str = "19";

/// What a stage may need besides Rust and a C compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tool {
    /// schemathesis in a Python environment of its own (contract)
    Schemathesis,
    /// cbor2, cryptography and pycose in a Python environment of their own (certificate)
    Certificate,
    /// A JDK and Maven (kotlin)
    Maven,
    /// Swift 6: the machine's own, or Debian 13's in a folder of its own (swift)
    Swift,
    /// cargo-deny (deny)
    Deny,
    /// cargo-mutants (mutants, and the long run)
    Mutants,
    /// clang, lld and LLVM's tools for the phones' C code (phones)
    Llvm,
    /// Rust's standard library for the phones (phones)
    Targets,
    /// aapt2, which links Android's resources, and what unpacks them (picture)
    Aapt,
}

impl Tool {
    pub(crate) fn ensure(self, place: &Place, log: &mut Log) -> Result<()> {
        match self {
            Self::Schemathesis => schemathesis(place, log).map(drop),
            Self::Certificate => certificate(place, log).map(drop),
            Self::Maven => maven(log),
            Self::Swift => swift(place, log),
            Self::Deny => deny(place, log).map(drop),
            Self::Mutants => mutants(place, log).map(drop),
            Self::Llvm => llvm(log),
            Self::Targets => targets(log),
            Self::Aapt => aapt(log),
        }
    }
}

/// The `st` program of the pinned environment.
pub(crate) fn schemathesis(place: &Place, log: &mut Log) -> Result<PathBuf> {
    python(place, log, "schemathesis", "xtask/requirements.txt").map(|bin| bin.join("st"))
}

/// The Python that has what the independent verifier of certificates stands on.
pub(crate) fn certificate(place: &Place, log: &mut Log) -> Result<PathBuf> {
    python(place, log, "certificate", "tests/certificate/requirements.txt").map(|bin| bin.join("python"))
}

/// The programs' folder of a Python environment of this name with the packages that a file pins.
fn python(place: &Place, log: &mut Log, name: &str, pins: &str) -> Result<PathBuf> {
    let pins = place.root.join(pins);
    let wanted = fs::read_to_string(&pins).with_context(|| format!("can't read {}", pins.display()))?;
    let home = place.tool(name);
    let mark = home.join("installed.txt");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(home.join("bin"));
    }
    if !has("python3") || output(Command::new("python3").args(["-c", "import ensurepip"])).is_err() {
        apt(log, &["python3", "python3-venv"])?;
    }
    log.say(&format!("installing what {name} needs (once for this machine)"))?;
    log.run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    log.run(
        Command::new(home.join("bin").join("pip"))
            .args(["install", "--quiet", "--requirement"])
            .arg(&pins),
    )?;
    fs::write(&mark, wanted)?;
    Ok(home.join("bin"))
}

/// The `cargo-deny` program.
pub(crate) fn deny(place: &Place, log: &mut Log) -> Result<PathBuf> {
    installed(place, log, "cargo-deny", CARGO_DENY)
}

/// The `cargo-mutants` program.
pub(crate) fn mutants(place: &Place, log: &mut Log) -> Result<PathBuf> {
    installed(place, log, "cargo-mutants", CARGO_MUTANTS)
}

/// A cargo program of this version, built when it is not there yet.
fn installed(place: &Place, log: &mut Log, name: &str, version: &str) -> Result<PathBuf> {
    let home = place.tool(&format!("{name}-{version}"));
    let program = home.join("bin").join(name);
    if !program.exists() {
        log.say(&format!(
            "building {name} (once for this machine, about a minute)"
        ))?;
        let build = home.join("build");
        log.run(
            Command::new("cargo")
                .args([
                    "install",
                    "--debug",
                    "--locked",
                    "--version",
                    version,
                    name,
                    "--root",
                ])
                .arg(&home)
                .env("CARGO_TARGET_DIR", &build)
                .env("CARGO_PROFILE_DEV_DEBUG", "0"),
        )?;
        fs::remove_dir_all(build)?;
    }
    Ok(program)
}

fn maven(log: &mut Log) -> Result<()> {
    if has("mvn") && has("javac") {
        Ok(())
    } else {
        apt(log, &["openjdk-17-jdk-headless", "maven"])
    }
}

/// Whether this machine has a Swift of its own.
pub(crate) fn has_native_swift() -> bool {
    has("swift")
}

/// The script that keeps Debian 13's Swift.
pub(crate) fn swift_script(place: &Place) -> PathBuf {
    place
        .root
        .join("xtask")
        .join("scripts")
        .join("swift-toolchain.sh")
}

fn swift(place: &Place, log: &mut Log) -> Result<()> {
    if has_native_swift() {
        return Ok(());
    }
    let script = swift_script(place);
    if !has("apt-get") {
        bail!("Swift 6 is missing: install it from swift.org so that `swift` is on the PATH");
    }
    if !is_root()? {
        bail!(
            "Swift is missing; either put Swift 6 on the PATH or run\n    sudo {} install",
            place.shown(&script)
        );
    }
    log.run(Command::new(script).arg("install"))
}

fn llvm(log: &mut Log) -> Result<()> {
    if cfg!(target_os = "macos") || has(&format!("clang-{LLVM}")) && has(&format!("ld.lld-{LLVM}")) {
        return Ok(());
    }
    apt(log, &["clang-19", "lld-19", "llvm-19"])
}

fn targets(log: &mut Log) -> Result<()> {
    let installed = output(Command::new("rustup").args(["target", "list", "--installed"]))?;
    let missing = Target::ALL.iter().map(|target| target.triple());
    let missing: Vec<_> = missing
        .filter(|triple| !installed.lines().any(|line| line == *triple))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    log.run(Command::new("rustup").args(["target", "add"]).args(missing))
}

/// valgrind, which counts instructions.
pub(crate) fn valgrind(log: &mut Log) -> Result<()> {
    if has("valgrind") {
        return Ok(());
    }
    apt(log, &["valgrind"])
}

fn aapt(log: &mut Log) -> Result<()> {
    if has("aapt2") && has("unzip") && has("python3") {
        Ok(())
    } else {
        apt(log, &["aapt", "unzip", "python3"])
    }
}

/// Whether a program is on the `PATH`.
pub(crate) fn has(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

pub(crate) fn is_root() -> Result<bool> {
    Ok(output(Command::new("id").arg("-u"))?.trim() == "0")
}

fn apt(log: &mut Log, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !has("apt-get") {
        bail!(
            "missing here: what Debian calls {names}; install it with this system's packages and start again"
        );
    }
    if !is_root()? {
        bail!(
            "missing here; run\n    sudo apt-get update && sudo apt-get install --no-install-recommends {names}"
        );
    }
    log.say(&format!("installing {names}"))?;
    log.run(Command::new("apt-get").args(["update", "-qq"]))?;
    log.run(
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_on_the_path_or_not() {
        assert!(has("sh"));
        assert!(!has("no-program-has-this-name"));
    }
}
