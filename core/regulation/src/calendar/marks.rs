//! Days of a table as bits: whether a day is marked is one look.

use jiff::civil::Date;

/// Marked days: a word for each month, from the December before the first year that has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks {
    first_year: i16,
    months: Vec<u32>,
}

impl Marks {
    pub(super) fn of(days: impl Iterator<Item = Date> + Clone) -> Self {
        let first_year = days.clone().map(Date::year).min().unwrap_or(0);
        let mut marks = Marks {
            first_year,
            months: Vec::new(),
        };
        for day in days {
            let Some(place) = marks.place(day) else { continue };
            if place >= marks.months.len() {
                marks.months.resize(place + 1, 0);
            }
            if let Some(month) = marks.months.get_mut(place) {
                *month |= 1 << day.day();
            }
        }
        marks
    }

    pub(super) fn contains(&self, day: Date) -> bool {
        let month = self.place(day).and_then(|place| self.months.get(place));
        month.is_some_and(|month| month & (1 << day.day()) != 0)
    }

    /// Where the day's month stands; `None` before the first year.
    fn place(&self, day: Date) -> Option<usize> {
        let years = i32::from(day.year()) - i32::from(self.first_year);
        usize::try_from(years * 12 + i32::from(day.month())).ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_days_that_were_named_are_marked_and_no_other() {
        let days = [date(2026, 12, 31), date(2025, 1, 1), date(2026, 2, 28)];
        let marks = Marks::of(days.into_iter());
        let mut day = date(2023, 1, 1);
        while day < date(2029, 1, 1) {
            assert_eq!(marks.contains(day), days.contains(&day), "{day}");
            day = day.tomorrow().unwrap();
        }
        assert!(!Marks::default().contains(date(0, 1, 1)));
        let ends = Marks::of([Date::MIN, Date::MAX].into_iter());
        assert!(ends.contains(Date::MIN) && ends.contains(Date::MAX) && !ends.contains(date(2026, 1, 1)));
    }
}
