//! What a verifier answers, and why.

use crate::claims::Claims;

/// The one word of an answer; of several that apply, the first in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Not a code of this kind, or altered.
    NotOurs,
    /// Signed by a key that the key list does not have for that time.
    UnknownKey,
    /// Taken back by the issuer.
    Revoked,
    /// Signed by a key for samples, whatever else is wrong with it.
    Sample,
    /// The device's clock is behind what was verified before, or behind the code.
    ClockSuspect,
    /// Its time is over.
    Expired,
    /// Not what the holder's phone shows now.
    ScreenshotOrCopy,
    /// What it says is that the taxpayer is not registered under the regime.
    NotRegistered,
    /// A code for paper: what it says was signed, but anyone may have copied it.
    PaperCopy,
    /// Nothing speaks against it as of [`Answer::as_of`]; a list is older than that, or is missing.
    ValidAsOf,
    /// Nothing speaks against it.
    Valid,
}

/// Why an answer is what it is. [`Reason::verdict`] says which word it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The text is longer than any code.
    TooLong,
    /// The prefix is another.
    Prefix,
    /// Not base45.
    Base45,
    /// The flags are missing or unknown.
    Flags,
    /// Not zlib, or too much.
    Inflation,
    /// The message is not one that the profile allows.
    Message,
    /// The certificate is not one that the profile allows.
    Certificate,
    /// No key of this id signed it.
    Signature,
    /// Signed, but the claims are not such as the profile allows.
    Claims,
    /// There is no key list.
    NoKeyList,
    /// The key list has no key of this id, or is old and none of this id signed it.
    NoSuchKey,
    /// The key was not to sign at the time of issue.
    KeyWindow,
    /// The status list says that it is revoked (1).
    Revoked,
    /// The status list says that it is suspended (2).
    Suspended,
    /// The status list has a status that is not ours (3).
    OtherStatus,
    /// The key is one for samples.
    SampleKey,
    /// The device's clock is behind the newest verified time.
    ClockBehind,
    /// Issued later than the device's clock shows.
    IssuedAhead,
    /// Signed by the holder's phone later than this device's clock shows.
    StampAhead,
    /// The certificate's time is over.
    Expired,
    /// The holder's phone signed it too long ago.
    StampOld,
    /// The key that signed the time is not the certificate's.
    DeviceSignature,
    /// A certificate for a phone, without the phone's signature.
    NoDeviceSignature,
    /// The claims say that the taxpayer is not registered.
    NotRegistered,
    /// A code for paper.
    Paper,
    /// The key list is older than it may be.
    KeyListOld,
    /// There is no status list.
    NoStatusList,
    /// The status list is older than it may be, or the key that signed it was withdrawn.
    StatusListOld,
    /// The status list ends before this certificate's place.
    NotInList,
}

impl Verdict {
    /// Its name in vectors and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotOurs => "not_ours",
            Self::UnknownKey => "unknown_key",
            Self::Revoked => "revoked",
            Self::Sample => "sample",
            Self::ClockSuspect => "clock_suspect",
            Self::Expired => "expired",
            Self::ScreenshotOrCopy => "screenshot_or_copy",
            Self::NotRegistered => "not_registered",
            Self::PaperCopy => "paper_copy",
            Self::ValidAsOf => "valid_as_of",
            Self::Valid => "valid",
        }
    }
}

impl Reason {
    /// The word that this reason asks for.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::TooLong
            | Self::Prefix
            | Self::Base45
            | Self::Flags
            | Self::Inflation
            | Self::Message
            | Self::Certificate
            | Self::Signature
            | Self::Claims => Verdict::NotOurs,
            Self::NoKeyList | Self::NoSuchKey | Self::KeyWindow => Verdict::UnknownKey,
            Self::Revoked | Self::Suspended | Self::OtherStatus => Verdict::Revoked,
            Self::SampleKey => Verdict::Sample,
            Self::ClockBehind | Self::IssuedAhead | Self::StampAhead => Verdict::ClockSuspect,
            Self::Expired => Verdict::Expired,
            Self::StampOld | Self::DeviceSignature | Self::NoDeviceSignature => Verdict::ScreenshotOrCopy,
            Self::NotRegistered => Verdict::NotRegistered,
            Self::Paper => Verdict::PaperCopy,
            Self::KeyListOld | Self::NoStatusList | Self::StatusListOld | Self::NotInList => {
                Verdict::ValidAsOf
            }
        }
    }

    /// Its name in vectors and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::Prefix => "prefix",
            Self::Base45 => "base45",
            Self::Flags => "flags",
            Self::Inflation => "inflation",
            Self::Message => "message",
            Self::Certificate => "certificate",
            Self::Signature => "signature",
            Self::Claims => "claims",
            Self::NoKeyList => "no_key_list",
            Self::NoSuchKey => "no_such_key",
            Self::KeyWindow => "key_window",
            Self::Revoked => "revoked",
            Self::Suspended => "suspended",
            Self::OtherStatus => "other_status",
            Self::SampleKey => "sample_key",
            Self::ClockBehind => "clock_behind",
            Self::IssuedAhead => "issued_ahead",
            Self::StampAhead => "stamp_ahead",
            Self::Expired => "expired",
            Self::StampOld => "stamp_old",
            Self::DeviceSignature => "device_signature",
            Self::NoDeviceSignature => "no_device_signature",
            Self::NotRegistered => "not_registered",
            Self::Paper => "paper",
            Self::KeyListOld => "key_list_old",
            Self::NoStatusList => "no_status_list",
            Self::StatusListOld => "status_list_old",
            Self::NotInList => "not_in_list",
        }
    }
}

/// What a verifier says of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The word; [`Verdict::Valid`] exactly when there are no reasons.
    pub verdict: Verdict,
    /// All reasons that apply, each once, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
    /// What the certificate says, where an issuer's signature holds and the claims are in order.
    pub claims: Option<Claims>,
    /// As of when it is known that nothing speaks against it (seconds of UTC): the oldest of what is stale. `None` where
    /// every list is fresh, or nothing was verified.
    pub as_of: Option<i64>,
    /// The newest verified time (seconds of UTC), to be kept and given with the next [`Clock`](crate::Clock).
    pub newest_verified: i64,
}

impl Answer {
    pub(crate) fn of(
        mut reasons: Vec<Reason>,
        claims: Option<Claims>,
        as_of: Option<i64>,
        newest: i64,
    ) -> Self {
        reasons.sort_unstable();
        reasons.dedup();
        let words = reasons.iter().map(|reason| reason.verdict());
        Self {
            verdict: words.min().unwrap_or(Verdict::Valid),
            reasons,
            claims,
            as_of,
            newest_verified: newest,
        }
    }
}
