//! zlib (RFC 1950) with an end to what it may become.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// The first of zlib's two header bytes: deflate with a window of 32 KB, the only kind that is written.
const METHOD: u8 = 0x78;

/// The smallest first room for what comes out.
const FIRST_ROOM: usize = 4096;

pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, 10)
}

/// What was packed, if it is all of the input, its checksum holds and it has at most `most` bytes.
pub(crate) fn unpack(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    if packed.first() != Some(&METHOD) {
        return None;
    }
    let flags = TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut inflating = DecompressorOxide::new();
    let mut out = vec![0; packed.len().saturating_mul(4).max(FIRST_ROOM).min(most)];
    let (mut read, mut written) = (0, 0);
    loop {
        let rest = packed.get(read..)?;
        let (status, took, gave) = decompress(&mut inflating, rest, &mut out, written, flags);
        read += took;
        written += gave;
        match status {
            TINFLStatus::Done if read == packed.len() => {
                out.truncate(written);
                return Some(out);
            }
            TINFLStatus::HasMoreOutput if out.len() < most => {
                out.resize(out.len().saturating_mul(2).min(most), 0);
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_bomb_ends_at_the_limit() {
        let bomb = pack(&vec![0; 10_000_000]);
        assert!(bomb.len() < 20_000);
        assert_eq!(unpack(&bomb, 4096), None);
        assert_eq!(unpack(&bomb, 9_999_999), None);
        assert_eq!(
            unpack(&bomb, 10_000_000).map(|bytes| bytes.len()),
            Some(10_000_000)
        );
    }

    #[test]
    fn nothing_may_follow_or_be_missing() {
        let packed = pack(b"kyrgyz kyrgyz kyrgyz");
        assert!(unpack(&packed, 100).is_some());
        assert_eq!(unpack(&[&packed[..], &[0]].concat(), 100), None);
        assert_eq!(unpack(&packed[..packed.len() - 1], 100), None);
        let mut other = packed;
        *other.last_mut().unwrap() ^= 1;
        assert_eq!(unpack(&other, 100), None);
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(bytes: Vec<u8>) {
            prop_assert_eq!(unpack(&pack(&bytes), bytes.len().max(1)), Some(bytes));
        }

        #[test]
        fn anything_at_all_ends(mut bytes: Vec<u8>) {
            bytes.splice(0..0, [0x78, 0xda]);
            prop_assert!(unpack(&bytes, 4096).is_none_or(|out| out.len() <= 4096));
        }
    }
}
