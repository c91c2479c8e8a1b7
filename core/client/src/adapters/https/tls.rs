//! Whom the phone takes for the tax service: certificates, roots and pins. No other file knows any of them.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use ring::digest::{SHA256, digest};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
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

    /// TLS 1.2 and 1.3 by `ring`, HTTP/2 and HTTP/1.1.
    pub(super) fn client_config(self) -> Result<ClientConfig, TrustError> {
        let refused = |error: &dyn StdError| TrustError(error.to_string());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let chain = WebPkiServerVerifier::builder_with_provider(
            Arc::new(self.roots),
            Arc::<CryptoProvider>::clone(&provider),
        )
        .build()
        .map_err(|error| refused(&error))?;
        let verifier = PinnedVerifier {
            chain,
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

/// The ordinary verifier of chains, dates and names, then the pins: it refuses more than the ordinary one, never less.
#[derive(Debug)]
struct PinnedVerifier {
    chain: Arc<WebPkiServerVerifier>,
    pins: Vec<Pin>,
}

impl ServerCertVerifier for PinnedVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified =
            self.chain
                .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)?;
        let key = digest(
            &SHA256,
            &ParsedCertificate::try_from(end_entity)?.subject_public_key_info(),
        );
        if self.pins.is_empty() || self.pins.iter().any(|pin| pin.0 == key.as_ref()) {
            Ok(verified)
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
        self.chain.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.chain.supported_verify_schemes()
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
