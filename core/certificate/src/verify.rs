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
    match signed(scanned, lists, clock.now) {
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

fn signed(scanned: &str, lists: &Lists, now: i64) -> Result<Signed, Reason> {
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
        // An old list can't know to whom the id was given since.
        let is_old = now >= keys.expires();
        return Err(if is_old {
            Reason::NoSuchKey
        } else {
            Reason::Signature
        });
    }
    let claims = Claims::read(certificate.payload).map_err(|Malformed| Reason::Claims)?;
    let shown = match (presentation, claims.kind) {
        (Some((message, _, stamp)), Kind::Phone(device)) => Shown::Phone {
            stamp,
            holds: message.is_signed_by(&device),
        },
        (None, _) => Shown::Bare,
        (Some(_), Kind::Paper) => return Err(Reason::Claims),
    };
    let key = signers.into_iter().find(|key| key.may_sign_at(claims.issued));
    let key = *key.ok_or(Reason::KeyWindow)?;
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
    let is_ahead = claims.issued > now.saturating_add(TOLERANCE);
    note(is_ahead, Reason::IssuedAhead);
    note(now >= claims.expires, Reason::Expired);
    note(claims.since.is_none(), Reason::NotRegistered);
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
    // A key for samples may be anyone's, and a slip in one certificate must not make every later one suspect: neither moves
    // the guard.
    let newest = if key.is_sample || is_ahead {
        guard
    } else {
        guard.max(claims.issued)
    };
    Answer::of(reasons, Some(claims), stale, newest)
}
