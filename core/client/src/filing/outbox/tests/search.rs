//! Every history of a small world, breadth first.

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};

use super::faults::Planted;
use super::moves::Move;
use super::world::{Setup, World};

/// What a search came to.
pub(super) struct Searched {
    pub(super) states: usize,
    /// The shortest history that breaks an invariant, and which.
    pub(super) broken: Option<(String, Vec<Move>)>,
}

/// Visits every state that can be reached, at most so many.
pub(super) fn search(setup: &Setup, most: usize) -> Searched {
    let hasher = RandomState::new();
    let first = World::new(setup);
    let mut known = HashSet::from([hasher.hash_one(&first)]);
    // How each state was first reached: from which, and by what.
    let mut came: Vec<(usize, Move)> = vec![(0, Move::SignIn)];
    let mut next = VecDeque::from([(0, first)]);
    while let Some((at, world)) = next.pop_front() {
        for step in world.due().into_iter().chain(world.may()) {
            let mut after = world.clone();
            after.apply(&step, 0);
            if !known.insert(hasher.hash_one(&after)) {
                continue;
            }
            came.push((at, step));
            let here = came.len() - 1;
            let broken = after.broken.clone();
            let endless = (came.len() > most).then(|| format!("no end within {most} states"));
            if let Some(broken) = broken.or(endless) {
                return Searched {
                    states: came.len(),
                    broken: Some((broken, way(&came, here))),
                };
            }
            next.push_back((here, after));
        }
    }
    Searched {
        states: came.len(),
        broken: None,
    }
}

fn way(came: &[(usize, Move)], mut at: usize) -> Vec<Move> {
    let mut steps = Vec::new();
    while at != 0 {
        steps.push(came[at].1.clone());
        at = came[at].0;
    }
    steps.reverse();
    steps
}

/// Two applications, one kill, one message lost and one doubled, one withdrawn.
fn small(lanes: [Option<&'static str>; 2]) -> Setup {
    Setup {
        lanes: lanes.to_vec(),
        kills: 1,
        losses: 1,
        doubles: 1,
        withdrawals: 1,
        ..Setup::default()
    }
}

/// The same with other misfortunes in the place of the kill.
fn other(lanes: [Option<&'static str>; 2]) -> Setup {
    Setup {
        lanes: lanes.to_vec(),
        losses: 1,
        waits: 1,
        expiries: 1,
        full_disks: 1,
        withdrawals: 1,
        ..Setup::default()
    }
}

/// The first of two has files, which come after a while and may be lost again.
fn with_files(lanes: [Option<&'static str>; 2]) -> Setup {
    Setup {
        with_files: Some(0),
        files_lost: 1,
        doubles: 0,
        ..small(lanes)
    }
}

/// The files never come: the other one is to go nevertheless.
fn without_its_files() -> Setup {
    Setup {
        with_files: Some(0),
        files_stay_away: true,
        ..small(TWO_LANES)
    }
}

const ALONE: [Option<&str>; 2] = [None, None];
const ONE_LANE: [Option<&str>; 2] = [Some("1"), Some("1")];
const TWO_LANES: [Option<&str>; 2] = [Some("1"), Some("2")];

/// More than any of the worlds has.
const MOST: usize = 4_000_000;

/// No history of the world loses, doubles or files what was withdrawn.
fn is_sound(setup: &Setup) {
    let searched = search(setup, MOST);
    println!("{} states", searched.states);
    assert_eq!(searched.broken, None);
    assert!(searched.states > 1_000, "{} states", searched.states);
}

// One test a world, so that they are searched side by side.

#[test]
fn a_kill_a_loss_and_a_double_on_their_own_are_sound() {
    is_sound(&small(ALONE));
}

#[test]
fn a_kill_a_loss_and_a_double_in_one_lane_are_sound() {
    is_sound(&small(ONE_LANE));
}

#[test]
fn a_kill_a_loss_and_a_double_with_the_first_refused_are_sound() {
    is_sound(&Setup {
        refuses: Some(0),
        ..small(TWO_LANES)
    });
}

/// Withdrawals besides would make 2.6 million states, all of them sound when it was tried.
#[test]
fn a_wait_a_sign_in_and_a_full_disk_on_their_own_are_sound() {
    is_sound(&Setup {
        withdrawals: 0,
        ..other(ALONE)
    });
}

#[test]
fn a_wait_a_sign_in_and_a_full_disk_in_one_lane_are_sound() {
    is_sound(&other(ONE_LANE));
}

#[test]
fn files_that_come_and_are_lost_again_on_their_own_are_sound() {
    is_sound(&with_files(TWO_LANES));
}

#[test]
fn files_that_come_and_are_lost_again_in_one_lane_are_sound() {
    is_sound(&with_files(ONE_LANE));
}

#[test]
fn files_that_never_come_hold_no_other_lane() {
    is_sound(&without_its_files());
}

/// The smallest of the worlds in which a fault can show.
fn where_it_shows(planted: Planted) -> Setup {
    let setup = match planted {
        Planted::SignInBlamed | Planted::AwaitedAcrossSignIn => Setup {
            expiries: 1,
            ..small(ALONE)
        },
        Planted::FailedSaveForgotten | Planted::FailedSaveTrusted => other(ALONE),
        Planted::Overtakes => small(ONE_LANE),
        Planted::OneLaneForAll => Setup {
            refuses: Some(0),
            ..small(TWO_LANES)
        },
        Planted::SentWithoutFiles | Planted::FilesNeverNoticed => with_files(TWO_LANES),
        Planted::FilesHoldAll => without_its_files(),
        _ => small(ALONE),
    };
    Setup {
        planted: Some(planted),
        ..setup
    }
}

#[test]
fn the_search_finds_every_planted_fault() {
    for planted in Planted::ALL {
        let searched = search(&where_it_shows(planted), MOST);
        let (broken, way) = searched
            .broken
            .unwrap_or_else(|| panic!("{planted:?} was not found"));
        assert!(!broken.contains("no end"), "{planted:?}: {way:?}");
        println!("{planted:?} | {broken} | {} steps: {way:?}", way.len());
    }
}
