//! Chance that a number repeats.

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, on every machine.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Starts from a seed; neighbouring seeds have nothing in common.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, at most 256; 0 where `end` is.
    pub fn below(&mut self, end: u16) -> u8 {
        let rolled = self.roll().checked_rem(u64::from(end)).unwrap_or(0);
        u8::try_from(rolled).unwrap_or(u8::MAX)
    }

    /// Whether something that comes once in `many` times comes now.
    pub fn once_in(&mut self, many: u16) -> bool {
        self.below(many) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn follows_its_seed_and_reaches_every_side() {
        let roll = |seed| {
            let mut dice = Dice::new(seed);
            (0..100).map(|_| dice.below(6)).collect::<Vec<_>>()
        };
        assert_eq!(roll(1), roll(1));
        assert_ne!(roll(1), roll(2));
        assert!((0..6).all(|side| roll(3).contains(&side)));
    }
}
