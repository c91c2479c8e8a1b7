//! Attached files on the disk: each sealed in chunks into a file of its own beside the store.
//!
//! A file begins with its format and a salt, out of which, its name and the store's key its own key comes. Each chunk is sealed with
//! its number as the nonce, bound to the file's name, to its number and to whether it is the last, so that none can be
//! changed, left out, doubled, moved or taken from another file. It is written under a passing name, and gets its own when
//! all of it is on the disk: a kill leaves the whole file or nothing that counts. No more than a few chunks are in memory.

mod disk;
mod seal;
mod writing;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use ring::digest::{Context, SHA256};
use zeroize::Zeroizing;

use crate::adapters::sealing::KeyTree;
use crate::attachments::{FileId, Inspection, Refusal, SealedFile};
use crate::consent::Digest;
use crate::ports::{AttachmentFiles, AttachmentSource, Entropy, FilesError, Vault, VaultError, VaultKey};
use disk::{Disk, FolderDisk};
use seal::{CHUNK, ChunkSealer, HEADER, SEALED_CHUNK};
use writing::{Pieces, while_writing};

/// Most bytes that the host is asked for at once.
const PIECE: usize = 128 * 1024;

const WHOLE: &str = ".sealed";
const PASSING: &str = ".new";

/// Sealed files in a folder of their own.
pub struct SealedFiles {
    disk: Box<dyn Disk>,
    vault: Arc<dyn Vault>,
    entropy: Arc<dyn Entropy>,
    /// The files that are being written now, which no sweep takes for orphans.
    writing: Mutex<Vec<FileId>>,
}

impl SealedFiles {
    /// Files in the folder `attachments` of `folder`, where the store is; it is made when first needed.
    ///
    /// Only one process may use a folder at a time.
    pub fn new(folder: impl Into<PathBuf>, vault: Arc<dyn Vault>, entropy: Arc<dyn Entropy>) -> Self {
        let disk = FolderDisk(folder.into().join("attachments"));
        Self::on(Box::new(disk), vault, entropy)
    }

    fn on(disk: Box<dyn Disk>, vault: Arc<dyn Vault>, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            disk,
            vault,
            entropy,
            writing: Mutex::default(),
        }
    }

    fn keys(&self) -> Result<KeyTree, FilesError> {
        let key = self
            .vault
            .read(&VaultKey::StoreKey)
            .map_err(FilesError::NoKey)?
            .ok_or_else(|| FilesError::NoKey(VaultError::Unavailable("no key".to_owned())))?;
        KeyTree::new(&key).ok_or(FilesError::Damaged)
    }

    fn write(
        &self,
        id: &FileId,
        source: &dyn AttachmentSource,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<SealedFile, FilesError> {
        let mut salt = [0; seal::SALT];
        let no_entropy = |_| FilesError::Io("no unpredictable bytes".to_owned());
        self.entropy.fill(&mut salt).map_err(no_entropy)?;
        let mut sealer = ChunkSealer::new(&self.keys()?, id, &salt).ok_or(FilesError::Damaged)?;
        let passing = named(id, PASSING);
        let mut out = self.disk.create(&passing)?;
        out.write(&seal::header(&salt))?;
        let sealed = while_writing(&mut *out, |pieces| {
            seal_whole(&mut sealer, source, pieces, progress)
        })?;
        drop(out);
        self.disk.rename(&passing, &named(id, WHOLE))?;
        Ok(sealed)
    }

    fn writing(&self) -> std::sync::MutexGuard<'_, Vec<FileId>> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AttachmentFiles for SealedFiles {
    fn seal(
        &self,
        id: &FileId,
        source: &dyn AttachmentSource,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<SealedFile, FilesError> {
        let _writing = Writing::begin(self, id);
        let sealed = self.write(id, source, progress);
        if sealed.is_err() {
            // What can't be removed now is swept at the next start.
            let _ = self.disk.remove(&named(id, PASSING));
            let _ = self.disk.remove(&named(id, WHOLE));
        }
        sealed
    }

    fn read(
        &self,
        id: &FileId,
        bytes: u64,
        from: u64,
        most: usize,
    ) -> Result<Zeroizing<Vec<u8>>, FilesError> {
        let name = named(id, WHOLE);
        if bytes == 0 || self.disk.length(&name)? != Some(seal::sealed_length(bytes)) {
            return Err(FilesError::Damaged);
        }
        let header = self.disk.read_at(&name, 0, HEADER)?;
        let salt = seal::read_header(&header).ok_or(FilesError::Damaged)?;
        let sealer = ChunkSealer::new(&self.keys()?, id, &salt).ok_or(FilesError::Damaged)?;
        let end = from.saturating_add(most as u64).min(bytes);
        let (chunk, last) = (CHUNK as u64, (bytes - 1) / CHUNK as u64);
        let mut read = Zeroizing::new(Vec::with_capacity(most.min(1024 * 1024)));
        let mut at = from;
        while at < end {
            let number = at / chunk;
            let start = HEADER as u64 + number * SEALED_CHUNK as u64;
            let mut sealed = Zeroizing::new(self.disk.read_at(&name, start, SEALED_CHUNK)?);
            let text = sealer
                .open(number, number == last, &mut sealed)
                .ok_or(FilesError::Damaged)?;
            let skip = usize::try_from(at % chunk).unwrap_or(usize::MAX);
            let wanted = usize::try_from(end - at).unwrap_or(usize::MAX);
            let part = text.get(skip..).filter(|part| !part.is_empty());
            let part = part.ok_or(FilesError::Damaged)?;
            let part = part.get(..wanted).unwrap_or(part);
            read.extend_from_slice(part);
            at += part.len() as u64;
        }
        Ok(read)
    }

    fn sweep(&self, keep: &[FileId]) -> Result<u32, FilesError> {
        let mut gone = 0;
        for name in self.disk.names()? {
            let whole = name.strip_suffix(WHOLE);
            let id = whole.or_else(|| name.strip_suffix(PASSING));
            let Some(id) = id.and_then(|id| FileId::try_from(id.to_owned()).ok()) else {
                continue;
            };
            let kept = whole.is_some() && keep.contains(&id);
            if !kept && !self.writing().contains(&id) {
                self.disk.remove(&name)?;
                gone += 1;
            }
        }
        if gone > 0 {
            self.disk.sync()?;
        }
        Ok(gone)
    }
}

/// Reads, hashes and seals a source to its end.
fn seal_whole(
    sealer: &mut ChunkSealer,
    source: &dyn AttachmentSource,
    pieces: &Pieces,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<SealedFile, FilesError> {
    let not_written = || FilesError::Io("not written".to_owned());
    let (mut inspection, mut hash) = (Inspection::default(), Context::new(&SHA256));
    let mut chunk = Zeroizing::new(Vec::with_capacity(SEALED_CHUNK));
    loop {
        let piece = source.read(PIECE)?;
        if piece.is_empty() {
            break;
        }
        if piece.len() > PIECE {
            return Err(Refusal::Unreadable.into());
        }
        inspection.take(&piece)?;
        hash.update(&piece);
        let mut rest = piece.as_slice();
        while !rest.is_empty() {
            // A full chunk waits for what follows: only then it is known not to be the last.
            if chunk.len() == CHUNK {
                sealer.seal(&mut chunk, false).ok_or(FilesError::Damaged)?;
                chunk = pieces.hand_on(chunk).ok_or_else(not_written)?;
            }
            let room = CHUNK - chunk.len();
            let (fits, more) = rest.split_at_checked(room).unwrap_or((rest, &[]));
            chunk.extend_from_slice(fits);
            rest = more;
        }
        if !progress(inspection.bytes()) {
            return Err(FilesError::Stopped);
        }
    }
    let bytes = inspection.bytes();
    let kind = inspection.finish()?;
    sealer.seal(&mut chunk, true).ok_or(FilesError::Damaged)?;
    pieces.hand_on(chunk).ok_or_else(not_written)?;
    let mut sha256 = [0; 32];
    let hash = hash.finish();
    sha256
        .iter_mut()
        .zip(hash.as_ref())
        .for_each(|(to, from)| *to = *from);
    Ok(SealedFile {
        kind,
        bytes,
        sha256: Digest(sha256),
    })
}

/// Notes that a file is being written, until it is dropped.
struct Writing<'a>(&'a SealedFiles, &'a FileId);

impl<'a> Writing<'a> {
    fn begin(files: &'a SealedFiles, id: &'a FileId) -> Self {
        files.writing().push(id.clone());
        Self(files, id)
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.0.writing().retain(|id| id != self.1);
    }
}

fn named(id: &FileId, suffix: &str) -> String {
    format!("{id}{suffix}")
}

impl From<std::io::Error> for FilesError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::NotFound => Self::Damaged,
            _ => Self::Io(error.kind().to_string()),
        }
    }
}

#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;
