//! What a person asks for about the code that an inspector scans.

/// What a person asks for about the code that an inspector scans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateAsk {
    /// Opens it.
    Open,
    /// Renews the certificate now; by itself it is renewed in time.
    Renew,
    /// Offers a code to be printed, for a driver.
    Paper,
}
