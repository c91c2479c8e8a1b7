//! Codes of every kind that a verifier may meet, each with our verifier's answer, for others to be compared with.
//!
//! Forged parts are written by this crate's own CBOR ([`cbor`]), not by the one under test. Everything follows from a seed.

pub mod cbor;
pub mod draft;
pub mod extract;
pub mod kinds;
pub mod vectors;
pub mod world;

use anyhow::{Context, Result};
use fastrand::Rng;
use salyk_certificate::{Answer, Claims, Clock, Kind, verify};
use serde_json::{Value, json};

use crate::kinds::{KINDS, Scan, scan};
use crate::world::{World, hex, word};

/// One case and the answer: the case's number chooses its kind and its seed.
///
/// # Errors
/// When a constant makes no key.
pub fn case(number: u64, worlds: &[World]) -> Result<Value> {
    let kind = KINDS.get(usize::try_from(number)? % KINDS.len());
    let kind = kind.context("there are no kinds")?;
    let Scan {
        text,
        world,
        now,
        newest,
    } = scan(kind, &mut Rng::with_seed(number))?;
    let clock = Clock {
        now,
        newest_verified: newest,
    };
    let held = worlds.get(world).context("there is no such world")?;
    let answer = verify(&text, &held.lists, clock);
    Ok(json!({
        "kind": kind,
        "world": world,
        "now": now,
        "newest": newest,
        "text": text,
        "answer": told(&answer),
    }))
}

/// An answer as JSON.
pub fn told(answer: &Answer) -> Value {
    let reasons: Vec<_> = answer.reasons.iter().map(|reason| reason.code()).collect();
    json!({
        "verdict": answer.verdict.code(),
        "reasons": reasons,
        "as_of": answer.as_of,
        "newest": answer.newest_verified,
        "claims": answer.claims.as_ref().map(claims),
    })
}

fn claims(claims: &Claims) -> Value {
    json!({
        "inn": claims.inn.digits(),
        "name": claims.name,
        "since": claims.since.map(|day| day.to_string()),
        "debt": word(claims.debt),
        "issued": claims.issued,
        "expires": claims.expires,
        "index": claims.index,
        "device": match claims.kind {
            Kind::Phone(key) => Some(hex(&key.compressed())),
            Kind::Paper => None,
        },
    })
}
