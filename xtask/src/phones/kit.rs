//! What cross-compiles: the vendors' own kits where they are found, else clang with empty stand-ins.

use std::env;
use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::PAGE;
use super::target::{IOS_VERSION, Target};
use crate::log::output;
use crate::place::Place;
use crate::setup::LLVM;

/// The fewest bytes of code that sharing a sequence of instructions must save. Each shared sequence has 32 bytes of unwinding
/// tables of its own, which LLVM does not count.
const SHARED_GAIN: u32 = 40;

/// A compiler, a linker and the variables that make cargo and build scripts use them.
pub(super) struct Kit {
    kind: Kind,
    /// The folder of LLVM's tools and the ending of their names.
    tools: (Option<PathBuf>, String),
    environment: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ndk,
    Xcode,
    StandIns,
}

impl Kit {
    /// # Errors
    /// When neither the vendor's kit nor the stand-ins can serve here.
    pub(super) fn find(place: &Place, target: Target) -> Result<Self> {
        if target.is_android() {
            if let Some(ndk) = env::var_os("ANDROID_NDK_HOME") {
                return Self::ndk(place, Path::new(&ndk), target);
            }
            if cfg!(target_os = "macos") {
                bail!("Android needs an NDK on this system: set ANDROID_NDK_HOME");
            }
            return Self::android_stand_ins(place, target);
        }
        if cfg!(target_os = "macos") {
            return Ok(Self {
                kind: Kind::Xcode,
                tools: (None, String::new()),
                environment: vec![layout(place, target)],
            });
        }
        Self::ios_stand_ins(place, target)
    }

    pub(super) fn environment(&self) -> impl Iterator<Item = (&str, &str)> {
        self.environment
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// One of LLVM's tools.
    pub(super) fn tool(&self, name: &str) -> Command {
        if self.kind == Kind::Xcode {
            let mut xcrun = Command::new("xcrun");
            xcrun.arg(name);
            return xcrun;
        }
        let (folder, ending) = &self.tools;
        let program = format!("{name}{ending}");
        Command::new(
            folder
                .as_ref()
                .map_or_else(|| PathBuf::from(&program), |folder| folder.join(&program)),
        )
    }

    fn ndk(place: &Place, ndk: &Path, target: Target) -> Result<Self> {
        let hosts = ndk.join("toolchains").join("llvm").join("prebuilt");
        let host = fs::read_dir(&hosts)
            .with_context(|| format!("no NDK: {}", hosts.display()))?
            .next();
        let bin = host
            .context("the NDK has no tools for this system")??
            .path()
            .join("bin");
        let clang = bin
            .join(format!("{}-clang", target.clang_triple()))
            .display()
            .to_string();
        let name = target.variable();
        let environment = vec![
            (format!("CC_{name}"), clang.clone()),
            (format!("AR_{name}"), bin.join("llvm-ar").display().to_string()),
            (linker_variable(target), clang),
            layout(place, target),
        ];
        Ok(Self {
            kind: Kind::Ndk,
            tools: (Some(bin), String::new()),
            environment,
        })
    }

    fn android_stand_ins(place: &Place, target: Target) -> Result<Self> {
        let folder = place.logs().join("stand-ins").join(target.triple());
        fs::create_dir_all(&folder)?;
        let triple = target.clang_triple();
        for name in ["c", "m", "dl", "log"] {
            empty_library(&folder, &triple, name)?;
        }
        let unwind = folder.join("libunwind.a");
        if !unwind.exists() {
            output(Command::new(format!("llvm-ar-{LLVM}")).arg("crs").arg(unwind))?;
        }
        // From a name with `ld` in it rustc would conclude that this is no compiler.
        let linker = folder.join("android-clang");
        let script = format!(
            "#!/bin/sh\nexec clang-{LLVM} --target={triple} -fuse-ld=lld-{LLVM} -nostdlib -L'{}' \"$@\" \
             -Wl,--unresolved-symbols=ignore-all\n",
            folder.display()
        );
        fs::write(&linker, script)?;
        fs::set_permissions(&linker, fs::Permissions::from_mode(0o755))?;
        // Clang's own headers for x86 ask for stdlib.h unless there is no system at all.
        let no_system = if target == Target::AndroidX86 {
            " -ffreestanding"
        } else {
            ""
        };
        let mut environment = compiler(place, target, no_system);
        environment.extend([
            (linker_variable(target), linker.display().to_string()),
            layout(place, target),
        ]);
        Ok(Self {
            kind: Kind::StandIns,
            tools: (None, format!("-{LLVM}")),
            environment,
        })
    }

    fn ios_stand_ins(place: &Place, target: Target) -> Result<Self> {
        let folder = place.logs().join("stand-ins").join(target.triple());
        let (include, sdk) = (folder.join("include"), folder.join("sdk"));
        fs::create_dir_all(&include)?;
        fs::create_dir_all(&sdk)?;
        fs::write(include.join("TargetConditionals.h"), "")?;
        let mut environment = compiler(place, target, &format!(" -isystem {}", include.display()));
        environment.push(layout(place, target));
        environment.push((String::from("SDKROOT"), sdk.display().to_string()));
        environment.push((
            String::from("IPHONEOS_DEPLOYMENT_TARGET"),
            String::from(IOS_VERSION),
        ));
        Ok(Self {
            kind: Kind::StandIns,
            tools: (None, format!("-{LLVM}")),
            environment,
        })
    }
}

impl fmt::Display for Kit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Ndk => "with the NDK",
            Kind::Xcode => "with Xcode",
            Kind::StandIns => {
                "against empty stand-ins: a proof of compilation and size, not loadable on a phone"
            }
        })
    }
}

/// A compiler for C without the system's headers; ring, the only C of ours, can do without them when told so.
fn compiler(place: &Place, target: Target, more: &str) -> Vec<(String, String)> {
    let name = target.variable();
    // ring asks for debugging information, which a static archive keeps, paths and all.
    let no_paths: String = machine_paths(place)
        .into_iter()
        .filter(|path| !path.contains(char::is_whitespace))
        .map(|path| format!(" -ffile-prefix-map={path}=."))
        .collect();
    let flags = format!(
        "--target={} -nostdlibinc -DRING_CORE_NOSTDLIBINC=1{no_paths}{more}",
        target.clang_triple()
    );
    vec![
        (format!("CC_{name}"), format!("clang-{LLVM}")),
        (format!("AR_{name}"), format!("llvm-ar-{LLVM}")),
        (format!("CFLAGS_{name}"), flags),
    ]
}

fn linker_variable(target: Target) -> String {
    format!("CARGO_TARGET_{}_LINKER", target.variable().to_uppercase())
}

/// How rustc lays the library out: no path of the machine that builds it, which would only be bytes and gossip; on Android pages
/// of 16 KB, and relocations packed as its linker has read them since version 6, for they would fill 200 KB,
/// and functions of the same instructions kept once: nothing here compares the addresses of functions.
fn layout(place: &Place, target: Target) -> (String, String) {
    let mut flags: Vec<_> = machine_paths(place)
        .into_iter()
        .filter(|path| !path.contains(char::is_whitespace))
        .map(|path| format!("--remap-path-prefix={path}=."))
        .collect();
    flags.push(format!("-C llvm-args=-outliner-benefit-threshold={SHARED_GAIN}"));
    if target.is_android() {
        flags.push(format!(
            "-C link-arg=-Wl,-z,max-page-size={PAGE},--pack-dyn-relocs=android,--icf=all"
        ));
    }
    (
        format!("CARGO_TARGET_{}_RUSTFLAGS", target.variable().to_uppercase()),
        flags.join(" "),
    )
}

/// Where the sources lie on this machine: the checkout, and cargo's folders of downloaded crates.
pub(super) fn machine_paths(place: &Place) -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    let registries = registries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    // Of two prefixes that fit, rustc takes the later.
    let paths = [place.root.clone()].into_iter().chain(registries);
    paths.map(|path| path.display().to_string()).collect()
}

/// A library with nothing but its name, so that what is linked asks for the same libraries as on a phone.
fn empty_library(folder: &Path, triple: &str, name: &str) -> Result<()> {
    let file = format!("lib{name}.so");
    let path = folder.join(&file);
    if path.exists() {
        return Ok(());
    }
    let mut clang = Command::new(format!("clang-{LLVM}"));
    clang.args([
        &format!("--target={triple}"),
        &format!("-fuse-ld=lld-{LLVM}"),
        "-nostdlib",
        "-shared",
    ]);
    clang
        .args(["-x", "c", "/dev/null", &format!("-Wl,-soname,{file}"), "-o"])
        .arg(path);
    output(&mut clang).map(drop)
}
