//! `salyk` driven in a real pseudo-terminal, from the first screen to the last.

#![cfg(unix)]

#[cfg(test)]
mod terminal;

#[cfg(test)]
mod story;

use std::sync::Arc;
use std::time::{Duration, Instant};

use salyk_sandbox::SAMPLE_LOGINS;
use salyk_terminal::tty::Tty;
use terminal::Terminal;

const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";
const F2: &str = "\u{1b}OQ";
const F3: &str = "\u{1b}OR";
const TODAY: [&str; 2] = ["--today", "2026-11-22"];

fn english() -> Vec<&'static str> {
    let mut arguments = TODAY.to_vec();
    arguments.extend(["--language", "en"]);
    arguments
}

#[test]
fn from_the_first_screen_to_home_and_out() {
    let login = SAMPLE_LOGINS
        .iter()
        .find(|login| login.taxpayers.len() == 1 && !login.locked)
        .unwrap();
    let mut terminal = Terminal::start(&TODAY, 100, 50, &[]);
    terminal.wait_for("Логин");
    assert!(terminal.is_taken_over());
    terminal.wait("a box that can be ticked", |shown| {
        let below = shown.split_once("[ ]").map(|(_, below)| below);
        let of_box = below.and_then(|below| below.split_once("[ Кирүү ]"));
        of_box.is_some_and(|(of_box, _)| !of_box.contains('⊘')) && !shown.contains("[✓]")
    });
    // «Кирүү» is locked and says why; pressing it leaves everything as it is.
    terminal.focus("[ Кирүү ]");
    terminal.wait_for("⊘ жабык");
    terminal.press(ENTER);
    // A document opens and closes again.
    assert!(!terminal.contents().contains("[✓]"));
    terminal.focus("→ Купуялык");
    terminal.press(ENTER);
    terminal.wait("the document", |shown| {
        shown.contains("‹") && !shown.contains("[ ]")
    });
    terminal.press(ESC);
    terminal.wait_for("[ ]");
    terminal.focus("[ ]");
    terminal.press(" ");
    terminal.wait_for("[✓]");
    terminal.focus("Логин");
    terminal.press(login.login);
    terminal.wait_for(login.login);
    terminal.focus("Сыр сөз");
    // Help names the samples' passwords.
    let before = terminal.raw().len();
    terminal.press(login.password);
    terminal.wait_for(&"•".repeat(login.password.chars().count()));
    assert!(
        !terminal.raw()[before..].contains(login.password),
        "the password was painted"
    );
    terminal.wait("«Кирүү» unlocked", |shown| !shown.contains("⊘"));
    terminal.choose("[ Кирүү ]");
    terminal.wait("home", |shown| shown.contains("Реестр эмне дейт"));
    terminal.press("q");
    assert!(terminal.end().success());
    assert!(!terminal.is_taken_over(), "the terminal was not given back");
    let raw = terminal.raw();
    let last = |sequence: &str| raw.rfind(sequence).unwrap_or(0);
    for (on, off) in [
        ("\u{1b}[?1049h", "\u{1b}[?1049l"),
        ("\u{1b}[?1000h", "\u{1b}[?1000l"),
        ("\u{1b}[?25l", "\u{1b}[?25h"),
    ] {
        assert!(last(off) > last(on), "{off:?} does not follow {on:?}");
    }
}

#[test]
fn without_the_documents_the_box_stays_empty_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let authority = folder.path().join("ca.pem");
    let sandbox = salyk_terminal::host::RunningSandbox::start(0, None).unwrap();
    std::fs::write(&authority, sandbox.ca_pem()).unwrap();
    let address = sandbox.address().to_owned();
    // From here on nobody listens at this address.
    drop(sandbox);
    let mut arguments = english();
    let authority = authority.to_str().unwrap().to_owned();
    arguments.extend(["--service", &address, "--ca", &authority]);
    let mut terminal = Terminal::start(&arguments, 60, 46, &[]);
    terminal.wait("a locked box", |shown| {
        shown.contains("[ ]") && shown.contains("⊘ locked")
    });
    terminal.focus("[ ]");
    terminal.press(" ");
    terminal.press(F2);
    terminal.wait_for("⊘ жабык");
    assert!(!terminal.contents().contains("[✓]"));
    terminal.press("\u{3}");
    assert!(terminal.end().success());
}

#[test]
fn languages_the_password_and_sizes_change_at_once() {
    let mut terminal = Terminal::start(&english(), 100, 40, &[("NO_COLOR", "1")]);
    terminal.wait_for("Login");
    terminal.press("sample");
    terminal.wait_for("sample");
    for label in ["Сыр сөз", "Пароль", "Password"] {
        terminal.press(F2);
        terminal.wait_for(label);
        assert!(terminal.contents().contains("sample"), "what was typed is lost");
    }
    terminal.focus("Password");
    terminal.press("canary");
    terminal.wait_for("••••••");
    terminal.press(F3);
    terminal.wait_for("canary");
    terminal.resize(30, 10);
    terminal.wait_for("too small");
    terminal.resize(46, 32);
    terminal.wait_for("canary");
    let colours = ["\u{1b}[38;5;", "\u{1b}[48;5;", "\u{1b}[32m", "\u{1b}[33m"];
    assert!(
        colours.iter().all(|colour| !terminal.raw().contains(colour)),
        "NO_COLOR was not kept to"
    );
    terminal.press("\u{3}");
    assert!(terminal.end().success());
}

#[test]
fn the_plain_phone_takes_a_password_without_showing_it() {
    let mut arguments = english();
    arguments.push("--plain");
    let mut terminal = Terminal::start(&arguments, 100, 60, &[]);
    terminal.wait_for("Number:");
    assert!(!terminal.is_taken_over());
    terminal.press("2\r");
    terminal.wait_for("Password:");
    terminal.press("canary\r");
    terminal.wait_for("filled");
    assert!(!terminal.raw().contains("canary"));
    assert!(!terminal.raw().contains('\u{1b}'), "a line steers the terminal");
    terminal.press("q\r");
    assert!(terminal.end().success());
}

/// Set for the two tests below by the one that starts them: only then is there a terminal for them to take and to give back.
const IN_A_TERMINAL: &str = "SALYK_IN_A_TERMINAL";

/// Runs one of the two below in a terminal and returns what was written to it.
#[cfg(test)]
fn run_here(test: &str) -> String {
    let program = std::env::current_exe().unwrap();
    let arguments = [test, "--exact", "--nocapture"];
    let environment = [(IN_A_TERMINAL, "1")];
    let mut terminal = Terminal::start_other(program.to_str().unwrap(), &arguments, 100, 40, &environment);
    terminal.end();
    assert!(!terminal.is_taken_over(), "the terminal was not given back");
    terminal.raw()
}

/// Nothing, unless `a_panic_gives_the_terminal_back` started it.
#[test]
fn the_painter_panics() {
    if std::env::var_os(IN_A_TERMINAL).is_none() {
        return;
    }
    let _tty = Tty::enter(Arc::default()).unwrap();
    panic!("canary of the painter");
}

/// Nothing, unless `a_panic_gives_the_terminal_back` started it.
#[test]
fn another_thread_panics() {
    if std::env::var_os(IN_A_TERMINAL).is_none() {
        return;
    }
    let tty = Tty::enter(Arc::default()).unwrap();
    let other = std::thread::spawn(|| panic!("canary of another thread"));
    assert!(other.join().is_err());
    println!("still painting");
    drop(tty);
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let order = |test: &str, first: &str, then: &str| {
        let raw = run_here(test);
        let at = |text: &str| raw.find(text).unwrap_or_else(|| panic!("no {text:?} in {raw:?}"));
        assert!(at(first) < at(then), "{raw:?}");
    };
    let given_back = "\u{1b}[?1049l";
    order("the_painter_panics", given_back, "canary of the painter");
    // What the core survives does not disturb the picture; it is told afterwards.
    order("another_thread_panics", "still painting", given_back);
    order("another_thread_panics", given_back, "canary of another thread");
}

#[test]
fn a_click_opens_a_document() {
    let mut terminal = Terminal::start(&english(), 100, 40, &[]);
    terminal.wait_for("→");
    let shown = terminal.contents();
    let (row, line) = shown
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains('→'))
        .unwrap();
    let column = line.chars().take_while(|c| *c != '→').count();
    terminal.press(&format!("\u{1b}[<0;{};{}M", column + 2, row + 1));
    terminal.wait_for("‹");
    terminal.press(ESC);
    terminal.wait_for("[ ]");
    terminal.press("\u{3}");
    assert!(terminal.end().success());
}

#[test]
fn a_first_screen_comes_after_each_start() {
    // The times are told, not judged: what a loaded machine does is no fault of the program.
    let times: Vec<Duration> = (0..3)
        .map(|_| {
            let started = Instant::now();
            let mut terminal = Terminal::start(&english(), 100, 40, &[]);
            terminal.wait_for("Login");
            let time = started.elapsed();
            terminal.press("\u{3}");
            assert!(terminal.end().success());
            time
        })
        .collect();
    println!("from process start to the first screen: {times:?}");
}
