//! A Token Status List (draft-ietf-oauth-status-list): one or two bits for each certificate's place, in a signed CWT.

use core::fmt;

use crate::cbor::{MOMENTS, Reader, Writer};
use crate::cose::{Header, Shape, Sign1};
use crate::issue::{Issuer, OutOfRange};
use crate::keys::{IssuerKey, KeyList};
use crate::lists::{ListError, Times};
use crate::packed::{pack, unpack};

/// The draft's media type for a list in a CWT.
pub(crate) const TYPE: &str = "application/statuslist+cwt";

/// The longest list as it comes, and unpacked, in bytes: two bits for a hundred million taxpayers.
pub(crate) const LONGEST: usize = 16 * 1024 * 1024;
const LONGEST_UNPACKED: usize = 25_000_000;

/// The longest address, in bytes.
const LONGEST_ADDRESS: usize = 256;

/// The claims of RFC 8392 and of the draft.
const SUB: i64 = 2;
const TTL: i64 = 65_534;
const STATUS_LIST: i64 = 65_533;

/// A status list that was verified, inflated once.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusList {
    times: Times,
    ttl: i64,
    address: String,
    two_bits: bool,
    statuses: Vec<u8>,
    pub(crate) signer: IssuerKey,
    pub(crate) is_withdrawn: bool,
}

impl StatusList {
    /// When it was issued: seconds of UTC.
    pub fn issued(&self) -> i64 {
        self.times.issued
    }

    /// From when on it is old (seconds of UTC): when it expires, or when its time to live is over; ever since, once the key
    /// list no longer has the key that signed it.
    pub fn fresh_until(&self) -> i64 {
        if self.is_withdrawn {
            return i64::MIN;
        }
        self.times.expires.min(self.times.issued + self.ttl)
    }

    /// Where the issuer publishes it: no list of another address takes its place.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How many bytes of memory its statuses take.
    pub fn memory(&self) -> usize {
        self.statuses.len()
    }

    /// The status at a place: 0 good, 1 revoked, 2 suspended, 3 not ours. `None` beyond the list's end.
    pub fn status(&self, index: u32) -> Option<u8> {
        let index = usize::try_from(index).ok()?;
        let (per_byte, bits, mask) = if self.two_bits { (4, 2, 3) } else { (8, 1, 1) };
        let byte = self.statuses.get(index / per_byte)?;
        Some(byte >> (index % per_byte * bits) & mask)
    }

    pub(crate) fn read(bytes: &[u8], keys: &KeyList) -> Result<Self, ListError> {
        if bytes.len() > LONGEST {
            return Err(ListError::TooLong);
        }
        let message = Sign1::read(bytes, Shape::List(TYPE), LONGEST)?;
        let signers = ListError::signers(&message, keys)?;
        let mut claims = Reader::new(message.payload);
        claims.map(5)?;
        claims.exactly(SUB)?;
        let address = claims.text(LONGEST_ADDRESS)?.to_owned();
        let times = Times::read(&mut claims)?;
        claims.exactly(STATUS_LIST)?;
        claims.map(2)?;
        claims.exactly_text("lst")?;
        let packed = claims.bytes(LONGEST)?;
        claims.exactly_text("bits")?;
        let two_bits = match claims.unsigned()? {
            1 => false,
            2 => true,
            _ => return Err(ListError::Malformed),
        };
        claims.exactly(TTL)?;
        let ttl = claims.moment()?;
        claims.end()?;
        let signer = ListError::in_window(&signers, times)?;
        Ok(Self {
            times,
            ttl,
            address,
            two_bits,
            statuses: unpack(packed, LONGEST_UNPACKED).ok_or(ListError::Malformed)?,
            signer,
            is_withdrawn: false,
        })
    }
}

impl fmt::Debug for StatusList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusList")
            .field("times", &self.times)
            .field("memory", &self.memory())
            .finish_non_exhaustive()
    }
}

/// What an issuer publishes.
#[derive(Debug, Clone, Copy)]
pub struct StatusSource<'a> {
    /// Where: at most 256 bytes.
    pub address: &'a str,
    /// For how many seconds it is fresh.
    pub ttl: i64,
    /// Whether each status has two bits, not one.
    pub two_bits: bool,
    /// The statuses, from the lowest bits of the first byte on.
    pub statuses: &'a [u8],
}

/// A signed status list.
///
/// # Errors
/// When the address is longer than 256 bytes, a moment or the time to live is not one from 1970 on (PROFILE.md, section 2),
/// the list ends before it begins, or no verifier would take that many statuses.
pub fn status_list(source: StatusSource<'_>, times: Times, issuer: &Issuer) -> Result<Vec<u8>, OutOfRange> {
    let is_sound = source.address.len() <= LONGEST_ADDRESS
        && MOMENTS.contains(&source.ttl)
        && source.statuses.len() <= LONGEST_UNPACKED;
    if !is_sound {
        return Err(OutOfRange);
    }
    let claims = times
        .write(Writer::new().map(5).integer(SUB).text(source.address))
        .ok_or(OutOfRange)?
        .integer(STATUS_LIST)
        .map(2)
        .text("lst")
        .bytes(&pack(source.statuses))
        .text("bits")
        .integer(if source.two_bits { 2 } else { 1 })
        .integer(TTL)
        .integer(source.ttl);
    let signed = issuer.sign(Header::List(issuer.kid, TYPE), &claims.done());
    if signed.len() > LONGEST {
        return Err(OutOfRange);
    }
    Ok(signed)
}
