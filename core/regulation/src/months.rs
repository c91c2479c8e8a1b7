//! Counting days and months. Terms are counted from raw dates; nothing is moved off days off.

use jiff::ToSpan;
use jiff::civil::Date;

/// So many calendar days after a day, which is day 0; `None` beyond the range of dates.
pub(crate) fn add_days(from: Date, days: u16) -> Option<Date> {
    from.checked_add(i32::from(days).days()).ok()
}

/// The first day of the month after; no rounding is needed, since every month has a first day.
pub(crate) fn first_of_next_month(date: Date) -> Option<Date> {
    date.last_of_month().tomorrow().ok()
}

/// A day of the month after by its number, 1–28; no rounding is needed, since every month has those days.
pub(crate) fn day_of_next_month(date: Date, day: u8) -> Option<Date> {
    let first = first_of_next_month(date)?;
    Date::new(first.year(), first.month(), i8::try_from(day.clamp(1, 28)).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_end_as_the_calendar_says() {
        assert_eq!(first_of_next_month(date(2026, 1, 31)), Some(date(2026, 2, 1)));
        assert_eq!(first_of_next_month(date(2026, 2, 1)), Some(date(2026, 3, 1)));
        assert_eq!(first_of_next_month(date(2025, 12, 1)), Some(date(2026, 1, 1)));
        assert_eq!(day_of_next_month(date(2024, 1, 31), 21), Some(date(2024, 2, 21)));
    }

    #[test]
    fn the_end_of_time_is_no_date() {
        assert_eq!(first_of_next_month(Date::MAX), None);
        assert_eq!(day_of_next_month(Date::MAX, 21), None);
        assert_eq!(add_days(Date::MAX, 1), None);
        assert_eq!(add_days(Date::MIN, 0), Some(Date::MIN));
    }
}
