//! The core's public types, restated so that UniFFI can carry them.
//!
//! `#[uniffi::remote]` reads and writes the core's own fields by name, so nothing is converted by hand and a change in the
//! core that is not made here does not compile. The docs are what readers of the Kotlin and Swift code see.

mod attachments;
mod certificate;
mod config;
mod entries;
mod fault;
mod field;
mod filing;
mod headings;
mod ids;
mod intent;
mod lot_forms;
mod papers;
mod parts;
mod regime;
mod registration;
mod screens;
mod update;
mod what_if;

pub use certificate::{code_png, code_svg};
pub use fault::fault_text;
