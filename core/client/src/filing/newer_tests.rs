//! What a newer version of the app stored is neither lost nor written over by this one.

use super::forced_tests::sign_in;
use super::state::Office;
use super::stored::{Index, index_key};
use crate::accounts::{self, AccountId};
use crate::event::Event;
use crate::intent::Ask;
use crate::ports::{Change, Store, StoreKey};
use crate::record;
use crate::session::TaxpayerId;
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
fn what_could_not_be_read_stays_named_when_its_account_is_replaced() {
    let mut desk = Desk::new();
    let (old, new) = (AccountId("old".to_owned()), AccountId("new".to_owned()));
    let taxpayer = TaxpayerId("sample".to_owned());
    let office = Office {
        unreadable: vec!["key".to_owned()],
        unreadable_drafts: vec!["dream.1".to_owned()],
        ..Office::default()
    };
    desk.model.filing.offices.insert((old.clone(), taxpayer), office);
    let changes = super::step::inherit(&mut desk.model, &old, &new);
    let kept = changes.iter().find_map(|change| match change {
        Change::Put(key, bytes) if *key == index_key(&old) => record::read::<Index>(bytes).ok(),
        _ => None,
    });
    let named = kept.expect("an index").taxpayers.remove(0);
    assert_eq!(
        (named.applications, named.drafts),
        (vec!["key".to_owned()], vec!["dream.1".to_owned()])
    );
}
