//! How long one waits before trying again.

use jiff::{SignedDuration, Timestamp};

/// The first wait, in seconds.
const FIRST: u64 = 4;
/// How often the wait doubles: 4 s to 17 minutes.
const DOUBLINGS: u8 = 8;
/// The longest wait that the service may ask for, in seconds: a day.
const LONGEST: u32 = 24 * 60 * 60;

/// A wait before trying again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Wait {
    from: Timestamp,
    pub(super) until: Timestamp,
    /// The service asked for it: nothing but time ends it.
    pub(super) asked_for: bool,
}

impl Wait {
    /// A wait of our own after so many failures: each doubles it, and up to half of it is left to chance.
    pub(super) fn own(failures: u8, now: Timestamp, jitter: u32) -> Self {
        let whole = FIRST << failures.saturating_sub(1).min(DOUBLINGS);
        let half_ms = whole * 500;
        let chance_ms = (half_ms * u64::from(jitter)) >> u32::BITS;
        Self::lasting(now, half_ms + chance_ms, false)
    }

    /// The wait that the service asked for, and up to a tenth more.
    pub(super) fn asked_for(seconds: u32, now: Timestamp, jitter: u32) -> Self {
        let whole_ms = u64::from(seconds.min(LONGEST)) * 1000;
        let more_ms = (whole_ms / 10 * u64::from(jitter)) >> u32::BITS;
        Self::lasting(now, whole_ms + more_ms, true)
    }

    fn lasting(from: Timestamp, milliseconds: u64, asked_for: bool) -> Self {
        let length = SignedDuration::from_millis(i64::try_from(milliseconds).unwrap_or(i64::MAX));
        Self {
            from,
            until: from.checked_add(length).unwrap_or(Timestamp::MAX),
            asked_for,
        }
    }

    /// Whether it is over. A clock that was set back to before it began ends it too: nobody knows how long it would take.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        now >= self.until || now < self.from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(wait: &Wait) -> i64 {
        wait.until.duration_since(wait.from).as_secs()
    }

    #[test]
    fn own_waits_double_up_to_a_quarter_of_an_hour_and_half_of_each_is_chance() {
        let now = Timestamp::UNIX_EPOCH;
        let least: Vec<_> = (1..=11).map(|n| seconds(&Wait::own(n, now, 0))).collect();
        assert_eq!(least, [2, 4, 8, 16, 32, 64, 128, 256, 512, 512, 512]);
        assert_eq!(seconds(&Wait::own(9, now, u32::MAX)), 1023);
        assert_eq!(seconds(&Wait::own(u8::MAX, now, 1 << 31)), 768);
    }

    #[test]
    fn what_the_service_asks_for_is_waited_whole() {
        let now = Timestamp::UNIX_EPOCH;
        for jitter in [0, 1 << 31, u32::MAX] {
            let wait = Wait::asked_for(120, now, jitter);
            assert!((120..=132).contains(&seconds(&wait)), "{wait:?}");
            assert!(!wait.is_over("1970-01-01T00:01:59Z".parse().unwrap()));
        }
        assert_eq!(
            seconds(&Wait::asked_for(u32::MAX, now, 0)),
            86_400,
            "no more than a day"
        );
    }

    #[test]
    fn a_clock_set_back_ends_a_wait() {
        let wait = Wait::own(1, Timestamp::UNIX_EPOCH, 0);
        assert!(!wait.is_over(Timestamp::UNIX_EPOCH));
        assert!(wait.is_over("1969-12-31T00:00:00Z".parse().unwrap()));
        assert!(wait.is_over("1970-01-01T00:00:02Z".parse().unwrap()));
    }
}
