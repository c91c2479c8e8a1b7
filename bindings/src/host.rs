//! What an app lends to the core: somewhere to draw, somewhere to keep keys.
//!
//! All of it is called from threads of the core, never from the app's main thread, and must not wait for a person.
//! Whatever an implementation throws comes back as an error; it never takes the core down. The exception is a Kotlin `Error`,
//! which UniFFI's code lets pass as a success: the wrapper's `contained()` turns it into an error.

use std::sync::Arc;

use salyk_client::adapters::vault::MAX_ENTRY_BYTES;
use salyk_client::ports::{SourceError, Vault, VaultError, VaultKey, VaultStrength};
use salyk_client::secret::Secret;
use salyk_client::shell::{Observer, ObserverError};
use salyk_client::view::Update;
use uniffi::UnexpectedUniFFICallbackError;

/// What the app tells the bindings once, at the start.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HostConfig {
    /// The tax service's https address, without a path.
    pub service: String,
    /// A folder of the app's own, kept out of backups. The sealed store lies there.
    pub data_folder: String,
    /// How well the app's [`KeyVault`] keeps what it is given; the settings show it.
    pub vault_strength: VaultStrength,
}

/// An app's own code failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum HostError {
    /// It threw.
    #[error("the app's code failed: {reason}")]
    Failed {
        /// What it said of itself.
        reason: String,
    },
}

impl From<UnexpectedUniFFICallbackError> for HostError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

/// Whoever draws the app.
// UniFFI's older word for a trait that apps implement. The newer `foreign` makes the library able to read views too, which it only
// ever writes: 30 KB on a phone (decision 7).
#[uniffi::export(callback_interface)]
pub trait ViewObserver: Send + Sync {
    /// Draws the update or hands it to the main thread, one update at a time.
    ///
    /// # Errors
    /// [`HostError`] when it failed; the core logs it and goes on.
    fn on_update(&self, update: Update) -> Result<(), HostError>;
}

/// The phone's key store could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeyVaultError {
    /// Locked until the person unlocks the phone.
    #[error("the vault is locked")]
    Locked,
    /// The key store refused or is not there.
    #[error("the vault is unavailable")]
    Unavailable,
    /// An entry is there but can't be read.
    #[error("an entry of the vault is damaged")]
    Damaged,
}

impl From<UnexpectedUniFFICallbackError> for KeyVaultError {
    /// The reason is dropped: an exception raised while a secret was at hand may quote it.
    fn from(_: UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable
    }
}

/// The phone's key store: the Android Keystore, the iOS Keychain. Entries are at most 4 KiB.
#[uniffi::export(foreign)]
pub trait KeyVault: Send + Sync {
    /// Reads an entry; nothing when there is none.
    ///
    /// # Errors
    /// [`KeyVaultError`] when the vault can't answer; never nothing in its place.
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, KeyVaultError>;
    /// Writes an entry durably before it returns.
    ///
    /// # Errors
    /// [`KeyVaultError`] when the entry is not durable.
    fn write(&self, name: String, value: Vec<u8>) -> Result<(), KeyVaultError>;
    /// Erases an entry; erasing what is absent succeeds.
    ///
    /// # Errors
    /// [`KeyVaultError`] when the entry may still be there.
    fn erase(&self, name: String) -> Result<(), KeyVaultError>;
}

/// The app could not read a file on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum AttachmentSourceError {
    /// It could not.
    #[error("the file can't be read")]
    Failed,
}

impl From<UnexpectedUniFFICallbackError> for AttachmentSourceError {
    /// The reason is dropped: it may name the file.
    fn from(_: UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// A file that a person chose, as the app reads it: a content resolver's stream, a security-scoped address.
#[uniffi::export(foreign)]
pub trait AttachmentSource: Send + Sync {
    /// The next piece, of 1 to `max` bytes; an empty one at the end. It is called from one thread of the core's at a time.
    ///
    /// # Errors
    /// [`AttachmentSourceError`] when the file can't be read on; then it is not attached.
    fn read(&self, max: u32) -> Result<Vec<u8>, AttachmentSourceError>;
}

/// An app's file as the core sees it.
pub(crate) struct HostSource(pub(crate) Arc<dyn AttachmentSource>);

impl salyk_client::ports::AttachmentSource for HostSource {
    fn read(&self, max: usize) -> Result<Vec<u8>, SourceError> {
        let max = u32::try_from(max).unwrap_or(u32::MAX);
        self.0.read(max).map_err(|_| SourceError)
    }
}

/// An app's observer as the core sees it.
pub(crate) struct HostObserver(pub(crate) Box<dyn ViewObserver>);

impl Observer for HostObserver {
    fn on_update(&self, update: Update) -> Result<(), ObserverError> {
        self.0
            .on_update(update)
            .map_err(|error| ObserverError(error.to_string()))
    }
}

/// An app's key store as the core sees it.
pub(crate) struct HostVault {
    pub(crate) vault: Arc<dyn KeyVault>,
    pub(crate) strength: VaultStrength,
}

impl Vault for HostVault {
    fn read(&self, key: &VaultKey) -> Result<Option<Secret>, VaultError> {
        let entry = self.vault.read(name(key)).map_err(fault)?.map(Secret::new);
        match entry {
            Some(entry) if entry.expose().len() > MAX_ENTRY_BYTES => Err(VaultError::Damaged),
            entry => Ok(entry),
        }
    }

    fn write(&self, key: &VaultKey, value: &Secret) -> Result<(), VaultError> {
        self.vault
            .write(name(key), value.expose().to_vec())
            .map_err(fault)
    }

    fn erase(&self, key: &VaultKey) -> Result<(), VaultError> {
        self.vault.erase(name(key)).map_err(fault)
    }

    fn strength(&self) -> VaultStrength {
        self.strength
    }
}

fn name(key: &VaultKey) -> String {
    match key {
        VaultKey::StoreKey => "store-key".to_owned(),
        VaultKey::Session(account) => format!("session.{account}"),
        VaultKey::SessionNames => "session-names".to_owned(),
        VaultKey::Claims => "registration-claims".to_owned(),
    }
}

fn fault(error: KeyVaultError) -> VaultError {
    match error {
        KeyVaultError::Locked => VaultError::Locked,
        KeyVaultError::Unavailable => VaultError::Unavailable("the app's key store".to_owned()),
        KeyVaultError::Damaged => VaultError::Damaged,
    }
}

#[cfg(test)]
#[path = "host_tests.rs"]
mod tests;
