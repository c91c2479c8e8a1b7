//! Sessions cut off, answered late, left, erased: nothing stays that should go, nothing goes that should stay.

use crate::effect::{Call, Effect};
use crate::event::{CallAnswer, Event};
use crate::intent::{Ask, Intent};
use crate::ports::{Change, Fetched, ServiceError, Store, StoreError, StoreKey};
use crate::step::{Context, step};
use crate::testing::{Desk, opened, taxpayer, tokens};
use crate::text::Language;
use crate::view::View;

const NOTHING_NEW: Result<CallAnswer, ServiceError> = Ok(CallAnswer::ReceiptsAdded);

fn is_dossier(call: &Call) -> bool {
    matches!(call, Call::Dossier { .. })
}

fn is_sign_out(call: &Call) -> bool {
    matches!(call, Call::SignOut { .. })
}

fn unchanged() -> Result<CallAnswer, ServiceError> {
    Ok(CallAnswer::Dossier(Box::new(Fetched::Unchanged)))
}

fn sign_out(desk: &mut Desk, everywhere: bool) {
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::SignOut { everywhere });
    desk.ask(Ask::Confirm);
}

fn is_sign_in(desk: &Desk) -> bool {
    matches!(desk.front().view, View::SignIn(_))
}

#[test]
fn many_expired_calls_cause_one_refresh() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.ask(Ask::Refresh);
    assert!(desk.calls().len() >= 2, "{:?}", desk.calls());
    while !desk.calls().is_empty() {
        desk.answer(|_| true, Err(ServiceError::AccessExpired));
    }
    let (ticket, attempt) = desk.take_refresh().expect("a refresh");
    assert!(desk.take_refresh().is_none(), "one flight");
    assert_eq!(attempt.refresh.expose_str(), Some("refresh a"));
    desk.happen(Event::Refreshed(ticket, Ok(tokens("b", 300))));
    let renewed = |effect: &Effect| matches!(effect, Effect::Call { access, .. } if access.expose_str() == Some("access b"));
    assert!(
        desk.asked.iter().filter(|effect| renewed(effect)).count() >= 2,
        "what waited is sent with the new token"
    );
}

#[test]
fn a_refresh_cut_off_is_repeated_under_its_name() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.wait(600);
    desk.ask(Ask::Refresh);
    let (_, first) = desk.take_refresh().expect("a refresh");
    desk.restart();
    let (ticket, second) = desk.take_refresh().expect("the refresh again");
    assert_eq!(first, second);
    desk.happen(Event::Refreshed(ticket, Ok(tokens("b", 300))));
    desk.wait(600);
    desk.ask(Ask::Refresh);
    let (_, third) = desk.take_refresh().expect("the next refresh");
    assert_eq!(third.refresh.expose_str(), Some("refresh b"));
    assert_ne!(third.request_id, first.request_id);
}

#[test]
fn a_token_of_no_lifetime_is_tried_and_not_renewed_for_ever() {
    let mut desk = Desk::new();
    let ticket = desk.enter("a");
    desk.happen(Event::SignedIn(ticket, Ok(opened("a", 0))));
    assert_eq!(desk.calls().len(), 1, "{:?}", desk.asked);
    for round in 0..10 {
        while let Some((ticket, _)) = desk.take_refresh() {
            desk.happen(Event::Refreshed(ticket, Ok(tokens("b", 0))));
        }
        if desk.calls().is_empty() {
            assert!(round > 1);
            return;
        }
        desk.answer(|_| true, Err(ServiceError::AccessExpired));
    }
    panic!("still trying: {:?}", desk.asked);
}

#[test]
fn an_answer_after_signing_out_writes_nothing() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    let late = desk
        .take(|effect| matches!(effect, Effect::Call { call, .. } if is_dossier(call)))
        .expect("a dossier call");
    sign_out(&mut desk, false);
    let before = desk.store.len();
    desk.happen(Event::Called(late.ticket(), unchanged()));
    desk.answer(is_sign_out, Ok(CallAnswer::SignedOut));
    assert!(desk.store.len() <= before);
    assert!(desk.vault.is_empty(), "the token is gone");
    assert!(is_sign_in(&desk));
}

#[test]
fn a_sign_out_offline_is_told_after_a_restart() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    sign_out(&mut desk, false);
    desk.answer(is_sign_out, Err(ServiceError::Unreachable("sample".to_owned())));
    desk.restart();
    assert!(is_sign_in(&desk));
    let (ticket, _) = desk.take_refresh().expect("a token to sign out with");
    desk.happen(Event::Refreshed(ticket, Ok(tokens("b", 300))));
    desk.answer(is_sign_out, Ok(CallAnswer::SignedOut));
    assert!(desk.vault.is_empty());
}

#[test]
fn an_account_that_is_not_in_front_is_revoked_when_removed() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    desk.sign_in("b");
    desk.restart();
    desk.ask(Ask::OpenAccounts);
    let View::Accounts(accounts) = desk.front().view else {
        panic!("no accounts")
    };
    let other = accounts
        .accounts
        .iter()
        .find(|row| row.login == "a")
        .expect("the other account");
    desk.ask(other.remove.intent.ask.clone());
    desk.ask(Ask::Confirm);
    let mut told = false;
    while let Some((ticket, attempt)) = desk.take_refresh() {
        told |= attempt.refresh.expose_str() == Some("refresh a");
        desk.happen(Event::Refreshed(ticket, Ok(tokens("c", 300))));
    }
    assert!(
        told && desk.calls().iter().any(|call| is_sign_out(call)),
        "{:?}",
        desk.asked
    );
}

#[test]
fn an_erasure_goes_on_after_the_vault_failed_and_after_a_kill() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.vault_fails = true;
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::EraseEverything);
    desk.ask(Ask::Confirm);
    assert!(
        is_sign_in(&desk) && desk.says("key store"),
        "{:?}",
        desk.front().frame.notices
    );
    assert!(!desk.vault.is_empty());
    desk.vault_fails = false;
    desk.restart();
    assert!(desk.vault.is_empty(), "the next start goes on");
    assert!(is_sign_in(&desk));
    let kept = desk.store.load(&[StoreKey::Accounts]).expect("a store");
    assert!(!format!("{kept:?}").contains("Sample"));
}

#[test]
fn a_sign_in_that_nobody_awaits_is_ended() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    let ticket = desk.enter("b");
    desk.ask(Ask::OpenAccounts);
    let View::Accounts(accounts) = desk.front().view else {
        panic!("no accounts")
    };
    desk.ask(accounts.accounts[0].open.intent.ask.clone());
    desk.happen(Event::SignedIn(ticket, Ok(opened("b", 300))));
    assert!(matches!(desk.front().view, View::Home(_)));
    let revoked = desk.take(|effect| matches!(effect, Effect::Call { access, call, .. } if is_sign_out(call) && access.expose_str() == Some("access b")));
    assert!(revoked.is_some(), "{:?}", desk.asked);
}

#[test]
fn what_a_full_disk_refused_is_written_with_the_next_save() {
    let mut desk = Desk::new();
    desk.save_fails = Some(StoreError::Full);
    desk.sign_in("a");
    assert!(desk.says("phone is full"), "{:?}", desk.front().frame.notices);
    desk.save_fails = None;
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::ChooseLanguage {
        language: Language::Russian,
    });
    desk.ask(Ask::Back);
    assert!(
        desk.front().frame.notices.is_empty(),
        "{:?}",
        desk.front().frame.notices
    );
    desk.restart();
    assert!(!is_sign_in(&desk), "the account was kept after all");
}

#[test]
fn an_unread_store_is_not_overwritten() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.load_fails = Some(StoreError::Io("sample".to_owned()));
    desk.restart();
    assert!(is_sign_in(&desk));
    desk.sign_in("b");
    desk.load_fails = None;
    desk.ask(Ask::Refresh);
    desk.ask(Ask::OpenAccounts);
    let View::Accounts(accounts) = desk.front().view else {
        panic!("no accounts")
    };
    let logins: Vec<_> = accounts.accounts.iter().map(|row| row.login.as_str()).collect();
    assert!(logins.contains(&"a") && logins.contains(&"b"), "{logins:?}");
}

#[test]
fn cases_of_taxpayers_that_were_taken_away_are_erased() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    let account = desk.model.accounts.ids()[0].0.clone();
    let key = StoreKey::Dossier {
        account,
        taxpayer: taxpayer("of a").id,
    };
    desk.store
        .save(&[Change::Put(key.clone(), b"a case".to_vec())])
        .expect("a store");
    desk.ask(Ask::Refresh);
    let others = vec![taxpayer("one more"), taxpayer("another")];
    desk.answer(
        |call| matches!(call, Call::Taxpayers),
        Ok(CallAnswer::Taxpayers(others)),
    );
    assert_eq!(desk.store.load(&[key]), Ok(vec![None]));
    assert!(
        matches!(desk.front().view, View::TaxpayerChoice(_)),
        "nobody is acted for any more"
    );
}

#[test]
fn an_answer_to_another_call_is_a_fault_and_no_more() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.answer(is_dossier, NOTHING_NEW);
    assert!(matches!(desk.front().view, View::Home(_)));
    assert!(!desk.front().frame.notices.is_empty());
}

#[test]
fn a_sleeping_app_closes_the_store_after_every_use() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.happen(Event::Suspending);
    let intent = Intent {
        screen: desk.front().id,
        ask: Ask::ChooseLanguage {
            language: Language::Russian,
        },
    };
    let effects = step(&mut desk.model, Event::Asked(intent), &Context { now: desk.now });
    let on_disk = |effect: &&Effect| matches!(effect, Effect::Save { .. } | Effect::SuspendStore { .. });
    let disk: Vec<_> = effects.iter().filter(on_disk).collect();
    assert!(
        matches!(
            disk.as_slice(),
            [Effect::Save { .. }, Effect::SuspendStore { .. }]
        ),
        "{disk:?}"
    );
}
