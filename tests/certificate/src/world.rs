//! What verifiers hold in the cases: keys from constants, and lists that are taken or refused.

use anyhow::{Context, Result};
use salyk_certificate::{
    Debt, Inn, Issuer, IssuerKey, KeyId, Lists, SecretKey, StatusSource, Times, key_list, status_list,
};
use serde_json::{Value, json};

use crate::extract;

/// The moment around which everything happens: 18 November 2026.
pub const NOW: i64 = 1_795_000_000;

/// How many places a status list has.
pub const PLACES: u32 = 8_000;

/// A key out of a number, and an id that keys may share.
///
/// # Errors
/// When the number makes no key.
pub fn issuer(kid: u8, seed: u8) -> Result<Issuer> {
    Ok(Issuer {
        kid: KeyId([kid; 4]),
        key: SecretKey::from_bytes(&[seed; 32])?,
    })
}

/// Who signs: the root, an issuer, two that share an id, one for samples, one whose time is over, one that no list has.
pub const ROOT: (u8, u8) = (1, 1);
/// The issuer.
pub const ISSUER: (u8, u8) = (2, 2);
/// Shares its id with the next.
pub const SHARED: (u8, u8) = (3, 3);
/// Shares its id with the one before.
pub const SHARING: (u8, u8) = (3, 4);
/// For samples.
pub const SAMPLES: (u8, u8) = (5, 5);
/// Its time is over.
pub const CLOSED: (u8, u8) = (6, 6);
/// In no list.
pub const STRANGER: (u8, u8) = (7, 7);
/// Not the issuer, but says its id.
pub const FORGER: (u8, u8) = (2, 8);
/// The holder's phone.
pub const DEVICE: u8 = 9;
/// Another phone.
pub const OTHER_DEVICE: u8 = 10;

/// One verifier: what it was given, in this order, and what it said of each.
#[derive(Debug)]
pub struct World {
    /// What it holds in the end.
    pub lists: Lists,
    /// The same for others to build.
    pub told: Value,
}

/// A list to be given, at a moment.
pub(crate) struct Given {
    pub(crate) kind: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) now: i64,
}

impl Given {
    pub(crate) fn of(kind: &'static str, bytes: Vec<u8>) -> Self {
        Self {
            kind,
            bytes,
            now: NOW,
        }
    }

    fn at(self, now: i64) -> Self {
        Self { now, ..self }
    }
}

/// How many worlds there are.
pub const WORLDS: usize = 14;
/// The worlds in which the key that signed the status list was withdrawn.
pub const WITHDRAWN: [usize; 3] = [8, 9, 13];
/// The world with extracts of the register.
pub const EXTRACTS: usize = 12;

/// All worlds; cases name them by their place.
///
/// # Errors
/// When a constant makes no key.
pub fn worlds() -> Result<Vec<World>> {
    let times = Times {
        issued: NOW - 1000,
        expires: NOW + 60_000,
    };
    let older = Times {
        issued: NOW - 2000,
        ..times
    };
    let newer = Times {
        issued: NOW - 500,
        ..times
    };
    let keys = |times| keys_of(&listed()?, times, ROOT);
    let one = |who: (u8, u8), times| status(who, times, false, ADDRESS);
    let elsewhere = |who: (u8, u8), times| status(who, times, false, "https://example.kg/status/2");
    let altered = |mut given: Given| {
        if let Some(byte) = given.bytes.get_mut(120) {
            *byte ^= 4;
        }
        given
    };
    let stranger = keys_of(&listed()?, newer, STRANGER)?;
    // A newer key list in which the issuer's key is changed, or missing.
    let changed = |change: &dyn Fn(IssuerKey) -> Option<IssuerKey>| {
        let key = issuer(ISSUER.0, ISSUER.1)?.key.public()?;
        let all = listed()?.into_iter();
        let keys: Vec<_> = all
            .filter_map(|listed| {
                if listed.key == key {
                    change(listed)
                } else {
                    Some(listed)
                }
            })
            .collect();
        keys_of(&keys, newer, ROOT)
    };
    let mut extracts = vec![keys(times)?, one(ISSUER, times)?];
    extracts.extend(extract::given()?);
    let half = |mut given: Given| {
        given.bytes.truncate(given.bytes.len() / 2);
        given
    };
    Ok(vec![
        world(vec![keys(times)?, one(ISSUER, times)?])?,
        world(vec![])?,
        world(vec![keys(times)?])?,
        world(vec![keys(times)?, status(ISSUER, times, true, ADDRESS)?])?,
        world(vec![keys(times)?, one(ISSUER, times)?, one(SAMPLES, newer)?])?,
        // Nothing after the second list is taken: the former stays whole.
        world(vec![
            keys(times)?,
            one(ISSUER, times)?,
            stranger,
            altered(keys(newer)?),
            half(keys(newer)?),
            keys(older)?,
            altered(one(ISSUER, newer)?),
            half(one(ISSUER, newer)?),
            one(ISSUER, older)?,
            one(FORGER, newer)?,
            one(STRANGER, newer)?,
            one(CLOSED, newer)?,
        ])?,
        // A status list by a key that shares its id; a newer key list than the status list.
        world(vec![keys(older)?, one(SHARING, times)?, keys(newer)?])?,
        world(vec![one(ISSUER, times)?])?,
        world(vec![keys(times)?, one(ISSUER, times)?, changed(&|_| None)?])?,
        world(vec![
            keys(times)?,
            one(ISSUER, times)?,
            changed(&|key| {
                Some(IssuerKey {
                    until: times.issued,
                    ..key
                })
            })?,
        ])?,
        // The first address stays, of samples too.
        world(vec![
            keys(times)?,
            one(ISSUER, times)?,
            elsewhere(ISSUER, newer)?,
            elsewhere(SAMPLES, times)?,
            one(SAMPLES, newer)?,
        ])?,
        // Nothing that is more than a minute ahead of the clock is taken.
        world(vec![
            keys(times)?.at(times.issued - 61),
            keys(times)?.at(times.issued - 60),
            one(ISSUER, times)?.at(times.issued - 61),
            one(ISSUER, times)?.at(times.issued - 60),
            keys(newer)?.at(newer.issued - 61),
            one(ISSUER, newer)?.at(newer.issued - 61),
        ])?,
        world(extracts)?,
        world(vec![
            keys(times)?,
            one(ISSUER, times)?,
            changed(&|key| {
                Some(IssuerKey {
                    is_sample: true,
                    ..key
                })
            })?,
        ])?,
    ])
}

/// Where the status list is published.
const ADDRESS: &str = "https://example.kg/status/1";

fn keys_of(keys: &[IssuerKey], times: Times, root: (u8, u8)) -> Result<Given> {
    let signed = key_list(keys, times, &issuer(root.0, root.1)?)?;
    Ok(Given::of("keys", signed))
}

fn listed() -> Result<Vec<IssuerKey>> {
    let mut keys = Vec::new();
    for who in [SHARED, ISSUER, SHARING, SAMPLES, CLOSED] {
        let Issuer { kid, key } = issuer(who.0, who.1)?;
        keys.push(IssuerKey {
            kid,
            key: key.public()?,
            from: NOW - 10_000_000,
            until: if who == CLOSED {
                NOW - 50_000
            } else {
                NOW + 10_000_000
            },
            is_sample: who == SAMPLES,
        });
    }
    Ok(keys)
}

/// What the lists say of a place: 0, and of each tenth something else.
fn status(who: (u8, u8), times: Times, two_bits: bool, address: &str) -> Result<Given> {
    let (per_byte, bits) = if two_bits { (4, 2) } else { (8, 1) };
    let byte = |at: u32| {
        (0..per_byte).fold(0_u8, |byte, place| {
            let index = at * per_byte + place;
            let status = if index % 10 != 3 {
                0
            } else if two_bits {
                1 + (index / 10 % 3) as u8
            } else {
                1
            };
            byte | status << (place * bits)
        })
    };
    let statuses: Vec<u8> = (0..PLACES / per_byte).map(byte).collect();
    let source = StatusSource {
        address,
        ttl: 43_200,
        two_bits,
        statuses: &statuses,
    };
    let signed = status_list(source, times, &issuer(who.0, who.1)?)?;
    Ok(Given::of("status", signed))
}

fn world(given: Vec<Given>) -> Result<World> {
    let root = issuer(ROOT.0, ROOT.1)?.key.public()?;
    let mut lists = Lists::new(vec![root]);
    let mut told = Vec::new();
    for Given { kind, bytes, now } in given {
        let taken = match kind {
            "keys" => lists.take_keys(&bytes, now),
            "status" => lists.take_status(&bytes, now),
            _ => lists.take_register(&bytes, now),
        };
        told.push(json!({"list": kind, "now": now, "bytes": hex(&bytes), "taken": taken.is_ok()}));
    }
    let looked_up = looked_up(&lists)?;
    Ok(World {
        lists,
        told: json!({"roots": [hex(&root.compressed())], "given": told, "looked_up": looked_up}),
    })
}

/// What the extracts say of some INNs.
fn looked_up(lists: &Lists) -> Result<Vec<Value>> {
    let mut told = Vec::new();
    for (number, sample) in extract::INNS.iter().flat_map(|inn| [(inn, false), (inn, true)]) {
        let Some(held) = lists.register(sample) else {
            continue;
        };
        let inn = Inn::parse(&format!("{number:014}")).context("not an INN")?;
        let found = held.find(inn).map(|entry| {
            json!({
                "name": entry.name,
                "since": entry.since.map(|day| day.to_string()),
                "debt": word(entry.debt),
            })
        });
        told.push(json!({"inn": inn.digits(), "sample": sample, "found": found}));
    }
    Ok(told)
}

/// Whether there is debt, as JSON has it.
pub fn word(debt: Debt) -> &'static str {
    match debt {
        Debt::NotStated => "not_stated",
        Debt::None => "none",
        Debt::Known => "known",
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
