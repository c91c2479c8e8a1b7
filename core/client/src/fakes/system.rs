//! Clocks that stand still, and bytes that can be foreseen.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use ring::digest::{SHA256, digest};

use crate::ports::{Clock, Entropy, EntropyError};

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// A clock that moves when it is told to, in either direction.
#[derive(Debug)]
pub struct StepClock(Mutex<Timestamp>);

impl StepClock {
    /// A clock that shows `start` until it is moved.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self(Mutex::new(start))
    }

    /// Moves the clock; at the ends of time it stays.
    pub fn step(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(by).unwrap_or(*now);
    }
}

impl Clock for StepClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same bytes for the same seed, each fill another part of them.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    block: Mutex<u64>,
}

impl SeededEntropy {
    /// Bytes that follow from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            block: Mutex::new(0),
        }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), EntropyError> {
        let mut block = self.block.lock().unwrap_or_else(PoisonError::into_inner);
        for part in buffer.chunks_mut(32) {
            let bytes = digest(&SHA256, &[self.seed.to_be_bytes(), block.to_be_bytes()].concat());
            part.iter_mut()
                .zip(bytes.as_ref())
                .for_each(|(to, from)| *to = *from);
            *block += 1;
        }
        Ok(())
    }
}
