//! The schema of a table of days off that a person gives.

use crate::calendar::Calendar;
use serde_json::{Value, json};

use super::bounds::{DAY, SEEN};

/// The schema of [`crate::calendar::CalendarRows`] as they are written by hand.
#[must_use]
pub fn calendar() -> Value {
    let day = json!({ "type": "string", "format": "date", "pattern": DAY });
    let name = json!({ "type": "string", "pattern": SEEN });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Calendar",
        "description": "The days off of whole years, and the Saturdays and Sundays worked in exchange. Beyond what a schema \
            can say, `salyk` refuses: a day that stands twice or in both lists, a weekday that is not the date's, a worked \
            day that is no Saturday or Sunday, and a year, from the first to the last, that lacks a day off which every \
            year has: 1 and 7 January, 8 and 21 March, 1, 5 and 9 May, 31 August.",
        "type": "object",
        "required": ["days_off", "worked_days"],
        "additionalProperties": false,
        "properties": {
            "days_off": {
                "type": "array",
                "minItems": 1,
                "maxItems": Calendar::MAX_ROWS,
                "items": {
                    "type": "object",
                    "required": ["date", "name_ky", "name_en", "status"],
                    "additionalProperties": false,
                    "properties": {
                        "date": day,
                        "weekday": { "enum": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] },
                        "name_ky": name,
                        "name_en": name,
                        "status": {
                            "description": "`estimated` marks a day that may move; the others say how it was confirmed.",
                            "enum": ["confirmed", "confirmed-by-library", "estimated"],
                        },
                    },
                },
            },
            "worked_days": { "type": "array", "maxItems": Calendar::MAX_ROWS, "items": day },
        },
    })
}
