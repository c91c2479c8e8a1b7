use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;
use ring::digest::{SHA256, digest};

use super::SealedFiles;
use super::seal::{CHUNK, HEADER, SEALED_CHUNK};
use crate::adapters::system::SystemEntropy;
use crate::attachments::samples::{heic, jpeg, pdf, png};
use crate::attachments::{FileId, FileKind, MAX_FILE_BYTES, Refusal, SealedFile};
use crate::fakes::{FailingVault, MemoryVault, PieceSource, TempFolder};
use crate::ports::{AttachmentFiles, FilesError, Vault, VaultError, VaultKey};
use crate::secret::Secret;

pub(super) fn vault() -> Arc<MemoryVault> {
    let vault = MemoryVault::default();
    vault
        .write(&VaultKey::StoreKey, &Secret::new(vec![7; 32]))
        .unwrap();
    Arc::new(vault)
}

pub(super) fn id(number: u8) -> FileId {
    FileId::try_from(format!("00000000-0000-4000-8000-0000000000{number:02x}")).unwrap()
}

fn files(folder: &TempFolder) -> SealedFiles {
    SealedFiles::new(folder.path(), vault(), Arc::new(SystemEntropy))
}

fn seal(files: &SealedFiles, number: u8, content: &[u8]) -> SealedFile {
    let source = PieceSource::new(content.to_vec());
    files.seal(&id(number), &source, &mut |_| true).unwrap()
}

fn read(files: &SealedFiles, number: u8, bytes: u64) -> Result<Vec<u8>, FilesError> {
    let read = files.read(&id(number), bytes, 0, usize::MAX)?;
    Ok(read.to_vec())
}

fn path(folder: &TempFolder, number: u8) -> PathBuf {
    folder
        .path()
        .join("attachments")
        .join(format!("{}.sealed", id(number)))
}

#[test]
fn a_known_content_has_its_known_digest() {
    // sha256sum of the same 1,000,072 bytes, by another program (tests/record_sample_digest.py).
    let folder = TempFolder::new();
    let content = pdf(1_000_000);
    let file = seal(&files(&folder), 1, &content);
    assert_eq!((file.kind, file.bytes), (FileKind::Pdf, content.len() as u64));
    assert_eq!(file.sha256.hexadecimal(), RECORDED);
}

const RECORDED: &str = include_str!("../../../tests/recorded/sample_pdf.sha256").trim_ascii_end();

#[test]
fn nothing_of_it_lies_open() {
    let folder = TempFolder::new();
    seal(&files(&folder), 1, &pdf(300_000));
    for canary in [&b"%PDF-"[..], b"endstream", b"%%EOF"] {
        assert!(!folder.holds(canary));
    }
}

#[test]
fn any_range_is_what_was_put_there() {
    let folder = TempFolder::new();
    let files = files(&folder);
    for content in [png(1), jpeg(3 * CHUNK), heic(2 * CHUNK - 59)] {
        let bytes = seal(&files, 1, &content).bytes;
        let chunk = CHUNK as u64;
        for from in [0, 1, chunk - 1, chunk, chunk + 1, bytes - 1, bytes, bytes + 9] {
            for most in [0, 1, CHUNK - 1, CHUNK, 4 * CHUNK, usize::MAX] {
                let start = (from as usize).min(content.len());
                let end = start.saturating_add(most).min(content.len());
                let part = files.read(&id(1), bytes, from, most).unwrap();
                assert_eq!(*part, content[start..end]);
            }
        }
        assert_eq!(files.read(&id(1), bytes + 1, 0, 1), Err(FilesError::Damaged));
    }
}

#[test]
fn every_change_to_a_chunk_is_found() {
    let folder = TempFolder::new();
    let files = files(&folder);
    let content = jpeg(3 * CHUNK);
    let bytes = seal(&files, 1, &content).bytes;
    let whole = std::fs::read(path(&folder, 1)).unwrap();
    let chunk = |number: usize| HEADER + number * SEALED_CHUNK;
    let flipped = |at: usize| {
        let mut file = whole.clone();
        file[at] ^= 1;
        file
    };
    let mut swapped = whole.clone();
    swapped[chunk(0)..chunk(2)].rotate_left(SEALED_CHUNK);
    let mut doubled = whole.clone();
    doubled.copy_within(chunk(0)..chunk(1), chunk(1));
    // Of the same content under another name, and under the same name a second time: another salt, another key.
    seal(&files, 2, &content);
    let other = std::fs::read(path(&folder, 2)).unwrap();
    seal(&files, 1, &content);
    let again = std::fs::read(path(&folder, 1)).unwrap();
    let with = |from: &[u8]| {
        let mut file = whole.clone();
        file[chunk(1)..chunk(2)].copy_from_slice(&from[chunk(1)..chunk(2)]);
        file
    };
    let mut damaged = vec![
        ("swapped", swapped),
        ("doubled", doubled),
        ("another's whole", other.clone()),
        ("another's chunk", with(&other)),
        ("an earlier one's chunk", with(&again)),
        ("the last chunk dropped", whole[..chunk(3)].to_vec()),
        ("a byte dropped", whole[..whole.len() - 1].to_vec()),
        ("a byte more", [whole.as_slice(), b"x"].concat()),
        ("nothing", Vec::new()),
    ];
    for at in [
        0,
        7,
        8,
        HEADER - 1,
        HEADER,
        chunk(1) - 1,
        chunk(2),
        whole.len() - 1,
    ] {
        damaged.push(("a bit", flipped(at)));
    }
    for (what, file) in damaged {
        std::fs::write(path(&folder, 1), file).unwrap();
        assert_eq!(read(&files, 1, bytes), Err(FilesError::Damaged), "{what}");
    }
    std::fs::write(path(&folder, 1), &whole).unwrap();
    assert_eq!(read(&files, 1, bytes).unwrap(), content);
    std::fs::remove_file(path(&folder, 1)).unwrap();
    assert_eq!(read(&files, 1, bytes), Err(FilesError::Damaged), "gone");
}

#[test]
fn a_shorter_file_is_not_taken_for_a_longer_one_that_was_cut() {
    // Cut where a chunk ends, and asked for as if that were all: the chunk was not sealed as the last.
    let folder = TempFolder::new();
    let files = files(&folder);
    let content = jpeg(3 * CHUNK);
    seal(&files, 1, &content);
    let whole = std::fs::read(path(&folder, 1)).unwrap();
    std::fs::write(path(&folder, 1), &whole[..HEADER + 2 * SEALED_CHUNK]).unwrap();
    assert_eq!(read(&files, 1, 2 * CHUNK as u64), Err(FilesError::Damaged));
}

#[test]
fn what_is_refused_leaves_nothing() {
    let folder = TempFolder::new();
    let files = files(&folder);
    let mut big = b"%PDF-".to_vec();
    big.resize(usize::try_from(MAX_FILE_BYTES).unwrap() + 1, 0);
    let cut = jpeg(200_000)[..150_000].to_vec();
    for (content, why) in [
        (big, Refusal::TooBig),
        (b"GIF89a".to_vec(), Refusal::UnknownKind),
        (Vec::new(), Refusal::Empty),
        (cut, Refusal::CutOff),
    ] {
        let source = PieceSource::new(content);
        let told = files.seal(&id(1), &source, &mut |_| true);
        assert_eq!(told, Err(FilesError::Refused(why)));
    }
    let broken = PieceSource::new(png(200_000)).failing();
    let told = files.seal(&id(1), &broken, &mut |_| true);
    assert_eq!(told, Err(FilesError::Refused(Refusal::Unreadable)));
    let source = PieceSource::new(png(400_000));
    let told = files.seal(&id(1), &source, &mut |passed| passed < 200_000);
    assert_eq!(told, Err(FilesError::Stopped));
    assert_eq!(
        std::fs::read_dir(folder.path().join("attachments"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn without_a_key_nothing_is_sealed() {
    let folder = TempFolder::new();
    let source = PieceSource::new(pdf(9));
    let empty = SealedFiles::new(
        folder.path(),
        Arc::new(MemoryVault::default()),
        Arc::new(SystemEntropy),
    );
    assert!(matches!(
        empty.seal(&id(1), &source, &mut |_| true),
        Err(FilesError::NoKey(_))
    ));
    let locked = FailingVault::new(VaultError::Locked);
    let locked = SealedFiles::new(folder.path(), Arc::new(locked), Arc::new(SystemEntropy));
    assert_eq!(
        locked.seal(&id(1), &source, &mut |_| true),
        Err(FilesError::NoKey(VaultError::Locked))
    );
}

#[test]
fn a_sweep_takes_what_no_row_names_and_leaves_what_is_not_its_own() {
    let folder = TempFolder::new();
    let files = files(&folder);
    assert_eq!(files.sweep(&[]), Ok(0), "before there is a folder");
    let content = png(100);
    for number in 1..4 {
        seal(&files, number, &content);
    }
    let attachments = folder.path().join("attachments");
    std::fs::write(attachments.join(format!("{}.new", id(9))), b"half").unwrap();
    std::fs::write(attachments.join("notes.txt"), b"somebody's").unwrap();
    assert_eq!(files.sweep(&[id(1), id(3), id(9)]), Ok(2));
    assert_eq!(read(&files, 1, content.len() as u64).unwrap(), content);
    assert_eq!(read(&files, 2, content.len() as u64), Err(FilesError::Damaged));
    assert!(attachments.join("notes.txt").exists());
}

#[test]
fn a_sweep_does_not_touch_what_is_being_sealed() {
    let folder = TempFolder::new();
    let files = files(&folder);
    let content = png(400_000);
    let source = PieceSource::new(content.clone());
    let mut swept = Vec::new();
    let sealed = files.seal(&id(1), &source, &mut |_| {
        swept.push(files.sweep(&[]));
        true
    });
    assert!(sealed.is_ok());
    assert!(swept.len() > 1 && swept.iter().all(|gone| *gone == Ok(0)));
    assert_eq!(read(&files, 1, content.len() as u64).unwrap(), content);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_comes_in_whatever_pieces_comes_back(size in 0_usize..300_000, sizes in proptest::collection::vec(1_usize..200_000, 1..6), which in 0_usize..4) {
        let content = [pdf, jpeg, png, heic][which](size);
        let folder = TempFolder::new();
        let files = files(&folder);
        let source = PieceSource::in_pieces(content.clone(), sizes);
        let file = files.seal(&id(1), &source, &mut |_| true).unwrap();
        prop_assert_eq!(file.kind, FileKind::ALL[which]);
        let alone = digest(&SHA256, &content);
        prop_assert_eq!(&file.sha256.0[..], alone.as_ref());
        prop_assert_eq!(read(&files, 1, file.bytes).unwrap(), content);
    }
}
