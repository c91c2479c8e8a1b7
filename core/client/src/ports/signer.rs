//! The phone's own key, which never leaves its key store.

use jiff::Timestamp;
use salyk_certificate::{OutOfRange, PublicKey, Signature};

/// A key store that signs: Android's Keystore, the Secure Enclave. Its keys are of P-256, and sign with ES256 (RFC 9053, section 2.1).
pub trait DeviceSigner: Send + Sync {
    /// The public key of this name; made where there is none.
    ///
    /// # Errors
    /// [`SignerError`] when there is none and none can be made.
    fn public_key(&self, name: &str) -> Result<PublicKey, SignerError>;
    /// Signs a message with the key of this name.
    ///
    /// # Errors
    /// [`SignerError::NoKey`] when there is none: none is made.
    fn sign(&self, name: &str, message: &[u8]) -> Result<Signature, SignerError>;
    /// Erases every key whose name begins so; none is no error.
    ///
    /// # Errors
    /// [`SignerError`] when one may still be there.
    fn erase(&self, beginning: &str) -> Result<(), SignerError>;
}

/// The text of a code: the time, signed with the key of this name around a certificate.
///
/// # Errors
/// Those of [`DeviceSigner::sign`], and for what no verifier takes.
pub(crate) fn code(
    signer: &dyn DeviceSigner,
    name: &str,
    certificate: &[u8],
    stamp: Timestamp,
) -> Result<String, SignerError> {
    let sign = &mut |message: &[u8]| signer.sign(name, message);
    salyk_certificate::present(certificate, stamp.as_second(), sign)
}

/// Why the phone's key could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignerError {
    /// There is no key of this name.
    #[error("there is no such key")]
    NoKey,
    /// The key store did not do it.
    #[error("the key store could not sign: {0}")]
    Unavailable(String),
}

impl From<OutOfRange> for SignerError {
    /// The clock or the certificate is out of every range that a verifier takes.
    fn from(out: OutOfRange) -> Self {
        Self::Unavailable(out.to_string())
    }
}
