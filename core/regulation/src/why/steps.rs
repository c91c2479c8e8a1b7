//! The arithmetic of a finding, step by step.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dossier::{DirectionKind, Unit};
use crate::money::{Money, Quantity};
use crate::policy::TaxPeriod;

/// How a window of months stands (`reg:5.1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    /// An import with its export falls in it.
    Kept,
    /// It has not ended, or an import that falls in it may still be exported in its term.
    Pending,
    /// No import with its export falls in it.
    Broken,
}

/// One step of arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Step {
    /// Calendar days were counted; the first day is day 0.
    CalendarDays {
        /// Day 0.
        from: Date,
        /// How many days.
        days: u16,
        /// The last day.
        to: Date,
    },
    /// Working days were counted; day 1 is the first working day after the first day.
    WorkingDays {
        /// The day after which counting begins.
        from: Date,
        /// How many working days.
        days: u16,
        /// The last day.
        to: Date,
        /// The days on the way that do not count.
        skipped: Box<[SkippedDay]>,
    },
    /// The first day of the month after.
    FirstOfNextMonth {
        /// A day of the month before.
        from: Date,
        /// The first day of the month after.
        to: Date,
    },
    /// A day of the month after, by its number.
    DayOfNextMonth {
        /// A day of the month before.
        from: Date,
        /// The number of the day, 1–28.
        day: u8,
        /// The day.
        to: Date,
    },
    /// Sums were added and compared.
    PaidAgainstDue {
        /// What was to be paid, in tyiyn.
        due: Money,
        /// What was paid in time, in tyiyn.
        paid: Money,
    },
    /// A penalty on one sum that was late.
    Penalty {
        /// The sum that was late, in tyiyn.
        late: Money,
        /// The first overdue day.
        from: Date,
        /// The last overdue day counted.
        to: Date,
        /// Overdue calendar days.
        days: i64,
        /// Parts per million a day.
        per_day_ppm: u32,
    },
    /// A window of full calendar months was looked at.
    Window {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
        /// How it stands.
        state: WindowState,
    },
    /// The first day of the next tax period.
    NextPeriod {
        /// The day on which a condition is not met.
        from: Date,
        /// The tax period.
        period: TaxPeriod,
        /// The first day of the next one.
        to: Date,
    },
    /// What was exported of a goods line in its term.
    Exported {
        /// The goods line's number.
        line: u32,
        /// How much was imported.
        imported: Quantity,
        /// How much of it was exported in the term.
        exported: Quantity,
        /// The unit of both.
        unit: Unit,
    },
    /// The deposit was split: confirmed + at risk + to the budget is the deposit.
    Split {
        /// The deposit, in tyiyn.
        deposit: Money,
        /// The confirmed share, in tyiyn.
        confirmed: Money,
        /// What is neither confirmed nor lost, in tyiyn.
        at_risk: Money,
        /// What goes to the budget, in tyiyn.
        to_budget: Money,
    },
    /// How much may go where.
    Direction {
        /// Where to.
        to: DirectionKind,
        /// At most so much, in tyiyn; nothing where the way is barred.
        at_most: Money,
    },
    /// The parts of the money were added and compared.
    PartsAgainstReturnable {
        /// What is returnable, in tyiyn.
        returnable: Money,
        /// The parts together, in tyiyn.
        parts: Money,
    },
}

/// A day that a count of working days passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SkippedDay {
    /// The day.
    pub date: Date,
    /// Its name where it is a named day off; a plain Saturday or Sunday has none.
    pub day_off: Option<crate::calendar::DayOff>,
}
