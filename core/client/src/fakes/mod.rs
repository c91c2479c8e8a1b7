//! Ports without a world: for tests of this crate, and of others by way of the feature `fakes`.

mod files;
mod folder;
mod service;
mod store;
mod system;
mod vault;

pub use files::{FailingFiles, MemoryFiles, PieceSource};
pub use folder::TempFolder;
pub use service::{Call, FakeService, Script, dossier_answer, read_dossier};
pub use store::{FailingStore, MemoryStore};
pub use system::{FixedClock, SeededEntropy, StepClock};
pub use vault::{FailingVault, MemoryVault};
