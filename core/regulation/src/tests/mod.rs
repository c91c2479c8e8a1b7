//! Tests of the whole: dossiers in, findings out.

mod arbitrary;
mod chapters;
mod properties;
mod readings;
mod registration;
mod sample;
mod states;
mod wire;
mod worked_dates;
