//! Whole answers, recorded: to the dossiers of the corpus and to what is one step away from each, on the days that matter.
//!
//! The other cases say that an answer is right, in the few words that a person derived from the text. This says that no answer
//! has changed in any word: not a verdict, nor a fact used, a step of the arithmetic, a doubt, or what would settle it. When it
//! fails, read what changed (`cargo run -- assess` on the case, before and after); when that was meant, record anew:
//!
//! ```text
//! SALYK_RECORD=1 cargo test -p salyk-regulation --test corpus answers
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::Hasher;
use std::path::Path;
use std::str::FromStr;

use jiff::civil::Date;
use salyk_regulation::assess;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::Dossier;
use salyk_regulation::money::Quantity;
use salyk_regulation::plan::plan;
use salyk_regulation::what_if::{PlannedExport, what_if};
use serde::Serialize;
use serde_json::Value;
use siphasher::sip::SipHasher13;

use crate::check::{CALENDAR, POLICIES};
use crate::near;
use crate::read::Case;

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/answers.txt");

/// What to do about a change that was meant.
const ANEW: &str = "the head of answers.rs says how to record anew";
/// After so many changed cases the rest are not looked at.
const ENOUGH: usize = 10;
/// One of so many dossiers near a case is looked at.
const PART: usize = 3;

/// A digest of all answers taken so far.
struct Digest(SipHasher13);

impl Digest {
    fn take(&mut self, answer: &impl Serialize) {
        self.0.write(&serde_json::to_vec(answer).unwrap());
    }
}

/// The days of a case: those on which something is expected, and each day that the dossier or its answer names with the days
/// around it.
fn days(case: &Case, written: &Value) -> Vec<Date> {
    let mut days: Vec<Date> = case.wants.iter().map(|want| want.on).collect();
    let last = days
        .iter()
        .max()
        .map(|on| assess(&case.dossier, &POLICIES, &CALENDAR, *on));
    for value in [written, &serde_json::to_value(last).unwrap()] {
        near::each_text(value, &mut |text| {
            if let Ok(day) = Date::from_str(text) {
                days.extend([day.yesterday(), Ok(day), day.tomorrow()].into_iter().flatten());
            }
        });
    }
    days.sort();
    days.dedup();
    days
}

/// What is answered to one dossier on the days of its case, and to those near it on the last of them. Cases are much alike, so
/// that each takes a part of what is near it, by its name: other cases may come and go.
fn digest(case: &Case) -> u64 {
    let mut digest = Digest(SipHasher13::new());
    let written = serde_json::to_value(&case.dossier).unwrap();
    let days = days(case, &written);
    for day in &days {
        digest.take(&assess(&case.dossier, &POLICIES, &CALENDAR, *day));
    }
    let Some(last) = case.wants.iter().map(|want| want.on).max() else {
        return 0;
    };
    let first = case.name.bytes().map(usize::from).sum::<usize>() % PART;
    for near in near::dossiers(&written, first, PART) {
        digest.take(&assess(&near, &POLICIES, &CALENDAR, last));
    }
    ahead(&case.dossier, last, &mut digest);
    digest.0.finish()
}

/// What a plan and an export in thought come to, for each lot.
fn ahead(dossier: &Dossier, on: Date, digest: &mut Digest) {
    for lot in &dossier.lots {
        let mut planned = lot.clone();
        planned.planned_for = Some(on);
        digest.take(&plan(dossier, &planned, &POLICIES, &CALENDAR));
        for line in &lot.lines {
            for (to, part) in [("KZ", 1), ("CN", 2), ("KG", 1)] {
                let export = PlannedExport {
                    line: line.number,
                    quantity: Quantity::from_thousandths(line.quantity.thousandths() / part),
                    unit: line.unit.clone(),
                    date: on,
                    destination: Country::parse(to).unwrap(),
                };
                match what_if(dossier, &lot.id, &export, &POLICIES, &CALENDAR) {
                    Ok(answer) => digest.take(&answer),
                    Err(refused) => digest.take(&refused.to_string()),
                }
            }
        }
    }
}

#[test]
fn answers_are_as_recorded() {
    if std::env::var_os("SALYK_RECORD").is_some() {
        return record();
    }
    let recorded = std::fs::read_to_string(Path::new(RECORD)).unwrap();
    let recorded: BTreeMap<_, _> = recorded.lines().filter_map(|line| line.split_once(' ')).collect();
    let cases = crate::cases();
    assert_eq!(cases.len(), recorded.len(), "cases, and answers recorded; {ANEW}");
    let as_recorded =
        |case: &Case| recorded.get(case.name.as_str()) == Some(&format!("{:016x}", digest(case)).as_str());
    let changed: Vec<_> = cases
        .iter()
        .filter(|case| !as_recorded(case))
        .map(|case| case.name.as_str())
        .take(ENOUGH)
        .collect();
    assert!(
        changed.is_empty(),
        "the answers to these cases, or to dossiers near them, are not as recorded (the first {ENOUGH}); {ANEW}:\n{}",
        changed.join("\n")
    );
}

fn record() {
    let mut now = String::new();
    for case in crate::cases() {
        writeln!(now, "{} {:016x}", case.name, digest(&case)).unwrap();
    }
    std::fs::write(Path::new(RECORD), &now).unwrap();
}
