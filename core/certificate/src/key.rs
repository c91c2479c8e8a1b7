//! P-256 keys and ES256 signatures (RFC 9053, section 2.1).
//!
//! Verifying is `ring`'s, which phones have anyway; unpacking a compressed point and signing in software are `p256`'s.

use core::fmt;

use p256::ecdsa::signature::Signer;
use p256::elliptic_curve::sec1::ToSec1Point;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

/// The two numbers of an ES256 signature, 32 bytes each.
pub type Signature = [u8; 64];

/// The bytes are no point of P-256, no secret number of it, or no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a key or signature of P-256")]
pub struct KeyError;

/// A public key: a point of P-256.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    compressed: [u8; Self::LENGTH],
    /// As `ring` wants it.
    point: [u8; 65],
}

impl PublicKey {
    /// The bytes of a compressed point (SEC 1, section 2.3.3).
    pub const LENGTH: usize = 33;

    /// Reads a compressed point, whose first byte is 2 or 3.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn from_compressed(compressed: [u8; Self::LENGTH]) -> Result<Self, KeyError> {
        // `p256` also reads compact points (5), which stand for another key's bytes.
        if !matches!(compressed, [2 | 3, ..]) {
            return Err(KeyError);
        }
        let key = p256::PublicKey::from_sec1_bytes(&compressed).map_err(|_| KeyError)?;
        Self::of(&key)
    }

    /// Reads an uncompressed point (65 bytes, SEC 1), as key stores of phones give it.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn from_uncompressed(point: &[u8; 65]) -> Result<Self, KeyError> {
        let key = p256::PublicKey::from_sec1_bytes(point).map_err(|_| KeyError)?;
        Self::of(&key)
    }

    fn of(key: &p256::PublicKey) -> Result<Self, KeyError> {
        let compressed = key.to_sec1_point(true).as_bytes().try_into();
        let point = key.to_sec1_point(false).as_bytes().try_into();
        Ok(Self {
            compressed: compressed.map_err(|_| KeyError)?,
            point: point.map_err(|_| KeyError)?,
        })
    }

    /// The compressed point.
    pub fn compressed(&self) -> [u8; Self::LENGTH] {
        self.compressed
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.point)
            .verify(message, signature)
            .is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey(")?;
        for byte in self.compressed.iter().take(5) {
            write!(f, "{byte:02x}")?;
        }
        f.write_str("…)")
    }
}

/// A secret key in software: an issuer's in the sandbox, a device's in the terminal and in tests.
///
/// It signs deterministically (RFC 6979), prints nothing of itself, and is wiped when dropped.
#[derive(Clone)]
pub struct SecretKey(p256::ecdsa::SigningKey);

impl SecretKey {
    /// Takes 32 random bytes as a secret number.
    ///
    /// # Errors
    /// When the number is zero or not below the curve's order: draw again.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        let key = p256::ecdsa::SigningKey::from_slice(bytes).map_err(|_| KeyError)?;
        Ok(Self(key))
    }

    /// Its public key.
    ///
    /// # Errors
    /// Never for a key that was read.
    pub fn public(&self) -> Result<PublicKey, KeyError> {
        PublicKey::of(&p256::PublicKey::from(self.0.verifying_key()))
    }

    /// Signs a message with ES256.
    pub fn sign(&self, message: &[u8]) -> Signature {
        let signature: p256::ecdsa::Signature = self.0.sign(message);
        signature.to_bytes().into()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey([REDACTED])")
    }
}

/// A signature in DER, as Android's Keystore and the Secure Enclave give it, as the 64 bytes that COSE has.
///
/// # Errors
/// When the bytes are not exactly a sequence of two positive integers of at most 32 bytes, each in its shortest form.
pub fn fixed_from_der(der: &[u8]) -> Result<Signature, KeyError> {
    let (body, rest) = element(der, 0x30)?;
    let (r, body) = element(body, 0x02)?;
    let (s, body) = element(body, 0x02)?;
    if !rest.is_empty() || !body.is_empty() {
        return Err(KeyError);
    }
    let mut fixed = [0; 64];
    for (half, number) in fixed.chunks_mut(32).zip([r, s]) {
        let number = match number {
            [0, digits @ ..] if digits.first().is_some_and(|first| *first >= 0x80) => digits,
            [first, ..] if (1..0x80).contains(first) => number,
            _ => return Err(KeyError),
        };
        let start = half.len().checked_sub(number.len()).ok_or(KeyError)?;
        half.get_mut(start..).ok_or(KeyError)?.copy_from_slice(number);
    }
    Ok(fixed)
}

/// What a DER element of this tag holds, and what follows it; a signature's are all shorter than 128 bytes.
fn element(der: &[u8], tag: u8) -> Result<(&[u8], &[u8]), KeyError> {
    match der {
        [found, length, rest @ ..] if *found == tag && *length < 0x80 => {
            rest.split_at_checked(usize::from(*length)).ok_or(KeyError)
        }
        _ => Err(KeyError),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn secret(seed: u8) -> SecretKey {
        SecretKey::from_bytes(&[seed; 32]).unwrap()
    }

    #[test]
    fn a_point_survives_its_compression() {
        let key = secret(7).public().unwrap();
        assert_eq!(PublicKey::from_compressed(key.compressed()), Ok(key));
        assert_eq!(PublicKey::from_uncompressed(&key.point), Ok(key));
        assert!(PublicKey::from_compressed([0; 33]).is_err());
        for first in (0..=255).filter(|first| !matches!(first, 2 | 3)) {
            let mut other = key.compressed();
            other[0] = first;
            assert_eq!(PublicKey::from_compressed(other), Err(KeyError), "{first}");
        }
        assert!(SecretKey::from_bytes(&[0; 32]).is_err());
        assert!(SecretKey::from_bytes(&[0xff; 32]).is_err());
        assert_eq!(format!("{:?}", secret(7)), "SecretKey([REDACTED])");
    }

    #[test]
    fn der_is_read_strictly() {
        assert!(fixed_from_der(&[0x30, 6, 2, 1, 1, 2, 1, 1]).is_ok());
        for odd in [
            &[0x30, 6, 2, 1, 1, 2, 1, 1, 0][..],
            &[0x30, 7, 2, 1, 1, 2, 1, 1, 0],
            &[0x30, 7, 2, 2, 0, 1, 2, 1, 1],
            &[0x30, 6, 2, 1, 0x80, 2, 1, 1],
            &[0x30, 5, 2, 0, 2, 1, 1],
            &[0x30, 0x81, 6, 2, 1, 1, 2, 1, 1],
            &[],
        ] {
            assert_eq!(fixed_from_der(odd), Err(KeyError));
        }
    }

    proptest! {
        #[test]
        fn a_signature_holds_in_both_forms(seed in 1_u8.., message: Vec<u8>, other: Vec<u8>) {
            let key = secret(seed.min(0xfe));
            let signature = key.sign(&message);
            let public = key.public().unwrap();
            prop_assert!(public.verifies(&message, &signature));
            prop_assert_eq!(public.verifies(&other, &signature), message == other);
            let der = p256::ecdsa::Signature::from_slice(&signature).unwrap().to_der();
            prop_assert_eq!(fixed_from_der(der.as_bytes()), Ok(signature));
        }

        #[test]
        fn der_of_anything_ends(der: Vec<u8>) {
            let _ = fixed_from_der(&der);
        }
    }
}
