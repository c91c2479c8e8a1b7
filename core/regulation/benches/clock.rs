//! Assesses a dossier of so many lots so many times and says the least and the middle of the times, in a plain loop: what is
//! measured is making the answer; freeing it comes after the clock was read.

#![allow(clippy::unwrap_used, missing_docs)]

mod dossiers;

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

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
    let mut took: Vec<Duration> = (0..times)
        .map(|_| {
            let began = Instant::now();
            let answer = black_box(assess(black_box(&dossier), &policies, &calendar, dossiers::ON));
            let took = began.elapsed();
            drop(answer);
            took
        })
        .collect();
    took.sort();
    if let (Some(least), Some(middle)) = (took.first(), took.get(took.len() / 2)) {
        println!("{lots} lots, {times} times: least {least:?}, median {middle:?}");
    }
}
