//! Fresh names, without a random source inside the state machine.

use ring::hmac;

/// Gives fresh identifiers out of one random seed, so that a history that is replayed makes the same ones.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    key: hmac::Key,
    given: u64,
}

impl Ids {
    /// Starts from 32 unpredictable bytes.
    #[must_use]
    pub(crate) fn new(seed: &[u8; 32]) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, seed),
            given: 0,
        }
    }

    /// Bits that nobody could foresee, for phones not to come all at once.
    pub(crate) fn bits(&mut self) -> u32 {
        self.given += 1;
        let tag = hmac::sign(&self.key, &self.given.to_be_bytes());
        let bytes = tag.as_ref().iter().take(4);
        bytes.fold(0, |bits, byte| bits << 8 | u32::from(*byte))
    }

    /// A fresh UUID of version 4 (RFC 9562, 5.4), as text.
    pub(crate) fn uuid(&mut self) -> String {
        self.given += 1;
        let tag = hmac::sign(&self.key, &self.given.to_be_bytes());
        let mut bytes = [0_u8; 16];
        for (byte, random) in bytes.iter_mut().zip(tag.as_ref()) {
            *byte = *random;
        }
        let number = u128::from_be_bytes(bytes);
        let version = 0x4_u128 << 76;
        let variant = 0x2_u128 << 62;
        let number = number & !(0xf_u128 << 76) & !(0x3_u128 << 62) | version | variant;
        let digits = format!("{number:032x}");
        let mut text = String::with_capacity(36);
        for (place, digit) in digits.chars().enumerate() {
            if matches!(place, 8 | 12 | 16 | 20) {
                text.push('-');
            }
            text.push(digit);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn names_are_fresh_and_follow_the_seed() {
        let (mut one, mut same, mut other) = (Ids::new(&[1; 32]), Ids::new(&[1; 32]), Ids::new(&[2; 32]));
        let first = one.uuid();
        assert_eq!(first, same.uuid());
        assert_ne!(first, one.uuid());
        assert_ne!(first, other.uuid());
        assert_eq!(first.len(), 36);
        assert_eq!(first.chars().nth(14), Some('4'));
        assert!(matches!(first.chars().nth(19), Some('8' | '9' | 'a' | 'b')));
    }
}
