//! Tests of the whole: dossiers in, findings out.

mod arbitrary;
mod chapters;
mod properties;
mod readings;
mod sample;
mod states;
mod worked_dates;
