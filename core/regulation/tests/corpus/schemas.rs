//! The published schemas, tried by a validator that knows nothing of the types: what is read and written passes, and a broken
//! copy of it does not.

use jiff::civil::date;
use jsonschema::Validator;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::dossier::Dossier;
use salyk_regulation::policy::PolicyBook;
use salyk_regulation::{assess, schema};
use serde_json::{Value, json};

use super::cases;

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::meta::validate(schema).unwrap();
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap()
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    let fault = |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    validator.iter_errors(value).map(fault).collect()
}

/// The value with the one at `pointer` replaced.
fn broken(value: &Value, pointer: &str, by: Value) -> Value {
    let mut broken = value.clone();
    *broken.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = by;
    broken
}

#[test]
fn every_dossier_of_the_corpus_and_what_follows_from_it_passes() {
    let (dossiers, assessments) = (validator(&schema::dossier()), validator(&schema::assessment()));
    let policies = PolicyBook::bundled().unwrap();
    let calendar = Calendar::bundled().unwrap();
    let mut tried = 0;
    for case in cases() {
        let dossier = serde_json::to_value(&case.dossier).unwrap();
        let mut found = faults(&dossiers, &dossier);
        // The rules answer an export of nothing too, which nobody may write.
        found.retain(|fault| !fault.ends_with("/quantity: 0 is less than the minimum of 1"));
        assert_eq!(found, Vec::<String>::new(), "{}", case.name);
        let days: std::collections::BTreeSet<_> = case.wants.iter().map(|want| want.on).collect();
        for on in days {
            let assessment = assess(&case.dossier, &policies, &calendar, on);
            let assessment = serde_json::to_value(&assessment).unwrap();
            let found = faults(&assessments, &assessment);
            assert_eq!(found, Vec::<String>::new(), "{} on {on}", case.name);
            tried += 1;
        }
    }
    assert!(tried >= 150, "{tried} assessments");
}

#[test]
fn the_bundled_policy_passes_and_a_broken_one_does_not() {
    let policies = validator(&schema::policy());
    let bundled: Value = serde_json::from_str(&PolicyBook::bundled().unwrap().to_json().unwrap()).unwrap();
    assert_eq!(faults(&policies, &bundled), Vec::<String>::new());
    for (pointer, by) in [
        ("/editions/0/figures/return_days/value", json!("180")),
        ("/editions/0/figures/return_days/value", json!(0)),
        ("/editions/0/figures/activity_window_months/value", json!(25)),
        ("/editions/0/figures/deposit_day/value", json!(28)),
        ("/editions/0/figures/eaeu_members/value/0", json!("KAZ")),
        ("/editions/0/figures/documents_eaeu_member/value", json!([])),
        (
            "/editions/0/figures/penalty_rates/0/per_day_ppm",
            json!(1_000_001),
        ),
        (
            "/editions/0/figures/documents_eaeu_member/value/0",
            json!("delivery_contrakt"),
        ),
        (
            "/editions/0/figures/documents_eaeu_member/value/0",
            json!("delivery_contract"),
        ),
        ("/editions/0/figures/exclusions/value", json!([])),
        ("/editions/0/figures/exclusions/value/0", json!("patnet")),
        ("/editions/0/figures/exclusions/value/0", json!("resort")),
        ("/editions/0/figures/exclusions/source", json!("")),
        ("/editions/0/figures/eaeu_members/value", json!([])),
        ("/editions/0/figures/eaeu_members/value/0", json!("KG")),
        ("/editions/0/figures/eaeu_members/value/0", json!("RU")),
        ("/editions/0/figures/penalty_rates", json!([])),
        ("/editions/0/figures/penalty_rates/0/source", json!("")),
        ("/editions/0/readings/return_days/source", json!("")),
        ("/editions/0/legal_basis/source", json!("")),
        ("/editions/0/figures", json!({})),
        ("/editions/0/readings/return_days/value", json!("lunar")),
        ("/editions/0/readings/return_days", json!({"value": "calendar"})),
        ("/editions/0/valid_from", json!("1 January 2021")),
        ("/editions/0/id", json!("")),
        ("/editions", json!([])),
    ] {
        let broken = broken(&bundled, pointer, by.clone());
        assert!(!policies.is_valid(&broken), "{pointer} = {by} passes the schema");
        let text = broken.to_string();
        assert!(PolicyBook::from_json(&text).is_err(), "{pointer} = {by} is read");
    }
    let mut more = bundled.clone();
    more["editions"][0]["colour"] = json!("blue");
    assert!(!policies.is_valid(&more));
}

/// What becomes of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It passes the schema and is read.
    Passes,
    /// A phone reads it, but somebody who writes by hand has most likely misspelt something.
    Unknown,
    /// Neither.
    Broken,
}

#[test]
fn a_dossier_that_passes_is_read_and_one_with_names_or_words_unknown_is_read_but_does_not_pass() {
    use Fate::{Broken, Passes, Unknown};
    let dossiers = validator(&schema::dossier());
    let whole = r#"{
        "revision": 1,
        "taxpayer": {"name": "Үлгү Sample", "inn": "23213999900001", "office": "004",
            "activities": {"patent": {"state": "known", "value": [{"since": "2021-01-01"}], "source": "service"}}},
        "registered": {"state": "known", "value": {"kind": "in_force", "since": "2026-01-01"}, "source": "service"},
        "debts": {"state": "known", "source": "service", "value": [
            {"kind": "other_taxes", "sum": 5, "overdue_from": "2026-02-01", "source": "customs", "provisional": true}]},
        "lots": [{"id": "lot-1", "imported_from": {"state": "missing"},
            "released": {"state": "provisional", "value": "2026-03-02", "source": "customs"},
            "lines": [{"number": 1, "name": "Үлгү", "quantity": 10, "unit": "кг"}],
            "deposits": [{"number": "1", "account": "customs", "date": "2026-03-02", "sum": 100, "source": "service"}]}]
    }"#;
    let whole: Value = serde_json::from_str(whole).unwrap();
    for (pointer, by, fate) in [
        ("/revision", json!(2), Passes),
        ("/revision", json!(-1), Broken),
        ("/revision", json!("1"), Broken),
        ("/taxpayer/inn", json!("2321399990000"), Broken),
        ("/taxpayer/inn", json!("2321399990000x"), Broken),
        (
            "/taxpayer/activities",
            json!({"mining_of_moon": {"state": "missing"}}),
            Unknown,
        ),
        ("/taxpayer/activities/patent", json!({"state": "known"}), Broken),
        (
            "/taxpayer/activities/patent/value/0/since",
            json!("2021-02-30"),
            Broken,
        ),
        (
            "/registered/value",
            json!({"kind": "suspended", "until": 7}),
            Unknown,
        ),
        ("/registered/value", json!({"kind": "in_force"}), Broken),
        ("/registered/value/since", json!("soon"), Broken),
        ("/registered/source", json!("neighbour"), Broken),
        ("/registered/state", json!("guessed"), Broken),
        ("/debts/value/0/kind", json!("something_new"), Unknown),
        ("/debts/value/0/kind", json!(3), Broken),
        ("/debts/value/0/sum", json!(1.5), Broken),
        ("/debts/value/0/source", json!(null), Broken),
        ("/lots/0/released/value", json!("02.03.2026"), Broken),
        ("/lots/0/lines/0/quantity", json!(-1), Broken),
        ("/lots/0/deposits/0/account", json!("mine"), Broken),
        ("/lots/0/id", json!(null), Broken),
        ("/lots", json!({}), Broken),
    ] {
        let tried = broken(&whole, pointer, by.clone());
        let found = faults(&dossiers, &tried);
        assert_eq!(found.is_empty(), fate == Passes, "{pointer} = {by}: {found:?}");
        let read = serde_json::from_value::<Dossier>(tried);
        assert_eq!(read.is_ok(), fate != Broken, "{pointer} = {by}: {:?}", read.err());
    }
    let mut more = whole.clone();
    more["colour"] = json!("blue");
    assert!(!dossiers.is_valid(&more) && serde_json::from_value::<Dossier>(more).is_ok());
    let mut less = whole;
    less.as_object_mut().unwrap().remove("taxpayer");
    assert!(!dossiers.is_valid(&less));
}

#[test]
fn a_broken_assessment_does_not_pass() {
    let assessments = validator(&schema::assessment());
    let dossier = cases().swap_remove(0).dossier;
    let made = assess(
        &dossier,
        &PolicyBook::bundled().unwrap(),
        &Calendar::bundled().unwrap(),
        date(2026, 11, 22),
    );
    let whole = serde_json::to_value(&made).unwrap();
    assert!(assessments.is_valid(&whole));
    for (pointer, by) in [
        ("/on", json!("today")),
        ("/findings/0/verdict", json!("perhaps")),
        ("/findings/0/rule", json!("reg:22")),
        ("/deposits/customs", json!("100")),
        ("/regime/life", json!({"kind": "in_force"})),
    ] {
        assert!(!assessments.is_valid(&broken(&whole, pointer, by)), "{pointer}");
    }
    let mut less = whole;
    less.as_object_mut().unwrap().remove("lots");
    assert!(!assessments.is_valid(&less));
}
