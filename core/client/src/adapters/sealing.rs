//! Sealing: ChaCha20-Poly1305 with a random nonce before each sealed text (RFC 8439).

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce};
use ring::hkdf;

use crate::ports::{Entropy, EntropyError};
use crate::secret::Secret;

/// Length of the keys that everything is derived from, in bytes.
pub(super) const KEY_BYTES: usize = 32;

/// Parts of a key that serve one purpose each (RFC 5869), so that no two purposes share a key.
pub(super) struct KeyTree(hkdf::Prk);

impl KeyTree {
    /// The tree that grows from a key of [`KEY_BYTES`] bytes; `None` for any other length.
    pub(super) fn new(key: &Secret) -> Option<Self> {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"kg.salyk");
        (key.expose().len() == KEY_BYTES).then(|| Self(salt.extract(key.expose())))
    }

    /// The key for one purpose.
    pub(super) fn key<L, K>(&self, purpose: &str, length: L) -> Option<K>
    where
        L: hkdf::KeyType,
        K: for<'a> From<hkdf::Okm<'a, L>>,
    {
        self.key_of(&[purpose.as_bytes()], length)
    }

    /// The key for one purpose that is told in parts, all of them but one of a fixed length.
    pub(super) fn key_of<L, K>(&self, purpose: &[&[u8]], length: L) -> Option<K>
    where
        L: hkdf::KeyType,
        K: for<'a> From<hkdf::Okm<'a, L>>,
    {
        self.0.expand(purpose, length).ok().map(K::from)
    }

    /// The sealer for one purpose.
    pub(super) fn sealer(&self, purpose: &str) -> Option<Sealer> {
        let key: ring::aead::UnboundKey = self.key(purpose, &CHACHA20_POLY1305)?;
        Some(Sealer(LessSafeKey::new(key)))
    }
}

/// Seals and opens under one key.
///
/// Nonces are random and 96 bits long: up to 2^32 sealings under one key keep the chance of a repeated nonce below 2^-32
/// (NIST SP 800-38D, 8.3), and a phone makes a few dozen a day.
pub(super) struct Sealer(LessSafeKey);

impl Sealer {
    /// Seals a text, bound to `context`: nonce, then ciphertext and tag.
    pub(super) fn seal(
        &self,
        context: &[u8],
        text: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, EntropyError> {
        let mut nonce = [0; NONCE_LEN];
        entropy.fill(&mut nonce)?;
        let mut sealed = text.to_vec();
        let tag = self
            .0
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context),
                &mut sealed,
            )
            .map_err(|_| EntropyError)?;
        Ok([&nonce, sealed.as_slice(), tag.as_ref()].concat())
    }

    /// The text, or `None` when a byte of it, of its context or of the key is another.
    pub(super) fn open(&self, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut text = rest.to_vec();
        let length = self
            .0
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(context),
                &mut text,
            )
            .ok()?
            .len();
        text.truncate(length);
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{KEY_BYTES, KeyTree};
    use crate::adapters::system::SystemEntropy;
    use crate::secret::Secret;

    fn tree(byte: u8) -> KeyTree {
        KeyTree::new(&Secret::new(vec![byte; KEY_BYTES])).unwrap()
    }

    #[test]
    fn opens_only_what_it_sealed_in_the_same_context() {
        let sealer = tree(1).sealer("a").unwrap();
        let sealed = sealer.seal(b"context", b"canary", &SystemEntropy).unwrap();
        assert_eq!(sealer.open(b"context", &sealed).as_deref(), Some(&b"canary"[..]));
        assert_eq!(sealer.open(b"another", &sealed), None);
        assert_eq!(tree(2).sealer("a").unwrap().open(b"context", &sealed), None);
        assert_eq!(tree(1).sealer("b").unwrap().open(b"context", &sealed), None);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(sealer.open(b"context", &changed), None, "byte {at}");
            assert_eq!(sealer.open(b"context", &sealed[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn never_repeats_a_nonce() {
        let sealer = tree(1).sealer("a").unwrap();
        let sealed = (0..20_000).map(|_| sealer.seal(b"", b"", &SystemEntropy).unwrap()[..12].to_vec());
        assert_eq!(sealed.collect::<HashSet<_>>().len(), 20_000);
    }

    #[test]
    fn refuses_keys_of_another_length() {
        assert!(KeyTree::new(&Secret::new(vec![1; KEY_BYTES - 1])).is_none());
        assert!(KeyTree::new(&Secret::default()).is_none());
    }
}
