//! The phone: a pure state machine inside a thin shell that performs its effects.

pub mod consent;
pub mod fault;
pub mod intent;
pub mod ports;
pub mod regime;
pub mod secret;
pub mod session;
pub mod text;
pub mod view;
