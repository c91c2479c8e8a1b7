//! The thin shell: one task owns the model, performs what `step` asks for, and publishes what changed.

mod config;
mod core;
mod files;
mod observe;
mod perform;

pub use self::core::Salyk;
pub use config::Config;
pub use observe::{Observer, ObserverError, Subscription};
