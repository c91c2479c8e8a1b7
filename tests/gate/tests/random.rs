//! Random histories: the core and the oracle never differ.

use fastrand::Rng;
use salyk_client::effect::Effect;
use salyk_client::intent::{Ask, FieldKey, Link};
use salyk_client::ports::ServiceError;
use salyk_client::text::Language;
use salyk_gate::moves::{How, Move};
use salyk_gate::world::{Front, World};

/// Seeds are counted from here.
const FIRST_SEED: u64 = 20_261_122;

/// What the histories of some seeds came to.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    histories: u64,
    moves: u64,
    unlocked: u64,
    opened: u64,
}

#[test]
fn core_and_oracle_never_differ() {
    if let Some(seed) = number("SALYK_GATE_SEED") {
        let mut tally = Tally::default();
        play(seed, &Language::ALL.map(World::earlier), &mut tally, true);
        return;
    }
    let histories = number("SALYK_GATE_HISTORIES").unwrap_or(100_000);
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let tallies = std::thread::scope(|scope| {
        let worker = |first: u64| {
            scope.spawn(move || {
                let earlier = Language::ALL.map(World::earlier);
                let mut tally = Tally::default();
                for number in (first..histories).step_by(workers as usize) {
                    play(FIRST_SEED + number, &earlier, &mut tally, false);
                }
                tally
            })
        };
        let running: Vec<_> = (0..workers).map(worker).collect();
        running
            .into_iter()
            .map(|worker| worker.join().expect("no difference"))
            .collect::<Vec<_>>()
    });
    let sum = |of: fn(&Tally) -> u64| tallies.iter().map(of).sum::<u64>();
    let (unlocked, opened) = (sum(|tally| tally.unlocked), sum(|tally| tally.opened));
    println!(
        "{} histories, {} moves; {unlocked} unlocked Enter, {opened} opened a session; 0 differences",
        sum(|tally| tally.histories),
        sum(|tally| tally.moves)
    );
    assert!(
        unlocked * 10 > histories,
        "the gate hardly ever opens: nothing is shown"
    );
    assert!(
        opened * 50 > histories,
        "sessions hardly ever open: nothing is shown"
    );
}

/// Plays the history of one seed; a difference prints it and how to play it again.
fn play(seed: u64, earlier: &[World; 3], tally: &mut Tally, aloud: bool) {
    let mut made = Vec::new();
    let outcome = history(seed, earlier, &mut made);
    if aloud || outcome.is_err() {
        let lines = made
            .iter()
            .enumerate()
            .map(|(number, made)| format!("{:>3}  {made:?}\n", number + 1));
        println!("{}", lines.collect::<String>());
    }
    match outcome {
        Ok((unlocked, opened)) => {
            tally.histories += 1;
            tally.moves += made.len() as u64;
            tally.unlocked += u64::from(unlocked);
            tally.opened += u64::from(opened);
        }
        Err(difference) => panic!(
            "{difference}\nafter {} moves; replay: SALYK_GATE_SEED={seed} cargo test -p salyk-gate --test random -- --nocapture",
            made.len()
        ),
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|value| value.parse().expect("a whole number"))
}

/// Plays one history; gives whether Enter was unlocked and whether a session was opened.
fn history(seed: u64, earlier: &[World; 3], made: &mut Vec<Move>) -> Result<(bool, bool), String> {
    let mut rng = Rng::with_seed(seed);
    let language = rng.usize(..3);
    let stored = rng.bool().then_some(&earlier[language]);
    let mut world = World::new(Language::ALL[language], stored);
    world.start()?;
    let length = rng.usize(10..=30);
    let hurry = rng.bool();
    let mut unlocked = false;
    while made.len() < length && !world.over {
        let next = if hurry && made.len() < 8 {
            towards_enter(&mut rng, &world)
        } else {
            any(&mut rng, &world)
        };
        made.push(next.clone());
        world.make(&next)?;
        unlocked |= world.front() == Front::SignIn && world.oracle.shown(world.now()).enter;
    }
    if !world.over && seed.is_multiple_of(4) {
        comes_to_a_tick(&mut world)?;
    }
    Ok((unlocked, world.over))
}

/// However badly it went, once everything is answered as it should be the box can be ticked.
fn comes_to_a_tick(world: &mut World) -> Result<(), String> {
    world.answer_all()?;
    for _ in 0..4 {
        if world.front() == Front::SignIn {
            break;
        }
        world.make(&Move::Back)?;
    }
    for _ in 0..2 {
        world.make(&Move::Refresh)?;
        world.answer_all()?;
    }
    if !world.oracle.shown(world.now()).box_enabled {
        return Err("everything was answered, and still the box can't be ticked".to_owned());
    }
    Ok(())
}

/// A move that leads to a sign-in more often than not.
fn towards_enter(rng: &mut Rng, world: &World) -> Move {
    if rng.u8(..8) == 0 {
        return any(rng, world);
    }
    if let Some(due) = world.open.iter().position(|open| {
        matches!(
            open.effect,
            Effect::Load { .. } | Effect::FetchCatalogue { .. } | Effect::FetchDocument { .. }
        )
    }) {
        return Move::Answer(due, How::Well);
    }
    let shown = world.oracle.shown(world.now());
    match () {
        () if shown.login.is_empty() => Move::Login("a"),
        () if !shown.filled => Move::Password("p"),
        () if !shown.ticked => Move::Box(true),
        () => any(rng, world),
    }
}

fn any(rng: &mut Rng, world: &World) -> Move {
    match rng.u8(..100) {
        0..8 => Move::Login(pick(rng, &["", "a", "a", "b", "b", " "])),
        8..16 => Move::Password(pick(rng, &["", "p", "p", "q", " "])),
        16..26 => Move::Box(rng.u8(..4) != 0),
        26..36 => Move::Enter,
        36..40 => Move::Language(pick(rng, &Language::ALL)),
        40..42 => Move::Read(rng.usize(..2)),
        42..45 => Move::Back,
        45..49 => Move::Refresh,
        49..51 => Move::Stray(stray(rng)),
        51..52 => Move::Elsewhere(gate_ask(rng)),
        52..53 => Move::Sleep,
        53..55 => Move::Resume,
        55..59 => Move::Pass(pick(rng, &[1, 7, 29, 31, 100])),
        59..63 => Move::Publish(rng.usize(..2), rng.usize(..5)),
        63..65 => Move::Replace(rng.usize(..2)),
        65..67 => Move::Repeat(rng.usize(..8)),
        _ => answer(rng, world),
    }
}

fn answer(rng: &mut Rng, world: &World) -> Move {
    let gate: Vec<usize> = (0..world.open.len())
        .filter(|at| is_of_gate(&world.open[*at].effect))
        .collect();
    let which = if gate.is_empty() || rng.u8(..4) == 0 {
        rng.usize(..8)
    } else {
        pick(rng, &gate)
    };
    let how = match world.open.get(which).map(|open| &open.effect) {
        Some(Effect::SignIn { .. }) if rng.bool() => How::Well,
        Some(Effect::SignIn { .. }) => How::Badly(refusal(rng)),
        _ => match rng.u8(..10) {
            0 => How::Late,
            1 => How::Unchanged,
            2 | 3 => How::Badly(ServiceError::Unreachable("x".to_owned())),
            _ => How::Well,
        },
    };
    Move::Answer(which, how)
}

fn is_of_gate(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Load { .. }
            | Effect::FetchCatalogue { .. }
            | Effect::FetchDocument { .. }
            | Effect::SignIn { .. }
    )
}

fn refusal(rng: &mut Rng) -> ServiceError {
    match rng.u8(..9) {
        0 | 1 => ServiceError::WrongCredentials,
        2 => ServiceError::AccountLocked,
        3 => ServiceError::TooManyAttempts {
            retry_after: pick(rng, &[1, 30, 90]),
        },
        4 | 5 => ServiceError::ConsentRequired,
        6 => ServiceError::Unreachable("x".to_owned()),
        7 => ServiceError::Busy { retry_after: None },
        _ => ServiceError::Malformed("x".to_owned()),
    }
}

/// What touches the gate, but on a screen that is not in front.
fn gate_ask(rng: &mut Rng) -> Ask {
    match rng.u8(..4) {
        0 => Ask::Typed {
            field: FieldKey::Login,
            text: "z".to_owned(),
            edit: 999,
        },
        1 => Ask::TickConsent { ticked: true },
        2 => Ask::TickConsent { ticked: false },
        _ => Ask::Enter,
    }
}

/// What sign-in does not offer, or what must leave the gate as it is.
fn stray(rng: &mut Rng) -> Ask {
    match rng.u8(..13) {
        0 => Ask::Typed {
            field: FieldKey::Password,
            text: "z".to_owned(),
            edit: 999,
        },
        1 => Ask::Typed {
            field: FieldKey::Search,
            text: "z".to_owned(),
            edit: 999,
        },
        2 => Ask::AcceptDocuments,
        3 => Ask::OpenConsent,
        4 => Ask::OpenAccounts,
        5 => Ask::OpenSettings,
        6 => Ask::OpenLots,
        7 => Ask::Confirm,
        8 => Ask::Decline,
        9 => Ask::Dismiss,
        10 => Ask::ChooseTaxpayer {
            taxpayer: "t1".to_owned(),
        },
        11 => Ask::SignOut { everywhere: true },
        _ => Ask::OpenLink { link: Link::Cabinet },
    }
}

fn pick<T: Clone>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(..of.len())].clone()
}
