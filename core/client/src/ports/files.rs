//! Attached files: what the host reads, and where the phone keeps them.

use zeroize::Zeroizing;

use super::VaultError;
use crate::attachments::{FileId, Refusal, SealedFile};

/// A file that a person has chosen, as the host reads it.
pub trait AttachmentSource: Send + Sync {
    /// The next piece, of 1 to `max` bytes; an empty one at the end. Called from one thread at a time, never from the host's main
    /// one.
    ///
    /// # Errors
    /// [`SourceError`] when the file can't be read on.
    fn read(&self, max: usize) -> Result<Vec<u8>, SourceError>;
}

/// The host could not read the file on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the host could not read the file")]
pub struct SourceError;

/// The attached files on the phone's disk, sealed. All of it blocks.
pub trait AttachmentFiles: Send + Sync {
    /// Reads a file to its end and seals it under `id`, durably before it returns. `progress` is told after each piece how many
    /// bytes have passed, and answers whether to go on.
    ///
    /// # Errors
    /// [`FilesError`] when there is no such file now, nor a part of one.
    fn seal(
        &self,
        id: &FileId,
        source: &dyn AttachmentSource,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<SealedFile, FilesError>;
    /// Reads at most `most` bytes of a sealed file of `bytes` bytes, from a place on; fewer only where it ends.
    ///
    /// # Errors
    /// [`FilesError::Damaged`] when the file is not there whole as it was sealed.
    fn read(&self, id: &FileId, bytes: u64, from: u64, most: usize)
    -> Result<Zeroizing<Vec<u8>>, FilesError>;
    /// Erases every file but these and those that are being sealed; gives how many went.
    ///
    /// # Errors
    /// [`FilesError`] when something may be left.
    fn sweep(&self, keep: &[FileId]) -> Result<u32, FilesError>;
}

/// Why an attached file could not be sealed, read or erased.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilesError {
    /// It can't be attached.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was told to stop.
    #[error("the sealing was stopped")]
    Stopped,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file is gone, or not what was sealed, or its key is another.
    #[error("the sealed file is damaged")]
    Damaged,
    /// The key vault gave no key.
    #[error("the key is not to be had: {0}")]
    NoKey(VaultError),
    /// The system refused.
    #[error("the files can't be used: {0}")]
    Io(String),
}

impl From<SourceError> for FilesError {
    fn from(_: SourceError) -> Self {
        Self::Refused(Refusal::Unreadable)
    }
}
