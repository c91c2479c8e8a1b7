//! What a finding lists, and what dossiers print.

use jiff::civil::date;

use super::sample::{dossier, finding, released, with};
use crate::dossier::PayingAccount;

#[test]
fn the_facts_of_a_finding_are_as_many_as_they_say() {
    let found = finding(
        &with(released(date(2026, 3, 2))),
        date(2026, 4, 1),
        "reg:18/lot-1",
    );
    let count = found.facts().count();
    assert!(count > 1);
    let mut facts = found.facts();
    for left in (0..count).rev() {
        facts.next();
        assert_eq!(facts.size_hint(), (left, Some(left)));
    }
}

#[test]
fn neither_a_name_nor_an_account_is_printed() {
    let taxpayer = dossier().taxpayer;
    let printed = format!("{taxpayer:?}");
    assert!(
        printed.contains("office") && !printed.contains(&taxpayer.name),
        "{printed}"
    );
    let account = format!("{:?}", PayingAccount("1299000000000000".to_owned()));
    assert_eq!(account, "PayingAccount(···)");
}
