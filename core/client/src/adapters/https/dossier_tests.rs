//! A case of every kind of fact, and what breaks when each is broken.

use jiff::civil::date;
use salyk_regulation::dossier::{Outcome, PayingAccount};
use salyk_regulation::money::Money;
use serde_json::{Value, json};

use super::*;

fn sample() -> Value {
    let of = |source: &str| json!({"date": "2026-05-05", "source": source, "number": "7"});
    let fact = |value: Value| json!({"value": value, "source": "service"});
    let lot = json!({
        "id": "l1",
        "recorded": [{"state": "released", "sum_tyiyn": 500}],
        "imported_from": "CN",
        "declaration_number": "10000000/020326/0000001",
        "goods": [{"line": 1, "code": "0101010101", "name": "Үлгү", "quantity_thousandths": 2500, "unit": "kg", "vat_tyiyn": 500}],
        "conditional_vat_tyiyn": fact(json!(500)),
        "planned_destination": {"value": "kz", "source": "person"},
        "customs_application": of("customs"),
        "deposits": [{"account": "customs", "date": "2026-03-01", "sum_tyiyn": 500, "number": "1", "source": "service", "paying_account": "42"}],
        "commitment": of("person"),
        "released": {"value": "2026-03-02", "source": "customs", "provisional": true},
        "indirect_tax_reports": [{"number": "3", "filed": "2026-06-01", "month": "2026-05-01", "with_receipt": true, "source": "service"}],
        "exports": [{"id": "e1", "line": 1, "destination": "KZ", "date": "2026-04-01", "quantity_thousandths": 1000, "source": "service",
            "documents": [{"kind": "delivery_contract"}, {"kind": "hologram"}]}],
        "refund_applications": [{"number": "a1", "body": "tax", "filed": "2026-06-01", "exports": ["e1"], "source": "service",
            "claimed": [{"direction": "tax_debt", "sum_tyiyn": 200, "account": "43"}]}],
        "decisions": [
            {"application": "a1", "date": "2026-06-20", "outcome": "returned", "source": "service", "parts": [{"direction": "moon", "sum_tyiyn": 200}]},
            {"application": "a1", "date": "2026-06-10", "outcome": "refused", "source": "service", "reasons": ["x"]},
        ],
        "transfers_to_budget": [{"date": "2026-09-01", "sum_tyiyn": 300, "source": "service"}],
    });
    json!({
        "revision": 4,
        "as_of": "2026-11-22T00:00:00Z",
        "taxpayer": {"id": "t1", "kind": "legal_entity", "name": "Sample LLC", "inn": "03213999900001", "office": "00_"},
        "registered": {"state": "in_force", "since": "2026-01-01"},
        "vat_payer": fact(json!(false)),
        "activities": [
            {"kind": "resort", "since": "2025-01-01", "until": "2025-12-31", "source": "service"},
            {"kind": "resort", "source": "person", "provisional": true},
            {"kind": "other", "source": "service"},
        ],
        "other_dealings": [],
        "applications": [{"number": "1", "filed": "2025-12-05", "office": "00_", "source": "service", "registered_on": "2025-12-20"}],
        "confirmations": [{"kind": "registration", "form": "electronic", "date": "2025-12-21", "source": "service"}],
        "debts": [{"kind": "import_vat", "sum_tyiyn": 100, "overdue_since": "2026-02-01", "source": "service"}],
        "lots": [lot],
    })
}

fn with(change: impl FnOnce(&mut Value)) -> Result<Dossier, ServiceError> {
    let mut value = sample();
    change(&mut value);
    dossier(&TaxpayerId("t1".to_owned()), value.to_string().as_bytes())
}

#[test]
fn reads_every_kind_of_fact() {
    let read = with(|_| ()).unwrap();
    assert_eq!(read.revision, 4);
    assert_eq!(
        read.registered,
        Fact::service(RegisteredState::InForce {
            since: date(2026, 1, 1)
        })
    );
    assert_eq!(read.taxpayer.vat_payer, Fact::service(false));
    assert_eq!(read.taxpayer.taxable_imports, Fact::Missing);
    assert_eq!(read.other_activities, Fact::service(Vec::new()));
    assert_eq!(read.applications[0].registered, Fact::service(date(2025, 12, 20)));
    let lot = &read.lots[0];
    assert_eq!(
        lot.released,
        Fact::Provisional {
            value: date(2026, 3, 2),
            source: Source::Customs
        }
    );
    assert_eq!(lot.planned_destination.value().unwrap().as_str(), "KZ");
    assert_eq!(lot.planned_destination.source(), Some(Source::Person));
    assert_eq!(lot.vat, Fact::service(Money::from_tyiyn(500)));
    assert_eq!(lot.exports[0].unit.0, "kg");
    assert_eq!(
        read.applications[0].office,
        Fact::service(OfficeCode("00_".to_owned()))
    );
    let part = &lot.refund_applications[0].directions[0];
    assert_eq!(part.account, Some(PayingAccount("43".to_owned())));
    assert_eq!(
        lot.commitment.as_ref().unwrap().stated,
        Stated::by(Source::Person)
    );
    let decision = lot.refund_applications[0].decision.as_ref().unwrap();
    assert_eq!(
        (decision.date, decision.outcome),
        (date(2026, 6, 20), Outcome::Returned)
    );
    assert_eq!(lot.budget_transfers[0].sum, Money::from_tyiyn(300));
}

#[test]
fn an_export_in_another_unit_keeps_it() {
    let read = with(|v| v["lots"][0]["exports"][0]["unit"] = json!("m")).unwrap();
    assert_eq!(read.lots[0].exports[0].unit.0, "m");
}

#[test]
fn a_complete_list_of_activities_says_what_is_not_carried_on() {
    let activities = with(|_| ()).unwrap().taxpayer.activities;
    assert_eq!(
        activities.get(&Activity::Telecommunications),
        Some(&Fact::service(CarriedOn::never()))
    );
    assert_eq!(activities.get(&Activity::Patent), None);
    let ended = Period {
        since: Some(date(2025, 1, 1)),
        until: Some(date(2025, 12, 31)),
    };
    let value = CarriedOn(vec![ended, Period::default()]);
    assert_eq!(
        activities.get(&Activity::Resort),
        Some(&Fact::Provisional {
            value,
            source: Source::Person
        })
    );
    assert_eq!(activities.len(), ACTIVITIES.len());

    let unlisted = with(|v| drop(v.as_object_mut().unwrap().remove("activities"))).unwrap();
    assert!(unlisted.taxpayer.activities.is_empty());
    let newer = with(|v| v["activities"][2]["kind"] = json!("space_travel")).unwrap();
    assert!(newer.taxpayer.activities.contains_key(&Activity::Unknown));
}

#[test]
fn an_application_names_its_newest_day() {
    let state = json!({"state": "applied_for", "since": "2026-02-01"});
    let read = with(|v| v["registered"] = state.clone()).unwrap();
    let expected = RegisteredState::AppliedFor {
        applied: Some(date(2025, 12, 5)),
        begins: date(2026, 2, 1),
    };
    assert_eq!(read.registered, Fact::service(expected));
}

#[test]
fn words_of_a_newer_service_settle_nothing() {
    let read = with(|v| {
        v["registered"]["state"] = json!("suspended");
        v["debts"][0]["kind"] = json!("green_tax");
        v["lots"][0]["released"]["source"] = json!("oracle");
        v["confirmations"][0]["form"] = json!("telepathy");
    })
    .unwrap();
    assert_eq!(read.registered, Fact::service(RegisteredState::Unknown));
    assert_eq!(read.debts.value().unwrap()[0].kind, DebtKind::Unknown);
    assert_eq!(read.lots[0].released.source(), Some(Source::Person));
    assert_eq!(read.lots[0].exports[0].documents.len(), 2);
}

#[test]
fn names_what_is_wrong() {
    let cases: [(&str, Value, &str); 19] = [
        ("/applications/0/office", json!("0001"), "applications[0].office"),
        ("/taxpayer/id", json!("t2"), "taxpayer.id"),
        ("/taxpayer/inn", json!("0321399990000x"), "taxpayer.inn"),
        ("/taxpayer/office", json!("1"), "taxpayer.office"),
        ("/registered", json!({"state": "in_force"}), "registered.since"),
        ("/debts/0/sum_tyiyn", json!(-1), "debts[0].sum_tyiyn"),
        ("/lots/0/imported_from", json!("CHN"), "lots[0].imported_from"),
        (
            "/lots/0/planned_destination/value",
            json!(""),
            "lots[0].planned_destination",
        ),
        (
            "/lots/0/goods/0/quantity_thousandths",
            json!(-1),
            "lots[0].goods[0].quantity_thousandths",
        ),
        (
            "/lots/0/goods/0/vat_tyiyn",
            json!(-1),
            "lots[0].goods[0].vat_tyiyn",
        ),
        (
            "/lots/0/conditional_vat_tyiyn/value",
            json!(-1),
            "lots[0].conditional_vat_tyiyn",
        ),
        (
            "/lots/0/deposits/0/account",
            json!("bank"),
            "lots[0].deposits[0].account",
        ),
        (
            "/lots/0/deposits/0/sum_tyiyn",
            json!(-5),
            "lots[0].deposits[0].sum_tyiyn",
        ),
        ("/lots/0/exports/0/line", json!(2), "lots[0].exports[0].line"),
        (
            "/lots/0/exports/0/destination",
            json!("🏝"),
            "lots[0].exports[0].destination",
        ),
        (
            "/lots/0/refund_applications/0/body",
            json!("bank"),
            "lots[0].refund_applications[0].body",
        ),
        (
            "/lots/0/decisions/0/application",
            json!("a2"),
            "lots[0].decisions[0].application",
        ),
        (
            "/lots/0/decisions/0/parts/0/sum_tyiyn",
            json!(-1),
            "lots[0].decisions[0].parts[0].sum_tyiyn",
        ),
        (
            "/lots/0/transfers_to_budget/0/sum_tyiyn",
            json!(-1),
            "lots[0].transfers_to_budget[0].sum_tyiyn",
        ),
    ];
    for (pointer, value, name) in cases {
        let error = with(|v| *v.pointer_mut(pointer).unwrap() = value).unwrap_err();
        assert_eq!(error, malformed::field(name), "{pointer}");
    }
}

/// Puts values of every JSON type in every place: each is read or refused, and none panics.
#[test]
fn no_value_in_any_place_panics() {
    fn places(value: &Value, at: &str, found: &mut Vec<String>) {
        found.push(at.to_owned());
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, value)| places(value, &format!("{at}/{name}"), found)),
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(number, value)| places(value, &format!("{at}/{number}"), found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    places(&sample(), "", &mut found);
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("9999-12-31"),
        json!("-9999-01-01"),
        json!([]),
        json!({}),
        json!([[[]]]),
        json!("\u{0}"),
    ];
    let mut refused = 0;
    for place in &found {
        for value in &values {
            match with(|v| *v.pointer_mut(place).unwrap() = value.clone()) {
                Ok(_) => {}
                Err(ServiceError::Malformed(name)) => {
                    assert!(!name.is_empty());
                    refused += 1;
                }
                Err(other) => panic!("{place}: {other}"),
            }
        }
    }
    assert!(
        refused > found.len(),
        "too little was refused for this to have tested anything"
    );
}
