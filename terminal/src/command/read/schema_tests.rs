//! Whether the published schema and the reading say the same.

use serde_json::json;

use super::*;
use crate::command::testing::{SAMPLE, changed};

#[test]
fn what_the_schema_refuses_is_refused_and_what_is_refused_the_schema_refuses_where_it_can() {
    let published = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema::dossier())
        .unwrap();
    let fact = |value: Value| json!({"state": "known", "value": value, "source": "customs"});
    let missing = json!({"state": "missing"});
    for (pointer, by, taken) in [
        ("/revision", json!(4), true),
        ("/colour", json!("blue"), false),
        ("/taxpayer/inn", json!("2321399990000"), false),
        ("/taxpayer/activities/resort", missing.clone(), true),
        ("/taxpayer/activities/mining_of_moon", missing.clone(), false),
        ("/taxpayer/activities/unknown", missing.clone(), false),
        ("/taxpayer/vat_payer", missing.clone(), true),
        (
            "/taxpayer/vat_payer",
            json!({"state": "missing", "value": true}),
            false,
        ),
        (
            "/taxpayer/vat_payer",
            json!({"state": "missing", "source": "person"}),
            false,
        ),
        ("/taxpayer/vat_payer/since", json!("2026-01-01"), false),
        ("/taxpayer/vat_payer/state", json!("guessed"), false),
        ("/registered/value", json!({"kind": "not_applied"}), true),
        ("/registered/value", json!({"kind": "suspended"}), false),
        ("/registered/value", json!({"kind": "unknown"}), false),
        ("/registered/value/until", json!("2026-01-01"), false),
        ("/registered/value/since", json!("soon"), false),
        ("/registered/value/since", json!(null), false),
        ("/confirmations/0/kind", json!("something_new"), false),
        ("/confirmations/0/kind", json!("tax_debt"), true),
        ("/confirmations/0/source", json!("neighbour"), false),
        ("/confirmations/0/provisional", json!(true), true),
        ("/confirmations/0/provisional", json!("true"), false),
        (
            "/debts/value",
            json!([{"kind": "other_taxes", "sum": 5, "overdue_from": "2026-02-01", "source": "customs"}]),
            true,
        ),
        (
            "/debts/value",
            json!([{"kind": "other_taxes", "sum": 1.5, "overdue_from": "2026-02-01", "source": "customs"}]),
            false,
        ),
        (
            "/debts/value",
            json!([{"kind": "other_taxes", "sum": 5, "due": "2026-02-01", "overdue_from": "2026-02-01", "source": "customs"}]),
            false,
        ),
        ("/lots/0/planned_for", json!(null), true),
        ("/lots/0/planned_for", json!("20260602"), false),
        ("/lots/0/planned_for", json!("2026-06-02T00:00:00"), false),
        (
            "/lots/0/planned_for",
            json!("2026-06-02T20:30:00+00:00[UTC]"),
            false,
        ),
        ("/lots/0/planned_for", json!("0000-01-01"), false),
        ("/lots/0/planned_for", json!("-000001-01-01"), false),
        ("/lots/0/planned_for", json!("1899-12-31"), false),
        ("/lots/0/planned_for", json!("2199-12-31"), true),
        ("/lots/0/id", json!(""), false),
        ("/lots/0/id", json!(" "), false),
        ("/lots/0/vat", fact(json!(-1)), false),
        ("/lots/0/vat", fact(json!(0)), true),
        ("/lots/0/vat", fact(json!(1_000_000_000_000_000_i64)), true),
        ("/lots/0/vat", fact(json!(1_000_000_000_000_001_i64)), false),
        ("/lots/0/deposits/0/sum", json!(-5), false),
        ("/lots/0/deposits/0/number", json!(""), false),
        ("/lots/0/lines/0/quantity", json!(0), false),
        ("/lots/0/lines/0/quantity", json!(-1), false),
        ("/lots/0/lines/0/goods_code", json!("52"), false),
        ("/lots/0/lines/0/goods_code", json!("5208"), true),
        ("/lots/0/lines/0/goods_code", json!("52081100001"), false),
        ("/lots/0/exports/0/quantity", json!(0), false),
        ("/lots/0/exports/0/unit", json!("даана"), true),
        (
            "/lots/0/budget_transfers",
            json!([{"date": "2026-12-01", "sum": -1, "source": "service"}]),
            false,
        ),
        (
            "/lots/0/refund_applications",
            json!([{"id": "1", "addressee": "customs", "directions": [{"to": "tax_debt", "sum": -1}]}]),
            false,
        ),
        ("/lots/0/planned_for", json!("2026-02-30"), false),
        ("/lots/0/releasd", fact(json!("2026-06-02")), false),
        ("/lots/0/imported_from/value", json!("China"), false),
        (
            "/lots/0/exports/0/documents",
            json!([{"kind": "delivery_contract"}]),
            true,
        ),
        ("/lots/0/exports/0/documents", json!([{"kind": "unknown"}]), false),
        (
            "/lots/0/exports/0/documents",
            json!([{"kind": "delivery_contract", "day": "2026-06-02"}]),
            false,
        ),
        (
            "/lots/0/refund_applications",
            json!([{"id": "1", "addressee": "customs", "decision": null}]),
            true,
        ),
        (
            "/lots/0/refund_applications",
            json!([{"id": "1", "addressee": "mine"}]),
            false,
        ),
    ] {
        let tried = changed(pointer, &by);
        assert_eq!(published.is_valid(&tried), taken, "the schema: {pointer} = {by}");
        let read = dossiers(tried.to_string().as_bytes());
        assert_eq!(read.is_ok(), taken, "{pointer} = {by}: {:?}", read.err());
    }
}

#[test]
fn every_name_of_the_sample_is_needed_as_it_is() {
    let mut dossier: Value = serde_json::from_str(SAMPLE).unwrap();
    let mut tried = 0;
    let mut paths = vec![String::new()];
    while let Some(path) = paths.pop() {
        match dossier.pointer(&path).unwrap() {
            Value::Object(fields) => {
                let names: Vec<_> = fields.keys().cloned().collect();
                let misspelt = dossier.pointer_mut(&path).unwrap().as_object_mut().unwrap();
                misspelt.insert("misspelt".to_owned(), json!(null));
                let refused = dossiers(dossier.to_string().as_bytes()).unwrap_err().to_string();
                assert!(
                    refused.contains("`misspelt` is not known here"),
                    "{path}: {refused}"
                );
                let whole = dossier.pointer_mut(&path).unwrap().as_object_mut().unwrap();
                whole.remove("misspelt");
                paths.extend(names.iter().map(|name| format!("{path}/{name}")));
                tried += 1;
            }
            Value::Array(items) => paths.extend((0..items.len()).map(|at| format!("{path}/{at}"))),
            _ => {}
        }
    }
    assert!(tried > 15 && dossiers(dossier.to_string().as_bytes()).is_ok());
}
