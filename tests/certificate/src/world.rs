//! What verifiers hold in the cases: keys from constants, and lists that are taken or refused.

use anyhow::Result;
use salyk_certificate::{
    Issuer, IssuerKey, KeyId, Lists, SecretKey, StatusSource, Times, key_list, status_list,
};
use serde_json::{Value, json};

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

/// A list to be given.
struct Given(&'static str, Vec<u8>);

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
    let keys = |times| Ok::<_, anyhow::Error>(Given("keys", key_list(&listed()?, times, &issuer(1, 1)?)));
    let one = |who: (u8, u8), times| status(who, times, false);
    let altered = |mut given: Given| {
        if let Some(byte) = given.1.get_mut(120) {
            *byte ^= 4;
        }
        given
    };
    let stranger = Given("keys", key_list(&listed()?, newer, &issuer(7, 7)?));
    let half = |mut given: Given| {
        given.1.truncate(given.1.len() / 2);
        given
    };
    Ok(vec![
        world(vec![keys(times)?, one(ISSUER, times)?])?,
        world(vec![])?,
        world(vec![keys(times)?])?,
        world(vec![keys(times)?, status(ISSUER, times, true)?])?,
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
    ])
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
fn status(who: (u8, u8), times: Times, two_bits: bool) -> Result<Given> {
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
        address: "https://example.kg/status/1",
        ttl: 43_200,
        two_bits,
        statuses: &statuses,
    };
    Ok(Given(
        "status",
        status_list(source, times, &issuer(who.0, who.1)?),
    ))
}

fn world(given: Vec<Given>) -> Result<World> {
    let root = issuer(ROOT.0, ROOT.1)?.key.public()?;
    let mut lists = Lists::new(vec![root]);
    let mut told = Vec::new();
    for Given(kind, bytes) in given {
        let taken = match kind {
            "keys" => lists.take_keys(&bytes),
            _ => lists.take_status(&bytes),
        };
        told.push(json!({"list": kind, "bytes": hex(&bytes), "taken": taken.is_ok()}));
    }
    Ok(World {
        lists,
        told: json!({"roots": [hex(&root.compressed())], "given": told}),
    })
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
