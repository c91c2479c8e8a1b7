//! What a certificate says: what tax secrecy leaves open (Tax Code, article 64), and nothing else.

use core::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::cbor::{MOMENTS, Malformed, Reader, Writer};
use crate::key::PublicKey;

/// An INN (ИСН): 14 digits, leading zeros included. Printed masked in `Debug`; [`Inn::digits`] gives it whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inn(u64);

impl Inn {
    const LIMIT: u64 = 100_000_000_000_000;

    /// Reads exactly 14 digits from 0 to 9.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_inn = digits.len() == 14 && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_inn.then(|| digits.parse().ok().map(Self)).flatten()
    }

    /// The 14 digits.
    pub fn digits(self) -> String {
        format!("{:014}", self.0)
    }

    pub(crate) fn number(self) -> u64 {
        self.0
    }

    pub(crate) fn of_number(number: u64) -> Option<Self> {
        (number < Self::LIMIT).then_some(Self(number))
    }
}

impl fmt::Debug for Inn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        let (first, last) = (digits.get(..1), digits.get(12..));
        write!(f, "Inn({}···········{})", first.unwrap_or(""), last.unwrap_or(""))
    }
}

/// Whether there is tax debt; never how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Debt {
    /// The service did not say.
    NotStated,
    /// None.
    None,
    /// Some.
    Known,
}

impl Debt {
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::NotStated => 0,
            Self::None => 1,
            Self::Known => 2,
        }
    }

    pub(crate) fn of_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::NotStated),
            1 => Some(Self::None),
            2 => Some(Self::Known),
            _ => None,
        }
    }
}

/// How a certificate may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// On the phone that holds this key, which signs the time anew every 30 seconds.
    Phone(PublicKey),
    /// Printed for a driver: never valid by itself, since paper can be copied.
    Paper,
}

/// What one certificate says of one taxpayer. `Debug` shows the INN masked, and neither the name nor the debt.
#[derive(Clone, PartialEq, Eq)]
pub struct Claims {
    /// The taxpayer's INN.
    pub inn: Inn,
    /// The name, or what [`fit_name`](crate::fit_name) leaves of it: 1 to [`Claims::NAME_BYTES`] bytes, no control letters.
    pub name: String,
    /// Since which day the taxpayer is registered under the regime; `None` if it is not. From 1970 to 2149.
    pub since: Option<Date>,
    /// Whether there is debt.
    pub debt: Debt,
    /// When it was issued: seconds of UTC.
    pub issued: i64,
    /// From when on it says nothing: seconds of UTC, at most [`Claims::LONGEST`] after it was issued.
    pub expires: i64,
    /// Its place in the issuer's status list.
    pub index: u32,
    /// How it may be shown.
    pub kind: Kind,
}

/// The claims of RFC 8392, and ours: all of what is private stands in one array (RFC 8392, section 9.1: private use).
const EXP: i64 = 4;
const IAT: i64 = 6;
const TAXPAYER: i64 = -65_537;

const EPOCH: Date = date(1970, 1, 1);

impl Claims {
    /// The longest name, in bytes of UTF-8.
    pub const NAME_BYTES: usize = 120;
    /// The longest life of a certificate: 24 hours, in seconds.
    pub const LONGEST: i64 = 24 * 60 * 60;

    /// The claims set; `None` where a value is out of its range.
    pub(crate) fn write(&self) -> Option<Vec<u8>> {
        if !self.is_sound() {
            return None;
        }
        let mut claims = Writer::new()
            .map(3)
            .integer(EXP)
            .integer(self.expires)
            .integer(IAT)
            .integer(self.issued)
            .integer(TAXPAYER)
            .array(6)
            .integer(i64::try_from(self.inn.0).ok()?)
            .text(&self.name);
        claims = match self.since {
            Some(since) => claims.integer(i64::from(days(since)?)),
            None => claims.null(),
        };
        claims = claims
            .integer(i64::from(self.debt.number()))
            .integer(i64::from(self.index));
        claims = match self.kind {
            Kind::Phone(key) => claims.bytes(&key.compressed()),
            Kind::Paper => claims.null(),
        };
        Some(claims.done())
    }

    pub(crate) fn read(payload: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(payload);
        reader.map(3)?;
        reader.exactly(EXP)?;
        let expires = reader.moment()?;
        reader.exactly(IAT)?;
        let issued = reader.moment()?;
        reader.exactly(TAXPAYER)?;
        reader.array(6)?;
        let inn = Inn::of_number(reader.unsigned()?).ok_or(Malformed)?;
        let name = reader.text(Self::NAME_BYTES)?.to_owned();
        let since = if reader.null() {
            None
        } else {
            let days = u16::try_from(reader.unsigned()?).map_err(|_| Malformed)?;
            Some(day(days).ok_or(Malformed)?)
        };
        let debt = Debt::of_number(reader.unsigned()?).ok_or(Malformed)?;
        let index = u32::try_from(reader.unsigned()?).map_err(|_| Malformed)?;
        let kind = if reader.null() {
            Kind::Paper
        } else {
            let point = reader.fixed()?;
            Kind::Phone(PublicKey::from_compressed(point).map_err(|_| Malformed)?)
        };
        reader.end()?;
        let claims = Self {
            inn,
            name,
            since,
            debt,
            issued,
            expires,
            index,
            kind,
        };
        if claims.is_sound() {
            Ok(claims)
        } else {
            Err(Malformed)
        }
    }

    fn is_sound(&self) -> bool {
        let life = self.expires.checked_sub(self.issued);
        (1..=Self::NAME_BYTES).contains(&self.name.len())
            && !self.name.chars().any(char::is_control)
            && MOMENTS.contains(&self.issued)
            && MOMENTS.contains(&self.expires)
            && life.is_some_and(|life| (1..=Self::LONGEST).contains(&life))
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims")
            .field("inn", &self.inn)
            .field("since", &self.since)
            .field("issued", &self.issued)
            .field("expires", &self.expires)
            .field("index", &self.index)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Days from 1970 to a day up to 2149.
pub(crate) fn days(day: Date) -> Option<u16> {
    let hours = day.duration_since(EPOCH).as_hours();
    u16::try_from(hours / 24).ok()
}

/// The day that is so many days after the first of 1970.
pub(crate) fn day(days: u16) -> Option<Date> {
    EPOCH.checked_add(i32::from(days).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn exactly_fourteen_digits_are_an_inn() {
        assert_eq!(Inn::parse("00000000000000").unwrap().digits(), "00000000000000");
        assert_eq!(
            format!("{:?}", Inn::parse("23213999900001").unwrap()),
            "Inn(2···········01)"
        );
        for odd in [
            "2321399990000",
            "232139999000011",
            "2321399990000a",
            "+2321399990000",
        ] {
            assert_eq!(Inn::parse(odd), None);
        }
    }

    #[test]
    fn neither_name_nor_debt_is_printed() {
        let printed = format!("{:?}", sample::claims());
        for secret in ["Үлгү", "None", "debt", "name", "23213999900001"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days(date(1970, 1, 1)), Some(0));
        assert_eq!(days(date(2026, 11, 23)), Some(20_780));
        assert_eq!(day(20_780), Some(date(2026, 11, 23)));
        assert_eq!(days(date(1969, 12, 31)), None);
        assert_eq!(day(u16::MAX).and_then(days), Some(u16::MAX));
    }

    #[test]
    fn what_is_out_of_its_range_is_neither_written_nor_read() {
        let claims = sample::claims();
        assert_eq!(Claims::read(&claims.write().unwrap()), Ok(claims.clone()));
        for odd in [
            Claims {
                name: String::new(),
                ..claims.clone()
            },
            Claims {
                name: "a\nb".to_owned(),
                ..claims.clone()
            },
            Claims {
                name: "a".repeat(121),
                ..claims.clone()
            },
            Claims {
                expires: claims.issued,
                ..claims.clone()
            },
            Claims {
                expires: claims.issued + Claims::LONGEST + 1,
                ..claims.clone()
            },
            Claims {
                since: Some(date(1969, 12, 31)),
                ..claims.clone()
            },
        ] {
            assert_eq!(odd.write(), None, "{odd:?}");
        }
    }
}
