//! COSE_Sign1 (RFC 9052, section 4.2) with ES256 pinned, in the three shapes that the profile knows.

use crate::cbor::{Malformed, Reader, Writer};
use crate::key::{PublicKey, Signature};

/// Names a key in a list, by any four bytes; several keys may share them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(
    /// The bytes of the header `kid`.
    pub [u8; 4],
);

/// The tag of a COSE_Sign1.
const SIGN1: u64 = 18;
/// Header parameters.
const ALG: i64 = 1;
const KID: i64 = 4;
const TYP: i64 = 16;
/// The algorithm, and the only one.
const ES256: i64 = -7;

/// What the protected header of a message holds besides its algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Header {
    /// Nothing: the key is in the certificate.
    Device,
    /// A key's id.
    Issuer(KeyId),
    /// A key's id and a media type, so that no list passes for another.
    List(KeyId, &'static str),
}

/// What a header has to be like, where only the key's id is open.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    Device,
    Issuer,
    List(&'static str),
}

impl Header {
    fn bytes(self) -> Vec<u8> {
        let (kid, typ) = match self {
            Self::Device => (None, None),
            Self::Issuer(kid) => (Some(kid), None),
            Self::List(kid, typ) => (Some(kid), Some(typ)),
        };
        let length = 1 + usize::from(kid.is_some()) + usize::from(typ.is_some());
        let mut header = Writer::new().map(length).integer(ALG).integer(ES256);
        if let Some(KeyId(kid)) = kid {
            header = header.integer(KID).bytes(&kid);
        }
        if let Some(typ) = typ {
            header = header.integer(TYP).text(typ);
        }
        header.done()
    }
}

/// A message whose shape is right and whose signature was not tried yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sign1<'a> {
    pub(crate) kid: Option<KeyId>,
    protected: &'a [u8],
    pub(crate) payload: &'a [u8],
    signature: Signature,
}

impl<'a> Sign1<'a> {
    /// Reads a message that fills the bytes, with a payload of at most `most` bytes.
    pub(crate) fn read(bytes: &'a [u8], shape: Shape, most: usize) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.tag(SIGN1)?;
        reader.array(4)?;
        let protected = reader.bytes(128)?;
        reader.map(0)?;
        let payload = reader.bytes(most)?;
        let signature = reader.fixed()?;
        reader.end()?;
        Ok(Self {
            kid: kid_of(protected, shape)?,
            protected,
            payload,
            signature,
        })
    }

    pub(crate) fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(&to_be_signed(self.protected, self.payload), &self.signature)
    }
}

fn kid_of(protected: &[u8], shape: Shape) -> Result<Option<KeyId>, Malformed> {
    let mut header = Reader::new(protected);
    header.map(match shape {
        Shape::Device => 1,
        Shape::Issuer => 2,
        Shape::List(_) => 3,
    })?;
    header.exactly(ALG)?;
    header.exactly(ES256)?;
    let kid = match shape {
        Shape::Device => None,
        Shape::Issuer | Shape::List(_) => {
            header.exactly(KID)?;
            Some(KeyId(header.fixed()?))
        }
    };
    if let Shape::List(typ) = shape {
        header.exactly(TYP)?;
        header.exactly_text(typ)?;
    }
    header.end()?;
    Ok(kid)
}

/// The `Sig_structure` of RFC 9052, section 4.4, without external data.
fn to_be_signed(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    Writer::new()
        .array(4)
        .text("Signature1")
        .bytes(protected)
        .bytes(&[])
        .bytes(payload)
        .done()
}

/// Signs a payload; a signer may fail, as key stores do.
pub(crate) fn sign<E>(
    header: Header,
    payload: &[u8],
    signer: &mut dyn FnMut(&[u8]) -> Result<Signature, E>,
) -> Result<Vec<u8>, E> {
    let protected = header.bytes();
    let signature = signer(&to_be_signed(&protected, payload))?;
    Ok(Writer::new()
        .tag(SIGN1)
        .array(4)
        .bytes(&protected)
        .map(0)
        .bytes(payload)
        .bytes(&signature)
        .done())
}
