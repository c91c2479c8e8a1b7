//! Attached files in memory, such that fail, and what a host hands over.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ring::digest::{SHA256, digest};
use zeroize::Zeroizing;

use crate::attachments::{FileId, Inspection, SealedFile};
use crate::consent::Digest;
use crate::ports::{AttachmentFiles, AttachmentSource, FilesError, SourceError};

/// What is asked for at once.
const PIECE: usize = 64 * 1024;

/// Files in memory.
#[derive(Debug, Default)]
pub struct MemoryFiles(Mutex<BTreeMap<FileId, Vec<u8>>>);

impl MemoryFiles {
    /// The names of the files that are there.
    #[must_use]
    pub fn names(&self) -> Vec<FileId> {
        self.lock().keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<FileId, Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AttachmentFiles for MemoryFiles {
    fn seal(
        &self,
        id: &FileId,
        source: &dyn AttachmentSource,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<SealedFile, FilesError> {
        let (mut inspection, mut content) = (Inspection::default(), Vec::new());
        loop {
            let piece = source.read(PIECE)?;
            if piece.is_empty() {
                break;
            }
            inspection.take(&piece)?;
            content.extend_from_slice(&piece);
            if !progress(content.len() as u64) {
                return Err(FilesError::Stopped);
            }
        }
        let (bytes, kind) = (inspection.bytes(), inspection.finish()?);
        let mut sha256 = [0; 32];
        let hash = digest(&SHA256, &content);
        sha256
            .iter_mut()
            .zip(hash.as_ref())
            .for_each(|(to, from)| *to = *from);
        self.lock().insert(id.clone(), content);
        Ok(SealedFile {
            kind,
            bytes,
            sha256: Digest(sha256),
        })
    }

    fn read(
        &self,
        id: &FileId,
        bytes: u64,
        from: u64,
        most: usize,
    ) -> Result<Zeroizing<Vec<u8>>, FilesError> {
        let files = self.lock();
        let content = files.get(id).filter(|content| content.len() as u64 == bytes);
        let content = content.ok_or(FilesError::Damaged)?;
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let rest = content.get(from..).unwrap_or_default();
        Ok(Zeroizing::new(rest.iter().take(most).copied().collect()))
    }

    fn sweep(&self, keep: &[FileId]) -> Result<u32, FilesError> {
        let mut files = self.lock();
        let before = files.len();
        files.retain(|id, _| keep.contains(id));
        Ok(u32::try_from(before - files.len()).unwrap_or(u32::MAX))
    }
}

/// Files of which nothing works.
#[derive(Debug, Clone)]
pub struct FailingFiles(pub FilesError);

impl AttachmentFiles for FailingFiles {
    fn seal(
        &self,
        _: &FileId,
        _: &dyn AttachmentSource,
        _: &mut dyn FnMut(u64) -> bool,
    ) -> Result<SealedFile, FilesError> {
        Err(self.0.clone())
    }

    fn read(&self, _: &FileId, _: u64, _: u64, _: usize) -> Result<Zeroizing<Vec<u8>>, FilesError> {
        Err(self.0.clone())
    }

    fn sweep(&self, _: &[FileId]) -> Result<u32, FilesError> {
        Err(self.0.clone())
    }
}

/// A content that a host hands over in pieces of these sizes, over and over; it may fail where it would end.
#[derive(Debug)]
pub struct PieceSource {
    content: Vec<u8>,
    sizes: Vec<usize>,
    fails: bool,
    at: Mutex<(usize, usize)>,
}

impl PieceSource {
    /// Hands `content` over in as large pieces as are asked for.
    #[must_use]
    pub fn new(content: Vec<u8>) -> Self {
        Self::in_pieces(content, vec![usize::MAX])
    }

    /// Hands it over in pieces of these sizes.
    #[must_use]
    pub fn in_pieces(content: Vec<u8>, sizes: Vec<usize>) -> Self {
        Self {
            content,
            sizes,
            fails: false,
            at: Mutex::default(),
        }
    }

    /// Fails where the content ends.
    #[must_use]
    pub fn failing(mut self) -> Self {
        self.fails = true;
        self
    }
}

impl AttachmentSource for PieceSource {
    fn read(&self, max: usize) -> Result<Vec<u8>, SourceError> {
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        let (place, number) = *at;
        let sizes = self.sizes.len().max(1);
        let size = self.sizes.get(number % sizes).copied().unwrap_or(max);
        let rest = self.content.get(place..).unwrap_or_default();
        if rest.is_empty() && self.fails {
            return Err(SourceError);
        }
        let piece: Vec<u8> = rest.iter().take(size.clamp(1, max)).copied().collect();
        *at = (place + piece.len(), number + 1);
        Ok(piece)
    }
}
