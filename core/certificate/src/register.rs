//! A signed, dated extract of the register: the open facts of each taxpayer (Tax Code, article 64), looked up by INN
//! without a network.
//!
//! Unpacked it is a number of rows (4 bytes), the rows of 13 bytes in the order of their INNs, and the names. A row is the INN
//! (6 bytes), the day since which (2, days from 1970), debt (1: 0 to 2, and 4 where the taxpayer is registered), and where among
//! the names its own begins (4). A name is its length (1) and UTF-8. Numbers are big-endian.

use core::fmt;

use jiff::civil::Date;

use crate::cbor::{Reader, Writer};
use crate::claims::{Claims, Debt, Inn, day, days};
use crate::cose::{Header, Shape, Sign1};
use crate::issue::{Issuer, OutOfRange};
use crate::keys::{IssuerKey, KeyList};
use crate::lists::{ListError, Times};
use crate::packed::{pack, unpack};

/// Its media type.
pub(crate) const TYPE: &str = "application/salyk-register+cwt";

/// The longest extract as it comes, and unpacked, in bytes.
pub(crate) const LONGEST: usize = 32 * 1024 * 1024;
const LONGEST_UNPACKED: usize = 128 * 1024 * 1024;

/// The private claim that holds the extract.
const REGISTER: i64 = -65_538;

const ROW: usize = 13;
const REGISTERED: u8 = 4;

/// The open facts of one taxpayer.
///
/// `Debug` shows the INN masked, and neither the name nor the debt.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// The INN.
    pub inn: Inn,
    /// The name: 1 to [`Claims::NAME_BYTES`] bytes, no control letters.
    pub name: String,
    /// Since which day the taxpayer is registered under the regime; `None` if it is not.
    pub since: Option<Date>,
    /// Whether there is debt.
    pub debt: Debt,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("inn", &self.inn)
            .field("since", &self.since)
            .finish_non_exhaustive()
    }
}

/// An extract that was verified, each row of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Register {
    times: Times,
    /// As unpacked, without the number of rows.
    bytes: Vec<u8>,
    rows: usize,
    pub(crate) signer: IssuerKey,
    pub(crate) is_withdrawn: bool,
}

impl Register {
    /// As of when it says what it says: seconds of UTC.
    pub fn issued(&self) -> i64 {
        self.times.issued
    }

    /// From when on it is old: seconds of UTC; ever since, once the key list no longer has the key that signed it.
    pub fn fresh_until(&self) -> i64 {
        if self.is_withdrawn {
            i64::MIN
        } else {
            self.times.expires
        }
    }

    /// How many taxpayers it has.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The taxpayer of an INN; `None` where the extract has none.
    pub fn find(&self, inn: Inn) -> Option<Entry> {
        let rows = self.bytes.get(..self.rows * ROW)?.as_chunks::<ROW>().0;
        let at = rows.binary_search_by_key(&inn.number(), |row| number(row.iter().take(6)));
        self.entry(rows.get(at.ok()?)?)
    }

    fn entry(&self, row: &[u8; ROW]) -> Option<Entry> {
        let &[.., since_high, since_low, facts, _, _, _, _] = row;
        let since = u16::from_be_bytes([since_high, since_low]);
        let is_registered = facts & REGISTERED != 0;
        if !is_registered && since != 0 {
            return None;
        }
        let names = self.bytes.get(self.rows * ROW..)?;
        let (length, names) = names
            .get(usize::try_from(number(row.iter().skip(9))).ok()?..)?
            .split_first()?;
        let name = str::from_utf8(names.get(..usize::from(*length))?).ok()?;
        Some(Entry {
            inn: Inn::of_number(number(row.iter().take(6)))?,
            name: is_name(name).then(|| name.to_owned())?,
            since: if is_registered { Some(day(since)?) } else { None },
            debt: Debt::of_number(u64::from(facts & !REGISTERED))?,
        })
    }

    pub(crate) fn read(bytes: &[u8], keys: &KeyList) -> Result<Self, ListError> {
        if bytes.len() > LONGEST {
            return Err(ListError::TooLong);
        }
        let message = Sign1::read(bytes, Shape::List(TYPE), LONGEST)?;
        let signers = ListError::signers(&message, keys)?;
        let mut claims = Reader::new(message.payload);
        claims.map(3)?;
        let times = Times::read(&mut claims)?;
        claims.exactly(REGISTER)?;
        let packed = claims.bytes(LONGEST)?;
        claims.end()?;
        let signer = ListError::in_window(&signers, times)?;
        let unpacked = unpack(packed, LONGEST_UNPACKED).ok_or(ListError::Malformed)?;
        Self::of(times, unpacked, signer).ok_or(ListError::Malformed)
    }

    /// Tries every row, so that a look-up finds nothing that is not in order.
    fn of(times: Times, mut bytes: Vec<u8>, signer: IssuerKey) -> Option<Self> {
        let rows = usize::try_from(number(bytes.get(..4)?.iter())).ok()?;
        bytes.drain(..4);
        let register = Self {
            times,
            bytes,
            rows,
            signer,
            is_withdrawn: false,
        };
        let mut before = None;
        for row in register.bytes.get(..rows.checked_mul(ROW)?)?.as_chunks().0 {
            let inn = register.entry(row)?.inn;
            if before >= Some(inn) {
                return None;
            }
            before = Some(inn);
        }
        Some(register)
    }
}

impl fmt::Debug for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Register")
            .field("times", &self.times)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

fn number<'a>(bytes: impl Iterator<Item = &'a u8>) -> u64 {
    bytes.fold(0, |value, byte| value << 8 | u64::from(*byte))
}

fn is_name(name: &str) -> bool {
    (1..=Claims::NAME_BYTES).contains(&name.len()) && !name.chars().any(char::is_control)
}

/// A signed extract.
///
/// # Errors
/// When two entries have one INN, a name, a day or a moment is out of its range, it ends before it begins, or there are
/// more than a verifier takes.
pub fn register(entries: &[Entry], times: Times, issuer: &Issuer) -> Result<Vec<u8>, OutOfRange> {
    let mut sorted: Vec<_> = entries.iter().collect();
    sorted.sort_unstable_by_key(|entry| entry.inn);
    let count = u32::try_from(sorted.len()).map_err(|_| OutOfRange)?;
    let mut bytes = count.to_be_bytes().to_vec();
    let mut names = Vec::new();
    let mut before = None;
    for entry in sorted {
        if before == Some(entry.inn) || !is_name(&entry.name) {
            return Err(OutOfRange);
        }
        before = Some(entry.inn);
        let since = entry.since.map_or(Some(0), days).ok_or(OutOfRange)?;
        let at = u32::try_from(names.len()).map_err(|_| OutOfRange)?;
        bytes.extend(entry.inn.number().to_be_bytes().iter().skip(2));
        bytes.extend(since.to_be_bytes());
        bytes.push(entry.debt.number() | if entry.since.is_some() { REGISTERED } else { 0 });
        bytes.extend(at.to_be_bytes());
        names.push(u8::try_from(entry.name.len()).map_err(|_| OutOfRange)?);
        names.extend(entry.name.as_bytes());
    }
    bytes.extend(names);
    if bytes.len() > LONGEST_UNPACKED {
        return Err(OutOfRange);
    }
    let claims = times
        .write(Writer::new().map(3))
        .ok_or(OutOfRange)?
        .integer(REGISTER)
        .bytes(&pack(&bytes));
    let signed = issuer.sign(Header::List(issuer.kid, TYPE), &claims.done());
    if signed.len() > LONGEST {
        return Err(OutOfRange);
    }
    Ok(signed)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::sample::{NOW, issuer, listed, lists, times};

    fn entry(digits: &str, since: Option<Date>) -> Entry {
        Entry {
            inn: Inn::parse(digits).unwrap(),
            name: "Үлгү Асан".to_owned(),
            since,
            debt: Debt::Known,
        }
    }

    #[test]
    fn each_taxpayer_is_found_and_nobody_else() {
        let entries = [
            entry("23213999900001", Some(date(2026, 10, 1))),
            entry("00000000000000", None),
            entry("99999999999999", Some(date(1970, 1, 1))),
        ];
        let mut lists = lists();
        let _ = lists
            .take_register(&register(&entries, times(), &issuer(2)).unwrap(), NOW)
            .unwrap();
        let held = lists.register(false).unwrap();
        assert_eq!((held.len(), held.is_empty()), (3, false));
        for entry in entries {
            assert_eq!(held.find(entry.inn), Some(entry));
        }
        assert_eq!(held.find(Inn::parse("23213999900002").unwrap()), None);
        assert!(lists.register(true).is_none());
    }

    #[test]
    fn neither_name_nor_debt_is_printed() {
        let printed = format!("{:?}", entry("23213999900001", None));
        assert_eq!(printed, "Entry { inn: Inn(2···········01), since: None, .. }");
    }

    #[test]
    fn rows_that_are_not_in_order_are_refused() {
        let twice = [entry("23213999900001", None), entry("23213999900001", None)];
        assert_eq!(register(&twice, times(), &issuer(2)), Err(OutOfRange));
        let row = [0, 0, 0, 0, 0, 5, 0, 0, 1, 0, 0, 0, 0];
        let rows = |rows: &[[u8; ROW]]| {
            [&[0, 0, 0, rows.len() as u8], rows.concat().as_slice(), &[1, b'A']].concat()
        };
        let of = |bytes| Register::of(times(), bytes, listed(&issuer(2), false));
        assert!(of(rows(&[row])).is_some());
        assert!(of(rows(&[row, row])).is_none());
        let mut other = row;
        other[12] = 1;
        assert!(of(rows(&[other])).is_none());
        other = row;
        other[8] = 3;
        assert!(of(rows(&[other])).is_none());
        assert!(of(vec![0xff; 40]).is_none());
    }
}
