//! A vault over any store of `keyring-core`.

use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};

use super::{MAX_ENTRY_BYTES, entry_name};
use crate::ports::{Vault, VaultError, VaultKey, VaultStrength};
use crate::secret::Secret;

/// The service under which all entries stand.
const SERVICE: &str = "kg.salyk";

/// The system's key store, by way of `keyring-core`.
pub struct KeyringVault {
    store: Arc<CredentialStore>,
    profile: String,
}

impl KeyringVault {
    /// A vault in `store`. Profiles keep several data folders of one user apart.
    #[must_use]
    pub fn new(store: Arc<CredentialStore>, profile: &str) -> Self {
        Self {
            store,
            profile: profile.to_owned(),
        }
    }

    fn entry(&self, key: &VaultKey) -> Result<Entry, VaultError> {
        let user = format!("{}/{}", self.profile, entry_name(key));
        self.store.build(SERVICE, &user, None).map_err(failure)
    }
}

impl Vault for KeyringVault {
    fn read(&self, key: &VaultKey) -> Result<Option<Secret>, VaultError> {
        match self.entry(key)?.get_secret().map(Secret::new) {
            Ok(secret) if secret.expose().len() > MAX_ENTRY_BYTES => Err(VaultError::Damaged),
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(failure(error)),
        }
    }

    fn write(&self, key: &VaultKey, value: &Secret) -> Result<(), VaultError> {
        if value.expose().len() > MAX_ENTRY_BYTES {
            return Err(VaultError::Unavailable("the entry is too large".to_owned()));
        }
        self.entry(key)?.set_secret(value.expose()).map_err(failure)
    }

    fn erase(&self, key: &VaultKey) -> Result<(), VaultError> {
        match self.entry(key)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(failure(error)),
        }
    }

    fn strength(&self) -> VaultStrength {
        VaultStrength::System
    }
}

/// What an error means to the caller. Errors can carry the entry itself, so nothing of them is passed on but their kind.
pub(super) fn failure(error: Error) -> VaultError {
    let unavailable = |why: &str| VaultError::Unavailable(why.to_owned());
    match error {
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::BadEncoding(bytes) | Error::BadDataFormat(bytes, _) => {
            drop(Secret::new(bytes));
            VaultError::Damaged
        }
        Error::BadStoreFormat(_) | Error::Ambiguous(_) => VaultError::Damaged,
        Error::PlatformFailure(_) => unavailable("the system's key store failed"),
        Error::TooLong(..) | Error::Invalid(..) => unavailable("the system's key store refused the entry"),
        _ => unavailable("the system's key store does not support this"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use keyring_core::{Error, mock};

    use super::{KeyringVault, SERVICE};
    use crate::ports::{Vault, VaultError, VaultKey};
    use crate::secret::Secret;

    fn session() -> VaultKey {
        VaultKey::Session("a1".to_owned())
    }

    #[test]
    fn keeps_any_bytes_and_forgets_them() {
        let vault = KeyringVault::new(mock::Store::new().unwrap(), "p");
        let secret = Secret::new(vec![0, 255, 10, 0]);
        assert_eq!(vault.read(&session()), Ok(None));
        vault.write(&session(), &secret).unwrap();
        assert_eq!(vault.read(&session()), Ok(Some(secret)));
        assert_eq!(vault.read(&VaultKey::StoreKey), Ok(None));
        vault.erase(&session()).unwrap();
        vault.erase(&session()).unwrap();
        assert_eq!(vault.read(&session()), Ok(None));
    }

    #[test]
    fn keeps_profiles_apart() {
        let store = mock::Store::new().unwrap();
        let one = KeyringVault::new(Arc::<mock::Store>::clone(&store), "one");
        let two = KeyringVault::new(store, "two");
        one.write(&VaultKey::StoreKey, &Secret::from("1".to_owned()))
            .unwrap();
        assert_eq!(two.read(&VaultKey::StoreKey), Ok(None));
    }

    #[test]
    fn a_failure_is_never_an_absent_entry_and_tells_no_secret() {
        let store = mock::Store::new().unwrap();
        let vault = KeyringVault::new(Arc::<mock::Store>::clone(&store), "p");
        vault
            .write(&VaultKey::StoreKey, &Secret::from("canary".to_owned()))
            .unwrap();
        let fail = |error: Error| {
            let entry =
                keyring_core::api::CredentialStoreApi::build(&*store, SERVICE, "p/store-key", None).unwrap();
            entry
                .as_any()
                .downcast_ref::<mock::Cred>()
                .unwrap()
                .set_error(error);
        };
        fail(Error::NoStorageAccess("locked".into()));
        assert_eq!(vault.read(&VaultKey::StoreKey), Err(VaultError::Locked));
        fail(Error::BadEncoding(b"canary".to_vec()));
        let damaged = vault.read(&VaultKey::StoreKey).unwrap_err();
        assert!(!format!("{damaged} {damaged:?}").contains("canary"));
        assert_eq!(damaged, VaultError::Damaged);
        fail(Error::PlatformFailure("canary".into()));
        let failed = vault.erase(&VaultKey::StoreKey).unwrap_err();
        assert!(matches!(&failed, VaultError::Unavailable(why) if !why.contains("canary")));
        assert_eq!(
            vault.read(&VaultKey::StoreKey),
            Ok(Some(Secret::from("canary".to_owned())))
        );
    }

    #[test]
    fn refuses_what_is_too_large() {
        let vault = KeyringVault::new(mock::Store::new().unwrap(), "p");
        let large = Secret::new(vec![1; super::MAX_ENTRY_BYTES + 1]);
        assert!(matches!(
            vault.write(&session(), &large),
            Err(VaultError::Unavailable(_))
        ));
    }
}
