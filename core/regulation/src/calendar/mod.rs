//! Working days: Monday to Friday less the days off, plus the Saturdays that were worked in exchange.
//!
//! The table ends somewhere, and the days of Orozo Ait and Kurman Ait are decreed late: a count that leaves the table or
//! passes an estimated row is right for now and says so.

mod marks;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use self::marks::Marks;
use crate::bundled;
use crate::months::{day_after, day_before, weekday};
use crate::text::Text;
use crate::why::{Doubt, SkippedDay};

/// The first day of the weekend, counted from Monday (0).
const SATURDAY: i32 = 5;
/// The longest count of working days that is made; the regulation asks for 7.
const LONGEST_COUNT: u16 = 3660;

/// A day off with its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayOff {
    /// Its Kyrgyz name.
    pub name_ky: Text,
    /// Its English name.
    pub name_en: Text,
    /// Its date is an estimate: it will be decreed.
    pub estimated: bool,
}

/// The table of days off and of worked Saturdays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    days_off: BTreeMap<Date, DayOff>,
    off: Marks,
    worked: Marks,
    /// The days off whose dates are estimates, ascending.
    estimated: Vec<Date>,
    covers: Option<(Date, Date)>,
}

/// A row of the table of days off, as the service and the bundled file give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOffRow {
    /// The day.
    pub date: Date,
    /// Its Kyrgyz name.
    pub name_ky: String,
    /// Its English name.
    pub name_en: String,
    /// `estimated`, or how it was confirmed.
    pub status: String,
}

/// Both tables, as the service gives them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRows {
    /// Days off, in any order.
    pub days_off: Vec<DayOffRow>,
    /// Saturdays and Sundays worked in exchange.
    pub worked_days: Vec<Date>,
}

/// Why a table is refused.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// The text is not a table of days.
    #[error("the table of days cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// Two rows of one table name the same day.
    #[error("{0} stands twice in the table of days")]
    Twice(Date),
    /// A worked day is also a day off.
    #[error("{0} is both a day off and a worked day")]
    Contradiction(Date),
    /// More rows than any table has.
    #[error("the table of days has more than {0} rows")]
    TooLong(usize),
}

/// A count of working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDayCount {
    /// The last day counted.
    pub to: Date,
    /// The days on the way that did not count.
    pub skipped: Box<[SkippedDay]>,
    /// Why the count may still change.
    pub doubt: Option<Doubt>,
}

impl Calendar {
    /// The most rows that a table may have.
    pub const MAX_ROWS: usize = 20_000;

    /// The tables that this version was made with.
    ///
    /// # Errors
    /// Never with the files that were tested; a typed error instead of a panic all the same.
    pub fn bundled() -> Result<Self, CalendarError> {
        Self::from_json(&bundled::calendar())
    }

    /// Reads [`CalendarRows`].
    ///
    /// # Errors
    /// When the text is something else, a day stands twice, the tables contradict each other, or one has more than
    /// [`Calendar::MAX_ROWS`] rows.
    pub fn from_json(text: &str) -> Result<Self, CalendarError> {
        let rows: CalendarRows = serde_json::from_slice(text.as_bytes())?;
        Self::from_rows(rows.days_off, rows.worked_days)
    }

    /// Makes a calendar of rows, in any order. It covers whole years, from the first row's to the last row's.
    ///
    /// # Errors
    /// When a day stands twice, the tables contradict each other, or one has more than [`Calendar::MAX_ROWS`] rows.
    pub fn from_rows(rows: Vec<DayOffRow>, worked: Vec<Date>) -> Result<Self, CalendarError> {
        if rows.len().max(worked.len()) > Self::MAX_ROWS {
            return Err(CalendarError::TooLong(Self::MAX_ROWS));
        }
        let mut days_off = BTreeMap::new();
        for row in rows {
            let estimated = row.status == "estimated";
            let day_off = DayOff {
                name_ky: row.name_ky.into(),
                name_en: row.name_en.into(),
                estimated,
            };
            if days_off.insert(row.date, day_off).is_some() {
                return Err(CalendarError::Twice(row.date));
            }
        }
        let mut worked_days = BTreeSet::new();
        for date in worked {
            if days_off.contains_key(&date) {
                return Err(CalendarError::Contradiction(date));
            }
            if !worked_days.insert(date) {
                return Err(CalendarError::Twice(date));
            }
        }
        let covers = days_off
            .first_key_value()
            .zip(days_off.last_key_value())
            .map(|((first, _), (last, _))| (first.first_of_year(), last.last_of_year()));
        let estimated = days_off.iter().filter(|(_, day_off)| day_off.estimated);
        Ok(Calendar {
            off: Marks::of(days_off.keys().copied()),
            worked: Marks::of(worked_days.iter().copied()),
            estimated: estimated.map(|(date, _)| *date).collect(),
            days_off,
            covers,
        })
    }

    /// The first and the last day that the table covers; `None` for an empty table.
    pub fn covers(&self) -> Option<(Date, Date)> {
        self.covers
    }

    /// The named day off on this day, if there is one.
    pub fn day_off(&self, date: Date) -> Option<&DayOff> {
        // A plain weekend day is in no table: the marks say so sooner.
        self.off
            .contains(date)
            .then(|| self.days_off.get(&date))
            .flatten()
    }

    /// Whether the day is worked, as far as the table says.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.is_worked(date, weekday(date))
    }

    fn is_worked(&self, date: Date, weekday: i32) -> bool {
        if weekday < SATURDAY {
            !self.off.contains(date)
        } else {
            self.worked.contains(date)
        }
    }

    /// Counts working days; day 1 is the first working day after `from` (`reg:15`).
    ///
    /// `None` when the count would leave the range of dates, or is longer than 3660 days.
    pub fn add_working_days(&self, from: Date, days: u16) -> Option<WorkingDayCount> {
        if days > LONGEST_COUNT {
            return None;
        }
        let mut to = from;
        let mut in_week = weekday(from);
        let mut counted = 0;
        let mut skipped: SmallVec<[SkippedDay; 8]> = SmallVec::new();
        while counted < days {
            to = day_after(to)?;
            in_week = (in_week + 1) % 7;
            if self.is_worked(to, in_week) {
                counted += 1;
            } else {
                skipped.push(SkippedDay {
                    date: to,
                    day_off: self.day_off(to).cloned(),
                });
            }
        }
        Some(WorkingDayCount {
            to,
            skipped: skipped.into_boxed_slice(),
            doubt: self.doubt_between(from, to),
        })
    }

    /// Why it may still change whether a day is a day off.
    ///
    /// An estimated day off may come a day earlier or later; a weekend and a day off of its own it leaves as they are.
    pub(crate) fn doubt_on(&self, day: Date) -> Option<Doubt> {
        let off_anyway =
            weekday(day) >= SATURDAY || self.day_off(day).is_some_and(|day_off| !day_off.estimated);
        match self.doubt_between(day, day) {
            Some(Doubt::CalendarBeyondTable) => Some(Doubt::CalendarBeyondTable),
            _ if off_anyway => None,
            Some(doubt) => Some(doubt),
            None => self
                .doubt_between(day_before(day).unwrap_or(day), day)
                .filter(|doubt| *doubt == Doubt::CalendarEstimated),
        }
    }

    /// Why days counted from one day to another may still change.
    ///
    /// An estimated day off may come a day earlier or later, so one that touches either end counts as passed.
    fn doubt_between(&self, from: Date, to: Date) -> Option<Doubt> {
        let covered = self
            .covers
            .is_some_and(|(first, last)| first <= from && to <= last);
        if !covered {
            return Some(Doubt::CalendarBeyondTable);
        }
        let past = day_after(to).unwrap_or(to);
        let before = self.estimated.partition_point(|day| *day < from);
        let next = self.estimated.get(before).is_some_and(|day| *day <= past);
        next.then_some(Doubt::CalendarEstimated)
    }
}

#[cfg(test)]
mod tests;
