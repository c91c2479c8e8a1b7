//! Tests of the screens of a case: dossiers of nobody in, views out, in every language.

mod alerts;
mod home;
mod lot;
mod lots;
pub(in crate::regime) mod sample;
mod texts;
mod why;
