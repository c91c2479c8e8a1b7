//! The corpus: dossiers in plain words, each with the findings that follow from the text by hand.
//!
//! `read.rs` says how a case is written. Every case cites the point that its expectations are derived from.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a case that cannot be read fails its test"
)]

mod answers;
mod check;
mod near;
mod read;
mod read_lot;
#[cfg(feature = "schema")]
mod schemas;

use std::collections::BTreeSet;

use read::Case;

const FILES: &[(&str, &str)] = &[
    ("conditions", include_str!("cases/conditions.txt")),
    ("registration", include_str!("cases/registration.txt")),
    ("imports", include_str!("cases/imports.txt")),
    ("returns", include_str!("cases/returns.txt")),
    ("shares", include_str!("cases/shares.txt")),
    ("states", include_str!("cases/states.txt")),
];

fn cases() -> Vec<Case> {
    FILES
        .iter()
        .flat_map(|(file, text)| read::cases(file, text))
        .collect()
}

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for case in cases() {
        wrong.extend(check::wrong(&case));
    }
    assert!(
        wrong.is_empty(),
        "{} expectations do not hold:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_corpus_is_whole() {
    let cases = cases();
    assert!(cases.len() >= 150, "{} dossiers", cases.len());
    let names: BTreeSet<_> = cases.iter().map(|case| &case.name).collect();
    assert_eq!(names.len(), cases.len(), "two cases have one name");
    for case in &cases {
        assert!(case.cites.contains("reg:"), "{} cites no point", case.name);
        assert!(!case.wants.is_empty(), "{} expects nothing", case.name);
    }
    let ids: BTreeSet<_> = cases
        .iter()
        .flat_map(|case| &case.wants)
        .filter_map(|want| want.words.get(1)?.split('/').next().map(str::to_owned))
        .collect();
    for rule in salyk_regulation::rule::RuleId::ALL {
        assert!(ids.contains(rule.as_str()), "no case expects anything of {rule}");
    }
    let states: BTreeSet<_> = cases
        .iter()
        .flat_map(|case| &case.wants)
        .filter(|want| want.words[0] == "state")
        .map(|want| want.words[2].clone())
        .collect();
    for state in salyk_regulation::assessment::LotState::ALL {
        let name = check::word(state);
        assert!(states.contains(&name), "no case expects the state {name}");
    }
}
