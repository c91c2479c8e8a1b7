//! How fast 20 MB are sealed and hashed, beside what ring alone takes for the same: first in memory, then with the disk that it
//! has to be written to, which ring alone is not asked for.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::digest::{Context, SHA256};
use salyk_client::adapters::attachment_files::SealedFiles;
use salyk_client::adapters::system::SystemEntropy;
use salyk_client::attachments::{FileId, MAX_FILE_BYTES};
use salyk_client::ports::{
    AttachmentFiles, AttachmentSource, SourceError, Vault, VaultError, VaultKey, VaultStrength,
};
use salyk_client::secret::Secret;

const CHUNK: usize = 64 * 1024;

struct OneKey;

impl Vault for OneKey {
    fn read(&self, _: &VaultKey) -> Result<Option<Secret>, VaultError> {
        Ok(Some(Secret::new(vec![7; 32])))
    }

    fn write(&self, _: &VaultKey, _: &Secret) -> Result<(), VaultError> {
        Ok(())
    }

    fn erase(&self, _: &VaultKey) -> Result<(), VaultError> {
        Ok(())
    }

    fn strength(&self) -> VaultStrength {
        VaultStrength::Memory
    }
}

/// A JPEG of the largest size, whose image has every byte as often as any other.
fn largest() -> Vec<u8> {
    let size = usize::try_from(MAX_FILE_BYTES).unwrap();
    let mut file = b"\xff\xd8\xff\xe0\x00\x02".to_vec();
    let mut state = 1_u32;
    while file.len() < size - 3 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let byte = (state >> 24) as u8;
        file.push(byte);
        if byte == 0xff {
            file.push(0);
        }
    }
    file.resize(size - 2, 0);
    file.extend_from_slice(b"\xff\xd9");
    file
}

struct InMemory<'a>(&'a [u8], AtomicUsize);

impl AttachmentSource for InMemory<'_> {
    fn read(&self, max: usize) -> Result<Vec<u8>, SourceError> {
        let from = self.1.load(Ordering::Relaxed);
        let rest = self.0.get(from..).unwrap_or_default();
        let piece = rest.get(..max).unwrap_or(rest).to_vec();
        self.1.store(from + piece.len(), Ordering::Relaxed);
        Ok(piece)
    }
}

/// What ring takes for the same content: sealing each chunk in place, and hashing it.
fn ring_alone(content: &[u8], sealed: &mut Vec<u8>) {
    let key = LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &[7; 32]).unwrap());
    let mut hash = Context::new(&SHA256);
    for (number, chunk) in content.chunks(CHUNK).enumerate() {
        hash.update(chunk);
        sealed.clear();
        sealed.extend_from_slice(chunk);
        let mut nonce = [0; 12];
        nonce[4..].copy_from_slice(&(number as u64).to_be_bytes());
        let nonce = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(nonce, Aad::empty(), sealed).unwrap();
        black_box(&sealed);
    }
    black_box(hash.finish());
}

/// Where the files go: memory, where the system has such a folder, and the disk.
fn folders() -> Vec<(&'static str, PathBuf)> {
    let name = format!("salyk-bench-{}", std::process::id());
    let shared = PathBuf::from("/dev/shm");
    let mut folders = vec![("sealed_files_on_disk", std::env::temp_dir().join(&name))];
    if shared.is_dir() {
        folders.insert(0, ("sealed_files_in_memory", shared.join(&name)));
    }
    folders
}

fn sealing(criterion: &mut Criterion) {
    let content = largest();
    let mut group = criterion.benchmark_group("seal_20_mb");
    group
        .sample_size(20)
        .throughput(Throughput::Bytes(MAX_FILE_BYTES));
    let mut sealed = Vec::with_capacity(CHUNK + 16);
    group.bench_function("ring_alone", |bencher| {
        bencher.iter(|| ring_alone(&content, &mut sealed));
    });
    for (name, folder) in folders() {
        let files = SealedFiles::new(&folder, Arc::new(OneKey), Arc::new(SystemEntropy));
        let id = FileId::try_from("00000000-0000-4000-8000-000000000001".to_owned()).unwrap();
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let source = InMemory(&content, AtomicUsize::new(0));
                files.seal(&id, &source, &mut |_| true).unwrap()
            });
        });
        // It is not there when only others were asked for.
        let _ = std::fs::remove_dir_all(&folder);
    }
    group.finish();
}

criterion_group!(benches, sealing);
criterion_main!(benches);
