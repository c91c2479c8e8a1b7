//! What a library weighs, how it is aligned and what it asks of the system.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::kit::Kit;
use crate::log::output;
use crate::place::Place;
use crate::rust::cargo;

/// Names of bionic's that Rust's `libc` crate does not declare: C's start, stack protection, mathematics, memory and the log.
const MORE_OF_BIONIC: &str = "\
    __cxa_atexit __cxa_finalize __errno __register_atfork __stack_chk_fail __sF __android_log_write \
    android_set_abort_message arc4random_buf bcmp ceil environ exp floor fma fmod log log10 log2 memcmp memcpy memmove \
    memset pow pthread_create rint round sin cos tan stderr stdout strlen trunc";

/// The size as a package has it.
pub(super) fn gzip_bytes(file: &Path) -> Result<u64> {
    let packed = Command::new("gzip")
        .args(["-9", "-c"])
        .arg(file)
        .stdin(Stdio::null())
        .output()?;
    if !packed.status.success() {
        bail!("gzip failed on {}", file.display());
    }
    Ok(u64::try_from(packed.stdout.len())?)
}

/// The smallest alignment of the library's loadable parts, in bytes.
pub(super) fn alignment(kit: &Kit, library: &Path) -> Result<u64> {
    let headers = output(
        kit.tool("llvm-readelf")
            .args(["--program-headers", "--wide"])
            .arg(library),
    )?;
    smallest_alignment(&headers)
}

fn smallest_alignment(headers: &str) -> Result<u64> {
    let loads = headers
        .lines()
        .filter(|line| line.trim_start().starts_with("LOAD"));
    let aligned = loads.map(|line| {
        let last = line.split_whitespace().next_back().unwrap_or_default();
        u64::from_str_radix(last.trim_start_matches("0x"), 16)
            .with_context(|| format!("no alignment in `{line}`"))
    });
    let aligned = aligned.collect::<Result<Vec<_>>>()?;
    aligned
        .into_iter()
        .min()
        .context("the library has no loadable part")
}

/// The names that the system must have; weak ones may be missing.
pub(super) fn undefined(kit: &Kit, library: &Path) -> Result<Vec<String>> {
    Ok(strongly_undefined(&output(
        kit.tool("llvm-nm")
            .args(["--dynamic", "--undefined-only"])
            .arg(library),
    )?))
}

fn strongly_undefined(listing: &str) -> Vec<String> {
    let names = listing
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("U "));
    let names: BTreeSet<_> = names
        .map(|name| name.split('@').next().unwrap_or(name).to_owned())
        .collect();
    names.into_iter().collect()
}

/// The names by which Kotlin and Swift call the library; they stay when the rest is stripped.
pub(super) fn exported(kit: &Kit, library: &Path) -> Result<Vec<String>> {
    let listing = output(
        kit.tool("llvm-nm")
            .args(["--dynamic", "--defined-only", "--just-symbol-name"])
            .arg(library),
    )?;
    Ok(listing
        .lines()
        .filter(|name| name.starts_with("uniffi_"))
        .map(str::to_owned)
        .collect())
}

/// What a static archive offers and asks for.
pub(super) struct Archive {
    /// What can be called from Swift.
    pub(super) callable: Vec<String>,
    /// The names that none of its objects has.
    pub(super) wanted: Vec<String>,
}

/// The names of an archive's objects, without the underscore that Mach-O puts before each.
pub(super) fn archive(kit: &Kit, library: &Path) -> Result<Archive> {
    let names = |which: &str| {
        let mut command = kit.tool("llvm-nm");
        // What the compiler's own objects carry as bitcode beside their code is for a linker of its own version.
        command.args(["--no-llvm-bc", "--extern-only", "--just-symbol-name", which]);
        Ok::<_, anyhow::Error>(objects_names(&output(command.arg(library))?))
    };
    let (defined, undefined) = (names("--defined-only")?, names("--undefined-only")?);
    Ok(Archive {
        wanted: undefined.difference(&defined).cloned().collect(),
        callable: defined
            .into_iter()
            .filter(|name| name.starts_with("uniffi_"))
            .collect(),
    })
}

/// The names in a listing of several objects, each under its object's own line.
fn objects_names(listing: &str) -> BTreeSet<String> {
    let names = listing
        .lines()
        .filter(|line| !line.is_empty() && !line.ends_with(':'));
    names
        .map(|name| name.strip_prefix('_').unwrap_or(name).to_owned())
        .collect()
}

/// The names among these that bionic, Android's C library, does not have as far as we can tell.
///
/// `BIONIC_SYMBOLS` may name a file with bionic's own list, one name a line; else the names that the `libc` crate declares
/// for Android are taken, with a few that it leaves out. What unwinds (`_Unwind_…`, on ARM `__gnu_unwind_…`) is linked in from the
/// NDK, not wanted from the system, and only the empty stand-in leaves it open.
pub(super) fn unknown_to_bionic(place: &Place, wanted: &[String]) -> Result<Vec<String>> {
    let text = match env::var_os("BIONIC_SYMBOLS") {
        Some(file) => fs::read_to_string(file)?,
        None => libc_names(place)?,
    };
    let known: BTreeSet<&str> = text
        .split_whitespace()
        .chain(MORE_OF_BIONIC.split_whitespace())
        .collect();
    Ok(wanted
        .iter()
        .filter(|name| !known.contains(name.as_str()) && !unwinds(name))
        .cloned()
        .collect())
}

fn unwinds(name: &str) -> bool {
    name.starts_with("_Unwind_") || name.starts_with("__gnu_unwind_")
}

fn libc_names(place: &Place) -> Result<String> {
    let metadata = output(cargo(place).args(["metadata", "--format-version", "1", "--locked"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("no packages")?;
    let libc = packages
        .iter()
        .find(|package| package["name"] == "libc")
        .context("no libc crate")?;
    let manifest = PathBuf::from(
        libc["manifest_path"]
            .as_str()
            .context("no path of the libc crate")?,
    );
    let unix = manifest.with_file_name("src").join("unix");
    let mut names = declared(&fs::read_to_string(unix.join("mod.rs"))?);
    let linux = unix.join("linux_like");
    names.extend(declared(&fs::read_to_string(linux.join("mod.rs"))?));
    let mut folders = vec![linux.join("android")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                names.extend(declared(&fs::read_to_string(path)?));
            }
        }
    }
    Ok(names.join(" "))
}

/// The functions that a Rust source declares.
fn declared(source: &str) -> Vec<String> {
    let functions = source
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("pub "));
    let functions = functions.filter_map(|line| line.trim_start_matches("safe ").strip_prefix("fn "));
    functions
        .map(|line| line.split(['(', '<']).next().unwrap_or_default().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archives_names_are_those_of_its_objects() {
        let names = objects_names("one.o:\n_malloc\n\ntwo.o:\n_malloc\n_free\n");
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["free", "malloc"]);
    }

    #[test]
    fn what_unwinds_comes_from_the_kit() {
        assert!(unwinds("_Unwind_Resume") && unwinds("__gnu_unwind_frame"));
        assert!(!unwinds("unwind") && !unwinds("pthread_create"));
    }

    #[test]
    fn the_smallest_alignment_counts() {
        let headers = "\
  Type           Offset   VirtAddr           PhysAddr           FileSiz  MemSiz   Flg Align
  PHDR           0x000040 0x0000000000000040 0x0000000000000040 0x000268 0x000268 R   0x8
  LOAD           0x000000 0x0000000000000000 0x0000000000000000 0x07dbe0 0x07dbe0 R   0x4000
  LOAD           0x07dbe0 0x0000000000081be0 0x0000000000081be0 0x1530f0 0x1530f0 R E 0x1000
";
        assert_eq!(smallest_alignment(headers).unwrap(), 0x1000);
        assert!(smallest_alignment("no headers").is_err());
    }

    #[test]
    fn weak_names_and_versions_are_left_out() {
        let listing = "                 U write@LIBC\n                 w gettid\n                 U write\n                 U abort@LIBC\n";
        assert_eq!(strongly_undefined(listing), ["abort", "write"]);
    }

    #[test]
    fn declarations_are_read() {
        assert_eq!(
            declared("    pub fn abort() -> !;\n    pub safe fn tick(a: u8);\nfn private()"),
            ["abort", "tick"]
        );
    }
}
