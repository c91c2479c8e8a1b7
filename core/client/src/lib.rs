//! The phone: a pure state machine inside a thin shell that performs its effects.

mod accounts;
pub mod adapters;
pub mod attachments;
pub mod certificate;
pub mod consent;
pub mod effect;
pub mod entries;
pub mod event;
#[cfg(any(test, feature = "fakes"))]
pub mod fakes;
pub mod fault;
pub mod filing;
mod frame;
mod ids;
pub mod intent;
pub mod model;
mod papers;
pub mod ports;
mod record;
pub mod regime;
pub mod registration;
pub mod screens;
pub mod secret;
pub mod session;
mod settings;
pub mod shell;
mod start;
pub mod step;
mod storage;
#[cfg(test)]
mod testing;
pub mod text;
pub mod view;
