//! `salyk sandbox --script`, as a process: the authorities' commands, what they say, and the exit codes.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Has the sample application for return ҮЛГҮ-К-23 of 213 000 som.
const EAEU: &str = "5a1e0000-0000-4000-8000-000000000002";
/// Has a lot that is deposited and not released.
const THIRD_COUNTRY: &str = "5a1e0000-0000-4000-8000-000000000001";
/// Has applied for the regime.
const APPLIED: &str = "5a1e0000-0000-4000-8000-000000000006";

#[cfg(test)]
fn sandbox(lines: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_salyk"))
        .args(["sandbox", "--script", "--today", "2026-11-22"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// What was said, after the exit code was seen to be this one.
#[cfg(test)]
fn said(lines: &str, code: i32) -> String {
    let output = sandbox(lines);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(code), "{lines}\n{told}");
    told
}

#[test]
fn the_worst_line_is_the_exit_code() {
    assert!(said("list\nregister\n", 0).contains("No applications."));
    let told = said("list\nconfirm ҮЛГҮ-1\n", 1);
    assert!(told.contains("Not done: there is no such application"), "{told}");
    assert!(said("sing\nconfirm ҮЛГҮ-1\n", 2).contains("Commands: list, review"));
    said("refuse ҮЛГҮ-1\n", 2);
}

#[test]
fn a_script_prints_nothing_but_what_its_lines_came_to() {
    let told = said("taxpayers --json\nregister --json\n", 0);
    let values: Vec<serde_json::Value> = told
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(values[0][0]["id"], THIRD_COUNTRY);
    assert!(values[1].as_array().is_some_and(|found| !found.is_empty()));
    assert_eq!(values.len(), 2);
}

#[test]
fn the_regime_is_registered_once() {
    let told = said(&format!("regime {APPLIED}\napplications {APPLIED}\n"), 0);
    assert!(told.contains("filed 2026-11-22 · 2026-11-22"), "{told}");
    let told = said(&format!("regime {APPLIED}\nregime {APPLIED}\n"), 1);
    assert!(told.contains("Not done: nothing waits for this"), "{told}");
    let told = said("regime nobody\n", 1);
    assert!(
        told.contains(&format!("The taxpayers: {THIRD_COUNTRY}")),
        "{told}"
    );
}

#[test]
fn goods_are_released_with_their_declaration() {
    let lot = "107e0001-0000-4000-8000-000000000004";
    let release = format!("release {THIRD_COUNTRY} {lot}");
    assert!(said(&format!("{release}\n"), 1).contains("no goods declaration yet"));
    assert!(said(&format!("{release} 12\n"), 1).contains("NNNNNNNN/DDMMYY/NNNNNNN"));
    let told = said(
        &format!("{release} 99999999/221126/0000014\napplications {THIRD_COUNTRY}\n"),
        0,
    );
    assert!(
        told.contains(&format!("{lot} · from CN · released 2026-11-22")),
        "{told}"
    );
    let eaeu = "107e0002-0000-4000-8000-000000000001";
    said(&format!("release {EAEU} {eaeu} 99999999/221126/0000014\n"), 1);
}

#[test]
fn a_refund_is_decided_with_every_outcome() {
    for rest in [
        "returned",
        "returned --part settlement_account=21300000@1030000000000001",
        "offset --part other_taxes=21300000",
        "secured --part coming_obligations=21300000",
        "refused the invoice is not readable",
    ] {
        let outcome = rest.split(' ').next().unwrap();
        let decide = format!("decide {EAEU} ҮЛГҮ-К-23 {rest}\n");
        let told = said(&format!("{decide}applications {EAEU}\n"), 0);
        assert!(told.contains(&format!("21300000 tyiyn · {outcome}")), "{told}");
        said(&format!("{decide}{decide}"), 1);
    }
    for (rest, code) in [
        ("refused", 1),
        ("returned --part settlement_account=1", 1),
        ("lost", 2),
        ("returned --part pocket=21300000", 2),
    ] {
        said(&format!("decide {EAEU} ҮЛГҮ-К-23 {rest}\n"), code);
    }
}

#[test]
fn a_debt_bars_the_return_until_it_is_settled() {
    let debt = format!("debt {EAEU} other_taxes 500\n");
    let decide = format!("decide {EAEU} ҮЛГҮ-К-23 returned --json\n");
    let told = said(&format!("{debt}{decide}"), 1);
    assert!(told.contains("\"not_done\":\"debts bar this outcome\""), "{told}");
    let told = said(&format!("{debt}settle {EAEU} other_taxes\n{decide}"), 0);
    assert!(told.contains("\"revision\":4"), "{told}");
    said(&format!("settle {EAEU} other_taxes\n"), 1);
    said(&format!("debt {EAEU} weather 500\n"), 2);
}
