//! The taxpayer's identification number.

use core::fmt;

use serde::{Deserialize, Serialize};

/// An INN (ИСН): exactly 14 digits. Printed masked; [`Inn::as_str`] gives it whole.
///
/// No check digit is known, so nothing more is refused: an odd date inside is a warning (`guide:I2`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Inn([u8; Inn::LENGTH]);

/// Whom an INN numbers, by its first digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InnKind {
    /// A person (first digit 1 or 2).
    Person,
    /// A legal entity (first digit 0).
    LegalEntity,
    /// Another first digit: the look-up decides.
    Other,
}

/// What looks odd in an INN without making it wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InnOddity {
    /// The first digit is none of 0, 1, 2.
    FirstDigit,
    /// The eight digits after the first are not a day of the calendar (DDMMYYYY).
    Date,
}

/// Why a text is not an INN. It does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InnError {
    /// Not 14 characters long.
    #[error("an INN has 14 digits, not {0}")]
    Length(usize),
    /// A character that is not a digit from 0 to 9.
    #[error("an INN has digits only; character {0} is not one")]
    NotADigit(usize),
}

impl Inn {
    /// How many digits an INN has.
    pub const LENGTH: usize = 14;

    /// Reads an INN.
    ///
    /// # Errors
    /// When the text is not exactly 14 digits 0–9.
    pub fn parse(text: &str) -> Result<Self, InnError> {
        let digits: [u8; Self::LENGTH] = text
            .as_bytes()
            .try_into()
            .map_err(|_| InnError::Length(text.chars().count()))?;
        match digits.iter().position(|digit| !digit.is_ascii_digit()) {
            Some(at) => Err(InnError::NotADigit(at + 1)),
            None => Ok(Inn(digits)),
        }
    }

    /// The 14 digits.
    pub fn as_str(&self) -> &str {
        // Digits are ASCII by construction, so the fallback is never taken.
        str::from_utf8(&self.0).unwrap_or("")
    }

    /// The first and the last two digits, the rest hidden.
    pub fn masked(&self) -> String {
        let text = self.as_str();
        let (head, tail) = (text.get(..1).unwrap_or(""), text.get(12..).unwrap_or(""));
        format!("{head}···········{tail}")
    }

    /// Whom it numbers.
    pub fn kind(&self) -> InnKind {
        match self.0.first() {
            Some(b'0') => InnKind::LegalEntity,
            Some(b'1' | b'2') => InnKind::Person,
            _ => InnKind::Other,
        }
    }

    /// What looks odd in it: a warning, never a refusal.
    pub fn oddity(&self) -> Option<InnOddity> {
        if self.kind() == InnKind::Other {
            return Some(InnOddity::FirstDigit);
        }
        let text = self.as_str();
        let number = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<i16>().ok());
        let date = (|| {
            let day = i8::try_from(number(1, 3)?).ok()?;
            let month = i8::try_from(number(3, 5)?).ok()?;
            let year = number(5, 9)?;
            jiff::civil::Date::new(year, month, day).ok()
        })();
        if date.is_some_and(|date| date.year() >= 1900) {
            None
        } else {
            Some(InnOddity::Date)
        }
    }
}

impl fmt::Debug for Inn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inn({})", self.masked())
    }
}

impl TryFrom<String> for Inn {
    type Error = InnError;

    fn try_from(text: String) -> Result<Self, InnError> {
        Inn::parse(&text)
    }
}

impl From<Inn> for String {
    fn from(inn: Inn) -> Self {
        inn.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_fourteen_digits_are_read() {
        assert_eq!(Inn::parse("1234567890123"), Err(InnError::Length(13)));
        assert_eq!(Inn::parse("123456789012345"), Err(InnError::Length(15)));
        assert_eq!(Inn::parse("2321399990000a"), Err(InnError::NotADigit(14)));
        // Seven Cyrillic letters are 14 bytes, and still no INN.
        assert!(Inn::parse("жжжжжжж").is_err());
        assert_eq!(Inn::parse("23213999900001").unwrap().as_str(), "23213999900001");
    }

    #[test]
    fn it_is_never_printed_whole() {
        let inn = Inn::parse("23213999900001").unwrap();
        assert_eq!(inn.masked(), "2···········01");
        assert_eq!(format!("{inn:?}"), "Inn(2···········01)");
    }

    #[test]
    fn an_odd_date_is_a_warning() {
        assert_eq!(
            Inn::parse("23213999900001").unwrap().oddity(),
            Some(InnOddity::Date)
        );
        assert_eq!(Inn::parse("21203198500001").unwrap().oddity(), None);
        assert_eq!(
            Inn::parse("91203198500001").unwrap().oddity(),
            Some(InnOddity::FirstDigit)
        );
        assert_eq!(Inn::parse("01203198500001").unwrap().kind(), InnKind::LegalEntity);
    }
}
