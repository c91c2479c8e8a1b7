//! Scanned text to answer, and looking up a status, in a list of a million places.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use salyk_certificate::{
    Claims, Clock, Debt, Inn, Issuer, IssuerKey, KeyError, KeyId, Kind, Lists, OutOfRange, SecretKey,
    StatusSource, Times, issue, key_list, present, status_list, verify,
};
use std::error::Error;
use std::hint::black_box;

const NOW: i64 = 1_795_000_000;

fn issuer(seed: u8) -> Result<Issuer, KeyError> {
    Ok(Issuer {
        kid: KeyId([seed; 4]),
        key: SecretKey::from_bytes(&[seed; 32])?,
    })
}

fn world() -> Result<(Lists, String), Box<dyn Error>> {
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
    let mut lists = Lists::new(vec![root.key.public()?]);
    let _ = lists.take_keys(&key_list(&[key], times, &root)?, NOW)?;
    let source = StatusSource {
        address: "https://example.kg/status/1",
        ttl: 43_200,
        two_bits: false,
        statuses: &vec![0; 125_000],
    };
    let _ = lists.take_status(&status_list(source, times, &service)?, NOW)?;
    let claims = Claims {
        inn: Inn::parse("23213999900001").ok_or("no INN")?,
        name: "Үлгү Асан Үсөнович".to_owned(),
        since: Some(date(2026, 10, 1)),
        debt: Debt::None,
        issued: NOW - 3600,
        expires: NOW + 3600,
        index: 654_321,
        kind: Kind::Phone(device.public()?),
    };
    let certificate = issue(&claims, &service)?;
    let text = present::<OutOfRange>(&certificate, NOW, &mut |message| Ok(device.sign(message)))?;
    Ok((lists, text))
}

fn scan(criterion: &mut Criterion) {
    let Ok((lists, text)) = world() else { return };
    let clock = Clock {
        now: NOW,
        newest_verified: 0,
    };
    criterion.bench_function("scan text to answer", |bencher| {
        bencher.iter(|| verify(black_box(&text), &lists, clock));
    });
    let Some(list) = lists.status(false) else { return };
    criterion.bench_function("status look-up", |bencher| {
        let mut index = 1_u32;
        bencher.iter(|| {
            index = index.wrapping_mul(747_796_405).wrapping_add(1) % 1_000_000;
            list.status(black_box(index))
        });
    });
}

criterion_group!(benches, scan);
criterion_main!(benches);
