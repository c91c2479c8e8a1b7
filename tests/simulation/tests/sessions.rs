//! Random histories of sessions. `SALYK_SEED=7 cargo test -p salyk-simulation --test sessions` makes one of them again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use salyk_simulation::history::History;

/// How many histories are tried when no seed is named.
const HISTORIES: u64 = 20_000;

/// The first seed; the others follow it.
const FIRST: u64 = 1;

#[test]
fn sessions_are_kept_in_every_history() {
    let seeds = match named("SALYK_SEED") {
        Some(seed) => seed..seed.saturating_add(1),
        None => FIRST..FIRST + named("SALYK_HISTORIES").unwrap_or(HISTORIES),
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let failed = AtomicUsize::new(0);
    println!("seeds {seeds:?} on {threads} threads");
    thread::scope(|scope| {
        for thread in 0..threads {
            let (seeds, failed) = (seeds.clone(), &failed);
            scope.spawn(move || {
                for seed in seeds.skip(thread).step_by(threads) {
                    if failed.load(Ordering::Relaxed) < 3 && History::of(seed).run().is_err() {
                        failed.fetch_add(1, Ordering::Relaxed);
                        tell(seed);
                    }
                }
            });
        }
    });
    assert_eq!(failed.into_inner(), 0, "histories failed; each is told above");
}

/// A number that the environment names.
fn named(variable: &str) -> Option<u64> {
    let number = std::env::var_os(variable)?;
    let number = number.to_str().and_then(|number| number.parse().ok());
    Some(number.expect("a whole number"))
}

fn tell(seed: u64) {
    let shrunk = History::of(seed).shrunk();
    if let Err(failure) = shrunk.run() {
        eprintln!(
            "seed {seed}: {}\nafter {} of\n{shrunk}SALYK_SEED={seed} cargo test -p salyk-simulation --test sessions\n",
            failure.broken, failure.after,
        );
    }
}
