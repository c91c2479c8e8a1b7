//! A folder that is gone after the test.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// An empty folder of its own for each test, removed when dropped.
#[derive(Debug)]
pub struct TempFolder(PathBuf);

impl TempFolder {
    /// Makes the folder.
    ///
    /// # Panics
    /// When the system gives no folder: no test can go on then.
    #[must_use]
    #[allow(clippy::expect_used, reason = "a test without its folder has nothing to say")]
    pub fn new() -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("salyk-test-{}-{number}", std::process::id()));
        // A process of the same id may have been killed before it could remove its own.
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether any file in it, or the name of one, holds these bytes.
    #[must_use]
    pub fn holds(&self, canary: &[u8]) -> bool {
        holds(&self.0, canary)
    }
}

impl Default for TempFolder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn holds(folder: &Path, canary: &[u8]) -> bool {
    let contains = |bytes: &[u8]| bytes.windows(canary.len()).any(|window| window == canary);
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| {
            let path = entry.path();
            contains(entry.file_name().as_encoded_bytes())
                || if path.is_dir() {
                    holds(&path, canary)
                } else {
                    std::fs::read(&path).is_ok_and(|bytes| contains(&bytes))
                }
        })
}
