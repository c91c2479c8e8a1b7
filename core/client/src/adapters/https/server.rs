//! Servers on loopback for tests: good ones, bad ones, and some that are not what they seem.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, PublicKeyData, date_time_ymd};
use ring::digest::{SHA256, digest};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::tls::Pin;

/// A certificate authority of a test's own.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

/// What a server shows.
pub(super) struct Identity {
    pub(super) chain: Vec<CertificateDer<'static>>,
    key: Vec<u8>,
    pub(super) pin: Pin,
}

/// A certificate for 127.0.0.1, good for all the time that tests will run.
pub(super) fn usual() -> CertificateParams {
    CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap()
}

/// A certificate of another period.
pub(super) fn valid(from: (i32, u8, u8), to: (i32, u8, u8)) -> CertificateParams {
    let mut params = usual();
    params.not_before = date_time_ymd(from.0, from.1, from.2);
    params.not_after = date_time_ymd(to.0, to.1, to.2);
    params
}

fn authority_params() -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, "Sample authority");
    params
}

impl Authority {
    pub(super) fn new() -> Self {
        let (params, key) = (authority_params(), KeyPair::generate().unwrap());
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self {
            issuer: Issuer::new(params, key),
            certificate,
        }
    }

    /// An authority that this one vouches for.
    pub(super) fn intermediate(&self) -> Self {
        let (mut params, key) = (authority_params(), KeyPair::generate().unwrap());
        params
            .distinguished_name
            .push(rcgen::DnType::OrganizationName, "Sample intermediate");
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        Self {
            issuer: Issuer::new(params, key),
            certificate,
        }
    }

    pub(super) fn root(&self) -> &[u8] {
        &self.certificate
    }

    pub(super) fn certificate(&self) -> CertificateDer<'static> {
        self.certificate.clone()
    }

    pub(super) fn issue(&self, params: &CertificateParams) -> Identity {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Identity::new(certificate.der().clone(), &key)
    }
}

impl Identity {
    fn new(certificate: CertificateDer<'static>, key: &KeyPair) -> Self {
        let pin = digest(&SHA256, &key.subject_public_key_info())
            .as_ref()
            .try_into()
            .unwrap();
        Self {
            chain: vec![certificate],
            key: key.serialize_der(),
            pin: Pin(pin),
        }
    }

    pub(super) fn self_signed(params: &CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        Self::new(params.self_signed(&key).unwrap().der().clone(), &key)
    }

    fn config(&self) -> ServerConfig {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.clone()));
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(self.chain.clone(), key)
            .unwrap()
    }
}

/// What a server does with a request.
pub(super) enum Reply {
    /// Sends this and closes in order.
    Whole(Vec<u8>),
    /// Sends this and cuts the connection without TLS's farewell.
    Cut(Vec<u8>),
    /// Sends the first part, then the second for ever.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends this, perhaps nothing, and keeps the connection.
    Stalled(Vec<u8>),
}

/// An answer with a JSON body.
pub(super) fn json(status: &str, headers: &str, body: &str) -> Reply {
    answer(
        status,
        &format!("content-type: application/json\r\n{headers}"),
        body,
    )
}

/// An answer with its length.
pub(super) fn answer(status: &str, headers: &str, body: &str) -> Reply {
    let length = body.len();
    let text =
        format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}");
    Reply::Whole(text.into_bytes())
}

/// A server that runs until its runtime ends.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Speaks TLS with this identity and replies to each request.
    pub(super) async fn start(
        identity: &Identity,
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let acceptor = TlsAcceptor::from(Arc::new(identity.config()));
        let (seen, reply) = (Arc::new(Mutex::new(Vec::new())), Arc::new(reply));
        let record = Arc::clone(&seen);
        let address = listen(move |stream| {
            let (acceptor, record, reply) = (acceptor.clone(), Arc::clone(&record), Arc::clone(&reply));
            async move {
                // A client that does not trust this server ends the handshake.
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                let Some(request) = read_request(&mut stream).await else {
                    return;
                };
                let reply = reply(&request);
                record.lock().unwrap().push(request);
                send(stream, reply).await;
            }
        })
        .await;
        Self { address, seen }
    }

    /// Reads a little and sends these bytes without any TLS of its own.
    pub(super) async fn raw(bytes: &'static [u8]) -> Self {
        let address = listen(move |mut stream| async move {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(bytes).await;
            let _ = stream.read(&mut [0; 4096]).await;
        })
        .await;
        Self {
            address,
            seen: Arc::default(),
        }
    }

    pub(super) fn base(&self) -> String {
        format!("https://{}", self.address)
    }

    /// The requests that came through, each with its head and body.
    pub(super) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

async fn listen<F: Future<Output = ()> + Send + 'static>(
    serve: impl Fn(TcpStream) -> F + Send + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    address
}

type TlsStream = tokio_rustls::server::TlsStream<TcpStream>;

async fn read_request(stream: &mut TlsStream) -> Option<String> {
    let mut request = Vec::new();
    loop {
        let mut part = [0; 4096];
        let read = stream.read(&mut part).await.ok().filter(|read| *read > 0)?;
        request.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .unwrap_or("0");
            if body.len() >= length.parse().unwrap() {
                return Some(text.into_owned());
            }
        }
    }
}

async fn send(mut stream: TlsStream, reply: Reply) {
    // The client may have gone: that is what some tests are about.
    match reply {
        Reply::Whole(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Reply::Cut(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.flush().await;
            let _ = stream.into_inner().0.shutdown().await;
        }
        Reply::Endless(first, then) => {
            let _ = stream.write_all(&first).await;
            while stream.write_all(&then).await.is_ok() {}
        }
        Reply::Stalled(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.read(&mut [0; 1]).await;
        }
    }
}
