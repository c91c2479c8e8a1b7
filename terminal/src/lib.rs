//! The phone in a terminal: a screen painted with ratatui, the same as lines of text, and a scripted walk.
//!
//! Every screen comes from the core as a view, with labels, reasons and ready-made intents. This crate lays it out as a
//! [`sheet`], draws that, and dispatches; it decides nothing.

pub mod attach;
pub mod cli;
pub mod command;
pub mod drafts;
#[cfg(test)]
mod fixtures;
pub mod host;
pub mod interface;
pub mod keep;
pub mod paint;
pub mod phone;
pub mod plain;
pub mod problem;
pub mod program;
pub mod sheet;
pub mod tty;
pub mod ui;
pub mod walk;
pub mod words;
pub mod wrap;
