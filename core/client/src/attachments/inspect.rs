//! A file looked at while it passes by in pieces: what it is, whether it is too big, whether its end is there.

use super::kind::{FileKind, HEAD_BYTES, recognise};
use super::refusal::Refusal;
use super::whole::Walk;

/// Largest file that can be attached, in bytes: 20 MB.
pub const MAX_FILE_BYTES: u64 = 20 * 1024 * 1024;

/// Looks at a file as it passes by; holds a kilobyte or two of it.
#[derive(Debug)]
pub struct Inspection {
    head: Vec<u8>,
    bytes: u64,
    seen: Option<(FileKind, Walk)>,
}

impl Default for Inspection {
    fn default() -> Self {
        Self {
            head: Vec::with_capacity(HEAD_BYTES),
            bytes: 0,
            seen: None,
        }
    }
}

impl Inspection {
    /// Takes the next piece.
    ///
    /// # Errors
    /// [`Refusal::TooBig`] and [`Refusal::UnknownKind`] as soon as they show.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        self.bytes = self.bytes.saturating_add(piece.len() as u64);
        if self.bytes > MAX_FILE_BYTES {
            return Err(Refusal::TooBig);
        }
        if let Some((_, walk)) = &mut self.seen {
            walk.take(piece);
            return Ok(());
        }
        let wanted = HEAD_BYTES.saturating_sub(self.head.len()).min(piece.len());
        let (head, rest) = piece.split_at_checked(wanted).unwrap_or((piece, &[]));
        self.head.extend_from_slice(head);
        if self.head.len() == HEAD_BYTES {
            self.look()?.take(rest);
        }
        Ok(())
    }

    /// The whole file has passed: its kind.
    ///
    /// # Errors
    /// Why it can't be attached.
    pub fn finish(mut self) -> Result<FileKind, Refusal> {
        if self.bytes == 0 {
            return Err(Refusal::Empty);
        }
        if self.seen.is_none() {
            self.look()?;
        }
        match self.seen {
            Some((kind, walk)) if walk.is_whole() => Ok(kind),
            _ => Err(Refusal::CutOff),
        }
    }

    /// How much has passed, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    fn look(&mut self) -> Result<&mut Walk, Refusal> {
        let kind = recognise(&self.head).ok_or(Refusal::UnknownKind)?;
        let mut walk = Walk::of(kind);
        walk.take(&self.head);
        Ok(&mut self.seen.insert((kind, walk)).1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{heic, jpeg, pdf, png};
    use super::*;

    fn inspect<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<FileKind, Refusal> {
        let mut inspection = Inspection::default();
        for piece in pieces {
            inspection.take(piece)?;
        }
        inspection.finish()
    }

    fn samples() -> [(FileKind, Vec<u8>); 4] {
        [
            (FileKind::Pdf, pdf(9_000)),
            (FileKind::Jpeg, jpeg(9_000)),
            (FileKind::Png, png(9_000)),
            (FileKind::Heic, heic(9_000)),
        ]
    }

    #[test]
    fn every_kind_passes_whole_and_no_part_of_it_does() {
        for (kind, file) in samples() {
            assert_eq!(inspect([&*file]), Ok(kind));
            for end in 0..file.len() {
                let expected = if end == 0 {
                    vec![Refusal::Empty]
                } else {
                    vec![Refusal::CutOff, Refusal::UnknownKind]
                };
                let told = inspect([&file[..end]]);
                // A PDF's very last line break may be missing.
                if kind == FileKind::Pdf && end == file.len() - 1 {
                    assert_eq!(told, Ok(kind));
                } else {
                    assert!(told.is_err_and(|told| expected.contains(&told)), "{kind:?} {end}");
                }
            }
        }
    }

    #[test]
    fn what_phones_append_is_no_harm() {
        for (kind, mut file) in samples() {
            file.extend_from_slice(b"SEFH\x01SEFT");
            assert_eq!(inspect([&*file]), Ok(kind));
        }
    }

    #[test]
    fn the_limit_is_the_last_byte_that_fits() {
        let piece = vec![0; 1 << 20];
        let mut inspection = Inspection::default();
        let head = b"%PDF-";
        inspection.take(head).unwrap();
        for _ in 0..19 {
            inspection.take(&piece).unwrap();
        }
        inspection.take(&piece[head.len()..]).unwrap();
        assert_eq!(inspection.bytes(), MAX_FILE_BYTES);
        assert_eq!(inspection.take(b"x"), Err(Refusal::TooBig));
    }

    proptest! {
        #[test]
        fn how_it_comes_in_pieces_does_not_matter(sizes in proptest::collection::vec(1_usize..3_000, 1..40), which in 0_usize..4, size in 0_usize..20_000, cut in 0_usize..20_000) {
            let mut file = [pdf, jpeg, png, heic][which](size);
            file.truncate(file.len().saturating_sub(cut % 5_000));
            let mut rest = &*file;
            let mut pieces = Vec::new();
            for size in sizes.into_iter().cycle() {
                if rest.is_empty() { break; }
                let (piece, left) = rest.split_at(size.min(rest.len()));
                pieces.push(piece);
                rest = left;
            }
            prop_assert_eq!(inspect(pieces), inspect([&*file]));
        }

        #[test]
        fn no_content_is_too_strange(mut file in proptest::collection::vec(any::<u8>(), 0..3_000), start in 0_usize..4) {
            let heads: [&[u8]; 4] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", b"%PDF-"];
            file.splice(0..0, heads[start].iter().copied());
            let _ = inspect([&*file]);
        }
    }
}
