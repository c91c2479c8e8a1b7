//! What one file is called and what is known of it once it is sealed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::kind::FileKind;
use crate::consent::Digest;

/// Names a file on this phone, and its upload to the service: a UUID, never reused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileId(String);

/// It is no file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a file's name")]
pub struct NoFileId;

impl FileId {
    /// The name as text: 36 small hexadecimal digits and dashes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FileId {
    type Error = NoFileId;

    /// It becomes part of a path on the disk, so nothing else is let through.
    fn try_from(text: String) -> Result<Self, NoFileId> {
        let plain = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-');
        if text.len() == 36 && text.bytes().all(plain) {
            Ok(Self(text))
        } else {
            Err(NoFileId)
        }
    }
}

impl From<FileId> for String {
    fn from(id: FileId) -> Self {
        id.0
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file that is wholly sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedFile {
    /// What it is.
    pub kind: FileKind,
    /// Its size, in bytes.
    pub bytes: u64,
    /// SHA-256 of its content.
    pub sha256: Digest,
}
