//! The committed examples are those that are made now, and each kind shows what it is there for.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use salyk_certificate_cases::case;
use salyk_certificate_cases::kinds::KINDS;
use salyk_certificate_cases::vectors::files;
use salyk_certificate_cases::world::{EXTRACTS, WORLDS, worlds};

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
fn every_world_is_there_and_its_lists_are_taken_and_refused() {
    let worlds = worlds().unwrap();
    assert_eq!(worlds.len(), WORLDS);
    let extracts = &worlds[EXTRACTS];
    let taken: Vec<_> = extracts.told["given"].as_array().unwrap().iter().collect();
    let of = |value: bool| taken.iter().filter(|given| given["taken"] == value).count();
    assert_eq!((of(true), of(false)), (6, 22));
    let found = extracts.told["looked_up"].as_array().unwrap().iter();
    assert_eq!(found.filter(|told| !told["found"].is_null()).count(), 6);
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
            "not_registered",
            "reused_id",
            "withdrawn",
        ];
        assert!(verdict != "valid" || !never_valid.contains(&kind), "{case}");
        verdicts.insert(verdict);
    }
    assert_eq!(verdicts.len(), 11, "{verdicts:?}");
}
