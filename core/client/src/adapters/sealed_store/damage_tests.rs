//! Damage anywhere in the file gives an error or the right data, never other data and never a panic.

use std::sync::Arc;

use proptest::prelude::{any, prop_assert, proptest};

use super::file;
use super::tests::{receipts, store};
use crate::fakes::{MemoryVault, TempFolder};
use crate::ports::{Change, Store, StoreError, StoreKey};

/// Records of several sizes: some fill pages together, one has pages of its own.
const RECORDS: usize = 24;

struct Sample {
    vault: Arc<MemoryVault>,
    /// The file after it was closed, and as it was while open: what a kill leaves.
    files: [Vec<u8>; 2],
}

fn value(number: usize, round: u8) -> Vec<u8> {
    vec![round.wrapping_add(number as u8); 1 + number * number * 20]
}

fn sample() -> Sample {
    let (folder, vault) = (TempFolder::new(), Arc::new(MemoryVault::default()));
    let opened = store(&folder, &vault);
    // Earlier values stay in pages that are free now: they must not come back.
    for round in 0..4 {
        for first in [0, RECORDS / 2] {
            let numbers = first..first + RECORDS / 2;
            let changes = numbers.map(|number| Change::Put(receipts(number), value(number, round)));
            opened.save(&changes.collect::<Vec<_>>()).unwrap();
        }
    }
    opened.save(&[Change::Remove(receipts(0))]).unwrap();
    let open = std::fs::read(file::path(folder.path())).unwrap();
    drop(opened);
    let closed = std::fs::read(file::path(folder.path())).unwrap();
    Sample {
        vault,
        files: [closed, open],
    }
}

/// Opens the damaged file and reads everything; true when it was found damaged.
fn survives(sample: &Sample, damaged: &[u8]) -> Result<bool, String> {
    let folder = TempFolder::new();
    std::fs::write(file::path(folder.path()), damaged).unwrap();
    let opened = store(&folder, &sample.vault);
    let keys: Vec<StoreKey> = (0..RECORDS).map(receipts).collect();
    match opened.load(&keys) {
        Err(StoreError::Damaged) => {
            let aside = opened.set_aside().map_err(|error| error.to_string())?;
            let anew = opened.load(&keys);
            let empty = anew == Ok(vec![None; RECORDS]);
            if aside.len() == 1 && empty {
                Ok(true)
            } else {
                Err(format!("not set aside: {anew:?}"))
            }
        }
        Err(other) => Err(format!("another error: {other}")),
        Ok(found) => {
            let right =
                |(number, found): (usize, &Option<Vec<u8>>)| *found == (number > 0).then(|| value(number, 3));
            if found.iter().enumerate().all(right) {
                Ok(false)
            } else {
                Err("other data".to_owned())
            }
        }
    }
}

#[test]
fn undamaged_samples_are_read_whole() {
    let sample = sample();
    for file in &sample.files {
        assert_eq!(survives(&sample, file), Ok(false));
    }
}

/// redb's head is 320 bytes that decide which commit is believed.
fn flip_head(bits: impl Iterator<Item = usize> + Clone) {
    let sample = sample();
    for (which, file) in sample.files.iter().enumerate() {
        let mut found = 0;
        for bit in bits.clone() {
            let mut damaged = file.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let outcome = survives(&sample, &damaged);
            assert!(outcome.is_ok(), "file {which}, bit {bit}: {outcome:?}");
            found += usize::from(outcome == Ok(true));
        }
        assert!(found > 0, "no flip was found, so nothing was tested");
    }
}

#[test]
fn a_bit_of_each_byte_of_the_head() {
    // Byte 9 says which commit is the last one and whether the file was closed: all of its bits.
    flip_head((0..320).map(|byte| byte * 8 + byte % 8).chain(9 * 8..10 * 8));
}

#[test]
#[ignore = "takes a minute: `cargo xtask long`"]
fn each_bit_of_the_head() {
    flip_head(0..320 * 8);
}

#[test]
fn cut_off_anywhere() {
    let sample = sample();
    for file in &sample.files {
        let pages = (0..file.len()).step_by(4096 * 3);
        for length in pages.chain([1, 9, 64, 319, 320, 4095, 4097, file.len() - 1]) {
            let outcome = survives(&sample, &file[..length]);
            assert!(outcome.is_ok(), "cut at {length} of {}: {outcome:?}", file.len());
            // Free pages at the end may be missing; the two of redb's own at the beginning may not.
            assert!(length > 2 * 4096 || outcome == Ok(true), "cut at {length}");
        }
    }
}

#[test]
fn not_a_database_at_all() {
    let sample = sample();
    for content in [&b""[..], b"redb", &[0; 100_000], &[0xff; 100_000]] {
        assert_eq!(survives(&sample, content), Ok(true), "{} bytes", content.len());
    }
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 400, max_shrink_iters: 0, ..Default::default() })]
    #[test]
    fn flips_anywhere(which in 0..2_usize, flips in proptest::collection::vec((any::<u32>(), 1..=255_u8), 1..4)) {
        static SAMPLE: std::sync::OnceLock<Sample> = std::sync::OnceLock::new();
        let sample = SAMPLE.get_or_init(sample);
        let mut damaged = sample.files[which].clone();
        for (at, flip) in flips {
            let at = at as usize % damaged.len();
            damaged[at] ^= flip;
        }
        let outcome = survives(sample, &damaged);
        prop_assert!(outcome.is_ok(), "{:?}", outcome);
    }
}
