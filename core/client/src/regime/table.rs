//! The tables of the law that the service can renew without a release of the app.

use salyk_regulation::calendar::Calendar;
use salyk_regulation::policy::PolicyBook;
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
///
/// A policy's JSON is what [`PolicyBook::from_json`] reads, a calendar's is what [`Calendar::from_json`] reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Which table.
    pub kind: TableKind,
    /// The content, at most 1 MiB.
    pub json: String,
}

/// A table that was read and checked.
pub(super) enum Understood {
    Policy(Box<PolicyBook>),
    Calendar(Calendar),
    Other,
}

/// Reads and checks a table; `None` when it is not one.
pub(super) fn understand(table: &Table) -> Option<Understood> {
    match table.kind {
        TableKind::Policy => PolicyBook::from_json(&table.json)
            .ok()
            .map(|book| Understood::Policy(Box::new(book))),
        TableKind::Calendar => Calendar::from_json(&table.json).ok().map(Understood::Calendar),
        TableKind::Offices => Some(Understood::Other),
    }
}
