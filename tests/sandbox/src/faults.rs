//! Answers that go wrong on purpose.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use salyk_contract::limits::MAX_ANSWER_BODY;
use salyk_contract::operator::{FaultKind, SetFault};
use salyk_contract::problem::ProblemCode;
use serde_json::Value;
use tokio::sync::watch;

use crate::refusal::Refusal;

/// A word that no version of the contract has.
const UNHEARD_OF: &str = "unheard_of";

/// Marks an answer whose connection is to end before it is sent.
#[derive(Clone, Copy)]
pub(crate) struct LostAnswer;

/// Faults that wait for their requests.
pub(crate) struct Faults {
    set: Mutex<Vec<SetFault>>,
    /// Changes when held answers may go on.
    forgotten: watch::Sender<u64>,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            set: Mutex::default(),
            forgotten: watch::Sender::new(0),
        }
    }
}

impl Faults {
    pub(crate) fn set(&self, fault: SetFault) {
        self.set
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(fault);
    }

    pub(crate) fn forget(&self) {
        self.set.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.forgotten.send_modify(|times| *times += 1);
    }

    /// The fault for the next answer on this path, counted down.
    pub(crate) fn take(&self, path: &str) -> Option<FaultKind> {
        let mut set = self.set.lock().unwrap_or_else(PoisonError::into_inner);
        set.retain(|fault| fault.times > 0);
        let fault = set
            .iter_mut()
            .find(|fault| path.starts_with(&fault.path_prefix))?;
        fault.times -= 1;
        Some(fault.fault.clone())
    }

    /// Returns once the faults are forgotten.
    pub(crate) async fn held(&self) {
        let mut forgotten = self.forgotten.subscribe();
        // An error says that the service is gone, and then there is nothing to wait for.
        let _ = forgotten.changed().await;
    }
}

/// What a fault makes of a good answer.
pub(crate) async fn spoil(fault: FaultKind, answer: Response, now: Timestamp) -> Response {
    match fault {
        FaultKind::Unavailable { retry_after } => {
            Refusal::wait(ProblemCode::Unavailable, retry_after).into_response()
        }
        FaultKind::LoseAnswer => {
            let mut answer = answer;
            answer.extensions_mut().insert(LostAnswer);
            answer
        }
        FaultKind::HugeBody { bytes } => huge(bytes),
        FaultKind::Hold => answer,
        FaultKind::WrongContentType => {
            let mut answer = answer;
            answer
                .headers_mut()
                .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
            answer
        }
        FaultKind::MalformedJson => {
            rewritten(answer, |body| {
                body.get(..body.len() / 2).unwrap_or_default().to_vec()
            })
            .await
        }
        FaultKind::UnknownWords => {
            rewritten_json(answer, &|value| replace_words(value, &known_words())).await
        }
        FaultKind::WrongTypes => rewritten_json(answer, &swap_types).await,
        FaultKind::ClockOff { seconds } => clock_off(answer, now, seconds).await,
    }
}

fn huge(bytes: u64) -> Response {
    const PIECE: u64 = 64 * 1024;
    let filler = Bytes::from_static(&[b'9'; PIECE as usize]);
    let pieces = (0..bytes.div_ceil(PIECE)).map(move |_| Ok::<_, std::convert::Infallible>(filler.clone()));
    let body = Body::from_stream(futures_util::stream::iter(pieces));
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

async fn clock_off(answer: Response, now: Timestamp, seconds: i64) -> Response {
    let told = now
        .saturating_add(SignedDuration::from_secs(seconds))
        .unwrap_or(now);
    let mut answer = rewritten_json(answer, &|value| {
        if let Some(field) = value.get_mut("now") {
            *field = Value::String(told.to_string());
        }
    })
    .await;
    let date = jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&told)
        .ok();
    if let Some(date) = date.and_then(|date| HeaderValue::from_str(&date).ok()) {
        answer.headers_mut().insert(header::DATE, date);
    }
    answer
}

async fn rewritten(answer: Response, rewrite: impl FnOnce(&[u8]) -> Vec<u8>) -> Response {
    let (mut head, body) = answer.into_parts();
    let body = axum::body::to_bytes(body, MAX_ANSWER_BODY)
        .await
        .unwrap_or_default();
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(rewrite(&body)))
}

async fn rewritten_json(answer: Response, rewrite: &(dyn Fn(&mut Value) + Sync)) -> Response {
    rewritten(answer, |body| {
        let Ok(mut value) = serde_json::from_slice(body) else {
            return body.to_vec();
        };
        rewrite(&mut value);
        serde_json::to_vec(&value).unwrap_or_default()
    })
    .await
}

fn known_words() -> HashSet<&'static str> {
    use salyk_contract::{
        attachments::FileKind, documents::*, dossier::*, lots::*, problem::ProblemCode, tables::TableKind,
        taxpayers::*,
    };
    macro_rules! words_of {
        ($($list:ty),+ $(,)?) => {
            [$(<$list>::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>()),+].into_iter().flatten().collect()
        };
    }
    words_of!(
        DocumentKind,
        DocumentLanguage,
        FactSource,
        RegimeState,
        ActivityKind,
        ConfirmationKind,
        ConfirmationForm,
        DebtKind,
        LotState,
        Body,
        AttachmentKind,
        Direction,
        Outcome,
        ProblemCode,
        TableKind,
        FileKind,
        TaxpayerKind,
        TaxpayerRole,
    )
}

fn replace_words(value: &mut Value, words: &HashSet<&'static str>) {
    match value {
        Value::String(text) if words.contains(text.as_str()) => *text = UNHEARD_OF.to_owned(),
        Value::Array(values) => values.iter_mut().for_each(|value| replace_words(value, words)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace_words(value, words)),
        _ => {}
    }
}

fn swap_types(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(swap_types),
        Value::Object(fields) => fields.values_mut().for_each(swap_types),
        Value::String(_) => *value = Value::from(7),
        Value::Number(_) | Value::Bool(_) | Value::Null => *value = Value::from("seven"),
    }
}
