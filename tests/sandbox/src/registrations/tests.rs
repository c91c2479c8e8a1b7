//! The books of applications: once whatever is repeated, and to a login by either order.

use jiff::Timestamp;
use salyk_contract::operator::RegistrationStep as Step;
use salyk_contract::problem::ProblemCode;
use salyk_contract::registrations::{ApplicantKind, RegistrationState as State, TerritorialOffice};

use super::{Content, Entry, Registrations, StepError, person};

const KEY: &str = "11111111-1111-4111-8111-111111111111";
const OTHER: &str = "22222222-2222-4222-8222-222222222222";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn entry(inn: &str) -> Entry {
    Entry {
        content: Content {
            applicant: ApplicantKind::Individual,
            person: person(inn).unwrap(),
            organisation: None,
        },
        password_hash: "hash".to_owned(),
        office: TerritorialOffice {
            code: "001".to_owned(),
            name: "Үлгү".to_owned(),
        },
    }
}

fn refuse(reason: &str) -> Step {
    Step::Refuse {
        reason: reason.to_owned(),
    }
}

#[test]
fn a_key_is_good_for_one_application() {
    let mut books = Registrations::default();
    let first = books.submit(KEY, entry("13213999900101"), at(0)).unwrap();
    assert_eq!(
        books.submit(KEY, entry("23213999900102"), at(1)).unwrap_err(),
        ProblemCode::Conflict
    );
    let again = books.receipt(KEY).unwrap();
    assert_eq!(
        (again.number, again.submitted_at),
        (first.number, first.submitted_at)
    );
    assert_eq!(again.claim_secret.expose(), first.claim_secret.expose());
    assert_eq!(books.list().len(), 1);
}

#[test]
fn one_person_has_one_application() {
    let mut books = Registrations::default();
    let first = books.submit(KEY, entry("13213999900101"), at(0)).unwrap();
    let second = books.submit(OTHER, entry("13213999900101"), at(1));
    assert_eq!(second.unwrap_err(), ProblemCode::AlreadyRegistered);
    books.step(&first.number, &refuse("Үлгү"), at(2)).unwrap();
    assert!(
        books.submit(OTHER, entry("13213999900101"), at(3)).is_ok(),
        "a refused one is no hindrance"
    );
}

#[test]
fn a_receipt_is_given_by_its_key_until_the_secret_was_used() {
    let mut books = Registrations::default();
    let sent = books.submit(KEY, entry("13213999900101"), at(0)).unwrap();
    assert!(books.receipt(KEY).is_ok() && books.receipt(OTHER).is_err());
    assert_eq!(
        books.status(&sent.number, "wrong").unwrap_err(),
        ProblemCode::NotFound
    );
    assert!(books.receipt(KEY).is_ok());
    books.status(&sent.number, sent.claim_secret.expose()).unwrap();
    assert_eq!(books.receipt(KEY).unwrap_err(), ProblemCode::NotFound);
}

#[test]
fn confirmation_and_passport_are_both_needed_in_either_order() {
    for steps in [
        [Step::Confirm, Step::RecordPassport],
        [Step::RecordPassport, Step::Confirm],
    ] {
        let mut books = Registrations::default();
        let sent = books.submit(KEY, entry("13213999900101"), at(0)).unwrap();
        let [first, second] = steps;
        assert!(books.step(&sent.number, &first, at(1)).unwrap().is_none());
        assert!(
            books
                .status(&sent.number, sent.claim_secret.expose())
                .unwrap()
                .login
                .is_none()
        );
        let granted = books.step(&sent.number, &second, at(2)).unwrap().unwrap();
        let status = books.status(&sent.number, sent.claim_secret.expose()).unwrap();
        assert_eq!(
            (status.state, status.login),
            (State::AccessGranted, Some(granted.login))
        );
        assert_eq!(
            books.step(&sent.number, &first, at(3)).err(),
            Some(StepError::NotNow)
        );
    }
}

#[test]
fn what_was_refused_is_mended_and_nothing_else() {
    let mut books = Registrations::default();
    let sent = books.submit(KEY, entry("13213999900101"), at(0)).unwrap();
    let secret = sent.claim_secret.expose();
    let early = books.mend(OTHER, &sent.number, secret, entry("23213999900102"), at(1));
    assert_eq!(early.unwrap_err(), ProblemCode::Conflict);
    assert_eq!(
        books.step(&sent.number, &refuse("  "), at(1)).err(),
        Some(StepError::NoReason)
    );
    books.step(&sent.number, &refuse("Үлгү себеп"), at(2)).unwrap();
    let refused = books.status(&sent.number, secret).unwrap();
    assert_eq!(refused.reason.as_deref(), Some("Үлгү себеп"));
    let mended = books
        .mend(OTHER, &sent.number, secret, entry("23213999900102"), at(3))
        .unwrap();
    assert_eq!((&mended.number, mended.submitted_at), (&sent.number, at(3)));
    let status = books.status(&sent.number, secret).unwrap();
    assert_eq!((status.state, status.reason), (State::Submitted, None));
    assert!(
        books.receipt(OTHER).is_ok(),
        "whoever lost this answer asks again"
    );
}
