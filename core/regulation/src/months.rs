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

/// The first day of the calendar quarter after.
pub(crate) fn first_of_next_quarter(date: Date) -> Option<Date> {
    let months_left = (3 - date.month() % 3) % 3;
    first_of_next_month(
        date.first_of_month()
            .checked_add(i32::from(months_left).months())
            .ok()?,
    )
}

/// The first day of the first full calendar month on or after a day.
pub(crate) fn first_full_month(date: Date) -> Option<Date> {
    if date.day() == 1 {
        Some(date)
    } else {
        first_of_next_month(date)
    }
}

/// So many months after the first day of a month; no rounding is needed, since every month has a first day.
pub(crate) fn add_months(first: Date, months: u8) -> Option<Date> {
    first
        .first_of_month()
        .checked_add(i32::from(months).months())
        .ok()
}

/// The last day of so many full calendar months from the first day of a month.
pub(crate) fn last_of_months(first: Date, months: u8) -> Option<Date> {
    let last = add_months(first, months.saturating_sub(1))?;
    Some(last.last_of_month())
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
    fn quarters_begin_four_times_a_year() {
        for (day, next) in [
            (date(2026, 1, 1), date(2026, 4, 1)),
            (date(2026, 3, 31), date(2026, 4, 1)),
            (date(2026, 4, 1), date(2026, 7, 1)),
            (date(2026, 6, 30), date(2026, 7, 1)),
            (date(2026, 11, 5), date(2027, 1, 1)),
            (date(2026, 12, 31), date(2027, 1, 1)),
        ] {
            assert_eq!(first_of_next_quarter(day), Some(next), "{day}");
        }
    }

    #[test]
    fn windows_are_of_full_months() {
        assert_eq!(first_full_month(date(2026, 2, 1)), Some(date(2026, 2, 1)));
        assert_eq!(first_full_month(date(2026, 2, 2)), Some(date(2026, 3, 1)));
        assert_eq!(last_of_months(date(2023, 9, 1), 6), Some(date(2024, 2, 29)));
        assert_eq!(last_of_months(date(2026, 1, 1), 6), Some(date(2026, 6, 30)));
        assert_eq!(add_months(date(2026, 9, 1), 6), Some(date(2027, 3, 1)));
    }

    #[test]
    fn the_end_of_time_is_no_date() {
        assert_eq!(first_of_next_month(Date::MAX), None);
        assert_eq!(day_of_next_month(Date::MAX, 21), None);
        assert_eq!(add_days(Date::MAX, 1), None);
        assert_eq!(add_days(Date::MIN, 0), Some(Date::MIN));
    }
}
