//! Device keys in memory, for hosts without a key store that signs: the terminal, and tests. They end with the app, and the certificates that
//! were made for them are fetched anew.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use salyk_certificate::{PublicKey, SecretKey, Signature};

use crate::ports::{DeviceSigner, Entropy, SignerError};

/// Keys of P-256 by their names.
pub struct SoftwareSigner {
    entropy: Arc<dyn Entropy>,
    keys: Mutex<BTreeMap<String, SecretKey>>,
}

impl SoftwareSigner {
    /// No keys yet.
    #[must_use]
    pub fn new(entropy: Arc<dyn Entropy>) -> Self {
        Self {
            entropy,
            keys: Mutex::default(),
        }
    }

    fn draw(&self) -> Result<SecretKey, SignerError> {
        let refused = |reason: &str| SignerError::Unavailable(reason.to_owned());
        let mut bytes = [0; 32];
        self.entropy
            .fill(&mut bytes)
            .map_err(|_| refused("no randomness"))?;
        SecretKey::from_bytes(&bytes).map_err(|_| refused("no key"))
    }
}

impl DeviceSigner for SoftwareSigner {
    fn public_key(&self, name: &str) -> Result<PublicKey, SignerError> {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let key = match keys.get(name) {
            Some(key) => key.clone(),
            None => keys.entry(name.to_owned()).or_insert(self.draw()?).clone(),
        };
        key.public().map_err(|_| SignerError::NoKey)
    }

    fn sign(&self, name: &str, message: &[u8]) -> Result<Signature, SignerError> {
        let keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.get(name)
            .map(|key| key.sign(message))
            .ok_or(SignerError::NoKey)
    }

    fn erase(&self, beginning: &str) -> Result<(), SignerError> {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.retain(|name, _| !name.starts_with(beginning));
        Ok(())
    }
}
