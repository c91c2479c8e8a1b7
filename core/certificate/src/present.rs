//! What the holder's phone makes: the code on its screen, with the time in it.

use crate::cbor::Writer;
use crate::cose::{self, Header};
use crate::key::Signature;
use crate::text;

/// How often a phone signs the time anew, in seconds.
pub const RENEWAL: i64 = 30;

/// The text of the code for a moment (seconds of UTC): the certificate and the time, signed by the device key.
///
/// `signer` signs a message with ES256; one that gives DER is wrapped in [`fixed_from_der`](crate::fixed_from_der).
///
/// # Errors
/// Those of the signer.
pub fn present<E>(
    certificate: &[u8],
    stamp: i64,
    signer: &mut dyn FnMut(&[u8]) -> Result<Signature, E>,
) -> Result<String, E> {
    let payload = Writer::new().array(2).bytes(certificate).integer(stamp).done();
    let message = cose::sign(Header::Device, &payload, signer)?;
    Ok(text::write(&message, false))
}
