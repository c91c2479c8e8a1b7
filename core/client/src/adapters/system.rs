//! The system's clock and its unpredictable bytes.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use ring::rand::{SecureRandom, SystemRandom};

use crate::ports::{Clock, Entropy, EntropyError};

/// The system's clock, or one that runs a fixed time ahead of it or behind.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock {
    shift: SignedDuration,
}

impl SystemClock {
    /// A clock on which it is `day` in Bishkek now, at the same time of day; for demonstrations (`--today`).
    ///
    /// The shift is in whole days, found once: the clock goes on from there, across midnight too. A day that no
    /// timestamp can name leaves the clock unshifted.
    #[must_use]
    pub fn shifted_to(day: Date) -> Self {
        Self {
            shift: shift_to(day, Timestamp::now()),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.checked_add(self.shift).unwrap_or(now)
    }
}

fn shift_to(day: Date, now: Timestamp) -> SignedDuration {
    let bishkek = TimeZone::fixed(Offset::constant(6));
    let today = now.to_zoned(bishkek).date();
    let shift = day.duration_since(today);
    if now.checked_add(shift).is_ok() {
        shift
    } else {
        SignedDuration::ZERO
    }
}

/// The system's unpredictable bytes, by way of `ring`.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), EntropyError> {
        SystemRandom::new().fill(buffer).map_err(|_| EntropyError)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::{SignedDuration, Timestamp};

    use super::{SystemEntropy, shift_to};
    use crate::ports::Entropy;

    #[test]
    fn shifts_by_whole_days_of_bishkek() {
        // 23:30 in Bishkek is 17:30 UTC; half an hour later the day has turned there, not in UTC.
        let before: Timestamp = "2026-11-22T17:30:00Z".parse().unwrap();
        let after: Timestamp = "2026-11-22T18:00:00Z".parse().unwrap();
        assert_eq!(shift_to(date(2026, 11, 22), before), SignedDuration::ZERO);
        assert_eq!(
            shift_to(date(2026, 11, 22), after),
            SignedDuration::from_hours(-24)
        );
        assert_eq!(
            shift_to(date(2026, 11, 25), after),
            SignedDuration::from_hours(48)
        );
    }

    #[test]
    fn a_day_beyond_time_leaves_the_clock_alone() {
        let now: Timestamp = "2026-11-22T17:30:00Z".parse().unwrap();
        assert_eq!(shift_to(jiff::civil::Date::MAX, now), SignedDuration::ZERO);
    }

    #[test]
    fn fills_every_byte() {
        let mut seen = [0_u8; 64];
        for _ in 0..64 {
            let mut bytes = [0; 64];
            SystemEntropy.fill(&mut bytes).unwrap();
            seen.iter_mut().zip(bytes).for_each(|(seen, byte)| *seen |= byte);
        }
        assert!(seen.iter().all(|byte| *byte != 0));
    }
}
