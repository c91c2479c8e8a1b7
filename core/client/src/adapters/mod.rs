//! How the ports meet the world: the network, the disk, the key store, the clock. Nothing else in the core knows
//! `reqwest`, `rustls`, `redb` or `keyring-core`.

pub mod attachment_files;
mod files;
pub mod https;
pub mod sealed_store;
mod sealing;
pub mod software_signer;
pub mod system;
pub mod vault;
