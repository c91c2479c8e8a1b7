//! Measures codes and status lists; docs/proof/certificate.md has what it printed.

use std::error::Error;
use std::time::Instant;

use jiff::civil::date;
use salyk_certificate::{
    Claims, Debt, Inn, Issuer, IssuerKey, KeyError, KeyId, Kind, Lists, OutOfRange, SecretKey, StatusSource,
    Times, fit_name, issue, key_list, paper_code, present, status_list,
};

const NOW: i64 = 1_795_000_000;

const NAMES: [&str; 8] = [
    "Үлгү Б.",
    "Асан уулу Үсөн",
    "Үлгү Асан Үсөнович",
    "Образцов Иван Петрович",
    "ОсОО «Үлгү соода үйү»",
    "Абдыкадыров Нурбек Абдыкадырович",
    "Абдыкадырова Гүлбарчын Токтогуловна",
    "Абдыкадырова-Токтогулова Гүлбарчын Токтогуловна",
];

fn issuer(seed: u8) -> Result<Issuer, KeyError> {
    Ok(Issuer {
        kid: KeyId([seed; 4]),
        key: SecretKey::from_bytes(&[seed; 32])?,
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    codes()?;
    for places in [1_000_000, 10_000_000, 100_000_000] {
        for percent in [1, 5] {
            list(places, percent)?;
        }
    }
    Ok(())
}

fn codes() -> Result<(), Box<dyn Error>> {
    println!(
        "name | carried as | bytes of name | certificate | characters, phone | smallest version at M | paper"
    );
    for name in NAMES {
        let device = issuer(9)?.key;
        let fitted = fit_name(name);
        let claims = Claims {
            inn: Inn::parse("23213999900001").ok_or("no INN")?,
            name: fitted.clone(),
            since: Some(date(2026, 10, 1)),
            debt: Debt::None,
            issued: NOW,
            expires: NOW + Claims::LONGEST,
            index: 99_999_999,
            kind: Kind::Phone(device.public()?),
        };
        let certificate = issue(&claims, &issuer(2)?)?;
        let text = present::<OutOfRange>(&certificate, NOW, &mut |message| Ok(device.sign(message)))?;
        let paper = Claims {
            kind: Kind::Paper,
            ..claims
        };
        let paper = paper_code(&paper, &issuer(2)?)?;
        println!(
            "{name} | {fitted} | {} | {} | {} | {} | {} ({})",
            fitted.len(),
            certificate.len(),
            text.len(),
            version(text.len()),
            paper.len(),
            version(paper.len()),
        );
    }
    Ok(())
}

/// Characters of alphanumeric mode at level M (ISO/IEC 18004, table 7), from version 6 on.
fn version(characters: usize) -> usize {
    let most = [154, 178, 221, 262, 311, 366, 419, 483, 528, 600];
    6 + most.iter().take_while(|most| **most < characters).count()
}

fn list(places: u32, percent: u32) -> Result<(), Box<dyn Error>> {
    let mut rng = fastrand::Rng::with_seed(1);
    let mut statuses = vec![0_u8; usize::try_from(places / 8)?];
    for _ in 0..places / 100 * percent {
        let index = rng.u32(0..places);
        if let Some(byte) = statuses.get_mut(usize::try_from(index / 8)?) {
            *byte |= 1 << (index % 8);
        }
    }
    let (root, service) = (issuer(1)?, issuer(2)?);
    let times = Times {
        issued: NOW,
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
        statuses: &statuses,
    };
    let bytes = status_list(source, times, &service)?;
    let start = Instant::now();
    let _ = lists.take_status(&bytes, NOW)?;
    let loaded = start.elapsed();
    let list = lists.status(false).ok_or("not taken")?;
    let start = Instant::now();
    let looked: u32 = (0..1_000_000)
        .filter_map(|_| list.status(rng.u32(0..places)))
        .map(u32::from)
        .sum();
    println!(
        "{places} at {percent} %: {} bytes, taken in {loaded:?}, {} bytes of memory, a look-up {:?} ({looked})",
        bytes.len(),
        list.memory(),
        start.elapsed() / 1_000_000,
    );
    Ok(())
}
