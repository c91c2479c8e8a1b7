//! Starting, listening and stopping.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::api;
use crate::api::extract::Peer;
use crate::authority;
use crate::faults::LostAnswer;
use crate::operator::Operator;
use crate::options::SandboxOptions;
use crate::service::{Service, Shared};

const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const MOST_CONNECTIONS: usize = 512;
const MOST_HEADERS: usize = 64;
const MOST_HEAD_BYTES: usize = 64 * 1024;

/// A running sandbox. Dropping it stops it without waiting.
pub struct Sandbox {
    address: SocketAddr,
    ca_pem: String,
    ca_der: Vec<u8>,
    service: Shared,
    stop: watch::Sender<bool>,
    listening: JoinHandle<()>,
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// The sandbox listens on loopback only.
    #[error("{0} is not a loopback address")]
    NotLoopback(IpAddr),
    /// The port can't be had.
    #[error("can't listen on {address}: {error}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// The system's reason.
        error: std::io::Error,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    Randomness,
    /// No certificate could be made.
    #[error("no certificate could be made: {0}")]
    Certificate(String),
    /// A sample file can't be served.
    #[error("the sandbox's own samples can't be read: {0}")]
    Samples(String),
}

impl SandboxError {
    pub(crate) fn samples(error: impl std::fmt::Display) -> Self {
        Self::Samples(error.to_string())
    }
}

impl Sandbox {
    /// Starts a sandbox on the current Tokio runtime.
    ///
    /// # Errors
    /// If the address is not loopback, the port is taken, or no certificate could be made.
    pub async fn start(options: SandboxOptions) -> Result<Self, SandboxError> {
        if !options.address.is_loopback() {
            return Err(SandboxError::NotLoopback(options.address));
        }
        let wanted = SocketAddr::new(options.address, options.port);
        let failed = |error| SandboxError::Listen {
            address: wanted,
            error,
        };
        let listener = TcpListener::bind(wanted).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        // Hashing the sample passwords takes a while: not on a worker that others wait for.
        let service = tokio::task::spawn_blocking(move || Service::new(&options));
        let service = Arc::new(service.await.map_err(SandboxError::samples)??);
        // Clients check certificates by the real clock, whatever the service's date is.
        let real_today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let authority = authority::make(real_today).map_err(|e| SandboxError::Certificate(e.to_string()))?;
        let (stop, stopped) = watch::channel(false);
        let router = api::router(Arc::clone(&service));
        let listening = tokio::spawn(listen(
            listener,
            TlsAcceptor::from(authority.server),
            router,
            stopped,
        ));
        Ok(Self {
            address,
            ca_pem: authority.pem,
            ca_der: authority.der,
            service,
            stop,
            listening,
        })
    }

    /// Where it listens: `https://127.0.0.1:PORT`, no slash at the end.
    pub fn base_url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// The authority's certificate as PEM.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// The authority's certificate as DER.
    pub fn ca_der(&self) -> &[u8] {
        &self.ca_der
    }

    /// The key for `/operator/…`. It is a secret of this run: print it only where the operator reads.
    pub fn operator_key(&self) -> &str {
        self.service.operator_key.expose()
    }

    /// Control in the same process.
    pub fn operator(&self) -> Operator {
        Operator::new(Arc::clone(&self.service))
    }

    /// The requests seen so far.
    pub fn log(&self) -> salyk_contract::operator::RequestLog {
        self.service.log.read_out()
    }

    /// Closes every connection and waits until the port is free.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        // An error says that the listener is gone already.
        let _ = (&mut self.listening).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

async fn listen(listener: TcpListener, tls: TlsAcceptor, router: Router, mut stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            _ = stopped.wait_for(|stopped| *stopped) => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        // A failed accept is the peer's or a passing lack of descriptors; over the limit a connection is closed at once.
        let (Ok((stream, peer)), Ok(place)) = (accepted, Arc::clone(&room).try_acquire_owned()) else {
            tokio::task::yield_now().await;
            continue;
        };
        let (tls, router) = (tls.clone(), router.clone());
        connections.spawn(async move {
            serve(stream, peer, tls, router).await;
            drop(place);
        });
    }
    drop(listener);
    connections.shutdown().await;
}

async fn serve(stream: TcpStream, peer: SocketAddr, tls: TlsAcceptor, router: Router) {
    // What goes wrong on a connection is the client's to see; the service only lets it go.
    let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE_TIMEOUT, tls.accept(stream)).await else {
        return;
    };
    let answer = service_fn(move |request: Request<Incoming>| answer(router.clone(), peer.ip(), request));
    let _ = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_headers(MOST_HEADERS)
        .max_buf_size(MOST_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), answer)
        .await;
}

async fn answer(
    router: Router,
    peer: IpAddr,
    request: Request<Incoming>,
) -> Result<Response<Body>, std::io::Error> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    let response = router
        .oneshot(request)
        .await
        .unwrap_or_else(|never: Infallible| match never {});
    if response.extensions().get::<LostAnswer>().is_some() {
        // An error here makes hyper close the connection without a byte of the answer.
        return Err(std::io::ErrorKind::ConnectionAborted.into());
    }
    Ok(response)
}
