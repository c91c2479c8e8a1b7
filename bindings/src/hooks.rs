//! Panics on demand and keys in memory, for the tests in Kotlin and Swift.
#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "panicking is what these functions are for, and they are in no release"
)]

use std::sync::Arc;

use salyk_client::adapters::software_signer::SoftwareSigner;
use salyk_client::adapters::system::SystemEntropy;
use salyk_client::fault::Fault;
use salyk_client::ports::DeviceSigner as _;

use crate::guard::guarded;
use crate::signer::DeviceSignerError;

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

/// Keys in memory that sign as a phone's key store does, where the test's own language has none.
#[derive(uniffi::Object)]
pub struct MemorySigner(SoftwareSigner);

#[uniffi::export]
impl MemorySigner {
    /// No keys yet.
    #[uniffi::constructor]
    #[allow(clippy::new_without_default, reason = "UniFFI wants a constructor")]
    pub fn new() -> Self {
        Self(SoftwareSigner::new(Arc::new(SystemEntropy)))
    }

    /// The public key of this name, compressed; made where there is none.
    ///
    /// # Errors
    /// [`DeviceSignerError`] when none can be made.
    pub fn public_key(&self, name: String) -> Result<Vec<u8>, DeviceSignerError> {
        let key = self
            .0
            .public_key(&name)
            .map_err(|_| DeviceSignerError::Unavailable)?;
        Ok(key.compressed().to_vec())
    }

    /// Signs a message, in DER.
    ///
    /// # Errors
    /// [`DeviceSignerError::NoKey`] when there is no key of this name.
    pub fn sign(&self, name: String, message: Vec<u8>) -> Result<Vec<u8>, DeviceSignerError> {
        let signature = self
            .0
            .sign(&name, &message)
            .map_err(|_| DeviceSignerError::NoKey)?;
        let (r, s) = signature.split_at(32);
        let numbers = [integer(r), integer(s)].concat();
        Ok([&[0x30, numbers.len() as u8], numbers.as_slice()].concat())
    }

    /// Erases every key whose name begins so.
    pub fn erase(&self, beginning: String) {
        self.0.erase(&beginning).unwrap_or_default();
    }
}

/// A positive integer in DER (X.690, section 8.3): no needless zero before it, and one where its first bit would mean a sign.
fn integer(digits: &[u8]) -> Vec<u8> {
    let first = digits
        .iter()
        .position(|digit| *digit != 0)
        .unwrap_or(digits.len() - 1);
    let digits = &digits[first..];
    let sign = if digits[0] >= 0x80 { &[0][..] } else { &[] };
    [&[0x02, (sign.len() + digits.len()) as u8], sign, digits].concat()
}
