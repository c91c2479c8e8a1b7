//! What the holder's phone makes: the code on its screen, with the time in it.

use crate::cbor::{MOMENTS, Writer};
use crate::cose::{self, Header};
use crate::issue::{LONGEST_CERTIFICATE, OutOfRange};
use crate::key::Signature;
use crate::text::{self, LONGEST_TEXT};

/// How often a phone signs the time anew, in seconds.
pub const RENEWAL: i64 = 30;

/// The text of the code for a moment (seconds of UTC): the certificate and the time, signed by the device key.
///
/// `signer` signs a message with ES256; one that gives DER is wrapped in [`fixed_from_der`](crate::fixed_from_der).
///
/// # Errors
/// Those of the signer; [`OutOfRange`] for a certificate that is too long, or a moment that is none (PROFILE.md, section 2).
pub fn present<E: From<OutOfRange>>(
    certificate: &[u8],
    stamp: i64,
    signer: &mut dyn FnMut(&[u8]) -> Result<Signature, E>,
) -> Result<String, E> {
    if certificate.len() > LONGEST_CERTIFICATE || !MOMENTS.contains(&stamp) {
        return Err(OutOfRange.into());
    }
    let payload = Writer::new().array(2).bytes(certificate).integer(stamp).done();
    let message = cose::sign(Header::Device, &payload, signer)?;
    let code = text::write(&message, false);
    if code.len() > LONGEST_TEXT {
        return Err(OutOfRange.into());
    }
    Ok(code)
}
