//! The phone's own key, as an app lends it to the core.

use std::sync::Arc;

use salyk_client::ports::{self, SignerError};
use salyk_client::ports::{PublicKey, Signature, fixed_from_der};
use uniffi::UnexpectedUniFFICallbackError;

/// The phone's key store could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum DeviceSignerError {
    /// There is no key of this name.
    #[error("there is no such key")]
    NoKey,
    /// The key store refused or is not there.
    #[error("the key store is unavailable")]
    Unavailable,
}

impl From<UnexpectedUniFFICallbackError> for DeviceSignerError {
    /// The reason is dropped: it may name the key.
    fn from(_: UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable
    }
}

/// Keys of P-256 that never leave the phone: the Android Keystore, the Secure Enclave. It must not ask the person, for a code is signed
/// anew every 30 seconds.
#[uniffi::export(foreign)]
pub trait DeviceSigner: Send + Sync {
    /// The public key of this name, made where there is none: a point of 65 bytes, uncompressed, or of 33, compressed (SEC 1, section
    /// 2.3.3).
    ///
    /// # Errors
    /// [`DeviceSignerError`] when there is none and none can be made.
    fn public_key(&self, name: String) -> Result<Vec<u8>, DeviceSignerError>;
    /// Signs SHA-256 of the message with the key of this name: ECDSA, in DER, as both key stores give it.
    ///
    /// # Errors
    /// [`DeviceSignerError::NoKey`] when there is none: none is made.
    fn sign(&self, name: String, message: Vec<u8>) -> Result<Vec<u8>, DeviceSignerError>;
    /// Erases every key whose name begins so; none is no error.
    ///
    /// # Errors
    /// [`DeviceSignerError`] when one may still be there.
    fn erase(&self, beginning: String) -> Result<(), DeviceSignerError>;
}

/// An app's key store as the core sees it.
pub(crate) struct HostSigner(pub(crate) Arc<dyn DeviceSigner>);

impl ports::DeviceSigner for HostSigner {
    fn public_key(&self, name: &str) -> Result<PublicKey, SignerError> {
        let point = self.0.public_key(name.to_owned()).map_err(fault)?;
        let key = match (
            <[u8; 65]>::try_from(point.as_slice()),
            point.as_slice().try_into(),
        ) {
            (Ok(uncompressed), _) => PublicKey::from_uncompressed(&uncompressed),
            (_, Ok(compressed)) => PublicKey::from_compressed(compressed),
            _ => return Err(odd("no point")),
        };
        key.map_err(|_| odd("no point"))
    }

    fn sign(&self, name: &str, message: &[u8]) -> Result<Signature, SignerError> {
        let der = self.0.sign(name.to_owned(), message.to_vec()).map_err(fault)?;
        fixed_from_der(&der).map_err(|_| odd("no signature"))
    }

    fn erase(&self, beginning: &str) -> Result<(), SignerError> {
        self.0.erase(beginning.to_owned()).map_err(fault)
    }
}

fn odd(what: &str) -> SignerError {
    SignerError::Unavailable(what.to_owned())
}

fn fault(error: DeviceSignerError) -> SignerError {
    match error {
        DeviceSignerError::NoKey => SignerError::NoKey,
        DeviceSignerError::Unavailable => odd("the app's key store"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use salyk_client::ports::DeviceSigner as _;

    /// A key store that gives these bytes, whatever it is asked.
    struct Gives(Vec<u8>);

    impl DeviceSigner for Gives {
        fn public_key(&self, _: String) -> Result<Vec<u8>, DeviceSignerError> {
            Ok(self.0.clone())
        }

        fn sign(&self, _: String, _: Vec<u8>) -> Result<Vec<u8>, DeviceSignerError> {
            Ok(self.0.clone())
        }

        fn erase(&self, _: String) -> Result<(), DeviceSignerError> {
            Err(DeviceSignerError::NoKey)
        }
    }

    #[test]
    fn what_an_app_gives_is_a_key_and_a_signature_or_an_error() {
        for length in [0, 1, 32, 33, 64, 65, 66, 4_096] {
            let signer = HostSigner(Arc::new(Gives(vec![4; length])));
            assert_eq!(signer.public_key("a"), Err(odd("no point")), "{length}");
            assert_eq!(signer.sign("a", b"m"), Err(odd("no signature")), "{length}");
        }
        let signer = HostSigner(Arc::new(Gives(vec![0x30, 6, 2, 1, 1, 2, 1, 1])));
        assert!(signer.sign("a", b"m").is_ok());
        assert_eq!(signer.erase(""), Err(SignerError::NoKey));
    }
}
