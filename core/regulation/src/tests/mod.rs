//! Tests of the whole: sample dossiers in, findings out.

mod sample;
mod worked_dates;
