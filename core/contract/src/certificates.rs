//! The code that an inspector scans: certificates of a taxpayer's registration.
//!
//! A certificate is a message of `salyk-certificate`, whose profile says what is in it; here are only the calls that bring it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Asks for a certificate that only one phone can show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateRequest {
    /// The phone's public key: a compressed point of P-256 (SEC 1, section 2.3.3), 66 lower-case hexadecimal digits.
    #[cfg_attr(
        feature = "openapi",
        schema(pattern = "^0[23][0-9a-f]{64}$", min_length = 66, max_length = 66)
    )]
    pub device_key: String,
}

/// A certificate, good for a day at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Certificate {
    /// The signed message, lower-case hexadecimal, at most 2,048 digits.
    #[cfg_attr(feature = "openapi", schema(max_length = 2048))]
    pub certificate: String,
    /// When it was issued, UTC, in whole seconds.
    pub issued_at: Timestamp,
    /// From when on it is not valid, UTC, in whole seconds.
    pub expires_at: Timestamp,
}

/// A code to be printed, for a driver. Whoever has a copy has it too, so a verifier calls it a paper copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaperCode {
    /// The code's text, at most 1,024 bytes.
    #[cfg_attr(feature = "openapi", schema(max_length = 1024))]
    pub code: String,
    /// From when on it is not valid, UTC, in whole seconds.
    pub expires_at: Timestamp,
}
