//! What a sealed file is made of.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce};

use crate::adapters::sealing::KeyTree;
use crate::attachments::FileId;

/// The format, at the beginning of every file.
const MARK: &[u8; 8] = b"salykF1\n";

pub(super) const SALT: usize = 32;
pub(super) const HEADER: usize = MARK.len() + SALT;
/// What one chunk holds, in bytes.
pub(super) const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
pub(super) const SEALED_CHUNK: usize = CHUNK + TAG;

/// A file's beginning.
pub(super) fn header(salt: &[u8; SALT]) -> Vec<u8> {
    [MARK.as_slice(), salt].concat()
}

/// The salt, or `None` when this is no file of this format.
pub(super) fn read_header(header: &[u8]) -> Option<[u8; SALT]> {
    header.strip_prefix(MARK)?.first_chunk::<SALT>().copied()
}

/// How long a file of so many bytes is when sealed.
pub(super) fn sealed_length(bytes: u64) -> u64 {
    let chunks = bytes.div_ceil(CHUNK as u64).max(1);
    HEADER as u64 + bytes + chunks * TAG as u64
}

/// Seals and opens the chunks of one file.
///
/// The key serves one writing of one file, since its salt is drawn anew for each: a chunk's number never repeats under it.
pub(super) struct ChunkSealer {
    key: LessSafeKey,
    id: FileId,
    next: u64,
}

impl ChunkSealer {
    pub(super) fn new(keys: &KeyTree, id: &FileId, salt: &[u8; SALT]) -> Option<Self> {
        let purpose = [b"attached file 1".as_slice(), id.as_str().as_bytes(), salt];
        let key: ring::aead::UnboundKey = keys.key_of(&purpose, &CHACHA20_POLY1305)?;
        Some(Self {
            key: LessSafeKey::new(key),
            id: id.clone(),
            next: 0,
        })
    }

    /// Seals the next chunk where it stands.
    pub(super) fn seal(&mut self, chunk: &mut Vec<u8>, last: bool) -> Option<()> {
        let context = Aad::from(self.context(self.next, last));
        self.key
            .seal_in_place_append_tag(nonce(self.next), context, chunk)
            .ok()?;
        self.next += 1;
        Some(())
    }

    /// The chunk of this number, or `None` when a byte of it or of what it is bound to is another.
    pub(super) fn open<'a>(&self, number: u64, last: bool, sealed: &'a mut [u8]) -> Option<&'a [u8]> {
        let context = Aad::from(self.context(number, last));
        let text = self.key.open_in_place(nonce(number), context, sealed).ok()?;
        Some(text)
    }

    fn context(&self, number: u64, last: bool) -> Vec<u8> {
        let id = self.id.as_str().as_bytes();
        [MARK.as_slice(), id, &number.to_be_bytes(), &[u8::from(last)]].concat()
    }
}

fn nonce(number: u64) -> Nonce {
    let mut nonce = [0; NONCE_LEN];
    nonce
        .iter_mut()
        .rev()
        .zip(number.to_le_bytes())
        .for_each(|(to, from)| *to = from);
    Nonce::assume_unique_for_key(nonce)
}
