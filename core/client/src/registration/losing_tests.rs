//! What a vault, a disk and a network that fail at the wrong moment leave of an application.

use super::tests::{
    about, answer, form, opened, received, sent, status, take, type_inn, type_passwords, whole,
};
use super::{ApplicationState, RegistrationCall};
use crate::event::Event;
use crate::intent::{Ask, RegistrationAsk};
use crate::ports::{ServiceError, StoreError, Vault, VaultKey};
use crate::secret::Secret;
use crate::testing::Desk;
use crate::view::View;

fn is_status(call: &RegistrationCall) -> bool {
    matches!(call, RegistrationCall::Status { .. })
}

/// Whether the status is asked for, which burns the receipt.
fn asks_status(desk: &mut Desk) -> bool {
    take(desk).is_some_and(|(_, call)| is_status(&call))
}

#[test]
fn a_secret_is_used_only_once_the_vault_holds_it() {
    let mut desk = whole();
    desk.vault_fails = true;
    about(&mut desk, RegistrationAsk::Submit);
    answer(&mut desk, Ok(received("canary secret")));
    assert!(!asks_status(&mut desk), "a kill now would lose it for good");
    desk.vault_fails = false;
    desk.ask(Ask::Refresh);
    assert!(asks_status(&mut desk));
}

#[test]
fn a_secret_is_used_only_once_the_disk_holds_its_application() {
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::Submit);
    desk.save_fails = Some(StoreError::Full);
    answer(&mut desk, Ok(received("canary secret")));
    assert!(!asks_status(&mut desk), "a kill now would forget its number");
    desk.save_fails = None;
    desk.happen(Event::Resumed);
    assert!(asks_status(&mut desk));
}

#[test]
fn a_secret_stays_until_the_login_that_it_brought_is_on_the_disk() {
    let mut desk = sent();
    desk.save_fails = Some(StoreError::Full);
    answer(&mut desk, Ok(status(ApplicationState::AccessGranted)));
    assert!(desk.vault.read(&VaultKey::Claims).unwrap().is_some());
    desk.save_fails = None;
    desk.happen(Event::Resumed);
    assert_eq!(desk.vault.read(&VaultKey::Claims), Ok(None));
}

#[test]
fn a_secret_whose_application_was_forgotten_meanwhile_leaves_the_vault() {
    let mut desk = sent();
    desk.vault_fails = true;
    about(&mut desk, RegistrationAsk::Forget);
    desk.ask(Ask::Confirm);
    desk.vault_fails = false;
    assert!(desk.vault.read(&VaultKey::Claims).unwrap().is_some());
    desk.restart();
    assert_eq!(desk.vault.read(&VaultKey::Claims), Ok(None));
}

#[test]
fn a_status_that_was_asked_for_before_a_mend_says_nothing_of_the_mended() {
    let mut desk = sent();
    answer(&mut desk, Ok(status(ApplicationState::Refused)));
    desk.happen(Event::Resumed);
    let (late, call) = take(&mut desk).expect("a status");
    assert!(is_status(&call));
    about(&mut desk, RegistrationAsk::Mend);
    type_passwords(&mut desk);
    about(&mut desk, RegistrationAsk::Submit);
    answer(&mut desk, Ok(received("canary secret")));
    desk.happen(Event::Registration(late, Ok(status(ApplicationState::Refused))));
    let View::Application(view) = desk.front().view else {
        panic!("not the application")
    };
    assert!(!view.message.text.contains("refused"), "{:?}", view.message);
}

#[test]
fn what_was_changed_after_an_unclear_sending_is_not_told_as_received() {
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::Submit);
    answer(&mut desk, Err(ServiceError::Unreachable("sample".to_owned())));
    type_inn(&mut desk, "23213999900102");
    desk.happen(Event::Resumed);
    answer(&mut desk, Ok(received("canary secret")));
    assert!(
        desk.says("as it was sent first"),
        "{:?}",
        desk.front().frame.notices
    );
    answer(&mut desk, Ok(status(ApplicationState::Submitted)));
    assert!(
        desk.says("as it was sent first"),
        "until it is mended or forgotten"
    );
    desk.ask(Ask::Back);
    about(&mut desk, RegistrationAsk::Open);
    let kept = format!("{:?}", form(&desk).fields);
    assert!(kept.contains("23213999900102"), "the draft is still there");
}

#[test]
fn a_submission_that_is_unclear_is_asked_for_when_the_network_is_back() {
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::Submit);
    answer(&mut desk, Err(ServiceError::Unreachable("sample".to_owned())));
    assert!(take(&mut desk).is_none());
    crate::session::note_connection(&mut desk.model, None);
    desk.happen(Event::Woke(crate::effect::Ticket(0)));
    assert!(matches!(
        take(&mut desk),
        Some((_, RegistrationCall::AskReceipt { .. }))
    ));
}

#[test]
fn a_refusal_by_the_register_is_looked_up_again() {
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::Submit);
    let code = "application_refused".to_owned();
    answer(&mut desk, Err(ServiceError::Refused { code }));
    let subject = super::Subject::Person;
    about(&mut desk, RegistrationAsk::LookUp { subject });
    assert!(matches!(
        take(&mut desk),
        Some((_, RegistrationCall::LookUp { .. }))
    ));
}

#[test]
fn a_form_touched_before_the_store_was_read_takes_nothing_away() {
    let mut desk = opened();
    desk.load_fails = Some(StoreError::Io("sample".to_owned()));
    desk.restart();
    about(&mut desk, RegistrationAsk::Open);
    desk.ask(Ask::TickConsent { ticked: true });
    desk.load_fails = None;
    desk.happen(Event::Resumed);
    desk.restart();
    about(&mut desk, RegistrationAsk::Open);
    let kept = format!("{:?}", form(&desk).fields);
    assert!(kept.contains("13213999900101"), "{kept}");
}

#[test]
fn passwords_outlive_no_form_that_was_left_while_it_was_sent() {
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::Submit);
    desk.ask(Ask::Back);
    answer(&mut desk, Err(ServiceError::Unreachable("sample".to_owned())));
    assert_eq!(desk.model.registration.fresh.password, Secret::default());
}
