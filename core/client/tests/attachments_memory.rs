//! How much memory the sealing of the largest file takes above what is in use before: counted at the allocator.

#![allow(
    unsafe_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "only an allocator can count, and a test says what went wrong by panicking"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use salyk_client::adapters::attachment_files::SealedFiles;
use salyk_client::adapters::system::SystemEntropy;
use salyk_client::attachments::{FileId, MAX_FILE_BYTES, PART_BYTES};
use salyk_client::ports::{
    AttachmentFiles, AttachmentSource, SourceError, Vault, VaultError, VaultKey, VaultStrength,
};
use salyk_client::secret::Secret;

/// The system's allocator, with what is in use and the most that ever was.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn taken(bytes: usize) {
    let now = IN_USE.fetch_add(bytes, Ordering::SeqCst) + bytes;
    MOST.fetch_max(now, Ordering::SeqCst);
}

// SAFETY: everything is passed on to the system's allocator as it came; what is added counts and touches no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::SeqCst);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What a host makes up as it is asked: a JPEG that never is in memory whole.
struct MadeUp(AtomicU64);

impl AttachmentSource for MadeUp {
    fn read(&self, max: usize) -> Result<Vec<u8>, SourceError> {
        let from = self.0.load(Ordering::SeqCst);
        let length = usize::try_from(MAX_FILE_BYTES - from).unwrap().min(max);
        let mut piece = vec![0x5a; length];
        if from == 0 {
            piece[..3].copy_from_slice(b"\xff\xd8\xff");
            piece[3..6].copy_from_slice(b"\xe0\x00\x02");
        }
        if length > 1 && from + length as u64 == MAX_FILE_BYTES {
            piece[length - 2..].copy_from_slice(b"\xff\xd9");
        }
        self.0.store(from + length as u64, Ordering::SeqCst);
        Ok(piece)
    }
}

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

/// The most that was in use above what is in use now, while `work` ran.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let idle = IN_USE.load(Ordering::SeqCst);
    MOST.store(idle, Ordering::SeqCst);
    let done = work();
    (MOST.load(Ordering::SeqCst) - idle, done)
}

/// One test, so that no other counts in.
#[test]
fn twenty_megabytes_are_sealed_and_sent_within_eight() {
    let folder = std::env::temp_dir().join(format!("salyk-memory-{}", std::process::id()));
    let files = SealedFiles::new(&folder, Arc::new(OneKey), Arc::new(SystemEntropy));
    let id = FileId::try_from("00000000-0000-4000-8000-000000000001".to_owned()).unwrap();
    let source = MadeUp(AtomicU64::new(0));
    let (sealing, file) = peak(|| files.seal(&id, &source, &mut |_| true).unwrap());
    assert_eq!(file.bytes, MAX_FILE_BYTES);
    let most = usize::try_from(PART_BYTES).unwrap();
    let (sending, ()) = peak(|| {
        for from in (0..MAX_FILE_BYTES).step_by(most) {
            let part = files.read(&id, file.bytes, from, most).unwrap();
            assert_eq!(part.len(), most);
        }
    });
    std::fs::remove_dir_all(&folder).unwrap();
    println!("most above idle: sealing {sealing} bytes, reading for the upload {sending} bytes");
    assert!(sealing > 64 * 1024 && sending > 64 * 1024, "nothing was counted");
    assert!(sealing < 8 * 1024 * 1024, "{sealing}");
    assert!(sending < 8 * 1024 * 1024, "{sending}");
}
