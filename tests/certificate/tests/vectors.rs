//! The committed examples are those that are made now, and each kind shows what it is there for.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use salyk_certificate_cases::case;
use salyk_certificate_cases::kinds::KINDS;
use salyk_certificate_cases::vectors::files;
use salyk_certificate_cases::world::worlds;

#[test]
fn the_committed_vectors_are_those_that_are_made() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../core/certificate/vectors");
    let mut names: BTreeSet<_> = BTreeSet::from(["README.md".to_owned()]);
    for (name, text) in files().unwrap() {
        let committed = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(committed == text, "{name} is another; see the README beside it");
        names.insert(name);
    }
    let found = fs::read_dir(folder).unwrap();
    let found: BTreeSet<_> = found
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, names);
}

#[test]
fn among_the_cases_is_every_verdict_and_no_forgery_is_valid() {
    let worlds = worlds().unwrap();
    let mut verdicts = BTreeSet::new();
    for number in 0..20 * KINDS.len() as u64 {
        let case = case(number, &worlds).unwrap();
        let verdict = case["answer"]["verdict"].as_str().unwrap().to_owned();
        let kind = case["kind"].as_str().unwrap();
        let never_valid = [
            "paper",
            "bare",
            "revoked",
            "other_device",
            "forger",
            "stranger",
            "sample",
            "truncated",
            "longer",
            "trailing",
            "bomb",
            "claims_order",
            "odd_cbor",
            "paper_presented",
            "any_text",
        ];
        assert!(verdict != "valid" || !never_valid.contains(&kind), "{case}");
        verdicts.insert(verdict);
    }
    assert_eq!(verdicts.len(), 10, "{verdicts:?}");
}
