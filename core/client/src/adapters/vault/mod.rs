//! Key stores: the system's own where there is one, else a sealed file that says that it is weaker.
//!
//! All of them block, and the system's may wait on other processes: they are called from blocking threads, never from the
//! core's own. Android and iOS hand over vaults of their own; [`KeyringVault`] takes any store of `keyring-core`.

mod desktop;
mod file;
mod keyring;
mod thread;

pub use desktop::desktop_vault;
pub use file::FileVault;
pub use keyring::KeyringVault;

pub use crate::ports::MAX_ENTRY_BYTES;

use crate::ports::VaultKey;

/// What an entry is called where it is kept. It says nothing about whose it is.
fn entry_name(key: &VaultKey) -> String {
    match key {
        VaultKey::StoreKey => "store-key".to_owned(),
        VaultKey::Session(account) => format!("session/{account}"),
        VaultKey::SessionNames => "session-names".to_owned(),
        VaultKey::Claims => "registration-claims".to_owned(),
    }
}
