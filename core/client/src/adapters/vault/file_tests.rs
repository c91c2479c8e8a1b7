//! Tests of the file vault.

use std::path::Path;
use std::sync::Arc;

use super::FileVault;
use crate::adapters::system::SystemEntropy;
use crate::fakes::TempFolder;
use crate::ports::{Vault, VaultError, VaultKey, VaultStrength};
use crate::secret::Secret;

fn vault(folder: &Path) -> FileVault {
    FileVault::new(folder, Arc::new(SystemEntropy))
}

fn session(account: &str) -> VaultKey {
    VaultKey::Session(account.to_owned())
}

#[test]
fn keeps_entries_over_a_restart_and_forgets_them() {
    let folder = TempFolder::new();
    let secret = Secret::new(vec![0, 255, 7]);
    assert_eq!(vault(folder.path()).read(&session("a")), Ok(None));
    vault(folder.path()).write(&session("a"), &secret).unwrap();
    vault(folder.path())
        .write(&VaultKey::StoreKey, &Secret::default())
        .unwrap();
    assert_eq!(vault(folder.path()).read(&session("a")), Ok(Some(secret)));
    assert_eq!(
        vault(folder.path()).read(&VaultKey::StoreKey),
        Ok(Some(Secret::default()))
    );
    assert_eq!(vault(folder.path()).read(&session("b")), Ok(None));
    vault(folder.path()).erase(&session("a")).unwrap();
    vault(folder.path()).erase(&session("a")).unwrap();
    assert_eq!(vault(folder.path()).read(&session("a")), Ok(None));
}

#[test]
fn says_that_it_is_weaker() {
    assert_eq!(vault(TempFolder::new().path()).strength(), VaultStrength::File);
}

#[test]
fn no_entry_lies_open_on_the_disk() {
    let folder = TempFolder::new();
    vault(folder.path())
        .write(
            &session("canary-account"),
            &Secret::from("canary-token".to_owned()),
        )
        .unwrap();
    assert!(!folder.holds(b"canary"));
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempFolder::new();
    vault(folder.path())
        .write(&session("a"), &Secret::from("x".to_owned()))
        .unwrap();
    let files = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap());
    assert_eq!(
        files
            .map(|file| file.permissions().mode() & 0o777)
            .collect::<Vec<_>>(),
        [0o600, 0o600]
    );
}

#[test]
fn damage_is_said_and_never_taken_for_absence() {
    for name in ["vault.sealed", "vault.key"] {
        let folder = TempFolder::new();
        vault(folder.path())
            .write(&session("a"), &Secret::from("x".to_owned()))
            .unwrap();
        let whole = std::fs::read(folder.path().join(name)).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            std::fs::write(folder.path().join(name), &changed).unwrap();
            assert_eq!(
                vault(folder.path()).read(&session("a")),
                Err(VaultError::Damaged),
                "{name}, byte {at}"
            );
            std::fs::write(folder.path().join(name), &whole[..at]).unwrap();
            assert_eq!(
                vault(folder.path()).read(&session("a")),
                Err(VaultError::Damaged),
                "{name}, cut at {at}"
            );
        }
    }
}

#[test]
fn a_lost_key_is_damage_and_writing_starts_anew_beside_the_old_file() {
    let folder = TempFolder::new();
    vault(folder.path())
        .write(&session("a"), &Secret::from("x".to_owned()))
        .unwrap();
    let old = std::fs::read(folder.path().join("vault.sealed")).unwrap();
    std::fs::remove_file(folder.path().join("vault.key")).unwrap();
    assert_eq!(vault(folder.path()).read(&session("a")), Err(VaultError::Damaged));
    vault(folder.path())
        .write(&session("b"), &Secret::from("y".to_owned()))
        .unwrap();
    assert_eq!(
        vault(folder.path()).read(&session("b")),
        Ok(Some(Secret::from("y".to_owned())))
    );
    assert_eq!(
        std::fs::read(folder.path().join("vault.sealed.damaged-1")).unwrap(),
        old
    );
}

#[test]
fn writers_of_one_process_do_not_undo_each_other() {
    let folder = TempFolder::new();
    let shared = vault(folder.path());
    std::thread::scope(|scope| {
        for number in 0..8_u8 {
            let shared = &shared;
            scope.spawn(move || {
                shared
                    .write(&session(&number.to_string()), &Secret::new(vec![number]))
                    .unwrap()
            });
        }
    });
    for number in 0..8_u8 {
        assert_eq!(
            shared.read(&session(&number.to_string())),
            Ok(Some(Secret::new(vec![number])))
        );
    }
}
