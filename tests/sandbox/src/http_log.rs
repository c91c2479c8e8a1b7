//! What arrived, kept in memory for tests of what a phone sends and when. Bodies are kept whole, sample passwords included.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, header};
use jiff::Timestamp;
use salyk_contract::operator::{LoggedRequest, RequestLog};

const MOST_REQUESTS: usize = 10_000;
const MOST_BODY_BYTES: u64 = 16 * 1024 * 1024;

/// The newest requests, bounded by number and by the size of their bodies.
#[derive(Default)]
pub(crate) struct HttpLog(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    requests: VecDeque<LoggedRequest>,
    body_bytes: u64,
    dropped: u64,
    /// Number of the next request since the start; never reused.
    next: u64,
}

impl HttpLog {
    /// Notes a request as its head arrives and gives the number to note more under.
    pub(crate) fn arrived(&self, at: Timestamp, method: &str, path: &str, headers: &HeaderMap) -> u64 {
        let mut kept = self.lock();
        kept.requests.push_back(LoggedRequest {
            at,
            method: method.to_owned(),
            path: path.to_owned(),
            status: None,
            headers: headers
                .iter()
                .map(|(name, value)| (name.to_string(), shown(name, value)))
                .collect(),
            body_bytes: 0,
            body: String::new(),
        });
        kept.next += 1;
        kept.let_go();
        kept.next - 1
    }

    /// Notes how long a body was, and what is kept of it.
    pub(crate) fn read(&self, number: u64, bytes: u64, body: &[u8]) {
        let mut kept = self.lock();
        if let Some(request) = kept.at(number) {
            request.body_bytes = bytes;
            request.body = String::from_utf8_lossy(body).into_owned();
            let request_body = request.body.len() as u64;
            kept.body_bytes += request_body;
            kept.let_go();
        }
    }

    pub(crate) fn answered(&self, number: u64, status: u16) {
        if let Some(request) = self.lock().at(number) {
            request.status = Some(status);
        }
    }

    pub(crate) fn read_out(&self) -> RequestLog {
        let kept = self.lock();
        RequestLog {
            requests: kept.requests.iter().cloned().collect(),
            dropped: kept.dropped,
        }
    }

    pub(crate) fn clear(&self) {
        let mut kept = self.lock();
        kept.requests.clear();
        kept.body_bytes = 0;
        kept.dropped = 0;
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn at(&mut self, number: u64) -> Option<&mut LoggedRequest> {
        let oldest = self.next - self.requests.len() as u64;
        self.requests
            .get_mut(usize::try_from(number.checked_sub(oldest)?).ok()?)
    }

    fn let_go(&mut self) {
        while self.requests.len() > MOST_REQUESTS || self.body_bytes > MOST_BODY_BYTES {
            let Some(oldest) = self.requests.pop_front() else {
                return;
            };
            self.body_bytes = self.body_bytes.saturating_sub(oldest.body.len() as u64);
            self.dropped += 1;
        }
    }
}

fn shown(name: &header::HeaderName, value: &header::HeaderValue) -> String {
    if name == header::AUTHORIZATION {
        return "[REDACTED]".to_owned();
    }
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrived(log: &HttpLog, path: &str) -> u64 {
        log.arrived(Timestamp::UNIX_EPOCH, "GET", path, &HeaderMap::new())
    }

    #[test]
    fn an_answer_finds_its_request_after_older_ones_went() {
        let log = HttpLog::default();
        let first = arrived(&log, "/first");
        let second = arrived(&log, "/second");
        log.read(
            first,
            MOST_BODY_BYTES,
            &vec![b'a'; usize::try_from(MOST_BODY_BYTES).unwrap()],
        );
        log.read(second, 1, b"b");
        log.answered(first, 200);
        log.answered(second, 404);
        let read = log.read_out();
        assert_eq!(read.dropped, 1);
        assert_eq!(read.requests.len(), 1);
        assert_eq!(
            (read.requests[0].path.as_str(), read.requests[0].status),
            ("/second", Some(404))
        );
    }

    #[test]
    fn a_late_answer_after_clearing_is_nobodys() {
        let log = HttpLog::default();
        let before = arrived(&log, "/before");
        log.clear();
        arrived(&log, "/after");
        log.answered(before, 500);
        assert_eq!(log.read_out().requests[0].status, None);
    }

    #[test]
    fn the_authorization_header_is_not_kept() {
        let log = HttpLog::default();
        let mut headers = HeaderMap::new();
        headers.insert(
            header::AUTHORIZATION,
            header::HeaderValue::from_static("Bearer canary"),
        );
        log.arrived(Timestamp::UNIX_EPOCH, "GET", "/", &headers);
        assert!(!format!("{:?}", log.read_out()).contains("canary"));
    }
}
