//! Which vault a desktop has, found once and kept to.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use keyring_core::CredentialStore;

use super::keyring::failure;
use super::thread::{Connect, VaultThread};
use super::{FileVault, entry_name};
use crate::adapters::files;
use crate::adapters::system::SystemEntropy;
use crate::ports::{Vault, VaultError, VaultKey, VaultStrength};
use crate::secret::Secret;

/// How long a key store may take to answer: long enough for a person to type the password that unlocks it.
const PATIENCE: Duration = Duration::from_secs(20);

/// The system's key store where there is one, else a [`FileVault`] in the data folder.
///
/// The choice is made once for a folder and kept in it: a key store that is away later means an error, not another,
/// empty vault. Takes at most about twenty seconds, where a key store is there and does
/// not answer.
///
/// # Errors
/// [`VaultError::Unavailable`] when the data folder can't be used.
pub fn desktop_vault(data_folder: &Path) -> Result<Arc<dyn Vault>, VaultError> {
    choose(data_folder, connect_system, PATIENCE)
}

fn choose(data_folder: &Path, connect: Connect, patience: Duration) -> Result<Arc<dyn Vault>, VaultError> {
    let unusable = |error: io::Error| VaultError::Unavailable(error.to_string());
    files::make_private_folder(data_folder).map_err(unusable)?;
    let file = FileVault::new(data_folder, Arc::new(SystemEntropy));
    if file.exists() {
        return Ok(Arc::new(file));
    }
    let mark = data_folder.join("vault.system");
    let profile = match files::read_if_there(&mark, 64).map_err(unusable)? {
        Some(profile) => String::from_utf8(profile).map_err(|_| VaultError::Damaged)?,
        None => {
            let Some(profile) = usable(connect, patience) else {
                return Ok(Arc::new(file));
            };
            files::replace(&mark, profile.as_bytes()).map_err(unusable)?;
            profile
        }
    };
    Ok(Arc::new(SystemVault(VaultThread::start(
        profile, connect, patience,
    )?)))
}

/// Tries the key store with an entry of its own; gives a fresh profile's name when it keeps what it is given.
fn usable(connect: Connect, patience: Duration) -> Option<String> {
    let mut bytes = [0; 8];
    crate::ports::Entropy::fill(&SystemEntropy, &mut bytes).ok()?;
    let profile = format!("{:016x}", u64::from_be_bytes(bytes));
    let thread = VaultThread::start(profile.clone(), connect, patience).ok()?;
    let kept = thread.run(|vault| {
        let (probe, content) = (
            VaultKey::Session("probe".to_owned()),
            Secret::from(entry_name(&VaultKey::StoreKey)),
        );
        vault.write(&probe, &content)?;
        let kept = vault.read(&probe)? == Some(content);
        vault.erase(&probe)?;
        Ok(kept)
    });
    kept.is_ok_and(|kept| kept).then_some(profile)
}

/// The system's key store.
struct SystemVault(VaultThread);

impl Vault for SystemVault {
    fn read(&self, key: &VaultKey) -> Result<Option<Secret>, VaultError> {
        let key = key.clone();
        self.0.run(move |vault| vault.read(&key))
    }

    fn write(&self, key: &VaultKey, value: &Secret) -> Result<(), VaultError> {
        let (key, value) = (key.clone(), value.clone());
        self.0.run(move |vault| vault.write(&key, &value))
    }

    fn erase(&self, key: &VaultKey) -> Result<(), VaultError> {
        let key = key.clone();
        self.0.run(move |vault| vault.erase(&key))
    }

    fn strength(&self) -> VaultStrength {
        VaultStrength::System
    }
}

#[cfg(target_os = "linux")]
fn connect_system() -> Result<Arc<CredentialStore>, VaultError> {
    let store = zbus_secret_service_keyring_store::Store::new().map_err(failure)?;
    Ok(store)
}

#[cfg(not(target_os = "linux"))]
fn connect_system() -> Result<Arc<CredentialStore>, VaultError> {
    Err(failure(keyring_core::Error::NoDefaultStore))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, OnceLock};
    use std::time::Duration;

    use keyring_core::{CredentialStore, mock};

    use super::{PATIENCE, VaultError, VaultKey, VaultStrength, choose};
    use crate::fakes::TempFolder;
    use crate::secret::Secret;

    fn absent() -> Result<Arc<CredentialStore>, VaultError> {
        Err(VaultError::Unavailable("absent".to_owned()))
    }

    fn silent() -> Result<Arc<CredentialStore>, VaultError> {
        loop {
            std::thread::park();
        }
    }

    fn present() -> Result<Arc<CredentialStore>, VaultError> {
        static STORE: OnceLock<Arc<mock::Store>> = OnceLock::new();
        let store: Arc<CredentialStore> =
            Arc::<mock::Store>::clone(STORE.get_or_init(|| mock::Store::new().unwrap()));
        Ok(store)
    }

    #[test]
    fn takes_a_file_where_there_is_no_key_store_or_a_silent_one() {
        let folder = TempFolder::new();
        assert_eq!(
            choose(folder.path(), absent, PATIENCE).unwrap().strength(),
            VaultStrength::File
        );
        assert_eq!(
            choose(folder.path(), silent, Duration::ZERO).unwrap().strength(),
            VaultStrength::File
        );
    }

    #[test]
    fn keeps_to_the_file_once_it_is_there() {
        let folder = TempFolder::new();
        choose(folder.path(), absent, PATIENCE)
            .unwrap()
            .write(&VaultKey::StoreKey, &Secret::from("x".to_owned()))
            .unwrap();
        let later = choose(folder.path(), present, PATIENCE).unwrap();
        assert_eq!(
            later.read(&VaultKey::StoreKey),
            Ok(Some(Secret::from("x".to_owned())))
        );
    }

    #[test]
    fn a_key_store_that_is_away_later_is_an_error_and_not_an_empty_vault() {
        let folder = TempFolder::new();
        let secret = Secret::from("x".to_owned());
        let vault = choose(folder.path(), present, PATIENCE).unwrap();
        assert_eq!(vault.strength(), VaultStrength::System);
        vault.write(&VaultKey::StoreKey, &secret).unwrap();
        let away = choose(folder.path(), absent, PATIENCE).unwrap();
        assert_eq!(away.strength(), VaultStrength::System);
        assert!(matches!(
            away.read(&VaultKey::StoreKey),
            Err(VaultError::Unavailable(_))
        ));
        assert_eq!(
            choose(folder.path(), present, PATIENCE)
                .unwrap()
                .read(&VaultKey::StoreKey),
            Ok(Some(secret))
        );
    }

    #[test]
    fn two_folders_never_share_an_entry() {
        let (one, two) = (TempFolder::new(), TempFolder::new());
        choose(one.path(), present, PATIENCE)
            .unwrap()
            .write(&VaultKey::StoreKey, &Secret::from("x".to_owned()))
            .unwrap();
        assert_eq!(
            choose(two.path(), present, PATIENCE)
                .unwrap()
                .read(&VaultKey::StoreKey),
            Ok(None)
        );
    }

    #[test]
    fn the_real_look_ends() {
        let folder = TempFolder::new();
        super::desktop_vault(folder.path()).unwrap();
    }
}
