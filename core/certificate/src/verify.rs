//! The one verifier. `PROFILE.md` says the same in words; both bind everyone.

use crate::answer::{Answer, Reason};

use crate::cbor::{Malformed, Reader};
use crate::claims::{Claims, Kind};
use crate::cose::{Shape, Sign1};
use crate::issue::LONGEST_CERTIFICATE;
use crate::keys::IssuerKey;
use crate::lists::Lists;
use crate::text::{self, LONGEST_MESSAGE, Scanned};

/// How old a phone's signature of the time may be, in seconds: one renewal of 30, and time to be scanned.
pub const STAMP_WINDOW: i64 = 90;

/// How far two clocks may differ, in seconds.
pub const TOLERANCE: i64 = 60;

/// What the verifying device knows of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// What its clock shows: seconds of UTC.
    pub now: i64,
    /// The newest verified time it has seen, of [`Answer::newest_verified`]; 0 before the first.
    pub newest_verified: i64,
}

/// Says what a scanned text is worth. Total: no text makes it fail, or take more than some kilobytes of memory.
pub fn verify(scanned: &str, lists: &Lists, clock: Clock) -> Answer {
    let guard = lists.newest_verified().max(clock.newest_verified);
    match signed(scanned, lists) {
        Ok(signed) => judge(signed, lists, clock.now, guard),
        Err(reason) => Answer::of(vec![reason], None, None, guard),
    }
}

/// A certificate whose issuer's signature holds.
struct Signed {
    claims: Claims,
    key: IssuerKey,
    shown: Shown,
}

/// How it came.
enum Shown {
    /// With a time that the device key signed, or did not.
    Phone { stamp: i64, holds: bool },
    /// As a bare certificate.
    Bare,
}

fn signed(scanned: &str, lists: &Lists) -> Result<Signed, Reason> {
    let Scanned { is_paper, message } = text::read(scanned)?;
    let presentation = if is_paper {
        None
    } else {
        Some(presented(&message).map_err(|Malformed| Reason::Message)?)
    };
    let bytes = presentation
        .as_ref()
        .map_or(message.as_slice(), |(_, certificate, _)| certificate);
    let certificate =
        Sign1::read(bytes, Shape::Issuer, LONGEST_CERTIFICATE).map_err(|Malformed| Reason::Certificate)?;
    let keys = lists.keys().ok_or(Reason::NoKeyList)?;
    let kid = certificate.kid.ok_or(Reason::Certificate)?;
    if !keys.has(kid) {
        return Err(Reason::NoSuchKey);
    }
    let signers: Vec<_> = keys
        .of(kid)
        .filter(|key| certificate.is_signed_by(&key.key))
        .collect();
    if signers.is_empty() {
        return Err(Reason::Signature);
    }
    let claims = Claims::read(certificate.payload).map_err(|Malformed| Reason::Claims)?;
    let key = signers.into_iter().find(|key| key.may_sign_at(claims.issued));
    let key = *key.ok_or(Reason::KeyWindow)?;
    let shown = match (presentation, claims.kind) {
        (Some((message, _, stamp)), Kind::Phone(device)) => Shown::Phone {
            stamp,
            holds: message.is_signed_by(&device),
        },
        (None, _) => Shown::Bare,
        (Some(_), Kind::Paper) => return Err(Reason::Claims),
    };
    Ok(Signed { claims, key, shown })
}

/// What a phone shows: the message, the certificate in it and the time.
fn presented(message: &[u8]) -> Result<(Sign1<'_>, &[u8], i64), Malformed> {
    let message = Sign1::read(message, Shape::Device, LONGEST_MESSAGE)?;
    let mut payload = Reader::new(message.payload);
    payload.array(2)?;
    let certificate = payload.bytes(LONGEST_CERTIFICATE)?;
    let stamp = payload.moment()?;
    payload.end()?;
    Ok((message, certificate, stamp))
}

fn judge(signed: Signed, lists: &Lists, now: i64, guard: i64) -> Answer {
    let Signed { claims, key, shown } = signed;
    let mut reasons = Vec::new();
    let mut note = |applies: bool, reason: Reason| {
        if applies {
            reasons.push(reason);
        }
    };
    note(key.is_sample, Reason::SampleKey);
    note(now.saturating_add(TOLERANCE) < guard, Reason::ClockBehind);
    note(claims.issued > now.saturating_add(TOLERANCE), Reason::IssuedAhead);
    note(now >= claims.expires, Reason::Expired);
    match (&shown, claims.kind) {
        (Shown::Phone { stamp, holds }, _) => {
            note(!holds, Reason::DeviceSignature);
            note(*stamp > now.saturating_add(TOLERANCE), Reason::StampAhead);
            note(*stamp < now.saturating_sub(STAMP_WINDOW), Reason::StampOld);
        }
        (Shown::Bare, Kind::Phone(_)) => note(true, Reason::NoDeviceSignature),
        (Shown::Bare, Kind::Paper) => note(true, Reason::Paper),
    }
    let mut stale: Option<i64> = None;
    let mut older = |applies: bool, reason: Reason, as_of: i64| {
        if applies {
            note(true, reason);
            stale = Some(stale.map_or(as_of, |known| known.min(as_of)));
        }
    };
    if let Some(keys) = lists.keys() {
        older(now >= keys.expires(), Reason::KeyListOld, keys.issued());
    }
    match lists.status(key.is_sample) {
        None => older(true, Reason::NoStatusList, claims.issued),
        Some(list) => {
            older(now >= list.fresh_until(), Reason::StatusListOld, list.issued());
            match list.status(claims.index) {
                None => older(true, Reason::NotInList, claims.issued),
                Some(status) => {
                    note(status == 1, Reason::Revoked);
                    note(status == 2, Reason::Suspended);
                    note(status > 2, Reason::OtherStatus);
                }
            }
        }
    }
    // A key for samples may be anyone's: it moves no clock.
    let newest = if key.is_sample {
        guard
    } else {
        guard.max(claims.issued)
    };
    Answer::of(reasons, Some(claims), stale, newest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::answer::Verdict;
    use crate::issue::{Issuer, issue, paper_code};
    use crate::key::Signature;
    use crate::keys::key_list;
    use crate::lists::{ListError, Times};
    use crate::present::present;
    use crate::sample::{NOW, claims, device, issuer, listed, lists, statuses, times};

    fn shown(claims: &Claims, issuer: &Issuer, stamp: i64) -> String {
        let certificate = issue(claims, issuer).unwrap();
        present::<()>(&certificate, stamp, &mut |message| Ok(device().sign(message))).unwrap()
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
        let code = present::<()>(&certificate, NOW, &mut |message| Ok(other.sign(message))).unwrap();
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
        lists.take_status(&statuses(&[], times(), &issuer(3))).unwrap();
        let sample = verify(&shown(&claims(), &issuer(3), NOW), &lists, at(NOW));
        says(&sample, Verdict::Sample, &[Reason::SampleKey]);
        assert!(paper_code(&claims(), &issuer(2)).is_err());
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
            assert_eq!(lists.take_status(&bytes), Err(error));
            assert_eq!(verify(&code, &lists, at(NOW)).verdict, Verdict::Revoked);
        }
        // A sample key's list, however new, says nothing of what is no sample.
        lists.take_status(&statuses(&[], times(), &issuer(3))).unwrap();
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
        let keys = key_list(&[listed(&issuer(2), false)], times(), &issuer(1));
        bare.take_keys(&keys).unwrap();
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
        lists
            .take_keys(&key_list(&[shared(4), shared(2)], times(), &issuer(1)))
            .unwrap();
        lists.take_status(&statuses(&[], times(), &issuer(2))).unwrap();
        let code = shown(&claims(), &issuer(2), NOW);
        assert_eq!(verify(&code, &lists, at(NOW)).verdict, Verdict::Valid);
        let closed = IssuerKey {
            until: claims().issued,
            ..shared(2)
        };
        lists
            .take_keys(&key_list(&[shared(4), closed], times(), &issuer(1)))
            .unwrap();
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
            prop_assert!(held.take_keys(&bytes).is_err());
            prop_assert!(held.take_status(&bytes).is_err());
            prop_assert!(held.take_register(&bytes).is_err());
            prop_assert_eq!(held.newest_verified(), lists().newest_verified());
        }
    }

    #[test]
    fn a_signer_that_fails_is_heard() {
        let failed = present::<&str>(&[], NOW, &mut |_| -> Result<Signature, _> { Err("locked") });
        assert_eq!(failed, Err("locked"));
    }
}
