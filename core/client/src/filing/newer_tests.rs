//! What a newer version of the app stored is neither lost nor written over by this one.

use super::forced_tests::sign_in;
use crate::accounts;
use crate::event::Event;
use crate::intent::Ask;
use crate::ports::{Change, Store, StoreKey};
use crate::testing::{Desk, tokens};
use crate::view::View;

fn load(desk: &Desk, key: StoreKey) -> Option<Vec<u8>> {
    desk.store.load(&[key]).expect("a store in memory").remove(0)
}

fn put(desk: &Desk, key: StoreKey, bytes: &[u8]) {
    let put = Change::Put(key, bytes.to_vec());
    desk.store.save(&[put]).expect("a store in memory");
}

/// Kills the app and starts it again, signed in as before.
fn restart(desk: &mut Desk) {
    desk.restart();
    let (ticket, _) = desk.take_refresh().expect("a session is taken up");
    desk.happen(Event::Refreshed(ticket, Ok(tokens("a", 300))));
}

/// How many of the nine exclusions are answered in the draft.
fn answered(desk: &mut Desk) -> usize {
    desk.ask(Ask::OpenRegimeApplication);
    let View::RegimeApplication(view) = desk.front().view else {
        panic!("not the form")
    };
    desk.ask(Ask::Back);
    view.questions
        .iter()
        .filter(|asked| asked.answers.iter().any(|one| one.chosen))
        .count()
}

#[test]
fn an_index_that_is_not_understood_is_kept_aside_until_it_is() {
    let mut desk = Desk::new();
    sign_in(&mut desk, "a");
    desk.ask(Ask::OpenRegimeApplication);
    let (number, applies) = (0, false);
    desk.ask(Ask::AnswerExclusion { number, applies });
    let account = accounts::current(&desk.model)
        .expect("signed in")
        .account
        .id
        .clone();
    let index = StoreKey::Filing(account.0.clone());
    let aside = StoreKey::FilingAside(account.0.clone());
    let understood = load(&desk, index.clone()).expect("an index");
    let newer = br#"{"shape":2,"content":"sample"}"#;
    put(&desk, index.clone(), newer);
    for _ in 0..2 {
        restart(&mut desk);
        assert_eq!(load(&desk, aside.clone()).as_deref(), Some(&newer[..]));
    }
    assert_eq!(answered(&mut desk), 0);
    // As if this version were the newer one, after an index of the older one.
    put(&desk, index, br#"{"shape":1,"content":{"taxpayers":[]}}"#);
    put(&desk, aside.clone(), &understood);
    restart(&mut desk);
    assert_eq!(load(&desk, aside), None);
    assert_eq!(answered(&mut desk), 1);
}

#[test]
fn what_could_not_be_read_is_the_same_logins_over_every_sign_in() {
    let mut desk = Desk::new();
    sign_in(&mut desk, "a");
    desk.ask(Ask::OpenRegimeApplication);
    let (number, applies) = (0, false);
    desk.ask(Ask::AnswerExclusion { number, applies });
    let acting = accounts::current(&desk.model).expect("signed in");
    let draft = StoreKey::Draft {
        account: acting.account.id.0.clone(),
        taxpayer: acting.taxpayer.expect("somebody").id.clone(),
        name: "regime".to_owned(),
    };
    let understood = load(&desk, draft.clone()).expect("a draft");
    put(&desk, draft.clone(), br#"{"shape":2,"content":"sample"}"#);
    restart(&mut desk);
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    sign_in(&mut desk, "a");
    let again = &accounts::current(&desk.model).expect("signed in").account.id.0;
    assert!(!matches!(&draft, StoreKey::Draft { account, .. } if account == again));
    restart(&mut desk);
    assert_eq!(answered(&mut desk), 0);
    assert!(load(&desk, draft.clone()).is_some(), "it stays where it is");
    // As if this version were the newer one.
    put(&desk, draft.clone(), &understood);
    restart(&mut desk);
    assert_eq!(answered(&mut desk), 1);
    restart(&mut desk);
    assert_eq!(answered(&mut desk), 1, "under its own name from then on");
    assert_eq!(load(&desk, draft), None);
}
