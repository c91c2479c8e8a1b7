//! The tables that this version was made with, as the build packed them.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// The most bytes that one table may have.
const MOST_BYTES: usize = 1 << 20;

/// The policy as JSON.
pub(crate) fn policy() -> String {
    unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/policy.json.zlib")))
}

/// The days off and the worked days as JSON.
pub(crate) fn calendar() -> String {
    unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/calendar.json.zlib")))
}

/// Empty if the build packed something else, which whoever reads it refuses.
fn unpacked(packed: &[u8]) -> String {
    decompress_to_vec_zlib_with_limit(packed, MOST_BYTES)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}
