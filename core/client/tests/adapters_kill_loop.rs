//! A process that writes is killed, again and again: what it was told was saved is there, whole.
//!
//! `SALYK_KILLS` says how often; 30 unless told. Killing proves nothing about a power cut, for the system's caches live on.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what went wrong by panicking"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use salyk_client::adapters::sealed_store::SealedStore;
use salyk_client::adapters::system::SystemEntropy;
use salyk_client::adapters::vault::FileVault;
use salyk_client::ports::{Change, Store, StoreKey};

const FOLDER: &str = "SALYK_KILL_LOOP_FOLDER";

fn open(folder: &Path) -> SealedStore {
    let vault = Arc::new(FileVault::new(folder, Arc::new(SystemEntropy)));
    SealedStore::new(folder, vault, Arc::new(SystemEntropy))
}

fn keys() -> [StoreKey; 2] {
    [StoreKey::Settings, StoreKey::Receipts("a".to_owned())]
}

/// Both records hold the round's number; the second one is large, so that a commit takes several pages.
fn values(round: u64) -> [Vec<u8>; 2] {
    let number = round.to_be_bytes();
    [number.to_vec(), number.repeat(1 + (round as usize % 40) * 128)]
}

fn last_round(folder: &Path) -> u64 {
    let store = open(folder);
    let found = store.load(&keys()).expect("a kill never damages the store");
    assert!(store.set_aside().unwrap().is_empty());
    let [first, second] = <[_; 2]>::try_from(found).unwrap();
    let Some(first) = first else {
        assert_eq!(second, None, "half of a save");
        return 0;
    };
    let round = u64::from_be_bytes(first.try_into().unwrap());
    assert_eq!(second, Some(values(round)[1].clone()), "half of a save");
    round
}

/// The process that is killed: saves round after round, says so after each.
#[test]
#[ignore = "runs only as the child of the kill loop"]
fn writer() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let mut round = last_round(folder);
    let store = open(folder);
    loop {
        round += 1;
        let [first, second] = keys();
        let [one, two] = values(round);
        store
            .save(&[Change::Put(first, one), Change::Put(second, two)])
            .unwrap();
        println!("\nsaved {round}");
        if round.is_multiple_of(5) {
            store.suspend().unwrap();
        }
    }
}

#[test]
fn what_was_saved_outlives_any_kill() {
    let kills: u64 =
        std::env::var("SALYK_KILLS").map_or(30, |kills| kills.parse().expect("SALYK_KILLS is a number"));
    let folder = std::env::temp_dir().join(format!("salyk-kill-loop-{}", std::process::id()));
    let mut before = 0;
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "writer", "--nocapture"])
            .env(FOLDER, &folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Some kills come before the first save, while the file is being made; the rest at another moment of a save each.
        let acknowledged = (0..kill % 7).filter_map(|_| next_round(&mut lines)).last();
        (0..(kill * 7_919) % 400_000).for_each(|_| std::hint::spin_loop());
        child.kill().unwrap();
        child.wait().unwrap();
        let told = std::iter::from_fn(|| next_round(&mut lines))
            .last()
            .or(acknowledged)
            .unwrap_or(before);
        let found = last_round(&folder);
        assert!(
            found >= told,
            "kill {kill}: round {told} was saved, {found} is there"
        );
        assert!(
            found <= told + 1,
            "kill {kill}: round {found} is there, after {told}"
        );
        before = found;
    }
    assert!(before >= kills / 2, "the child was killed before it did anything");
    std::fs::remove_dir_all(&folder).unwrap();
}

fn next_round(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Option<u64> {
    lines
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("saved ")?.parse().ok())
}
