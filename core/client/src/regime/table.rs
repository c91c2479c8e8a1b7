//! The tables of the law that the service can renew without a release of the app.

use serde::{Deserialize, Serialize};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// The dated figures and readings of the regulation.
    Policy,
    /// Days off and worked Saturdays.
    Calendar,
    /// The territorial tax offices.
    Offices,
}

/// A table as fetched: its JSON, not yet trusted. What can't be read leaves the table that the phone already has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Which table.
    pub kind: TableKind,
    /// The document in the shape that `salyk-regulation` loads, at most 1 MiB.
    pub json: String,
}
