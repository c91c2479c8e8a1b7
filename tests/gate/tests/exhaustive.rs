//! Every history over a small alphabet, up to a depth: the core and the oracle never differ.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::num::NonZero;

use salyk_client::effect::Effect;
use salyk_client::ports::ServiceError;
use salyk_client::text::Language;
use salyk_gate::moves::{How, Move};
use salyk_gate::world::World;

/// How many letters the longest history has.
const DEPTH: usize = 6;

/// One letter of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// The list was not answered yet; only ever the first.
    ColdStart,
    /// The list and both texts have come; only ever the first.
    ReadyStart,
    TypeLogin,
    ClearLogin,
    TypePassword,
    Tick,
    Untick,
    NewerVersion,
    ListFails,
    TextComes,
    TextFails,
    OtherLanguage,
    Enter,
    WrongCredentials,
    ReceiptsRefused,
    Success,
}

const ALPHABET: [Letter; 14] = [
    Letter::TypeLogin,
    Letter::ClearLogin,
    Letter::TypePassword,
    Letter::Tick,
    Letter::Untick,
    Letter::NewerVersion,
    Letter::ListFails,
    Letter::TextComes,
    Letter::TextFails,
    Letter::OtherLanguage,
    Letter::Enter,
    Letter::WrongCredentials,
    Letter::ReceiptsRefused,
    Letter::Success,
];

/// Histories that came to one state: one of them, and how many there are.
type Reached = HashMap<(u64, u64), (Vec<Letter>, u64)>;

#[test]
fn core_and_oracle_agree_on_every_short_history() {
    let depth =
        std::env::var("SALYK_GATE_DEPTH").map_or(DEPTH, |depth| depth.parse().expect("a whole number"));
    let mut frontier = vec![(vec![Letter::ColdStart], 1_u64), (vec![Letter::ReadyStart], 1)];
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let (mut histories, mut states, mut unlocked, mut opened) = (0_u64, 0_u64, 0_u64, 0_u64);
    for length in 1..=depth {
        let share = frontier.len().div_ceil(workers);
        let (found, open, over) = std::thread::scope(|scope| {
            let running: Vec<_> = frontier
                .chunks(share)
                .map(|part| scope.spawn(|| longer(part)))
                .collect();
            let mut all = (Reached::new(), 0, 0);
            for worker in running {
                let (found, open, over) = worker.join().expect("no difference");
                all.1 += open;
                all.2 += over;
                for (key, (path, count)) in found {
                    all.0.entry(key).or_insert((path, 0)).1 += count;
                }
            }
            all
        });
        let of_length: u64 = found.values().map(|(_, count)| count).sum::<u64>() + over;
        println!("{length} letters: {of_length} histories, {} states", found.len());
        histories += of_length;
        states += found.len() as u64;
        unlocked += open;
        opened += over;
        frontier = found.into_values().collect();
    }
    println!(
        "depth {depth}: {histories} histories through {states} states, {unlocked} with Enter unlocked, \
         {opened} that open a session; 0 differences"
    );
    assert!(
        depth < 5 || (unlocked > 0 && opened > 0),
        "the gate never opens: nothing is shown"
    );
}

/// Adds every letter to every history.
fn longer(frontier: &[(Vec<Letter>, u64)]) -> (Reached, u64, u64) {
    let (mut found, mut unlocked, mut opened) = (Reached::new(), 0, 0);
    for (path, count) in frontier {
        for letter in ALPHABET {
            let mut path = path.clone();
            path.push(letter);
            let (world, applied) = match replay(&path) {
                Ok(world) => world,
                Err(difference) => panic!("{difference}\nafter {path:?}"),
            };
            if !applied {
                continue;
            }
            unlocked += count * u64::from(world.oracle.shown(world.now()).enter);
            if world.over {
                opened += count;
            } else {
                found.entry(key(&world)).or_insert((path, 0)).1 += count;
            }
        }
    }
    (found, unlocked, opened)
}

/// Plays a history; gives whether its last letter meant anything.
fn replay(path: &[Letter]) -> Result<(World, bool), String> {
    let mut world = World::new(Language::Kyrgyz, None);
    world.start()?;
    settle(&mut world)?;
    let mut applied = true;
    for letter in path {
        applied = play(&mut world, *letter)?;
        settle(&mut world)?;
        world.edit = 0;
    }
    Ok((world, applied))
}

/// The store and the tables answer at once: they are no letters.
fn settle(world: &mut World) -> Result<(), String> {
    while let Some(due) = world.open.iter().position(|open| {
        let of_gate = matches!(
            open.effect,
            Effect::FetchCatalogue { .. } | Effect::FetchDocument { .. } | Effect::SignIn { .. }
        );
        !of_gate
    }) {
        if world.over {
            return Ok(());
        }
        world.make(&Move::Answer(due, How::Well))?;
    }
    Ok(())
}

fn play(world: &mut World, letter: Letter) -> Result<bool, String> {
    let unreachable = || How::Badly(ServiceError::Unreachable("x".to_owned()));
    let list = |effect: &Effect| matches!(effect, Effect::FetchCatalogue { .. });
    let text = |effect: &Effect| matches!(effect, Effect::FetchDocument { .. });
    let attempt = |effect: &Effect| matches!(effect, Effect::SignIn { .. });
    match letter {
        Letter::ColdStart => Ok(()),
        Letter::ReadyStart => world.answer_all(),
        Letter::TypeLogin => world.make(&Move::Login("a")),
        Letter::ClearLogin => world.make(&Move::Login("")),
        Letter::TypePassword => world.make(&Move::Password("p")),
        // A ticked box offers only to be cleared.
        Letter::Tick => world.make(&Move::Box(true)),
        Letter::Untick => world.make(&Move::Box(false)),
        Letter::Enter => world.make(&Move::Enter),
        Letter::OtherLanguage => {
            let other = if world.oracle.language == Language::Kyrgyz {
                Language::Russian
            } else {
                Language::Kyrgyz
            };
            world.make(&Move::Language(other))
        }
        Letter::NewerVersion => {
            world.make(&Move::Publish(0, 0))?;
            world.make(&Move::Refresh)?;
            return answer(world, list, How::Well);
        }
        Letter::ListFails => {
            world.make(&Move::Refresh)?;
            return answer(world, list, unreachable());
        }
        Letter::TextComes => return answer(world, text, How::Well),
        Letter::TextFails => return answer(world, text, unreachable()),
        Letter::WrongCredentials => {
            return answer(world, attempt, How::Badly(ServiceError::WrongCredentials));
        }
        Letter::ReceiptsRefused => return answer(world, attempt, How::Badly(ServiceError::ConsentRequired)),
        Letter::Success => return answer(world, attempt, How::Well),
    }?;
    Ok(true)
}

fn answer(world: &mut World, wanted: impl Fn(&Effect) -> bool, how: How) -> Result<bool, String> {
    let due = world.open.iter().position(|open| wanted(&open.effect));
    let Some(due) = due else { return Ok(false) };
    world.make(&Move::Answer(due, how))?;
    Ok(true)
}

/// Two histories with the same key have the same continuations: it covers all that the core knows but the law, the cases and the
/// screens beneath the one in front, none of which the gate touches, all that the oracle knows, and what is still to be answered. What
/// `Debug` hides, logins and passwords, the oracle and the screen tell as far as these histories have them: one of each. Tickets are
/// told apart only by being the same or not, so they are numbered anew.
fn key(world: &World) -> (u64, u64) {
    let mut text = BeforeTheLaw(String::new());
    let _ = write!(text, "{:?}", world.model);
    let mut text = text.0;
    let front = salyk_client::screens::front(&world.model);
    let _ = write!(
        text,
        "{front:?}{:?}{:?}{:?}",
        world.oracle, world.open, world.service
    );
    let mut names = Vec::new();
    let (mut one, mut other) = (DefaultHasher::new(), DefaultHasher::new());
    other.write_u8(1);
    for (number, part) in text.split("Ticket(").enumerate() {
        let digits = if number == 0 {
            0
        } else {
            part.find(')').unwrap_or(0)
        };
        let (ticket, rest) = part.split_at(digits);
        let name = names
            .iter()
            .position(|known| *known == ticket)
            .unwrap_or_else(|| {
                names.push(ticket);
                names.len() - 1
            });
        (name, rest).hash(&mut one);
        (name, rest).hash(&mut other);
    }
    (one.finish(), other.finish())
}

/// Takes the model's debug text up to the law and the cases, which are long.
struct BeforeTheLaw(String);

impl Write for BeforeTheLaw {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if part == "regime" {
            return Err(fmt::Error);
        }
        self.0.push_str(part);
        Ok(())
    }
}
