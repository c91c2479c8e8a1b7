//! Certificates as they travel.

use jiff::Timestamp;
use salyk_certificate::{LONGEST_TEXT, PublicKey};
use salyk_contract::certificates as wire;
use zeroize::Zeroizing;

use super::malformed;
use crate::certificate::{Issued, PaperCode};
use crate::ports::ServiceError;

/// The longest certificate, in bytes.
const LONGEST_CERTIFICATE: usize = 1024;

/// The body that asks for a certificate.
pub(super) fn request(device: &PublicKey) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
    let digits = device.compressed().into_iter().flat_map(|byte| {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
        [digit(byte >> 4), digit(byte & 15)]
    });
    let body = wire::CertificateRequest {
        device_key: digits.collect(),
    };
    let bytes = serde_json::to_vec(&body).map_err(|_| malformed::field("device_key"))?;
    Ok(Zeroizing::new(bytes))
}

/// Reads a certificate. What is in it the inspector's phone judges; here are only its bounds.
pub(super) fn issued(body: &[u8]) -> Result<Issued, ServiceError> {
    let answer: wire::Certificate = malformed::read("certificate", body)?;
    let certificate = bytes(&answer.certificate).ok_or_else(|| malformed::field("certificate"))?;
    if answer.issued_at >= answer.expires_at {
        return Err(malformed::field("expires_at"));
    }
    Ok(Issued {
        certificate,
        issued: answer.issued_at,
        expires: answer.expires_at,
    })
}

/// Reads a code to be printed.
pub(super) fn paper_code(body: &[u8]) -> Result<PaperCode, ServiceError> {
    let answer: wire::PaperCode = malformed::read("paper_code", body)?;
    if answer.code.len() > LONGEST_TEXT || answer.expires_at <= Timestamp::UNIX_EPOCH {
        return Err(malformed::field("code"));
    }
    Ok(PaperCode {
        text: answer.code,
        expires: answer.expires_at,
    })
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    if digits.is_empty() || digits.len() > 2 * LONGEST_CERTIFICATE || !digits.len().is_multiple_of(2) {
        return None;
    }
    let value = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|value| u8::try_from(value).ok())
    };
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(value(*high)? << 4 | value(*low)?),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_checked() {
        let read = |certificate: &str, expires: &str| {
            let text = format!(
                r#"{{"certificate":"{certificate}","issued_at":"2026-11-23T05:00:00Z","expires_at":"{expires}"}}"#
            );
            issued(text.as_bytes())
        };
        let day = "2026-11-24T05:00:00Z";
        assert_eq!(read("d200ff", day).unwrap().certificate, [0xd2, 0, 0xff]);
        for bad in ["", "d", "zz", "+1", &"00".repeat(1025)] {
            assert!(read(bad, day).is_err(), "{bad}");
        }
        assert!(read("d200ff", "2026-11-23T05:00:00Z").is_err());
        let code = |code: &str| paper_code(format!(r#"{{"code":"{code}","expires_at":"{day}"}}"#).as_bytes());
        assert!(code("SALYK1:").is_ok());
        assert!(code(&"0".repeat(LONGEST_TEXT + 1)).is_err());
    }
}
