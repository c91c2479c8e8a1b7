//! Whether a file's end is there, found by walking through its parts as they pass by. Nothing is decoded.

use std::io::BufRead;

use super::kind::{FileKind, holds};

/// How much of a PDF's end its last mark may stand in, in bytes (ISO 32000 leaves room for what programs append).
const PDF_TAIL: usize = 1024;

/// A walk through a file of one kind.
#[derive(Debug)]
pub(super) enum Walk {
    Pdf(Vec<u8>),
    Jpeg(Jpeg),
    Parts(Parts),
}

impl Walk {
    pub(super) fn of(kind: FileKind) -> Self {
        match kind {
            FileKind::Pdf => Self::Pdf(Vec::with_capacity(2 * PDF_TAIL)),
            FileKind::Jpeg => Self::Jpeg(Jpeg::default()),
            FileKind::Png => Self::Parts(Parts::of_png()),
            FileKind::Heic => Self::Parts(Parts::of_heic()),
        }
    }

    pub(super) fn take(&mut self, piece: &[u8]) {
        match self {
            Self::Pdf(tail) => {
                let start = piece.len().saturating_sub(PDF_TAIL);
                tail.extend_from_slice(piece.get(start..).unwrap_or_default());
                tail.drain(..tail.len().saturating_sub(PDF_TAIL));
            }
            Self::Jpeg(jpeg) => jpeg.take(piece),
            Self::Parts(parts) => parts.take(piece),
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        match self {
            Self::Pdf(tail) => holds(tail, b"%%EOF"),
            Self::Jpeg(jpeg) => jpeg.at == At::End,
            Self::Parts(parts) => parts.is_whole(),
        }
    }
}

/// A JPEG's segments up to its end mark; the marks inside thumbnails don't count.
#[derive(Debug, Default)]
pub(super) struct Jpeg {
    at: At,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum At {
    /// A mark's first byte is looked for; between them there may be compressed image.
    #[default]
    Image,
    /// The mark's second byte comes.
    Mark,
    /// The segment's length comes, its first byte and its second.
    Length,
    LengthAfter(u8),
    /// So much of a segment is to be passed over.
    Segment(usize),
    End,
}

impl Jpeg {
    fn take(&mut self, mut piece: &[u8]) {
        while !piece.is_empty() && self.at != At::End {
            match self.at {
                At::Image => {
                    // Fast, and can't fail on bytes in memory.
                    let _ = piece.by_ref_until(0xff, &mut self.at);
                }
                At::Segment(left) => {
                    let passed = left.min(piece.len());
                    piece = piece.get(passed..).unwrap_or_default();
                    self.at = match left - passed {
                        0 => At::Image,
                        left => At::Segment(left),
                    };
                }
                _ => {
                    let Some((byte, rest)) = piece.split_first() else {
                        return;
                    };
                    piece = rest;
                    self.one(*byte);
                }
            }
        }
    }

    fn one(&mut self, byte: u8) {
        self.at = match self.at {
            At::Mark => match byte {
                0xff => At::Mark,
                0xd9 => At::End,
                // A stuffed byte, a restart, the start: marks without a segment.
                0x00 | 0x01 | 0xd0..=0xd8 => At::Image,
                _ => At::Length,
            },
            At::Length => At::LengthAfter(byte),
            At::LengthAfter(high) => match usize::from(u16::from_be_bytes([high, byte])).saturating_sub(2) {
                0 => At::Image,
                left => At::Segment(left),
            },
            _ => return,
        };
    }
}

/// Finds a byte.
trait Until {
    fn by_ref_until(&mut self, byte: u8, at: &mut At) -> std::io::Result<()>;
}

impl Until for &[u8] {
    fn by_ref_until(&mut self, byte: u8, at: &mut At) -> std::io::Result<()> {
        let before = *self;
        let passed = self.skip_until(byte)?;
        if passed > 0 && before.get(passed - 1) == Some(&byte) {
            *at = At::Mark;
        }
        Ok(())
    }
}

/// A file of parts that each begin with their length and a word of four letters: PNG's chunks, HEIC's boxes.
#[derive(Debug)]
pub(super) struct Parts {
    is_png: bool,
    /// The beginning of the part that comes, as far as it is there.
    header: Vec<u8>,
    /// What is left of the part that passes.
    left: u64,
    /// The part that passes, or passed last.
    word: [u8; 4],
    has_description: bool,
    has_data: bool,
    /// The rest of the file does not matter any more.
    ended: bool,
    broken: bool,
}

impl Parts {
    fn of_png() -> Self {
        Self {
            // Its signature passes like a part without a name.
            left: 8,
            is_png: true,
            ..Self::of_heic()
        }
    }

    fn of_heic() -> Self {
        Self {
            is_png: false,
            header: Vec::with_capacity(16),
            left: 0,
            word: [0; 4],
            has_description: false,
            has_data: false,
            ended: false,
            broken: false,
        }
    }

    fn take(&mut self, mut piece: &[u8]) {
        while !piece.is_empty() && !self.ended && !self.broken {
            if self.left > 0 {
                let passed = usize::try_from(self.left).unwrap_or(usize::MAX).min(piece.len());
                piece = piece.get(passed..).unwrap_or_default();
                self.left -= passed as u64;
            } else if let Some((byte, rest)) = piece.split_first() {
                piece = rest;
                self.header.push(*byte);
                self.begin();
            }
            if self.left == 0 && self.header.is_empty() {
                self.passed();
            }
        }
    }

    /// Begins a part once its header is there.
    fn begin(&mut self) {
        let Some((size, rest)) = self.header.split_first_chunk::<4>() else {
            return;
        };
        let Some((word, rest)) = rest.split_first_chunk::<4>() else {
            return;
        };
        let size = u64::from(u32::from_be_bytes(*size));
        let left = match size {
            // A checksum follows a chunk.
            _ if self.is_png => Some(size + 4),
            // To the end of the file, wherever that is.
            0 => Some(0),
            1 => match rest.first_chunk::<8>() {
                Some(size) => u64::from_be_bytes(*size).checked_sub(16),
                None => return,
            },
            _ => size.checked_sub(8),
        };
        self.word = *word;
        self.header.clear();
        match left {
            Some(left) => self.left = left,
            None => self.broken = true,
        }
    }

    /// A part has passed.
    fn passed(&mut self) {
        match &self.word {
            b"IEND" if self.is_png => self.ended = true,
            b"meta" | b"moov" if !self.is_png => self.has_description = true,
            b"mdat" if !self.is_png => self.has_data = true,
            _ => {}
        }
        // What some phones write after the images is no box.
        self.ended |= self.has_description && self.has_data;
    }

    fn is_whole(&self) -> bool {
        self.ended
    }
}
