//! A value of the policy with where it is from and when that was last confirmed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A figure or reading with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced<T> {
    /// The figure or reading.
    pub value: T,
    /// Where it is from.
    pub source: String,
    /// The day it was last compared with its source; `None` when it never was. Nothing stops working by it.
    pub last_confirmed: Option<Date>,
}
