//! Countries by their two-letter codes. Which of them are EAEU members is policy data (`reg:2.2`).

use core::fmt;

use serde::{Deserialize, Serialize};

/// A country as its ISO 3166-1 alpha-2 code. Any two letters are read, known here or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

/// Why a text is not a country code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a country is two Latin letters, such as KZ")]
pub struct CountryError;

impl Country {
    /// The home of the regulation: neither an origin of imports nor a destination of exports.
    pub const KYRGYZSTAN: Country = Country(*b"KG");

    /// Reads a code; small letters are raised.
    ///
    /// # Errors
    /// When the text is not two Latin letters.
    pub fn parse(text: &str) -> Result<Self, CountryError> {
        let letters: [u8; 2] = text.as_bytes().try_into().map_err(|_| CountryError)?;
        if letters.iter().all(u8::is_ascii_alphabetic) {
            Ok(Country(letters.map(|letter| letter.to_ascii_uppercase())))
        } else {
            Err(CountryError)
        }
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        // Letters are ASCII by construction, so the fallback is never taken.
        str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Country {
    type Error = CountryError;

    fn try_from(text: String) -> Result<Self, CountryError> {
        Country::parse(&text)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_and_nothing_else() {
        assert_eq!(Country::parse("kz").unwrap().as_str(), "KZ");
        assert!(Country::parse("KAZ").is_err());
        assert!(Country::parse("К").is_err());
        assert!(Country::parse("1A").is_err());
    }
}
