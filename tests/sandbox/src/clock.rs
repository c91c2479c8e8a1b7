//! The service's date and time. Bishkek is UTC+6 all year.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// A clock that an operator can move.
pub(crate) struct Clock {
    ahead_seconds: AtomicI64,
    set_date: Mutex<Option<Date>>,
}

impl Clock {
    pub(crate) fn new(today: Option<Date>) -> Self {
        Self {
            ahead_seconds: AtomicI64::new(0),
            set_date: Mutex::new(today),
        }
    }

    /// The instant that tokens and attempts are measured by; the set date does not move it.
    pub(crate) fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.ahead_seconds.load(Ordering::Relaxed));
        let real = Timestamp::now();
        real.checked_add(ahead).unwrap_or(real)
    }

    pub(crate) fn advance(&self, seconds: u32) {
        self.ahead_seconds
            .fetch_add(i64::from(seconds), Ordering::Relaxed);
    }

    pub(crate) fn set_date(&self, date: Option<Date>) {
        *self.set_date.lock().unwrap_or_else(PoisonError::into_inner) = date;
    }

    /// The service's date in Bishkek.
    pub(crate) fn today(&self) -> Date {
        let set = *self.set_date.lock().unwrap_or_else(PoisonError::into_inner);
        set.unwrap_or_else(|| bishkek().to_datetime(self.now()).date())
    }

    /// The instant that the service tells: on the set date, at the real time of day.
    pub(crate) fn told(&self) -> Timestamp {
        let now = self.now();
        let wall = bishkek().to_datetime(now).time();
        let told = self
            .today()
            .to_datetime(wall)
            .to_zoned(TimeZone::fixed(bishkek()));
        told.map_or(now, |zoned| zoned.timestamp())
    }
}

fn bishkek() -> Offset {
    Offset::constant(6)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_set_date_moves_what_is_told_and_not_what_is_measured() {
        let clock = Clock::new(Some(date(2031, 5, 4)));
        assert_eq!(clock.today(), date(2031, 5, 4));
        assert_eq!(bishkek().to_datetime(clock.told()).date(), date(2031, 5, 4));
        assert!(clock.now() < date(2030, 12, 1).to_zoned(TimeZone::UTC).unwrap().timestamp());
    }

    #[test]
    fn advancing_moves_both() {
        let clock = Clock::new(None);
        let (before, day) = (clock.now(), clock.today());
        clock.advance(3 * 24 * 60 * 60);
        assert!(clock.now().duration_since(before) >= SignedDuration::from_hours(72));
        assert!(clock.today() > day);
    }
}
