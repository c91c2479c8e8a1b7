//! Everything that crosses to Kotlin and Swift through UniFFI, and no business logic.
//!
//! The core does not know UniFFI. `mirror` restates its public types, which the compiler compares with the core's own: a
//! field or a variant that is missing here does not compile. [`Salyk`] is the one object that an app holds; `host` names
//! the few things that an app lends to the core.

mod guard;
#[cfg(feature = "test-hooks")]
pub mod hooks;
mod host;
mod log;
mod mirror;
mod salyk;
#[cfg(feature = "sandbox-roots")]
mod sandbox;
mod signer;

pub use host::{HostConfig, HostError, KeyVault, KeyVaultError, ViewObserver};
pub use log::{LogLevel, LogSink, log_to};
pub use mirror::{code_png, code_svg, fault_text};
pub use salyk::{Salyk, Subscription};
pub use signer::{DeviceSigner, DeviceSignerError};

uniffi::setup_scaffolding!();
