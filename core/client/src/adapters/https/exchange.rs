//! One request and its answer, with a limit on everything.

use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use reqwest::{Client, Method, Response, StatusCode, Url, redirect};
use salyk_contract::registrations::KEY_HEADER;
use salyk_contract::{limits, problem};
use zeroize::Zeroizing;

use super::problem::refused;
use super::tls::{self, Trust, TrustError};
use crate::ports::{Fetched, ServiceError};
use crate::secret::Secret;

const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

/// Longest entity tag that is kept, in bytes.
const MAX_TAG_BYTES: usize = 256;

/// How long the phone waits.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection, its handshake included.
    pub connect: Duration,
    /// For the next bytes of an answer.
    pub read: Duration,
    /// For everything together.
    pub total: Duration,
}

impl Default for Patience {
    /// What a slow mobile network needs: 15 s, 20 s and 90 s.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            read: Duration::from_secs(20),
            total: Duration::from_secs(90),
        }
    }
}

/// The connection to the service can't be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetUpError {
    /// Not an `https` address with a host, or one with a user, a query or a fragment.
    #[error("not an https address of a service")]
    Address,
    /// The trust in servers.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// The HTTP client.
    #[error("the connection can't be set up")]
    Client,
}

/// What goes to the service.
pub(super) struct Request {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Option<Zeroizing<Vec<u8>>>,
    media_type: &'static str,
    limit: usize,
}

impl Request {
    fn new(method: Method, path: String, limit: usize) -> Self {
        Self {
            method,
            path,
            headers: HeaderMap::new(),
            body: None,
            media_type: JSON,
            limit,
        }
    }

    /// Asks for something of at most `limit` bytes.
    pub(super) fn get(path: String, limit: usize) -> Self {
        Self::new(Method::GET, path, limit)
    }

    /// Ends something.
    pub(super) fn delete(path: String) -> Self {
        Self::new(Method::DELETE, path, super::SMALL_ANSWER)
    }

    /// Sends JSON.
    pub(super) fn send(method: Method, path: String, body: Zeroizing<Vec<u8>>) -> Self {
        Self {
            body: Some(body),
            ..Self::new(method, path, super::SMALL_ANSWER)
        }
    }

    /// Sends bytes that are no JSON.
    pub(super) fn send_bytes(path: String, body: Zeroizing<Vec<u8>>) -> Self {
        Self {
            media_type: BYTES,
            ..Self::send(Method::PUT, path, body)
        }
    }

    /// Sends a header along. A value that no header can carry is left out, and refused by the service.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Asks only for what differs from what has this tag. A tag that no header can carry is left out.
    pub(super) fn tagged(mut self, tag: Option<String>) -> Self {
        if let Some(tag) = tag
            .and_then(|tag| HeaderValue::try_from(tag).ok())
            .filter(|tag| !tag.is_empty())
        {
            self.headers.insert(IF_NONE_MATCH, tag);
        }
        self
    }

    /// Names a submission, so that the service takes its copies for one.
    pub(super) fn keyed(mut self, key: &Secret) -> Result<Self, ServiceError> {
        let mut key = HeaderValue::from_bytes(key.expose()).map_err(|_| ServiceError::Refused {
            code: "key_not_writable".to_owned(),
        })?;
        key.set_sensitive(true);
        self.headers.insert(KEY_HEADER, key);
        Ok(self)
    }

    /// Asks in the name of a session (RFC 6750).
    pub(super) fn authorized(mut self, access: &Secret) -> Result<Self, ServiceError> {
        let bearer = Zeroizing::new([b"Bearer ", access.expose()].concat());
        // Tokens were checked when they came, so one that no header can carry is none of the service's.
        let mut bearer = HeaderValue::from_bytes(&bearer).map_err(|_| ServiceError::SessionEnded)?;
        bearer.set_sensitive(true);
        self.headers.insert(AUTHORIZATION, bearer);
        Ok(self)
    }
}

/// Sends requests to one address.
pub(super) struct Exchange {
    client: Client,
    base: String,
}

impl Exchange {
    pub(super) fn new(
        base: &str,
        app_version: &str,
        trust: Trust,
        patience: Patience,
    ) -> Result<Self, SetUpError> {
        let address = Url::parse(base).map_err(|_| SetUpError::Address)?;
        let plain =
            address.query().is_none() && address.fragment().is_none() && address.username().is_empty();
        if address.scheme() != "https"
            || address.host_str().is_none()
            || !plain
            || address.password().is_some()
        {
            return Err(SetUpError::Address);
        }
        let client = Client::builder()
            .tls_backend_preconfigured(trust.client_config()?)
            .https_only(true)
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(patience.connect)
            .read_timeout(patience.read)
            .timeout(patience.total)
            .user_agent(format!("salyk/{app_version}"))
            .build()
            .map_err(|_| SetUpError::Client)?;
        Ok(Self {
            client,
            base: address.as_str().trim_end_matches('/').to_owned(),
        })
    }

    /// Reads an answer that must have content.
    pub(super) async fn read<T>(
        &self,
        request: Request,
        convert: impl FnOnce(&[u8]) -> Result<T, ServiceError>,
    ) -> Result<T, ServiceError> {
        match self.fetch(request, convert).await? {
            Fetched::New { content, .. } => Ok(content),
            Fetched::Unchanged => Err(unexpected(StatusCode::NOT_MODIFIED)),
        }
    }

    /// Reads an answer that may say that nothing has changed.
    pub(super) async fn fetch<T>(
        &self,
        request: Request,
        convert: impl FnOnce(&[u8]) -> Result<T, ServiceError>,
    ) -> Result<Fetched<T>, ServiceError> {
        Ok(match self.bytes(request).await? {
            Fetched::New { content, tag } => Fetched::New {
                content: convert(&content)?,
                tag,
            },
            Fetched::Unchanged => Fetched::Unchanged,
        })
    }

    /// An answer that the caller reads by itself.
    pub(super) async fn bytes(&self, request: Request) -> Result<Fetched<Zeroizing<Vec<u8>>>, ServiceError> {
        let (limit, has_tag) = (request.limit, request.headers.contains_key(IF_NONE_MATCH));
        let response = self.send(request).await?;
        if response.status() == StatusCode::NOT_MODIFIED && has_tag {
            return Ok(Fetched::Unchanged);
        }
        if !response.status().is_success() {
            return Err(refusal(response).await);
        }
        if media_type(&response) != Some(JSON) {
            return Err(ServiceError::Malformed("content type".to_owned()));
        }
        let tag = tag(&response);
        let content = body(response, limit).await?;
        Ok(Fetched::New { content, tag })
    }

    /// Sends an order whose answer says nothing beyond that it was done.
    pub(super) async fn order(&self, request: Request) -> Result<(), ServiceError> {
        let response = self.send(request).await?;
        if response.status().is_success() {
            Ok(())
        } else {
            Err(refusal(response).await)
        }
    }

    async fn send(&self, request: Request) -> Result<Response, ServiceError> {
        let url = format!("{}{}", self.base, request.path);
        let mut builder = self
            .client
            .request(request.method, url)
            .headers(request.headers)
            .header(ACCEPT, JSON);
        if let Some(body) = request.body {
            builder = builder
                .header(CONTENT_TYPE, request.media_type)
                .body(Bytes::from_owner(body));
        }
        builder.send().await.map_err(failure)
    }
}

/// What a refusal means, or a status that nobody expects, such as a redirect.
async fn refusal(response: Response) -> ServiceError {
    let (status, headers) = (response.status(), response.headers().clone());
    if !status.is_client_error() && !status.is_server_error() {
        return unexpected(status);
    }
    let readable = matches!(media_type(&response), Some(problem::MEDIA_TYPE | JSON));
    let body = if readable {
        body(response, limits::MAX_PROBLEM_BODY).await.ok()
    } else {
        None
    };
    refused(
        status,
        &headers,
        body.as_deref().map(Vec::as_slice),
        Timestamp::now(),
    )
}

fn unexpected(status: StatusCode) -> ServiceError {
    ServiceError::Malformed(format!("status {}", status.as_u16()))
}

/// The media type in small letters without its parameters, when it is one that this adapter reads.
fn media_type(response: &Response) -> Option<&'static str> {
    let value = response.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next()?.trim();
    [JSON, problem::MEDIA_TYPE]
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(essence))
}

fn tag(response: &Response) -> String {
    let tag = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
    tag.filter(|tag| tag.len() <= MAX_TAG_BYTES)
        .unwrap_or_default()
        .to_owned()
}

/// Reads a body of at most `limit` bytes and stops where it is longer.
async fn body(mut response: Response, limit: usize) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
    let too_large = || ServiceError::Malformed(format!("the answer is larger than {limit} bytes"));
    if response
        .content_length()
        .is_some_and(|length| length > limit as u64)
    {
        return Err(too_large());
    }
    let mut body = Zeroizing::new(Vec::new());
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        if body.len() + chunk.len() > limit {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// What a failure of the connection means. Its own text names addresses, so it is not passed on.
fn failure(error: reqwest::Error) -> ServiceError {
    if error.is_connect()
        && let Some(why) = tls::refusal(&error)
    {
        return ServiceError::Untrusted(why.to_owned());
    }
    let why = if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke off"
    };
    ServiceError::Unreachable(why.to_owned())
}
