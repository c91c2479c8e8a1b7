//! Regime: where a taxpayer stands under conditional accrual of VAT on imports.

mod table;

pub use table::{Table, TableKind};
