//! What unit tests begin with; the INN is impossible.

use jiff::civil::date;

use crate::claims::{Claims, Debt, Inn, Kind};
use crate::cose::KeyId;
use crate::issue::Issuer;
use crate::key::SecretKey;
use crate::keys::{IssuerKey, key_list};
use crate::lists::{Lists, Times};
use crate::status::{StatusSource, status_list};

pub(crate) const NOW: i64 = 1_795_000_000;

pub(crate) fn issuer(seed: u8) -> Issuer {
    Issuer {
        kid: KeyId([seed; 4]),
        key: SecretKey::from_bytes(&[seed; 32]).unwrap(),
    }
}

pub(crate) fn device() -> SecretKey {
    SecretKey::from_bytes(&[9; 32]).unwrap()
}

pub(crate) fn claims() -> Claims {
    Claims {
        inn: Inn::parse("23213999900001").unwrap(),
        name: "Үлгү Асан Үсөнович".to_owned(),
        since: Some(date(2026, 10, 1)),
        debt: Debt::None,
        issued: NOW - 3600,
        expires: NOW + 3600,
        index: 12_345,
        kind: Kind::Phone(device().public().unwrap()),
    }
}

pub(crate) fn listed(issuer: &Issuer, is_sample: bool) -> IssuerKey {
    IssuerKey {
        kid: issuer.kid,
        key: issuer.key.public().unwrap(),
        from: NOW - 1_000_000,
        until: NOW + 1_000_000,
        is_sample,
    }
}

pub(crate) fn times() -> Times {
    Times {
        issued: NOW - 600,
        expires: NOW + 100_000,
    }
}

/// A status list of 16,000 places, these of them revoked.
pub(crate) fn statuses(revoked: &[usize], times: Times, issuer: &Issuer) -> Vec<u8> {
    let mut statuses = vec![0; 2000];
    for index in revoked {
        statuses[index / 8] |= 1 << (index % 8);
    }
    let source = StatusSource {
        address: "https://example.kg/status/1",
        ttl: 43_200,
        two_bits: false,
        statuses: &statuses,
    };
    status_list(source, times, issuer).unwrap()
}

/// Root 1; issuer 2, and issuer 3 for samples.
pub(crate) fn lists() -> Lists {
    let mut lists = Lists::new(vec![issuer(1).key.public().unwrap()]);
    let keys = [listed(&issuer(2), false), listed(&issuer(3), true)];
    let keys = key_list(&keys, times(), &issuer(1)).unwrap();
    let _ = lists.take_keys(&keys, NOW).unwrap();
    let _ = lists
        .take_status(&statuses(&[7], times(), &issuer(2)), NOW)
        .unwrap();
    lists
}
