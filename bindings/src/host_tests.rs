use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use salyk_client::ports::{Vault, VaultError, VaultKey, VaultStrength};
use salyk_client::secret::Secret;
use uniffi::UnexpectedUniFFICallbackError;

use super::{HostVault, KeyVault, KeyVaultError, MAX_ENTRY_BYTES};

/// An app's key store that works, or that answers everything with one error.
#[derive(Default)]
struct App {
    entries: Mutex<BTreeMap<String, Vec<u8>>>,
    error: Option<KeyVaultError>,
}

impl App {
    fn entries(&self) -> Result<std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>>, KeyVaultError> {
        self.error
            .clone()
            .map_or_else(|| Ok(self.entries.lock().unwrap()), Err)
    }
}

impl KeyVault for App {
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, KeyVaultError> {
        Ok(self.entries()?.get(&name).cloned())
    }

    fn write(&self, name: String, value: Vec<u8>) -> Result<(), KeyVaultError> {
        self.entries()?.insert(name, value);
        Ok(())
    }

    fn erase(&self, name: String) -> Result<(), KeyVaultError> {
        self.entries()?.remove(&name);
        Ok(())
    }
}

fn vault(app: App) -> HostVault {
    HostVault {
        vault: Arc::new(app),
        strength: VaultStrength::System,
    }
}

#[test]
fn keeps_entries_of_different_keys_apart() {
    let vault = vault(App::default());
    let keys = [
        VaultKey::StoreKey,
        VaultKey::Session("a".into()),
        VaultKey::Session("b".into()),
        VaultKey::SessionNames,
        VaultKey::Claims,
    ];
    for (number, key) in (0..).zip(&keys) {
        vault.write(key, &Secret::new(vec![number])).unwrap();
    }
    vault.erase(&keys[1]).unwrap();
    vault.erase(&keys[1]).unwrap();
    let read: Vec<_> = keys.iter().map(|key| vault.read(key).unwrap()).collect();
    assert_eq!(
        read,
        [
            Some(Secret::new(vec![0])),
            None,
            Some(Secret::new(vec![2])),
            Some(Secret::new(vec![3])),
            Some(Secret::new(vec![4])),
        ]
    );
}

#[test]
fn an_error_is_never_taken_for_an_absent_entry() {
    for (error, expected) in [
        (KeyVaultError::Locked, VaultError::Locked),
        (
            KeyVaultError::Unavailable,
            VaultError::Unavailable("the app's key store".into()),
        ),
        (KeyVaultError::Damaged, VaultError::Damaged),
    ] {
        let vault = vault(App {
            error: Some(error),
            ..App::default()
        });
        assert_eq!(vault.read(&VaultKey::StoreKey), Err(expected.clone()));
        assert_eq!(
            vault.write(&VaultKey::StoreKey, &Secret::default()),
            Err(expected.clone())
        );
        assert_eq!(vault.erase(&VaultKey::StoreKey), Err(expected));
    }
}

#[test]
fn an_entry_that_is_too_long_is_damaged() {
    for (length, fits) in [(MAX_ENTRY_BYTES, true), (MAX_ENTRY_BYTES + 1, false)] {
        let app = App::default();
        app.write("store-key".into(), vec![0; length]).unwrap();
        assert_eq!(vault(app).read(&VaultKey::StoreKey).is_ok(), fits);
    }
}

#[test]
fn what_the_app_threw_at_the_vault_is_not_repeated() {
    let error = KeyVaultError::from(UnexpectedUniFFICallbackError::new("canary"));
    assert!(!format!("{error} {error:?}").contains("canary"));
}
