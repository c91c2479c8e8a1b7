//! A history: what happens, one after the other; made from a seed, made again, made shorter.

use std::fmt;

use crate::dice::Dice;
use crate::moves::Move;
use crate::watch::Broken;
use crate::world::World;

/// What happens, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History(pub Vec<Move>);

/// How far a history got, and what was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How many moves were made before; all of them, when it shows at rest.
    pub after: usize,
    /// What was not kept.
    pub broken: Broken,
}

impl History {
    /// The history of a seed: most begin with someone signed in.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut moves = Vec::new();
        if !dice.once_in(8) {
            moves.extend([Move::SignIn(dice.below(2)), Move::Settle]);
        }
        let length = 10 + usize::from(dice.below(31));
        moves.extend((0..length).map(|_| Move::by_chance(&mut dice)));
        Self(moves)
    }

    /// Lets it happen, and then everything come to rest.
    ///
    /// # Errors
    /// When something is not kept.
    pub fn run(&self) -> Result<(), Failure> {
        let mut world = World::new().map_err(|broken| Failure { after: 0, broken })?;
        for (after, one) in self.0.iter().enumerate() {
            world.make(*one).map_err(|broken| Failure { after, broken })?;
        }
        let after = self.0.len();
        world.rest().map_err(|broken| Failure { after, broken })
    }

    /// The shortest found by leaving moves out that still fails.
    #[must_use]
    pub fn shrunk(&self) -> Self {
        let mut shortest = self.clone();
        let mut place = 0;
        while place < shortest.0.len() {
            let mut shorter = shortest.clone();
            shorter.0.remove(place);
            if shorter.run().is_err() {
                shortest = shorter;
                place = 0;
            } else {
                place += 1;
            }
        }
        shortest
    }
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|one| writeln!(f, "  {one:?}"))
    }
}
