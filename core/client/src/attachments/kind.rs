//! What a file is, by its content: its name and what the host says of it are not asked.

use serde::{Deserialize, Serialize};

/// Kinds of files that can be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// ISO 32000.
    Pdf,
    /// ISO/IEC 10918-1.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
    /// ISO/IEC 23008-12 with HEVC images, as phones take them.
    Heic,
}

/// How much of a file's beginning its kind shows in, in bytes. A PDF's header may stand this far in.
pub(super) const HEAD_BYTES: usize = 1024;

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const PDF_HEADER: &[u8] = b"%PDF-";

/// Brands of HEVC images and sequences of them (ISO/IEC 23008-12, annex B).
const HEVC_BRANDS: [&[u8]; 8] = [
    b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs",
];

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Heic];

    /// Endings of names that say this kind; the first is the usual one.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Heic => &["heic", "heif"],
        }
    }
}

/// The kind that a file's beginning shows: its first [`HEAD_BYTES`], or all of it where it is shorter.
pub(super) fn recognise(head: &[u8]) -> Option<FileKind> {
    if head.starts_with(&[0xff, 0xd8, 0xff]) {
        return Some(FileKind::Jpeg);
    }
    if head.starts_with(PNG_SIGNATURE) {
        return Some(FileKind::Png);
    }
    if is_heic(head) {
        return Some(FileKind::Heic);
    }
    holds(head, PDF_HEADER).then_some(FileKind::Pdf)
}

/// Whether the first box names a brand of HEVC images, and none of AV1, which many readers of HEIC can't show.
fn is_heic(head: &[u8]) -> bool {
    let Some((size, rest)) = head.split_first_chunk::<4>() else {
        return false;
    };
    let size = usize::try_from(u32::from_be_bytes(*size)).unwrap_or(usize::MAX);
    let Some(brands) = rest.strip_prefix(b"ftyp") else {
        return false;
    };
    let length = size.saturating_sub(8).min(brands.len());
    let brands = brands.get(..length).unwrap_or_default();
    // The second of the four-letter words is the version of the first.
    let brands = || {
        let words = brands.chunks_exact(4).enumerate();
        words.filter_map(|(place, word)| (place != 1).then_some(word))
    };
    brands().any(|brand| HEVC_BRANDS.contains(&brand)) && !brands().any(|brand| brand == b"avif")
}

/// Whether `bytes` hold `wanted` anywhere.
pub(super) fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_real_files_are_known() {
        // A phone's photograph; one of another maker; a scanner's JPEG with JFIF and one with Exif; a PDF behind a byte order mark.
        let known: [(&[u8], FileKind); 7] = [
            (
                b"\0\0\0\x24ftypheic\0\0\0\0mif1MiHBMiHEMiPrmiafheic",
                FileKind::Heic,
            ),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", FileKind::Heic),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", FileKind::Jpeg),
            (b"\xff\xd8\xff\xe1\x12\x34Exif\0\0", FileKind::Jpeg),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileKind::Png),
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", FileKind::Pdf),
            (b"\xef\xbb\xbf%PDF-2.0\n", FileKind::Pdf),
        ];
        for (head, kind) in known {
            assert_eq!(recognise(head), Some(kind));
        }
    }

    #[test]
    fn what_only_looks_like_one_is_not() {
        let others: [&[u8]; 11] = [
            b"",
            b"\xff\xd8",
            b"\x89PNG\n\x1a\n",
            b"GIF89a",
            b"PK\x03\x04\x14\0\x06\0word/document.xml",
            b"MZ\x90\0",
            b"<html>%PDF",
            b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf",
            b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
            // A brand that is only a version, and one that stands after the box's end.
            b"\0\0\0\x14ftypmif1heicmif1",
            b"\0\0\0\x10ftypmif1\0\0\0\0heic",
        ];
        for head in others {
            assert_eq!(recognise(head), None, "{head:?}");
        }
    }
}
