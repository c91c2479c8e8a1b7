//! Whom the phone takes for the tax service: certificates, roots and pins. No other file knows any of them.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use ring::digest::{SHA256, digest};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{
    CryptoProvider, KeyProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::sign::SigningKey;
use rustls::version::{TLS12, TLS13};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

/// SHA-256 of a certificate's SubjectPublicKeyInfo (RFC 7469, 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin(pub [u8; 32]);

/// The roots that are trusted and, if any are given, the keys of which the server must show one.
#[derive(Clone)]
pub struct Trust {
    roots: RootCertStore,
    pins: Vec<Pin>,
}

/// The trust can't be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the trust in servers can't be set up: {0}")]
pub struct TrustError(String);

impl Trust {
    /// The roots that Mozilla's programme trusts, as bundled in this version; no pins.
    #[must_use]
    pub fn bundled() -> Self {
        Self {
            roots: webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect(),
            pins: Vec::new(),
        }
    }

    /// Besides a chain to a root, asks for one of these keys in the server's own certificate: the one in use and those that
    /// are to follow it. No pins ask for nothing.
    #[must_use]
    pub fn with_pins(mut self, pins: Vec<Pin>) -> Self {
        self.pins = pins;
        self
    }

    /// Trusts one more root, in DER. Only the sandbox has one; release artefacts are built without this.
    ///
    /// # Errors
    /// [`TrustError`] when it is not a certificate that can be a root.
    #[cfg(any(test, feature = "sandbox-roots"))]
    pub fn with_extra_root(mut self, der: &[u8]) -> Result<Self, TrustError> {
        self.roots
            .add(CertificateDer::from(der.to_vec()))
            .map_err(|error| TrustError(error.to_string()))?;
        Ok(self)
    }

    /// TLS 1.2 and 1.3 by `ring`, HTTP/1.1.
    pub(super) fn client_config(self) -> Result<ClientConfig, TrustError> {
        let refused = |error: &dyn StdError| TrustError(error.to_string());
        let provider = Arc::new(CryptoProvider {
            key_provider: &NoKeys,
            ..rustls::crypto::ring::default_provider()
        });
        let verifier = PinnedVerifier {
            roots: self.roots,
            algorithms: provider.signature_verification_algorithms,
            pins: self.pins,
        };
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13, &TLS12])
            .map_err(|error| refused(&error))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }
}

/// The phone shows servers no certificate of its own, so it reads no private keys.
#[derive(Debug)]
struct NoKeys;

impl KeyProvider for NoKeys {
    fn load_private_key(&self, _: PrivateKeyDer<'static>) -> Result<Arc<dyn SigningKey>, Error> {
        Err(Error::General(String::from("no private keys are read")))
    }
}

/// Checks chains, dates and names as `rustls` does, then the pins. Certificates are not checked for revocation: there are no lists
/// on the phone.
#[derive(Debug)]
struct PinnedVerifier {
    roots: RootCertStore,
    algorithms: WebPkiSupportedAlgorithms,
    pins: Vec<Pin>,
}

impl ServerCertVerifier for PinnedVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let certificate = ParsedCertificate::try_from(end_entity)?;
        verify_server_cert_signed_by_trust_anchor(
            &certificate,
            &self.roots,
            intermediates,
            now,
            self.algorithms.all,
        )?;
        verify_server_name(&certificate, server_name)?;
        let key = digest(&SHA256, &certificate.subject_public_key_info());
        if self.pins.is_empty() || self.pins.iter().any(|pin| pin.0 == key.as_ref()) {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// Why the handshake was broken off, if TLS is what failed.
pub(super) fn refusal(error: &(dyn StdError + 'static)) -> Option<&'static str> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(tls) = error.downcast_ref::<Error>() {
            return Some(reason(tls));
        }
        next = match error.downcast_ref::<io::Error>() {
            // `source` of an I/O error passes over what it wraps.
            Some(error) => error
                .get_ref()
                .map(|wrapped| wrapped as &(dyn StdError + 'static)),
            None => error.source(),
        };
    }
    None
}

fn reason(error: &Error) -> &'static str {
    match error {
        Error::InvalidCertificate(certificate) => match certificate {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "its certificate has expired"
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "its certificate is not valid yet"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "its certificate is another server's"
            }
            CertificateError::UnknownIssuer => "its certificate's issuer is not trusted",
            CertificateError::ApplicationVerificationFailure => "its key is not one of those expected",
            _ => "its certificate is not acceptable",
        },
        Error::PeerIncompatible(_) | Error::AlertReceived(_) => "it offers no acceptable version of TLS",
        Error::InvalidMessage(_) => "it does not speak TLS",
        _ => "the handshake failed",
    }
}
