//! A session that the service ended: the outbox stays sealed, for the same login, and goes on where it was.

use crate::effect::{Call, Effect};
use crate::event::CallAnswer;
use crate::fakes::dossier_answer;
use crate::filing::Filed;
use crate::intent::Ask;
use crate::ports::{Fetched, ServiceError};
use crate::regime::sample_dossier;
use crate::testing::Desk;
use crate::view::{OutboxView, View};

fn case() -> CallAnswer {
    let (content, tag) = (dossier_answer(sample_dossier()), "a".to_owned());
    CallAnswer::Dossier(Box::new(Fetched::New { content, tag }))
}

pub(super) fn is_case(call: &Call) -> bool {
    matches!(call, Call::Dossier { .. })
}

pub(super) fn is_filing(call: &Call) -> bool {
    matches!(call, Call::File { .. })
}

/// The key of the application that is being sent.
fn sent(desk: &Desk) -> Option<String> {
    desk.calls().into_iter().find_map(|call| match call {
        Call::File { key, .. } => Some(key.clone()),
        _ => None,
    })
}

pub(super) fn sign_in(desk: &mut Desk, login: &str) {
    desk.sign_in(login);
    desk.answer(is_case, Ok(case()));
}

/// Files an application, which is sent at once; gives its key.
pub(super) fn file(desk: &mut Desk) -> String {
    desk.ask(Ask::OpenRegimeApplication);
    for number in 0..9 {
        let applies = false;
        desk.ask(Ask::AnswerExclusion { number, applies });
    }
    desk.ask(Ask::AcceptVatCancelled { ticked: true });
    desk.ask(Ask::File);
    sent(desk).expect("it is on its way")
}

fn outbox(desk: &mut Desk) -> OutboxView {
    desk.ask(Ask::OpenOutbox);
    match desk.front().view {
        View::Outbox(view) => view,
        other => panic!("no outbox: {other:?}"),
    }
}

/// The service ends the session while an application is on its way, and a draft is open besides.
fn forced_out() -> (Desk, String) {
    let mut desk = Desk::new();
    sign_in(&mut desk, "a");
    let key = file(&mut desk);
    desk.answer(is_filing, Err(ServiceError::SessionEnded));
    assert!(
        matches!(desk.front().view, View::SignIn(_)),
        "{:?}",
        desk.front().view
    );
    assert_eq!(desk.vault.len(), 1, "the token is gone, its name is there");
    desk.asked.clear();
    (desk, key)
}

/// Signs in as the same login; what waited goes on under its key and is received once.
fn goes_on(desk: &mut Desk, key: &str) {
    sign_in(desk, "a");
    assert_eq!(sent(desk).as_deref(), Some(key), "the same key");
    let filed = Filed {
        number: "1".to_owned(),
        received_at: desk.now,
        filed: jiff::civil::date(2026, 11, 22),
        revision: 2,
    };
    desk.answer(is_filing, Ok(CallAnswer::Filed(filed)));
    assert_eq!(sent(desk), None);
    let rows = outbox(desk).applications;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].number.as_deref(), Some("1"));
}

#[test]
fn the_same_login_goes_on() {
    let (mut desk, key) = forced_out();
    goes_on(&mut desk, &key);
}

#[test]
fn the_same_login_goes_on_after_a_kill() {
    let (mut desk, key) = forced_out();
    desk.restart();
    assert!(matches!(desk.front().view, View::SignIn(_)));
    goes_on(&mut desk, &key);
}

#[test]
fn another_login_neither_sees_nor_sends_it() {
    let (mut desk, key) = forced_out();
    sign_in(&mut desk, "b");
    assert_eq!(sent(&desk), None);
    assert!(outbox(&mut desk).applications.is_empty());
    desk.ask(Ask::Back);
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::SignOut { everywhere: false });
    let View::Confirm(asked) = desk.front().view else {
        panic!("no question")
    };
    assert!(
        asked.unsent.is_empty(),
        "what another login left is not b's to discard"
    );
    desk.ask(Ask::Confirm);
    desk.take(|effect| matches!(effect, Effect::Call { .. }));
    goes_on(&mut desk, &key);
}

#[test]
fn nothing_is_sent_while_it_is_locked() {
    let (mut desk, _) = forced_out();
    for _ in 0..3 {
        desk.wait(3600);
        desk.ask(Ask::Refresh);
        desk.happen(crate::event::Event::Resumed);
    }
    assert!(desk.calls().is_empty(), "{:?}", desk.calls());
}

#[test]
fn a_refused_application_for_the_regime_is_made_anew_from_what_it_said() {
    let mut desk = Desk::new();
    sign_in(&mut desk, "a");
    let application = file(&mut desk);
    let refused = ServiceError::Refused {
        code: "other_office".to_owned(),
    };
    desk.answer(is_filing, Err(refused));
    desk.ask(Ask::MendApplication {
        application: application.clone(),
    });
    let View::RegimeApplication(view) = desk.front().view else {
        panic!("not the form")
    };
    assert!(view.file.enabled, "{:?}", view.missing);
    desk.ask(Ask::File);
    assert!(
        sent(&desk).is_some_and(|key| key != application),
        "a key of its own"
    );
}
