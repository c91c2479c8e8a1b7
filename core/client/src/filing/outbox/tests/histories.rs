//! Seeded histories of larger worlds: more applications, more misfortunes, and chance in every wait.

use super::faults::Planted;
use super::moves::Move;
use super::world::{Setup, World};

/// How many histories a run of the tests plays.
const HISTORIES: u64 = 20_000;

/// A small generator (SplitMix64): the same seed gives the same history on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most as u64).unwrap()
    }

    fn up_to(&mut self, most: u8) -> u8 {
        u8::try_from(self.next() % (u64::from(most) + 1)).unwrap()
    }
}

/// Plays one history to its rest; gives what was broken, and how.
fn play(seed: u64, planted: Option<Planted>) -> Option<(String, Vec<Move>)> {
    let mut dice = Dice(seed);
    let lanes = [None, Some("1"), Some("1"), Some("2")];
    let applications = 1 + dice.below(4);
    let setup = Setup {
        lanes: (0..applications).map(|_| lanes[dice.below(4)]).collect(),
        refuses: (dice.below(3) == 0).then(|| dice.below(applications)),
        kills: dice.up_to(4),
        losses: dice.up_to(6),
        doubles: dice.up_to(3),
        waits: dice.up_to(3),
        expiries: dice.up_to(3),
        full_disks: dice.up_to(3),
        withdrawals: dice.up_to(3),
        with_files: (dice.below(2) == 0).then(|| dice.below(applications)),
        files_stay_away: dice.below(4) == 0,
        files_lost: dice.up_to(2),
        planted,
    };
    let mut world = World::new(&setup);
    let mut played = Vec::new();
    while world.broken.is_none() {
        let (due, may) = (world.due(), world.may());
        let misfortune = !may.is_empty() && (due.is_empty() || dice.below(3) == 0);
        let moves = if misfortune { may } else { due };
        if moves.is_empty() {
            break;
        }
        let next = moves[dice.below(moves.len())].clone();
        let jitter = u32::try_from(dice.next() >> 32).unwrap();
        world.apply(&next, jitter);
        played.push(next);
        if played.len() > 5_000 {
            world.broken = Some("no end".to_owned());
        }
    }
    world.broken.map(|broken| (broken, played))
}

#[test]
fn no_history_loses_doubles_or_files_what_was_withdrawn() {
    let one: Option<u64> = std::env::var("SALYK_OUTBOX_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let seeds = one.map_or(0..HISTORIES, |seed| seed..seed + 1);
    for seed in seeds {
        if let Some((broken, played)) = play(seed, None) {
            let again =
                format!("SALYK_OUTBOX_SEED={seed} cargo test -p salyk-client outbox::tests::histories");
            panic!("{broken}; to play it again: {again}\n{played:#?}");
        }
    }
}

#[test]
fn histories_find_every_planted_fault() {
    for planted in Planted::ALL {
        let found = (0..HISTORIES).find_map(|seed| Some((seed, play(seed, Some(planted))?)));
        let (seed, (broken, played)) = found.unwrap_or_else(|| panic!("{planted:?} was not found"));
        println!("{planted:?} | seed {seed} | {broken} | {} steps", played.len());
    }
}
