//! What each kind of code is answered with.

use proptest::prelude::*;

use crate::answer::{Answer, Reason, Verdict};
use crate::claims::{Claims, Kind};
use crate::issue::{Issuer, OutOfRange, issue, paper_code};
use crate::key::Signature;
use crate::keys::{IssuerKey, key_list};
use crate::lists::{ListError, Lists, Times};
use crate::present::present;
use crate::sample::{NOW, claims, device, issuer, listed, lists, statuses, times};
use crate::text;
use crate::verify::{Clock, verify};

fn shown(claims: &Claims, issuer: &Issuer, stamp: i64) -> String {
    let certificate = issue(claims, issuer).unwrap();
    present::<OutOfRange>(&certificate, stamp, &mut |message| Ok(device().sign(message))).unwrap()
}

fn at(now: i64) -> Clock {
    Clock {
        now,
        newest_verified: 0,
    }
}

#[track_caller]
fn says(answer: &Answer, verdict: Verdict, reasons: &[Reason]) {
    assert_eq!((answer.verdict, answer.reasons.as_slice()), (verdict, reasons));
}

#[test]
fn a_phone_that_shows_its_own_certificate_is_valid() {
    let answer = verify(&shown(&claims(), &issuer(2), NOW), &lists(), at(NOW));
    says(&answer, Verdict::Valid, &[]);
    assert_eq!(answer.claims, Some(claims()));
    assert_eq!((answer.as_of, answer.newest_verified), (None, NOW - 600));
}

#[test]
fn a_screenshot_dies_after_its_window() {
    let code = shown(&claims(), &issuer(2), NOW);
    for (seconds, verdict) in [
        (-61, Verdict::ClockSuspect),
        (-60, Verdict::Valid),
        (90, Verdict::Valid),
        (91, Verdict::ScreenshotOrCopy),
        (3599, Verdict::ScreenshotOrCopy),
        (3600, Verdict::Expired),
    ] {
        assert_eq!(
            verify(&code, &lists(), at(NOW + seconds)).verdict,
            verdict,
            "{seconds}"
        );
    }
}

#[test]
fn another_devices_signature_is_a_copy() {
    let certificate = issue(&claims(), &issuer(2)).unwrap();
    let other = issuer(8).key;
    let code = present::<OutOfRange>(&certificate, NOW, &mut |message| Ok(other.sign(message))).unwrap();
    let copied = verify(&code, &lists(), at(NOW));
    says(&copied, Verdict::ScreenshotOrCopy, &[Reason::DeviceSignature]);
    let bare = verify(&text::write(&certificate, true), &lists(), at(NOW));
    says(&bare, Verdict::ScreenshotOrCopy, &[Reason::NoDeviceSignature]);
}

#[test]
fn paper_and_samples_are_never_valid() {
    let paper = Claims {
        kind: Kind::Paper,
        ..claims()
    };
    let code = paper_code(&paper, &issuer(2)).unwrap();
    says(
        &verify(&code, &lists(), at(NOW)),
        Verdict::PaperCopy,
        &[Reason::Paper],
    );
    let mut lists = lists();
    let _ = lists
        .take_status(&statuses(&[7], times(), &issuer(3)), NOW)
        .unwrap();
    let sample = verify(&shown(&claims(), &issuer(3), NOW), &lists, at(NOW));
    says(&sample, Verdict::Sample, &[Reason::SampleKey]);
    assert!(paper_code(&claims(), &issuer(2)).is_err());
    // Whoever makes samples, and anyone may, can't make them look like what is taken with a document beside it.
    let forged = paper_code(&paper, &issuer(3)).unwrap();
    for now in [NOW, NOW - 10_000, NOW + 10_000] {
        assert_eq!(verify(&forged, &lists, at(now)).verdict, Verdict::Sample, "{now}");
    }
    let revoked = Claims { index: 7, ..paper };
    let forged = paper_code(&revoked, &issuer(3)).unwrap();
    assert_eq!(verify(&forged, &lists, at(NOW)).verdict, Verdict::Revoked);
}

#[test]
fn who_is_not_registered_is_told_so() {
    let nobody = Claims {
        since: None,
        ..claims()
    };
    let lists = lists();
    let says_of = |claims: &Claims, now| verify(&shown(claims, &issuer(2), NOW), &lists, at(now));
    says(
        &says_of(&nobody, NOW),
        Verdict::NotRegistered,
        &[Reason::NotRegistered],
    );
    assert_eq!(says_of(&nobody, NOW + 91).verdict, Verdict::ScreenshotOrCopy);
    let beyond = Claims {
        index: 16_000,
        ..nobody.clone()
    };
    assert_eq!(says_of(&beyond, NOW).verdict, Verdict::NotRegistered);
    let paper = Claims {
        kind: Kind::Paper,
        ..nobody
    };
    says(
        &verify(&paper_code(&paper, &issuer(2)).unwrap(), &lists, at(NOW)),
        Verdict::NotRegistered,
        &[Reason::NotRegistered, Reason::Paper],
    );
}

#[test]
fn a_certificate_from_the_future_moves_no_clock() {
    let ahead = Claims {
        issued: NOW + 61,
        expires: NOW + 1000,
        ..claims()
    };
    let answer = verify(&shown(&ahead, &issuer(2), NOW), &lists(), at(NOW));
    says(&answer, Verdict::ClockSuspect, &[Reason::IssuedAhead]);
    assert_eq!(answer.newest_verified, NOW - 600);
    let slightly = Claims {
        issued: NOW + 60,
        ..ahead
    };
    let answer = verify(&shown(&slightly, &issuer(2), NOW), &lists(), at(NOW));
    assert_eq!(
        (answer.verdict, answer.newest_verified),
        (Verdict::Valid, NOW + 60)
    );
}

#[test]
fn an_id_given_to_another_key_is_unknown_to_an_old_list() {
    let other = Issuer {
        kid: issuer(2).kid,
        ..issuer(8)
    };
    let old = times().expires;
    for (now, verdict, reason) in [
        (old - 1, Verdict::NotOurs, Reason::Signature),
        (old, Verdict::UnknownKey, Reason::NoSuchKey),
    ] {
        says(
            &verify(&shown(&claims(), &other, NOW), &lists(), at(now)),
            verdict,
            &[reason],
        );
    }
}

#[test]
fn a_paper_certificate_is_never_presented_whatever_its_key() {
    let paper = Claims {
        kind: Kind::Paper,
        issued: NOW - 2_000_000,
        expires: NOW - 1_999_000,
        ..claims()
    };
    says(
        &verify(&shown(&paper, &issuer(2), NOW), &lists(), at(NOW)),
        Verdict::NotOurs,
        &[Reason::Claims],
    );
}

#[test]
fn revoked_stays_revoked_whatever_comes_after() {
    let revoked = Claims { index: 7, ..claims() };
    let code = shown(&revoked, &issuer(2), NOW);
    let mut lists = lists();
    says(
        &verify(&code, &lists, at(NOW)),
        Verdict::Revoked,
        &[Reason::Revoked],
    );
    let older = Times {
        issued: times().issued - 1,
        ..times()
    };
    let mut altered = statuses(&[], times(), &issuer(2));
    altered[90] ^= 1;
    for (bytes, error) in [
        (statuses(&[], older, &issuer(2)), ListError::Older),
        (statuses(&[], times(), &issuer(5)), ListError::Signature),
        (altered, ListError::Signature),
        (Vec::new(), ListError::Malformed),
    ] {
        assert_eq!(lists.take_status(&bytes, NOW), Err(error));
        assert_eq!(verify(&code, &lists, at(NOW)).verdict, Verdict::Revoked);
    }
    // A sample key's list, however new, says nothing of what is no sample.
    let _ = lists
        .take_status(&statuses(&[], times(), &issuer(3)), NOW)
        .unwrap();
    assert_eq!(verify(&code, &lists, at(NOW)).verdict, Verdict::Revoked);
    let good = shown(&claims(), &issuer(2), NOW);
    assert_eq!(verify(&good, &lists, at(NOW)).verdict, Verdict::Valid);
    // Revoked is said of a list that is old, too.
    assert_eq!(verify(&code, &lists, at(NOW + 90_000)).verdict, Verdict::Revoked);
}

#[test]
fn a_list_that_is_old_or_missing_is_never_plainly_valid() {
    let long = Claims {
        issued: NOW + 42_000,
        expires: NOW + 50_000,
        ..claims()
    };
    let late = NOW + 43_000;
    let answer = verify(&shown(&long, &issuer(2), late), &lists(), at(late));
    says(&answer, Verdict::ValidAsOf, &[Reason::StatusListOld]);
    assert_eq!(answer.as_of, Some(NOW - 600));
    let beyond = Claims {
        index: 16_000,
        ..claims()
    };
    let answer = verify(&shown(&beyond, &issuer(2), NOW), &lists(), at(NOW));
    says(&answer, Verdict::ValidAsOf, &[Reason::NotInList]);
    let mut bare = Lists::new(vec![issuer(1).key.public().unwrap()]);
    let code = shown(&claims(), &issuer(2), NOW);
    says(
        &verify(&code, &bare, at(NOW)),
        Verdict::UnknownKey,
        &[Reason::NoKeyList],
    );
    let keys = key_list(&[listed(&issuer(2), false)], times(), &issuer(1)).unwrap();
    let _ = bare.take_keys(&keys, NOW).unwrap();
    says(
        &verify(&code, &bare, at(NOW)),
        Verdict::ValidAsOf,
        &[Reason::NoStatusList],
    );
}

#[test]
fn a_clock_behind_what_was_verified_is_suspect() {
    let code = shown(&claims(), &issuer(2), NOW);
    let clock = Clock {
        now: NOW,
        newest_verified: NOW + 61,
    };
    let answer = verify(&code, &lists(), clock);
    says(&answer, Verdict::ClockSuspect, &[Reason::ClockBehind]);
    assert_eq!(answer.newest_verified, NOW + 61);
}

#[test]
fn of_keys_that_share_an_id_each_is_tried() {
    let mut lists = Lists::new(vec![issuer(1).key.public().unwrap()]);
    let shared = |seed: u8| IssuerKey {
        kid: issuer(2).kid,
        ..listed(&issuer(seed), false)
    };
    let take = |lists: &mut Lists, keys: [IssuerKey; 2]| {
        let keys = key_list(&keys, times(), &issuer(1)).unwrap();
        let _ = lists.take_keys(&keys, NOW).unwrap();
    };
    take(&mut lists, [shared(4), shared(2)]);
    let _ = lists
        .take_status(&statuses(&[], times(), &issuer(2)), NOW)
        .unwrap();
    let code = shown(&claims(), &issuer(2), NOW);
    assert_eq!(verify(&code, &lists, at(NOW)).verdict, Verdict::Valid);
    let closed = IssuerKey {
        until: claims().issued,
        ..shared(2)
    };
    take(&mut lists, [shared(4), closed]);
    says(
        &verify(&code, &lists, at(NOW)),
        Verdict::UnknownKey,
        &[Reason::KeyWindow],
    );
}

proptest! {
    #[test]
    fn no_altered_letter_is_valid(at_letter: prop::sample::Index, letter in "[0-9A-Z $%*+./:-]") {
        let code = shown(&claims(), &issuer(2), NOW);
        let place = at_letter.index(code.len());
        let mut altered = code.clone();
        altered.replace_range(place..=place, &letter);
        let answer = verify(&altered, &lists(), at(NOW));
        prop_assert_eq!(answer.verdict == Verdict::Valid, altered == code);
    }

    #[test]
    fn any_text_has_an_answer(text: String, code in "[0-9A-Z $%*+./:-]{0,1100}") {
        for text in [text, format!("SALYK1:{code}")] {
            prop_assert_eq!(verify(&text, &lists(), at(NOW)).verdict, Verdict::NotOurs);
        }
    }

    #[test]
    fn any_signed_claims_have_an_answer(payload: Vec<u8>) {
        let signed = issuer(2).sign(crate::cose::Header::Issuer(issuer(2).kid), &payload);
        let answer = verify(&text::write(&signed, true), &lists(), at(NOW));
        prop_assert_eq!(answer.reasons, [Reason::Claims]);
    }

    #[test]
    fn any_bytes_of_a_list_are_refused(bytes: Vec<u8>) {
        let mut held = lists();
        prop_assert!(held.take_keys(&bytes, NOW).is_err());
        prop_assert!(held.take_status(&bytes, NOW).is_err());
        prop_assert!(held.take_register(&bytes, NOW).is_err());
        prop_assert!(held == lists());
    }
}

#[derive(Debug, PartialEq)]
enum Locked {
    Locked,
    OutOfRange,
}

impl From<OutOfRange> for Locked {
    fn from(OutOfRange: OutOfRange) -> Self {
        Self::OutOfRange
    }
}

#[test]
fn a_signer_that_fails_is_heard_and_nothing_is_shown_that_no_verifier_reads() {
    let failed = present::<Locked>(&[], NOW, &mut |_| -> Result<Signature, _> { Err(Locked::Locked) });
    assert_eq!(failed, Err(Locked::Locked));
    let noise: Vec<u8> = (0..1025_u32).map(|at| ((at * at * 7) >> 3) as u8).collect();
    for (certificate, stamp) in [
        (&noise[..], NOW),
        (&noise[..1000], NOW),
        (&[], -1),
        (&[], 1 << 40),
    ] {
        let shown = present::<OutOfRange>(certificate, stamp, &mut |message| Ok(device().sign(message)));
        assert_eq!(shown, Err(OutOfRange), "{} bytes at {stamp}", certificate.len());
    }
}
