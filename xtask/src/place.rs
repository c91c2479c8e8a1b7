//! Where things stand: the checkout, its build folder, the tools that outlive a checkout.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that every stage works with.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The checkout: the folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's build folder.
    pub(crate) target: PathBuf,
}

impl Place {
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask stands in no checkout")?
            .to_path_buf();
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root, target })
    }

    /// Logs and other working files of xtask itself.
    pub(crate) fn logs(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A file that `cargo build` leaves in the development profile.
    pub(crate) fn debug(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// The folder beside the checkout that a team may keep reference data in; often absent.
    pub(crate) fn shared(&self, name: &str) -> PathBuf {
        self.root.join("..").join("shared").join(name)
    }

    /// A tool's folder, named after its version, outside the checkout so that a fresh clone finds it again.
    pub(crate) fn tool(&self, name_and_version: &str) -> PathBuf {
        let cache = env::var_os("SALYK_TOOLS").map(PathBuf::from);
        let cache =
            cache.or_else(|| env::var_os("XDG_CACHE_HOME").map(|dir| PathBuf::from(dir).join("salyk-tools")));
        let cache = cache.or_else(|| env::home_dir().map(|home| home.join(".cache").join("salyk-tools")));
        cache
            .unwrap_or_else(|| self.target.join("tools"))
            .join(name_and_version)
    }

    /// A path as people read it: from the checkout where it lies inside.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }
}
