//! From nothing to the first answer: an inspector's phone starts, reads its lists of a million taxpayers and judges a code.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use salyk_certificate::{
    Claims, Clock, Debt, Entry, Inn, Issuer, IssuerKey, KeyId, Kind, Lists, OutOfRange, PublicKey, SecretKey,
    StatusSource, Times, Verdict, issue, key_list, present, register, status_list, verify,
};
use std::error::Error;
use std::hint::black_box;

const NOW: i64 = 1_795_000_000;
const TAXPAYERS: u64 = 1_000_000;

/// What lies in the phone's store, and a code.
struct Stored {
    root: PublicKey,
    keys: Vec<u8>,
    status: Vec<u8>,
    register: Vec<u8>,
    code: String,
}

fn issuer(seed: u8) -> Result<Issuer, Box<dyn Error>> {
    Ok(Issuer {
        kid: KeyId([seed; 4]),
        key: SecretKey::from_bytes(&[seed; 32])?,
    })
}

/// One in a hundred is revoked, by dice (SplitMix64).
fn statuses() -> Vec<u8> {
    let mut state = 1_u64;
    let mut dice = move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed ^ (mixed >> 27)) % 100
    };
    let byte = |_| (0..8).fold(0, |byte, bit| byte | u8::from(dice() == 0) << bit);
    (0..TAXPAYERS / 8).map(byte).collect()
}

fn stored() -> Result<Stored, Box<dyn Error>> {
    let (root, service, device) = (issuer(1)?, issuer(2)?, issuer(9)?.key);
    let times = Times {
        issued: NOW - 100,
        expires: NOW + 40_000,
    };
    let key = IssuerKey {
        kid: service.kid,
        key: service.key.public()?,
        from: 0,
        until: NOW * 2,
        is_sample: false,
    };
    let mut statuses = statuses();
    if let Some(first) = statuses.first_mut() {
        *first = 0;
    }
    let source = StatusSource {
        address: "https://example.kg/status/1",
        ttl: 43_200,
        two_bits: false,
        statuses: &statuses,
    };
    let entry = |number: u64| Entry {
        inn: Inn::parse(&format!("{:014}", number * 97)).unwrap_or_else(|| unreachable!("14 digits")),
        name: format!("Үлгү {number}"),
        since: Some(date(2026, 10, 1)),
        debt: Debt::None,
    };
    let entries: Vec<_> = (0..TAXPAYERS).map(entry).collect();
    let claims = Claims {
        inn: Inn::parse("23213999900001").ok_or("no INN")?,
        name: "Үлгү Асан Үсөнович".to_owned(),
        since: Some(date(2026, 10, 1)),
        debt: Debt::None,
        issued: NOW - 3600,
        expires: NOW + 3600,
        index: 3,
        kind: Kind::Phone(device.public()?),
    };
    let certificate = issue(&claims, &service)?;
    Ok(Stored {
        root: root.key.public()?,
        keys: key_list(&[key], times, &root)?,
        status: status_list(source, times, &service)?,
        register: register(&entries, times, &service)?,
        code: present::<OutOfRange>(&certificate, NOW, &mut |message| Ok(device.sign(message)))?,
    })
}

fn first_answer(stored: &Stored, with_register: bool) -> Option<Verdict> {
    let mut lists = Lists::new(vec![stored.root]);
    let _ = lists.take_keys(&stored.keys, NOW).ok()?;
    let _ = lists.take_status(&stored.status, NOW).ok()?;
    if with_register {
        let _ = lists.take_register(&stored.register, NOW).ok()?;
    }
    let clock = Clock {
        now: NOW,
        newest_verified: 0,
    };
    Some(verify(&stored.code, &lists, clock).verdict)
}

fn cold(criterion: &mut Criterion) {
    let Ok(stored) = stored() else { return };
    println!(
        "status list {} bytes, extract {} bytes, answer {:?}",
        stored.status.len(),
        stored.register.len(),
        first_answer(&stored, true)
    );
    let mut group = criterion.benchmark_group("first_answer");
    group.sample_size(20);
    group.bench_function("keys_and_a_million_statuses", |bencher| {
        bencher.iter(|| black_box(first_answer(&stored, false)));
    });
    group.bench_function("and_an_extract_of_a_million_taxpayers", |bencher| {
        bencher.iter(|| black_box(first_answer(&stored, true)));
    });
    group.finish();
}

criterion_group!(benches, cold);
criterion_main!(benches);
