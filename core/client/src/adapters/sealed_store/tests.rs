//! What the store promises, on a healthy disk.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

use super::{SealedStore, file, records};
use crate::adapters::system::SystemEntropy;
use crate::fakes::{FailingVault, MemoryStore, MemoryVault, TempFolder};
use crate::ports::{Change, Store, StoreError, StoreKey, Vault, VaultError, VaultKey};
use crate::secret::Secret;
use crate::session::TaxpayerId;

pub(super) fn store(folder: &TempFolder, vault: &Arc<MemoryVault>) -> SealedStore {
    SealedStore::new(
        folder.path(),
        Arc::<MemoryVault>::clone(vault),
        Arc::new(SystemEntropy),
    )
}

pub(super) fn receipts(number: usize) -> StoreKey {
    StoreKey::Receipts(format!("canary-account-{number}"))
}

pub(super) fn put(key: StoreKey, value: &[u8]) -> Change {
    Change::Put(key, value.to_vec())
}

#[test]
fn keeps_what_it_was_given_over_suspension_and_restart() {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    let keys = [StoreKey::Settings, receipts(1), StoreKey::Accounts];
    let kept = Ok(vec![Some(b"s".to_vec()), Some(vec![7; 300_000]), None]);
    let first = store(&folder, &vault);
    assert_eq!(first.load(&keys), Ok(vec![None, None, None]));
    first
        .save(&[put(StoreKey::Settings, b"s"), put(receipts(1), &vec![7; 300_000])])
        .unwrap();
    assert_eq!(first.load(&keys), kept);
    first.suspend().unwrap();
    first.suspend().unwrap();
    assert_eq!(first.load(&keys), kept);
    drop(first);
    assert_eq!(store(&folder, &vault).load(&keys), kept);
    assert!(store(&folder, &vault).set_aside().unwrap().is_empty());
}

#[test]
fn a_suspended_store_leaves_its_file_to_another() {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    let (one, two) = (store(&folder, &vault), store(&folder, &vault));
    one.save(&[put(StoreKey::Settings, b"1")]).unwrap();
    assert!(matches!(two.load(&[StoreKey::Settings]), Err(StoreError::Io(_))));
    one.suspend().unwrap();
    assert_eq!(two.load(&[StoreKey::Settings]), Ok(vec![Some(b"1".to_vec())]));
}

#[test]
fn nothing_that_it_keeps_can_be_read_from_the_disk() {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    let opened = store(&folder, &vault);
    let taxpayer = TaxpayerId("canary-taxpayer".to_owned());
    let dossier = StoreKey::Dossier {
        account: "canary-account".to_owned(),
        taxpayer,
    };
    for round in 0..20 {
        opened
            .save(&[
                put(dossier.clone(), b"canary-value"),
                put(receipts(round), b"canary-receipt"),
            ])
            .unwrap();
    }
    assert!(!folder.holds(b"canary"), "while it is open");
    drop(opened);
    let key = vault.read(&VaultKey::StoreKey).unwrap().unwrap();
    assert!(!folder.holds(b"canary"));
    assert!(!folder.holds(key.expose()));
    // The scan would have found it.
    std::fs::write(folder.path().join("plain"), b"xxcanaryxx").unwrap();
    assert!(folder.holds(b"canary"));
}

#[test]
fn two_installations_have_different_keys() {
    let key = || {
        let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
        store(&folder, &vault).load(&[]).unwrap();
        vault.read(&VaultKey::StoreKey).unwrap().unwrap()
    };
    assert_ne!(key(), key());
}

#[test]
fn another_key_sets_the_file_aside_and_starts_anew() {
    for key_after in [
        Some(Secret::new(vec![9; 32])),
        Some(Secret::new(vec![9; 31])),
        None,
    ] {
        let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
        store(&folder, &vault)
            .save(&[put(StoreKey::Settings, b"s")])
            .unwrap();
        let key_before = vault.read(&VaultKey::StoreKey).unwrap().unwrap();
        match key_after {
            Some(key) => vault.write(&VaultKey::StoreKey, &key).unwrap(),
            None => vault.erase(&VaultKey::StoreKey).unwrap(),
        }
        let later = store(&folder, &vault);
        assert_eq!(later.load(&[StoreKey::Settings]), Err(StoreError::Damaged));
        assert_eq!(later.load(&[StoreKey::Settings]), Ok(vec![None]));
        later.save(&[put(StoreKey::Settings, b"t")]).unwrap();
        assert_eq!(later.load(&[StoreKey::Settings]), Ok(vec![Some(b"t".to_vec())]));

        // What was set aside is whole: with its own key it opens.
        let [aside] = <[_; 1]>::try_from(later.set_aside().unwrap()).unwrap();
        let (elsewhere, its_vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
        std::fs::copy(aside, file::path(elsewhere.path())).unwrap();
        its_vault.write(&VaultKey::StoreKey, &key_before).unwrap();
        assert_eq!(
            store(&elsewhere, &its_vault).load(&[StoreKey::Settings]),
            Ok(vec![Some(b"s".to_vec())])
        );
    }
}

#[test]
fn a_locked_vault_changes_nothing() {
    let (folder, vault) = (TempFolder::new(), Arc::new(FailingVault::default()));
    let open = || {
        SealedStore::new(
            folder.path(),
            Arc::<FailingVault>::clone(&vault),
            Arc::new(SystemEntropy),
        )
    };
    open().save(&[put(StoreKey::Settings, b"s")]).unwrap();
    vault.fail_with(Some(VaultError::Locked));
    let later = open();
    assert_eq!(
        later.load(&[StoreKey::Settings]),
        Err(StoreError::NoKey(VaultError::Locked))
    );
    assert_eq!(later.erase(), Err(StoreError::NoKey(VaultError::Locked)));
    vault.fail_with(None);
    // The erasure had begun, so it is brought to its end.
    assert_eq!(later.load(&[StoreKey::Settings]), Ok(vec![None]));
    assert!(later.set_aside().unwrap().is_empty());
}

#[test]
fn a_newer_store_is_left_alone() {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    store(&folder, &vault)
        .save(&[put(StoreKey::Settings, b"s")])
        .unwrap();
    let stamp = |format| {
        let database = file::open_file(&file::path(folder.path())).unwrap();
        records::write_format(&database, format).unwrap();
    };
    stamp(file::FORMAT + 1);
    let later = store(&folder, &vault);
    assert_eq!(later.load(&[StoreKey::Settings]), Err(StoreError::Newer));
    assert_eq!(
        later.save(&[put(StoreKey::Settings, b"t")]),
        Err(StoreError::Newer)
    );
    assert!(later.set_aside().unwrap().is_empty());
    stamp(file::FORMAT);
    assert_eq!(later.load(&[StoreKey::Settings]), Ok(vec![Some(b"s".to_vec())]));
}

#[test]
fn erasing_leaves_neither_file_nor_key() {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    store(&folder, &vault)
        .save(&[put(StoreKey::Settings, b"s")])
        .unwrap();
    vault
        .write(&VaultKey::StoreKey, &Secret::new(vec![9; 32]))
        .unwrap();
    let opened = store(&folder, &vault);
    opened.load(&[]).unwrap_err();
    opened.save(&[put(StoreKey::Settings, b"s")]).unwrap();
    opened.erase().unwrap();
    assert!(vault.is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(opened.load(&[StoreKey::Settings]), Ok(vec![None]));
}

#[test]
fn an_erasure_that_was_cut_off_goes_on() {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    store(&folder, &vault)
        .save(&[put(StoreKey::Settings, b"s")])
        .unwrap();
    // As a kill leaves it after the first step, and after the second.
    for key_is_gone in [false, true] {
        std::fs::write(folder.path().join("store.erasing"), b"").unwrap();
        if key_is_gone {
            vault.erase(&VaultKey::StoreKey).unwrap();
        }
        let later = store(&folder, &vault);
        assert_eq!(later.load(&[StoreKey::Settings]), Ok(vec![None]));
        assert!(later.set_aside().unwrap().is_empty());
        later.save(&[put(StoreKey::Settings, b"s")]).unwrap();
    }
}

#[test]
fn half_a_file_from_a_kill_at_creation_is_no_damage() {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    std::fs::write(folder.path().join("store.redb.new"), b"half").unwrap();
    assert_eq!(store(&folder, &vault).load(&[StoreKey::Settings]), Ok(vec![None]));
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    let inside = folder.path().join("data");
    SealedStore::new(&inside, vault, Arc::new(SystemEntropy))
        .load(&[])
        .unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&inside), mode(&file::path(&inside))), (0o700, 0o600));
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_made_is_an_error() {
    let store = SealedStore::new(
        "/dev/null/x",
        Arc::new(MemoryVault::default()),
        Arc::new(SystemEntropy),
    );
    assert!(matches!(store.load(&[]), Err(StoreError::Io(_))));
}

fn changes() -> impl Strategy<Value = Change> {
    let keys = prop_oneof![
        Just(StoreKey::Settings),
        Just(StoreKey::Accounts),
        (0..4_usize).prop_map(receipts)
    ];
    let value = proptest::collection::vec(any::<u8>(), 0..5_000);
    prop_oneof![
        (keys.clone(), value).prop_map(|(key, value)| Change::Put(key, value)),
        keys.prop_map(Change::Remove),
    ]
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 24, ..Default::default() })]
    /// A store in memory is the model.
    #[test]
    fn behaves_as_a_map(batches in proptest::collection::vec((proptest::collection::vec(changes(), 0..6), 0..3_u8), 1..8)) {
        let (folder, vault, model) = (TempFolder::new(), Arc::new(MemoryVault::default()), MemoryStore::default());
        let keys = [StoreKey::Settings, StoreKey::Accounts, receipts(0), receipts(1), receipts(2), receipts(3)];
        let mut real = store(&folder, &vault);
        for (batch, then) in &batches {
            real.save(batch).unwrap();
            model.save(batch).unwrap();
            match then {
                0 => {}
                1 => real.suspend().unwrap(),
                _ => {
                    drop(real);
                    real = store(&folder, &vault);
                }
            }
            proptest::prop_assert_eq!(real.load(&keys), model.load(&keys));
        }
    }
}
