//! What a newer or a leaner service may send, and what printing gives away.

use jiff::civil::date;

use super::sample::{deposit, finding, released, with};
use crate::dossier::{
    Activity, Body, ConfirmationForm, DebtKind, DirectionKind, DocumentKind, Dossier, Issuer, Outcome,
    PayingAccount, RegisteredState,
};
use crate::fact::Fact;

#[test]
fn unknown_words_and_fields_are_read() {
    fn read<T: serde::de::DeserializeOwned>() -> T {
        serde_json::from_str("\"something_new\"").unwrap()
    }
    assert_eq!(read::<Activity>(), Activity::Unknown);
    assert_eq!(read::<ConfirmationForm>(), ConfirmationForm::Unknown);
    assert_eq!(read::<DebtKind>(), DebtKind::Unknown);
    assert_eq!(read::<DirectionKind>(), DirectionKind::Unknown);
    assert_eq!(read::<DocumentKind>(), DocumentKind::Unknown);
    assert_eq!(read::<Issuer>(), Issuer::Unknown);
    assert_eq!(read::<Outcome>(), Outcome::Unknown);
    let state = r#"{"kind":"suspended","until":"2026-01-01"}"#;
    assert_eq!(
        serde_json::from_str::<RegisteredState>(state).unwrap(),
        RegisteredState::Unknown
    );
}

#[test]
fn the_leanest_dossier_is_read_and_what_is_absent_is_missing() {
    let lean = r#"{
        "revision": 7, "colour": "blue",
        "taxpayer": {"name": "Үлгү", "inn": "23213999900001", "office": "004",
            "activities": {"patent": {"state": "known", "value": [], "source": "service"}, "mining_of_moon": {"state": "missing"}}},
        "lots": [{"id": "lot-1", "imported_from": {"state": "known", "value": "cn", "source": "customs"},
            "released": {"state": "known", "value": "2026-03-02", "source": "customs"},
            "deposits": [{"number": "1", "account": "customs", "date": "2026-02-20", "sum": 100, "source": "service"}]}]
    }"#;
    let dossier: Dossier = serde_json::from_str(lean).unwrap();
    assert_eq!(
        (dossier.registered.clone(), dossier.debts.clone()),
        (Fact::Missing, Fact::Missing)
    );
    assert!(dossier.lots[0].deposits[0].stated.is_settled());
    assert_eq!(
        finding(&dossier, date(2026, 3, 3), "reg:18/lot-1").dates().due,
        Some(date(2026, 8, 29))
    );
}

#[test]
fn what_is_wrong_is_refused_with_its_place() {
    let wrong = |text: &str| serde_json::from_str::<Dossier>(text).unwrap_err().to_string();
    let inn = wrong(r#"{"revision": 1, "taxpayer": {"name": "", "inn": "123", "office": "004"}}"#);
    assert!(inn.contains("14 digits") && inn.contains("line 1"), "{inn}");
    assert!(!inn.contains("123"), "a refusal does not repeat an INN");
    let country = r#"{"state": "known", "value": "Kazakhstan", "source": "service"}"#;
    assert!(serde_json::from_str::<Fact<crate::country::Country>>(country).is_err());
}

#[test]
fn printing_a_dossier_shows_no_name_inn_or_account() {
    let mut lot = released(date(2026, 3, 2));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 100)];
    lot.deposits[0].paying_account = Some(PayingAccount("1280016000000001".to_owned()));
    let printed = format!("{:?}", with(lot));
    for secret in ["23213999900001", "Үлгү", "1280016000000001"] {
        assert!(!printed.contains(secret), "{secret}");
    }
}
