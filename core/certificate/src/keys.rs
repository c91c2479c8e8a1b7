//! The list of issuer keys, signed by a root key.

use core::fmt;

use crate::cbor::{MOMENTS, Malformed, Reader, Writer};
use crate::cose::{Header, KeyId, Shape, Sign1};
use crate::issue::{Issuer, OutOfRange};
use crate::key::PublicKey;
use crate::lists::{ListError, Times};

/// Its media type.
pub(crate) const TYPE: &str = "application/salyk-keys+cwt";

/// The longest list, in bytes, and the most keys.
pub(crate) const LONGEST: usize = 16 * 1024;
const MOST_KEYS: usize = 128;

/// The private claim that holds the keys.
const KEYS: i64 = -65_539;

/// A key that may sign certificates and lists for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssuerKey {
    /// Its id, which other keys may have too.
    pub kid: KeyId,
    /// The key.
    pub key: PublicKey,
    /// The first second of UTC at which it may sign.
    pub from: i64,
    /// The first second of UTC at which it may not any more.
    pub until: i64,
    /// Whether it signs samples only.
    pub is_sample: bool,
}

impl IssuerKey {
    /// Whether what it signed may say that it was issued then.
    pub(crate) fn may_sign_at(&self, moment: i64) -> bool {
        (self.from..self.until).contains(&moment)
    }
}

/// A key list that was verified.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyList {
    times: Times,
    keys: Vec<IssuerKey>,
    /// As it came: what is kept with each list that was taken under it.
    pub(crate) signed: Vec<u8>,
}

impl KeyList {
    /// When it was issued: seconds of UTC.
    pub fn issued(&self) -> i64 {
        self.times.issued
    }

    /// From when on it is old: seconds of UTC.
    pub fn expires(&self) -> i64 {
        self.times.expires
    }

    /// All keys, in the list's order.
    pub fn all(&self) -> &[IssuerKey] {
        &self.keys
    }

    /// Every key of this id.
    pub(crate) fn of(&self, kid: KeyId) -> impl Iterator<Item = &IssuerKey> {
        self.keys.iter().filter(move |key| key.kid == kid)
    }

    pub(crate) fn has(&self, kid: KeyId) -> bool {
        self.of(kid).next().is_some()
    }

    /// Whether a key that signed something issued then is still here as what it was.
    pub(crate) fn still_has(&self, signer: &IssuerKey, issued: i64) -> bool {
        self.of(signer.kid)
            .any(|key| key.key == signer.key && key.is_sample == signer.is_sample && key.may_sign_at(issued))
    }

    pub(crate) fn read(bytes: &[u8], roots: &[PublicKey]) -> Result<Self, ListError> {
        if bytes.len() > LONGEST {
            return Err(ListError::TooLong);
        }
        let message = Sign1::read(bytes, Shape::List(TYPE), LONGEST)?;
        if !roots.iter().any(|root| message.is_signed_by(root)) {
            return Err(ListError::Signature);
        }
        let mut claims = Reader::new(message.payload);
        claims.map(3)?;
        let times = Times::read(&mut claims)?;
        claims.exactly(KEYS)?;
        let keys = (0..claims.array_up_to(MOST_KEYS as u64)?)
            .map(|_| key(&mut claims))
            .collect::<Result<_, _>>()?;
        claims.end()?;
        let signed = bytes.to_vec();
        Ok(Self { times, keys, signed })
    }
}

impl fmt::Debug for KeyList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyList")
            .field("times", &self.times)
            .field("keys", &self.keys)
            .finish_non_exhaustive()
    }
}

fn key(reader: &mut Reader<'_>) -> Result<IssuerKey, Malformed> {
    reader.array(5)?;
    Ok(IssuerKey {
        kid: KeyId(reader.fixed()?),
        key: PublicKey::from_compressed(reader.fixed()?).map_err(|_| Malformed)?,
        from: reader.moment()?,
        until: reader.moment()?,
        is_sample: reader.boolean()?,
    })
}

/// A key list, signed by a root key.
///
/// # Errors
/// When there are more than 128 keys, a moment is not one from 1970 on (PROFILE.md, section 2), or it ends before it begins.
pub fn key_list(keys: &[IssuerKey], times: Times, root: &Issuer) -> Result<Vec<u8>, OutOfRange> {
    let mut moments = keys.iter().flat_map(|key| [key.from, key.until]);
    if keys.len() > MOST_KEYS || !moments.all(|moment| MOMENTS.contains(&moment)) {
        return Err(OutOfRange);
    }
    let mut claims = times
        .write(Writer::new().map(3))
        .ok_or(OutOfRange)?
        .integer(KEYS)
        .array(keys.len());
    for key in keys {
        claims = claims
            .array(5)
            .bytes(&key.kid.0)
            .bytes(&key.key.compressed())
            .integer(key.from)
            .integer(key.until)
            .boolean(key.is_sample);
    }
    Ok(root.sign(Header::List(root.kid, TYPE), &claims.done()))
}
