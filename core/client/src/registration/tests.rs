//! Registration on a desk: what late, lost and refused answers, a kill and a full disk leave of it.

use crate::effect::{Effect, Ticket};
use crate::event::Event;
use crate::intent::{Ask, FieldKey, RegistrationAsk};
use crate::ports::{ServiceError, Store, StoreError, StoreKey, Vault, VaultKey};
use crate::secret::Secret;
use crate::testing::Desk;
use crate::view::{FormItem, RegistrationView, View};

use super::{
    ApplicantKind, ApplicationState, ApplicationStatus, LookedUp, Office, Received, RegistrationAnswer,
    RegistrationCall, Subject,
};

const INN: &str = "13213999900101";
const CANARY: &str = "canary password";

pub(super) fn about(desk: &mut Desk, ask: RegistrationAsk) {
    desk.ask(Ask::Registration { ask });
}

pub(super) fn form(desk: &Desk) -> RegistrationView {
    match desk.front().view {
        View::Registration(view) => view,
        other => panic!("{other:?}"),
    }
}

fn name(desk: &Desk) -> String {
    let filled = form(desk).fields.into_iter().find_map(|item| match item {
        FormItem::Filled { field } => Some(field.text),
        _ => None,
    });
    filled.expect("a name")
}

fn office() -> Office {
    Office {
        code: "001".to_owned(),
        name: "Үлгү".to_owned(),
    }
}

fn found(name: &str) -> RegistrationAnswer {
    RegistrationAnswer::LookedUp(LookedUp::Found {
        name: name.to_owned(),
        office: office(),
    })
}

pub(super) fn received(secret: &str) -> RegistrationAnswer {
    RegistrationAnswer::Received(Received {
        number: "17".to_owned(),
        submitted_at: "2026-11-23T04:00:00Z".parse().unwrap(),
        secret: Secret::from(secret.to_owned()),
    })
}

pub(super) fn status(state: ApplicationState) -> RegistrationAnswer {
    let granted = state == ApplicationState::AccessGranted;
    RegistrationAnswer::Status(ApplicationStatus {
        state,
        reason: (state == ApplicationState::Refused).then(|| "Үлгү".to_owned()),
        passport_shown: granted,
        office: office(),
        login: granted.then(|| "ulgu".to_owned()),
        events: Vec::new(),
    })
}

/// The oldest call of a registration that was not answered.
pub(super) fn take(desk: &mut Desk) -> Option<(Ticket, RegistrationCall)> {
    match desk.take(|effect| matches!(effect, Effect::Registration { .. }))? {
        Effect::Registration { ticket, call } => Some((ticket, call)),
        _ => None,
    }
}

pub(super) fn answer(desk: &mut Desk, answer: Result<RegistrationAnswer, ServiceError>) -> RegistrationCall {
    let (ticket, call) = take(desk).expect("a call");
    desk.happen(Event::Registration(ticket, answer));
    call
}

pub(super) fn type_inn(desk: &mut Desk, text: &str) {
    desk.ask(Ask::Typed {
        field: FieldKey::PersonInn,
        text: text.to_owned(),
        edit: 1,
    });
}

fn look_up(desk: &mut Desk) {
    let subject = Subject::Person;
    about(desk, RegistrationAsk::LookUp { subject });
}

pub(super) fn type_passwords(desk: &mut Desk) {
    let screen = desk.front().id;
    for field in [FieldKey::NewPassword, FieldKey::PasswordAgain] {
        let secret = Secret::from(CANARY.to_owned());
        desk.happen(Event::SecretEntered {
            screen,
            field,
            secret,
        });
    }
}

/// A form on which an INN was typed.
pub(super) fn opened() -> Desk {
    let mut desk = Desk::new();
    about(&mut desk, RegistrationAsk::Open);
    let kind = ApplicantKind::Individual;
    about(&mut desk, RegistrationAsk::ChooseKind { kind });
    desk.ask(Ask::TickConsent { ticked: true });
    type_inn(&mut desk, INN);
    desk
}

/// A form on which everything is right.
pub(super) fn whole() -> Desk {
    let mut desk = opened();
    look_up(&mut desk);
    answer(&mut desk, Ok(found("Үлгү")));
    type_passwords(&mut desk);
    desk
}

/// An application that was received.
pub(super) fn sent() -> Desk {
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::Submit);
    answer(&mut desk, Ok(received("canary secret")));
    desk
}

#[test]
fn nothing_is_looked_up_before_the_box_is_ticked() {
    let mut desk = opened();
    desk.ask(Ask::TickConsent { ticked: false });
    look_up(&mut desk);
    assert!(take(&mut desk).is_none());
    desk.ask(Ask::TickConsent { ticked: true });
    look_up(&mut desk);
    assert!(take(&mut desk).is_some());
}

#[test]
fn an_answer_to_an_earlier_look_up_changes_nothing() {
    let mut desk = opened();
    look_up(&mut desk);
    let (late, _) = take(&mut desk).unwrap();
    type_inn(&mut desk, "23213999900102");
    desk.happen(Event::Registration(late, Ok(found("Үлгү кеч"))));
    assert_eq!(name(&desk), "");
    type_inn(&mut desk, INN);
    assert_eq!(name(&desk), "", "typed again, it is looked up again");
    look_up(&mut desk);
    answer(&mut desk, Ok(found("Үлгү")));
    type_inn(&mut desk, "1321 3999 900101");
    assert_eq!(name(&desk), "Үлгү", "the same INN, written otherwise");
    type_inn(&mut desk, "1321 3999 90010");
    assert_eq!(name(&desk), "", "another INN clears what was filled");
}

#[test]
fn a_wait_is_counted_down_and_then_over() {
    let mut desk = opened();
    look_up(&mut desk);
    answer(&mut desk, Err(ServiceError::TooManyAttempts { retry_after: 2 }));
    for seconds in ["2", "1"] {
        look_up(&mut desk);
        assert!(take(&mut desk).is_none(), "asked while waiting");
        let said = form(&desk).fields.into_iter().any(|item| match item {
            FormItem::LookedUp { look_up, .. } => look_up.why_not.is_some_and(|why| why.contains(seconds)),
            _ => false,
        });
        assert!(said, "{seconds}");
        desk.wait(1);
        let wake = desk.take(|effect| matches!(effect, Effect::Wake { .. })).unwrap();
        desk.happen(Event::Woke(wake.ticket()));
    }
    look_up(&mut desk);
    assert!(take(&mut desk).is_some());
}

#[test]
fn an_incomplete_form_sends_nothing() {
    let mut desk = opened();
    type_passwords(&mut desk);
    about(&mut desk, RegistrationAsk::Submit);
    assert!(take(&mut desk).is_none());
}

#[test]
fn nothing_is_sent_whose_key_is_not_kept() {
    let mut desk = whole();
    desk.save_fails = Some(StoreError::Full);
    about(&mut desk, RegistrationAsk::Submit);
    assert!(take(&mut desk).is_none());
    assert!(desk.says("full"), "{:?}", desk.front().frame.notices);
    desk.save_fails = None;
    about(&mut desk, RegistrationAsk::Submit);
    assert!(matches!(
        take(&mut desk),
        Some((_, RegistrationCall::Submit { .. }))
    ));
}

#[test]
fn one_key_is_sent_once_and_asked_for_before_it_is_sent_again() {
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::Submit);
    about(&mut desk, RegistrationAsk::Submit);
    let lost = Err(ServiceError::Unreachable("sample".to_owned()));
    let RegistrationCall::Submit { key: first, .. } = answer(&mut desk, lost) else {
        panic!("nothing was sent")
    };
    assert!(take(&mut desk).is_none(), "pressed twice, sent once");
    about(&mut desk, RegistrationAsk::Submit);
    let asked = answer(&mut desk, Err(ServiceError::NotFound));
    assert_eq!(asked, RegistrationCall::AskReceipt { key: first.clone() });
    let Some((_, RegistrationCall::Submit { key, .. })) = take(&mut desk) else {
        panic!("it is sent once the service has said that it has nothing")
    };
    assert_eq!(key, first);
}

#[test]
fn a_kill_between_sending_and_hearing_asks_for_the_receipt() {
    for arrived in [true, false] {
        let mut desk = whole();
        about(&mut desk, RegistrationAsk::Submit);
        let (_, RegistrationCall::Submit { key: first, .. }) = take(&mut desk).unwrap() else {
            panic!("nothing was sent")
        };
        desk.restart();
        let heard = if arrived {
            Ok(received("canary secret"))
        } else {
            Err(ServiceError::NotFound)
        };
        assert_eq!(
            answer(&mut desk, heard),
            RegistrationCall::AskReceipt { key: first.clone() }
        );
        if arrived {
            assert!(matches!(
                take(&mut desk),
                Some((_, RegistrationCall::Status { .. }))
            ));
            continue;
        }
        about(&mut desk, RegistrationAsk::Open);
        assert!(
            form(&desk)
                .state
                .is_some_and(|state| state.text.contains("password"))
        );
        about(&mut desk, RegistrationAsk::Submit);
        assert!(take(&mut desk).is_none(), "without the passwords nothing is sent");
        type_passwords(&mut desk);
        about(&mut desk, RegistrationAsk::Submit);
        answer(&mut desk, Err(ServiceError::NotFound));
        let Some((_, RegistrationCall::Submit { key, .. })) = take(&mut desk) else {
            panic!("it is sent again")
        };
        assert_eq!(key, first, "under its key");
    }
}

#[test]
fn the_store_holds_no_password_and_no_secret_and_the_vault_the_secret_alone() {
    let mut desk = sent();
    let stored = desk
        .store
        .load(&[StoreKey::Registration])
        .unwrap()
        .remove(0)
        .unwrap();
    let stored = String::from_utf8(stored).unwrap();
    assert!(stored.contains(INN) && !stored.contains("canary"), "{stored}");
    let kept = desk.vault.read(&VaultKey::Claims).unwrap().unwrap();
    assert!(kept.expose_str().unwrap().contains("canary secret"));
    let drawn = format!("{:?} {:?}", desk.front(), desk.model);
    assert!(!drawn.contains("canary"), "{drawn}");
    answer(&mut desk, Ok(status(ApplicationState::AccessGranted)));
    assert_eq!(
        desk.vault.read(&VaultKey::Claims),
        Ok(None),
        "it is of no use any more"
    );
}

#[test]
fn a_secret_that_the_vault_did_not_keep_is_had_again_by_the_key() {
    let mut desk = whole();
    desk.vault_fails = true;
    about(&mut desk, RegistrationAsk::Submit);
    answer(&mut desk, Ok(received("canary secret")));
    desk.vault_fails = false;
    desk.restart();
    assert!(matches!(
        answer(&mut desk, Ok(received("canary secret"))),
        RegistrationCall::AskReceipt { .. }
    ));
    let Some((_, RegistrationCall::Status { claim })) = take(&mut desk) else {
        panic!("it is followed")
    };
    assert_eq!(claim.secret.expose_str(), Some("canary secret"));
    assert!(desk.vault.read(&VaultKey::Claims).unwrap().is_some());
}

#[test]
fn a_refused_application_is_mended_under_its_number() {
    let mut desk = sent();
    answer(&mut desk, Ok(status(ApplicationState::Refused)));
    about(&mut desk, RegistrationAsk::Mend);
    assert_eq!(name(&desk), "Үлгү", "what was found need not be looked up again");
    type_passwords(&mut desk);
    about(&mut desk, RegistrationAsk::Submit);
    let RegistrationCall::Submit { mends, .. } = answer(&mut desk, Ok(received("canary secret"))) else {
        panic!("nothing was sent")
    };
    assert_eq!(mends.map(|claim| claim.number).as_deref(), Some("17"));
    assert!(matches!(desk.front().view, View::Application(_)));
    assert!(matches!(
        take(&mut desk),
        Some((_, RegistrationCall::Status { .. }))
    ));
}

#[test]
fn leaving_the_form_takes_the_passwords_and_nothing_else() {
    let mut desk = whole();
    desk.ask(Ask::Back);
    about(&mut desk, RegistrationAsk::Open);
    assert_eq!(name(&desk), "Үлгү");
    let filled = |item: &FormItem| matches!(item, FormItem::Secret { field } if field.filled);
    assert!(!form(&desk).fields.iter().any(filled));
}

#[test]
fn a_draft_is_erased_when_agreed_to_and_not_while_it_may_have_arrived() {
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::EraseDraft);
    desk.ask(Ask::Confirm);
    about(&mut desk, RegistrationAsk::Open);
    assert_eq!(form(&desk).fields.len(), 1, "no kind is chosen");
    let mut desk = whole();
    about(&mut desk, RegistrationAsk::Submit);
    answer(&mut desk, Err(ServiceError::Unreachable("sample".to_owned())));
    about(&mut desk, RegistrationAsk::EraseDraft);
    assert!(
        matches!(desk.front().view, View::Registration(_)),
        "nothing is asked"
    );
}

#[test]
fn erasing_everything_takes_the_applications_and_their_secrets() {
    let mut desk = sent();
    desk.ask(Ask::Back);
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::EraseEverything);
    desk.ask(Ask::Confirm);
    assert!(desk.vault.is_empty() && desk.model.erasing.is_none());
    desk.restart();
    assert!(take(&mut desk).is_none(), "{:?}", desk.asked);
}

#[test]
fn a_newer_privacy_policy_clears_the_box() {
    let mut desk = opened();
    look_up(&mut desk);
    answer(&mut desk, Err(ServiceError::ConsentRequired));
    assert!(!form(&desk).consent.ticked);
    look_up(&mut desk);
    assert!(take(&mut desk).is_none());
}
