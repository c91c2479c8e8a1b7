//! Assesses a dossier of so many lots so many times, for a counter of instructions to look at: `cargo xtask bench`.
//!
//! What one assessment takes is a run with it less a run without it.

#![allow(clippy::unwrap_used, missing_docs)]

mod dossiers;

use std::env;
use std::hint::black_box;

use salyk_regulation::assess;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::policy::PolicyBook;

fn main() {
    let mut numbers = env::args().skip(1).map_while(|word| word.parse::<u32>().ok());
    let (Some(lots), Some(times)) = (numbers.next(), numbers.next()) else {
        println!("say how many lots, and how many times");
        return;
    };
    let (policies, calendar) = (PolicyBook::bundled().unwrap(), Calendar::bundled().unwrap());
    let dossier = dossiers::with_lots(lots, &policies);
    for _ in 0..times {
        // Freeing the answer is not part of giving it.
        std::mem::forget(assess(black_box(&dossier), &policies, &calendar, dossiers::ON));
    }
}
