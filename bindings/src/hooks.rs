//! Panics on demand, for the tests in Kotlin and Swift.
#![allow(clippy::panic, reason = "panicking is what these functions are for")]

use salyk_client::fault::Fault;

use crate::guard::guarded;

/// Panics where the core would.
///
/// # Errors
/// Always: what the panic becomes.
#[uniffi::export]
pub fn panic_in_core() -> Result<(), Fault> {
    guarded(|| panic!("a panic asked for by a test"))
}

/// Panics where nothing of ours catches it, so that UniFFI's own net is seen to hold.
#[uniffi::export]
pub fn panic_past_guard() {
    panic!("a panic asked for by a test");
}
