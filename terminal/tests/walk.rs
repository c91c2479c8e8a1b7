//! `salyk walk`, `--plain` and the command line, as processes.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

fn salyk(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salyk"));
    command.args(arguments).stdin(Stdio::null());
    command
}

#[cfg(test)]
fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[cfg(test)]
fn walk(language: &str, extra: &[&str]) -> String {
    let mut arguments = vec!["walk", "--today", "2026-11-22", "--language", language];
    arguments.extend(extra);
    let output = salyk(&arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stderr),
        text(&output)
    );
    text(&output)
}

/// The walk goes the same way in every language: from the gate to a lot, why, and out.
fn expect(language: &str, lines: &[&str]) {
    let walked = walk(language, &[]);
    for line in lines {
        assert!(walked.contains(line), "{line:?} is missing in:\n{walked}");
    }
    assert!(!walked.contains("ulgu-syr-soz"), "the password was printed");
    assert!(walked.contains("reg:"), "no point of the regulation is named");
    assert!(!walked.contains(": →"), "a step of the arithmetic has two colons");
    let arithmetic = walked.lines().filter(|line| line.contains(" →\u{a0}"));
    assert!(arithmetic.count() > 0, "no step of the arithmetic has a result");
}

#[test]
fn walks_in_kyrgyz() {
    expect(
        "ky",
        &[
            "# Кирүү",
            "→ Кирүү\n⊘ ",
            "(белгиленген)",
            "## Реестр эмне дейт",
            "## Товарлар",
            "## Эсептөө",
        ],
    );
}

#[test]
fn walks_in_russian() {
    expect(
        "ru",
        &[
            "⊘ ",
            "(отмечено)",
            "## Что говорит реестр",
            "## Товары",
            "## Расчёт",
        ],
    );
}

#[test]
fn walks_in_english() {
    expect(
        "en",
        &[
            "⊘ ",
            "(ticked)",
            "## What the register says",
            "## Goods",
            "## The arithmetic",
        ],
    );
}

#[test]
fn walks_the_same_way_twice_on_the_same_day() {
    assert_eq!(walk("en", &[]), walk("en", &[]));
}

#[test]
fn walks_as_json_and_when_no_terminal_is_there() {
    let lines = walk("en", &["--json"]);
    let screens: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let names: Vec<&str> = screens
        .iter()
        .filter_map(|entry| entry["screen"].as_str())
        .collect();
    for name in [
        "sign_in", "document", "home", "lots", "lot", "why", "settings", "confirm",
    ] {
        assert!(names.contains(&name), "{name} is missing in {names:?}");
    }
    let piped = salyk(&["--today", "2026-11-22", "--language", "en"])
        .output()
        .unwrap();
    assert!(piped.status.success());
    assert_eq!(text(&piped), walk("en", &[]));
}

#[test]
fn a_walk_that_can_not_go_on_fails_and_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let authority = folder.path().join("ca.pem");
    let sandbox = salyk_terminal::host::RunningSandbox::start(0, None).unwrap();
    std::fs::write(&authority, sandbox.ca_pem()).unwrap();
    let address = sandbox.address().to_owned();
    drop(sandbox);
    let output = salyk(&["walk", "--service", &address, "--ca", authority.to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("the walk stopped at step"), "{told}");
}

#[test]
fn the_plain_phone_signs_in_from_a_pipe_and_ends_with_its_input() {
    let mut child = salyk(&["--plain", "--today", "2026-11-22", "--language", "en"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = child.stdin.take().unwrap();
    // Login, password, the box, Enter: the numbers of the first screen.
    keys.write_all(b"1\nulgu-jetekchi\n2\nulgu-syr-soz\n5\n6\n")
        .unwrap();
    drop(keys);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let text = text(&output);
    assert!(text.contains("What the register says"), "{text}");
    assert!(!text.contains("ulgu-syr-soz"), "{text}");
    assert!(
        !text.chars().any(|c| c.is_control() && c != '\n'),
        "a character steers the terminal"
    );
}

#[cfg(unix)]
#[test]
fn a_sandbox_of_its_own_serves_a_phone_that_stays_signed_in() {
    let mut sandbox = salyk(&["sandbox", "--today", "2026-11-22"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = BufReader::new(sandbox.stdout.take().unwrap());
    let mut told = Vec::new();
    while told
        .last()
        .is_none_or(|line: &String| !line.starts_with("Ctrl-C"))
    {
        let mut line = String::new();
        assert!(
            reader.read_line(&mut line).unwrap() > 0,
            "it ended after {told:?}"
        );
        told.push(line.trim_end().to_owned());
    }
    let after = |name: &str| {
        told.iter()
            .find_map(|line| line.strip_prefix(name))
            .unwrap()
            .to_owned()
    };
    let (address, authority) = (after("Address: "), after("Certificate authority: "));
    assert!(
        told.iter()
            .any(|line| line.contains("ulgu-esepchi / ulgu-syr-soz")),
        "{told:?}"
    );
    let profile = tempfile::tempdir().unwrap();
    let data = profile.path().to_str().unwrap();
    let start = |keys: &str| {
        let arguments = [
            "--plain",
            "--language",
            "en",
            "--today",
            "2026-11-22",
            "--service",
            &address,
        ];
        let mut child = salyk(&arguments)
            .args(["--ca", &authority, "--data", data])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(keys.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        text(&output)
    };
    let first = start("1\nulgu-jetekchi\n2\nulgu-syr-soz\n5\n6\n");
    assert!(first.contains("What the register says"), "{first}");
    let second = start("");
    assert!(
        second.contains("What the register says") && !second.contains("secret field"),
        "{second}"
    );
    // Being told to end is how a sandbox is stopped: no failure, and nothing is left behind.
    Command::new("kill")
        .arg(sandbox.id().to_string())
        .status()
        .unwrap();
    assert!(sandbox.wait().unwrap().success());
    assert!(!std::path::Path::new(&authority).exists());
}

#[test]
fn wrong_command_lines_end_with_two() {
    for arguments in [
        vec!["--language", "de"],
        vec!["walk", "--today", "yesterday"],
        vec!["--service", "https://127.0.0.1:1"],
        vec![
            "walk",
            "--service",
            "https://127.0.0.1:1",
            "--ca",
            "no-such-file.pem",
        ],
    ] {
        let output = salyk(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_explains_everything() {
    let output = salyk(&["--help"]).output().unwrap();
    assert!(output.status.success());
    for word in [
        "walk",
        "sandbox",
        "--language",
        "--today",
        "--plain",
        "--data",
        "--service",
        "--ca",
        "Exit codes",
    ] {
        assert!(text(&output).contains(word), "{word}");
    }
}
