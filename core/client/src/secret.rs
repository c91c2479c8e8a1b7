//! Bytes that must not be printed, compared in a telling time, or left in memory.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

/// A password, token or key. It prints as `[REDACTED]`, compares in constant time and is wiped when dropped.
///
/// It has no `Serialize`: what must be kept goes to the [`Vault`](crate::ports::Vault), what must be sent is exposed by
/// the adapter that sends it.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes over; the caller's buffer becomes the secret's, so that no second copy is left.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves. The only way to them, so that every use can be found by its name.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The secret as text, or `None` when it is not UTF-8.
    #[must_use]
    pub fn expose_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Wipes the secret now instead of when it is dropped.
    pub fn wipe(&mut self) {
        self.0.zeroize();
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text.into_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl PartialEq for Secret {
    /// Takes the same time wherever the two differ; only their lengths can be told apart.
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.expose(), other.expose());
        a.len() == b.len() && a.iter().zip(b).fold(0_u8, |seen, (x, y)| seen | (x ^ y)) == 0
    }
}

impl Eq for Secret {}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn prints_nothing_of_what_it_holds() {
        let secret = Secret::from("canary".to_owned());
        assert!(!format!("{secret:?} {secret}").contains("canary"));
    }

    #[test]
    fn compares_by_content_and_length() {
        let secret = Secret::from("canary".to_owned());
        assert_eq!(secret, Secret::from("canary".to_owned()));
        assert_ne!(secret, Secret::from("canarY".to_owned()));
        assert_ne!(secret, Secret::from("canary ".to_owned()));
    }
}
