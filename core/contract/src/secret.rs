//! Text that is never printed.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A password or a token on its way: prints as `[REDACTED]` and is wiped when dropped.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(Zeroed);

#[derive(Clone, Default)]
struct Zeroed(Zeroizing<String>);

impl Secret {
    /// Takes the text over; the caller's other copies are the caller's to wipe.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroed(Zeroizing::new(text.into())))
    }

    /// The text itself, for the one place that sends or checks it.
    pub fn expose(&self) -> &str {
        &self.0.0
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl Serialize for Zeroed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Zeroed {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_nothing_and_travels_as_plain_text() {
        let secret: Secret = serde_json::from_str("\"canary\"").unwrap();
        assert_eq!(format!("{secret:?}"), "[REDACTED]");
        assert_eq!(serde_json::to_string(&secret).unwrap(), "\"canary\"");
    }
}
