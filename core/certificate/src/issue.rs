//! What the service makes: certificates, and codes for paper.

use core::convert::Infallible;

use crate::claims::{Claims, Kind};
use crate::cose::{self, Header, KeyId};
use crate::key::SecretKey;
use crate::text;

/// The longest certificate, in bytes.
pub(crate) const LONGEST_CERTIFICATE: usize = 1024;

/// A key that signs certificates and lists, and its id in the key list.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// The id that key lists give it.
    pub kid: KeyId,
    /// The secret key.
    pub key: SecretKey,
}

impl Issuer {
    pub(crate) fn sign(&self, header: Header, payload: &[u8]) -> Vec<u8> {
        let signed = cose::sign::<Infallible>(header, payload, &mut |message| Ok(self.key.sign(message)));
        match signed {
            Ok(message) => message,
            Err(never) => match never {},
        }
    }
}

/// What no verifier would accept: a length, a life, a moment or a day is out of its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("something is out of its range")]
pub struct OutOfRange;

/// A certificate: CWT claims (RFC 8392) in a COSE_Sign1. It goes to the phone whose key it names, which shows it by
/// [`present`](crate::present); one for paper is shown by [`paper_code`].
///
/// # Errors
/// When a claim is out of its range.
pub fn issue(claims: &Claims, issuer: &Issuer) -> Result<Vec<u8>, OutOfRange> {
    let payload = claims.write().ok_or(OutOfRange)?;
    Ok(issuer.sign(Header::Issuer(issuer.kid), &payload))
}

/// The text of a code to be printed.
///
/// # Errors
/// When the claims name a device key, whose code would be a copy of the phone's, or one is out of its range.
pub fn paper_code(claims: &Claims, issuer: &Issuer) -> Result<String, OutOfRange> {
    match claims.kind {
        Kind::Phone(_) => Err(OutOfRange),
        Kind::Paper => Ok(text::write(&issue(claims, issuer)?, true)),
    }
}
