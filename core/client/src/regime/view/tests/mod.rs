//! Tests of the screens of a case: dossiers of nobody in, views out, in every language.

mod alerts;
mod calendar;
mod duties;
mod home;
mod lot;
mod lots;
mod named;
mod next;
mod plan;
mod reminders;
pub(in crate::regime) mod sample;
mod texts;
mod what_if;
mod why;
mod wording;
