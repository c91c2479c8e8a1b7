//! An older phone reads what a newer service writes.

use salyk_contract::documents::{DocumentKind, DocumentsInForce};
use salyk_contract::dossier::{Dossier, RegimeState};
use salyk_contract::lots::LotState;
use salyk_contract::problem::{Problem, ProblemCode};
use salyk_contract::sessions::SignedIn;
use salyk_contract::status::ServiceStatus;

#[test]
fn unknown_fields_and_words_do_not_break_a_dossier() {
    let dossier: Dossier = serde_json::from_str(
        r#"{"revision":3,"as_of":"2026-06-01T04:00:00Z","of_tomorrow":{"a":[1]},
            "taxpayer":{"id":"t-1","kind":"cooperative","name":"«Үлгү»","inn":"03213999900001","office":"00_"},
            "registered":{"state":"suspended","since":"2026-01-01"},
            "lots":[{"id":"l-1","recorded":[{"state":"lost","sum_tyiyn":5}],"imported_from":"CN","goods":[]}]}"#,
    )
    .unwrap();
    assert_eq!(dossier.registered.state, RegimeState::Unknown);
    assert_eq!(dossier.lots[0].recorded[0].state, LotState::Unknown);
    assert_eq!(
        dossier.debts, None,
        "absent debts are not known, which is not the same as none"
    );
}

#[test]
fn a_document_of_an_unknown_kind_is_kept_apart() {
    let documents: DocumentsInForce = serde_json::from_str(
        r#"{"documents":[{"kind":"cookie_policy","version":"1","in_force_since":"2026-01-01","texts":[]}]}"#,
    )
    .unwrap();
    assert_eq!(documents.documents[0].kind, DocumentKind::Unknown);
}

#[test]
fn a_problem_needs_only_its_status_and_code() {
    let problem: Problem = serde_json::from_str(r#"{"status":418,"code":"teapot"}"#).unwrap();
    assert_eq!(problem.code, ProblemCode::Unknown);
}

#[test]
fn silence_about_being_official_means_no() {
    let status: ServiceStatus =
        serde_json::from_str(r#"{"service":"s","today":"2026-06-01","now":"2026-05-31T18:00:00Z"}"#).unwrap();
    assert!(!status.official);
}

#[test]
fn tokens_never_print() {
    let signed_in: SignedIn = serde_json::from_str(
        r#"{"access_token":"canary-a","access_expires_in":300,"refresh_token":"canary-r",
            "person":{"display_name":"Үлгү"},"taxpayers":[]}"#,
    )
    .unwrap();
    assert!(!format!("{signed_in:?}").contains("canary"));
}

#[test]
fn nonsense_is_an_error() {
    for text in [
        "",
        "[]",
        "{\"revision\":-1}",
        "{\"revision\":1,\"as_of\":\"yesterday\"}",
    ] {
        assert!(serde_json::from_str::<Dossier>(text).is_err(), "{text}");
    }
}
