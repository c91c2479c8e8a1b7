use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::answer::Verdict;
use crate::claims::Claims;
use crate::issue::{Issuer, OutOfRange, issue};
use crate::keys::key_list;
use crate::present::present;
use crate::register::register;
use crate::sample::{NOW, claims, device, issuer, listed, lists, statuses, times};
use crate::status::{StatusSource, status_list};
use crate::verify::{Clock, verify};

fn roots() -> Vec<PublicKey> {
    vec![issuer(1).key.public().unwrap()]
}

fn later(seconds: i64) -> Times {
    Times {
        issued: times().issued + seconds,
        ..times()
    }
}

fn keys(seeds: &[(u8, bool)], times: Times) -> Vec<u8> {
    let keys: Vec<_> = seeds
        .iter()
        .map(|(seed, is_sample)| listed(&issuer(*seed), *is_sample))
        .collect();
    key_list(&keys, times, &issuer(1)).unwrap()
}

fn at_address(address: &str, revoked: u8, times: Times, issuer: &Issuer) -> Vec<u8> {
    let source = StatusSource {
        address,
        ttl: 43_200,
        two_bits: false,
        statuses: &[revoked; 2000],
    };
    status_list(source, times, issuer).unwrap()
}

fn answer(lists: &Lists, signer: u8, index: u32) -> crate::answer::Answer {
    let claims = Claims { index, ..claims() };
    let certificate = issue(&claims, &issuer(signer)).unwrap();
    let sign = &mut |message: &[u8]| Ok(device().sign(message));
    let code = present::<OutOfRange>(&certificate, NOW, sign).unwrap();
    let clock = Clock {
        now: NOW,
        newest_verified: 0,
    };
    verify(&code, lists, clock)
}

/// A device's store.
#[derive(Default)]
struct Store(BTreeMap<&'static str, Vec<u8>>);

impl Store {
    fn keep(&mut self, kept: Result<Kept, ListError>) {
        if let Ok(Kept { slot, bytes }) = kept {
            self.0.insert(slot.name(), bytes);
        }
    }

    fn restored(&self) -> (Lists, Vec<ListError>) {
        let kept: Vec<_> = self.0.values().map(Vec::as_slice).collect();
        Lists::restore(roots(), &kept)
    }
}

#[test]
fn a_revoked_one_stays_revoked_when_the_key_is_withdrawn_and_the_phone_restarts() {
    let (mut lists, mut store) = (Lists::new(roots()), Store::default());
    store.keep(lists.take_keys(&keys(&[(2, false), (4, false)], times()), NOW));
    store.keep(lists.take_status(&statuses(&[7], times(), &issuer(2)), NOW));
    store.keep(lists.take_keys(&keys(&[(4, false)], later(1)), NOW));
    let (restored, refused) = store.restored();
    assert!(refused.is_empty());
    for lists in [&lists, &restored] {
        assert_eq!(answer(lists, 4, 7).verdict, Verdict::Revoked);
        let good = answer(lists, 4, 8);
        assert_eq!(
            (good.verdict, good.as_of),
            (Verdict::ValidAsOf, Some(times().issued))
        );
    }
    // The next key's list is as fresh as any.
    store.keep(lists.take_status(&statuses(&[7], later(2), &issuer(4)), NOW));
    assert_eq!(answer(&lists, 4, 8).verdict, Verdict::Valid);
    assert_eq!(answer(&store.restored().0, 4, 8).verdict, Verdict::Valid);
}

#[test]
fn what_was_kept_and_is_damaged_is_told_and_the_rest_restored() {
    let (mut lists, mut store) = (Lists::new(roots()), Store::default());
    store.keep(lists.take_keys(&keys(&[(2, false)], times()), NOW));
    store.keep(lists.take_status(&statuses(&[7], times(), &issuer(2)), NOW));
    let status = store.0.get_mut("status").unwrap();
    let middle = status.len() / 2;
    status[middle] ^= 1;
    let (restored, refused) = store.restored();
    assert_eq!(refused.len(), 1);
    assert!(restored.keys() == lists.keys() && restored.status(false).is_none());
    let (_, refused) = Lists::restore(roots(), &[b"", b"{}"]);
    assert_eq!(refused, [ListError::Malformed; 2]);
}

#[test]
fn a_list_of_another_address_replaces_nothing() {
    let mut lists = lists();
    let elsewhere = |of: &Issuer| at_address("https://example.kg/status/2", 0, later(1), of);
    assert_eq!(
        lists.take_status(&elsewhere(&issuer(2)), NOW),
        Err(ListError::OtherAddress)
    );
    assert_eq!(answer(&lists, 2, 7).verdict, Verdict::Revoked);
    assert!(
        lists.take_status(&elsewhere(&issuer(3)), NOW).is_ok(),
        "the first of samples"
    );
}

#[test]
fn what_is_issued_ahead_of_the_clock_is_refused_and_jams_no_guard() {
    let (mut held, before) = (lists(), lists());
    let ahead = later(600 + TOLERANCE + 1);
    let entries = register(&[], ahead, &issuer(2)).unwrap();
    assert_eq!(
        held.take_keys(&keys(&[(2, false)], ahead), NOW),
        Err(ListError::Ahead)
    );
    assert_eq!(
        held.take_status(&statuses(&[], ahead, &issuer(2)), NOW),
        Err(ListError::Ahead)
    );
    assert_eq!(held.take_register(&entries, NOW), Err(ListError::Ahead));
    assert!(held == before);
    assert!(held.take_keys(&keys(&[(2, false)], ahead), NOW + 1).is_ok());
}

#[test]
fn nothing_is_issued_that_a_verifier_would_refuse() {
    let root = issuer(1);
    let key = listed(&issuer(2), false);
    let never = Times {
        issued: NOW,
        expires: NOW,
    };
    let beyond = Times {
        issued: NOW,
        expires: 1 << 40,
    };
    for odd in [never, beyond] {
        assert_eq!(key_list(&[key], odd, &root), Err(OutOfRange));
        assert_eq!(register(&[], odd, &root), Err(OutOfRange));
        let source = StatusSource {
            address: "a",
            ttl: 1,
            two_bits: false,
            statuses: &[],
        };
        assert_eq!(status_list(source, odd, &root), Err(OutOfRange));
    }
    assert!(key_list(&[key; 128], times(), &root).is_ok());
    assert_eq!(key_list(&[key; 129], times(), &root), Err(OutOfRange));
    assert_eq!(
        key_list(&[IssuerKey { from: -1, ..key }], times(), &root),
        Err(OutOfRange)
    );
    let long = "a".repeat(257);
    for (address, ttl, statuses) in [
        (long.as_str(), 1, 0),
        ("a", -1, 0),
        ("a", 1 << 40, 0),
        ("a", 1, 25_000_001),
    ] {
        let source = StatusSource {
            address,
            ttl,
            two_bits: true,
            statuses: &vec![0; statuses],
        };
        assert_eq!(status_list(source, times(), &root), Err(OutOfRange));
    }
}

/// What a service may publish, and a stranger: which list, who signs, how much later, what it says.
fn published() -> impl Strategy<Value = (u8, u8, i64, u8)> {
    (0_u8..8, 2_u8..5, 0_i64..700, any::<u8>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_restart_changes_nothing(history in prop::collection::vec(published(), 1..12)) {
        let (mut lists, mut store) = (Lists::new(roots()), Store::default());
        for (what, signer, seconds, says) in history {
            let times = later(seconds);
            let revoked_before = answer(&lists, 2, 7).verdict == Verdict::Revoked;
            store.keep(match what {
                0..3 => {
                    let seeds: Vec<_> = [(2, false), (3, true), (4, false)]
                        .into_iter()
                        .filter(|(seed, _)| says >> seed & 1 == 0)
                        .collect();
                    lists.take_keys(&keys(&seeds, times), NOW)
                }
                3..6 => {
                    // One in four is published elsewhere; none by a holder of the issuer's keys takes the revocation back.
                    let address = if says % 4 == 3 { "b" } else { "a" };
                    let revoked = if address == "a" { says | 0x80 } else { 0 };
                    lists.take_status(&at_address(address, revoked, times, &issuer(signer)), NOW)
                }
                6 => lists.take_register(&register(&[], times, &issuer(signer)).unwrap(), NOW),
                _ => lists.take_keys(&[says; 9], NOW),
            });
            let (restored, refused) = store.restored();
            prop_assert_eq!(refused, []);
            prop_assert!(restored == lists, "{:?}\n{:?}", restored, lists);
            let now = answer(&lists, 2, 7).verdict;
            prop_assert!(!revoked_before || matches!(now, Verdict::Revoked | Verdict::UnknownKey), "{:?}", now);
        }
    }
}
