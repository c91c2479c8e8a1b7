//! Counting days and months. Terms are counted from raw dates; nothing is moved off days off.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days of 400 years, after which the calendar repeats itself.
const DAYS_OF_400_YEARS: u32 = 146_097;
/// Whole such cycles that are added so that no year of the range of dates is below zero.
const CYCLES_BEFORE: u32 = 30;

/// The number of a day: days apart are their numbers' difference.
///
/// Years are taken from March, so that the day that leap years have comes last.
pub(crate) fn day_number(date: Date) -> i32 {
    let (month, day) = (
        u32::from(date.month().unsigned_abs()),
        u32::from(date.day().unsigned_abs()),
    );
    // Year -9999 and its cycles make 2001, so nothing here is below zero, or beyond 32 bits.
    let year = (i32::from(date.year()) + 400 * CYCLES_BEFORE.cast_signed()).cast_unsigned();
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let (century, of_century) = (year / 100, year % 100);
    // Five months from March, or from August, always have 153 days.
    let before_month = (153 * month + 2) / 5;
    let number = DAYS_OF_400_YEARS * century / 4 + 1461 * of_century / 4 + before_month + day - 1;
    number.cast_signed()
}

/// Calendar days from one day to another; less than zero when the other is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from(day_number(to)) - i64::from(day_number(from))
}

/// The day with a number; `None` beyond the range of dates.
fn day_with(number: i32) -> Option<Date> {
    let number = u32::try_from(number).ok()?;
    let (cycle, day) = (number / DAYS_OF_400_YEARS, number % DAYS_OF_400_YEARS);
    let century = (4 * day + 3) / DAYS_OF_400_YEARS;
    let day = day - DAYS_OF_400_YEARS * century / 4;
    let year = (4 * day + 3) / 1461;
    let day = day - 1461 * year / 4;
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    let year = (400 * cycle + 100 * century + year + next).cast_signed() - 400 * CYCLES_BEFORE.cast_signed();
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// So many calendar days after a day, which is day 0; `None` beyond the range of dates.
pub(crate) fn add_days(from: Date, days: u16) -> Option<Date> {
    day_with(day_number(from) + i32::from(days))
}

/// The day after; `None` at the end of the range of dates.
pub(crate) fn day_after(date: Date) -> Option<Date> {
    let same_month = Date::new(date.year(), date.month(), date.day() + 1).ok();
    same_month.or_else(|| add_days(date, 1))
}

/// The day before; `None` at the beginning of the range of dates.
pub(crate) fn day_before(date: Date) -> Option<Date> {
    let same_month = Date::new(date.year(), date.month(), date.day() - 1).ok();
    same_month.or_else(|| date.yesterday().ok())
}

/// Which day of the week, from Monday (0) to Sunday (6).
pub(crate) fn weekday(date: Date) -> i32 {
    // The first of all days, 1 March, is a Wednesday, and the cycles before are whole weeks.
    (day_number(date) + 2) % 7
}

/// The first day of the month after; no rounding is needed, since every month has a first day.
pub(crate) fn first_of_next_month(date: Date) -> Option<Date> {
    let (year, month) = if date.month() == 12 {
        (date.year().checked_add(1)?, 1)
    } else {
        (date.year(), date.month() + 1)
    };
    Date::new(year, month, 1).ok()
}

/// A day of the month after by its number, 1–28; no rounding is needed, since every month has those days.
pub(crate) fn day_of_next_month(date: Date, day: u8) -> Option<Date> {
    let first = first_of_next_month(date)?;
    Date::new(first.year(), first.month(), i8::try_from(day.clamp(1, 28)).ok()?).ok()
}

/// The first day of the month before; no rounding is needed, since every month has a first day.
pub(crate) fn first_of_month_before(date: Date) -> Option<Date> {
    let last = date.first_of_month().yesterday().ok()?;
    Some(last.first_of_month())
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
    fn days_have_numbers_that_follow_each_other() {
        let mut day = date(1599, 12, 31);
        let mut number = day_number(day);
        while day < date(2401, 1, 2) {
            assert_eq!(day_number(day), number, "{day}");
            assert_eq!(day_with(number), Some(day));
            assert_eq!(day_after(day), day.tomorrow().ok());
            assert_eq!(day_before(day), day.yesterday().ok());
            assert_eq!(
                weekday(day),
                i32::from(day.weekday().to_monday_zero_offset()),
                "{day}"
            );
            day = day.tomorrow().unwrap();
            number += 1;
        }
    }

    proptest::proptest! {
        #[test]
        fn the_days_between_any_two_are_as_jiff_says(one in -4_371_222..=2_932_896i32, days in proptest::prelude::any::<u16>()) {
            let from = date(1970, 1, 1).saturating_add(one.days());
            let to = from.checked_add(i32::from(days).days()).ok();
            proptest::prop_assert_eq!(add_days(from, days), to);
            proptest::prop_assert_eq!(day_after(from), from.tomorrow().ok());
            if let Some(to) = to {
                proptest::prop_assert_eq!(day_number(to) - day_number(from), i32::from(days));
            }
        }
    }

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
        assert_eq!((day_after(Date::MAX), day_before(Date::MIN)), (None, None));
    }
}
