//! Dated tables: the policy, the calendar of days off, the tax offices.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

crate::words::words! {
    /// Which table.
    TableKind {
        /// The editions of the regulation's figures and readings.
        Policy = "policy",
        /// Days off and worked days.
        Calendar = "calendar",
        /// Territorial tax offices.
        Offices = "offices",
    }
}

/// A table with its edition. The content's type follows the kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Table<T> {
    /// Which table.
    pub kind: TableKind,
    /// The edition: changes whenever the content does.
    pub edition: String,
    /// The day on which the service published this edition.
    pub published: Date,
    /// The rows.
    pub content: T,
}

/// The policy in the form that `salyk-regulation` reads and validates; this contract passes it on as it is.
pub type PolicyTable = Table<serde_json::Value>;
/// Days off and worked days.
pub type CalendarTable = Table<CalendarRows>;
/// Territorial tax offices.
pub type OfficesTable = Table<Vec<Office>>;

/// Days that part from the ordinary week of Monday to Friday.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarRows {
    /// Days off, in order of date.
    pub days_off: Vec<DayOff>,
    /// Saturdays and Sundays that were worked in exchange, in order of date.
    pub worked_days: Vec<WorkedDay>,
}

/// A day off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DayOff {
    /// The day.
    pub date: Date,
    /// Its name in Kyrgyz.
    pub name_ky: String,
    /// Its name in English.
    pub name_en: String,
    /// How sure it is, as the table's source says it; a status that begins with `estimated` is not yet decreed.
    pub status: String,
}

/// A weekend day that was worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkedDay {
    /// The day.
    pub date: Date,
    /// Why.
    pub note: String,
}

/// A territorial tax office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Office {
    /// Three characters, zero-padded; one of them is not numeric («МСКБ коду»).
    pub code: String,
    /// Its name in Russian.
    pub name_ru: String,
}
