//! The tax service on loopback HTTPS: the other end for development, tests and demonstrations.
//!
//! It is a sample. It listens on loopback only, makes its own certificate authority at each start, keeps everything in
//! memory and forgets it when it stops. What it serves is `salyk-contract`, and its OpenAPI description is made from the
//! same types. People, documents and numbers in it are samples and can be nobody's.
//!
//! ```no_run
//! # async fn demonstration() -> Result<(), salyk_sandbox::SandboxError> {
//! use salyk_sandbox::{Sandbox, SandboxOptions};
//! let sandbox = Sandbox::start(SandboxOptions::default()).await?;
//! println!("{} trusts {} bytes of PEM", sandbox.base_url(), sandbox.ca_pem().len());
//! sandbox.stop().await;
//! # Ok(())
//! # }
//! ```

mod accounts;
mod api;
mod applications;
mod attachments;
mod attempts;
mod authority;
mod certificates;
mod clock;
mod consents;
mod dates;
mod deciding;
mod documents;
mod dossiers;
mod faults;
mod http_log;
mod intake;
mod operator;
mod options;
mod receiving;
mod refusal;
mod registrations;
mod server;
mod service;
mod sessions;
mod tables;
mod tagged;

pub use accounts::{SAMPLE_LOGINS, SampleLogin};
pub use certificates::{CertificateOffice, SignedLists};
pub use operator::{Operator, OperatorError};
pub use options::{AttemptLimits, PasswordCost, SandboxOptions};
pub use registrations::{SAMPLE_REGISTER, SampleEntry};
pub use salyk_contract::dossier::{DebtKind, Dossier};
pub use salyk_contract::lots::{DirectedSum, Direction, Outcome};
pub use salyk_contract::operator::{
    DecideRefund, RegisterDebt, RegistrationOnDesk, RegistrationStep, ReleaseGoods, SettleDebt,
};
pub use server::{Sandbox, SandboxError};
