//! Tests of the whole: dossiers in, findings out.

mod arbitrary;
mod chapters;
mod conditions;
mod customs;
mod edges;
mod editions;
mod facts;
mod firmness;
pub(crate) mod flip_cases;
mod flips;
mod general_procedure;
mod money_back;
mod planning;
mod properties;
mod readings;
mod registration;
pub(crate) mod sample;
mod several;
mod states;
mod table;
mod wire;
mod worked_dates;
