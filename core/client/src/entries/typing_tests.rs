//! What is typed on the way to an entry is kept until it is recorded.

use super::EntryKind;
use super::step_tests::{LOT, case, counted, kill, signed_in};
use crate::intent::{Ask, FieldKey};
use crate::testing::Desk;
use crate::view::View;

/// The texts of the fields in front: the number, the day, the sum.
fn typed_so_far(desk: &mut Desk, kind: EntryKind) -> (String, String, Option<String>) {
    let lot = LOT.to_owned();
    desk.ask(Ask::OpenEntry { lot, kind });
    let View::Entry(view) = desk.front().view else {
        panic!("nothing to enter")
    };
    (view.number.text, view.day.text, view.sum.map(|sum| sum.text))
}

fn type_into(desk: &mut Desk, field: FieldKey, text: &str) {
    let text = text.to_owned();
    desk.ask(Ask::Typed { field, text, edit: 1 });
}

#[test]
fn what_was_typed_survives_a_kill_until_it_is_recorded_each_screen_for_itself() {
    let (deposit, customs) = (EntryKind::Deposit, EntryKind::CustomsApplication);
    let mut desk = signed_in(case(1, &[]));
    let today = desk.model.today().to_string();
    typed_so_far(&mut desk, deposit);
    type_into(&mut desk, FieldKey::EntryNumber, "n9");
    type_into(&mut desk, FieldKey::EntrySum, "12");
    desk.ask(Ask::Back);
    typed_so_far(&mut desk, customs);
    let kind = EntryKind::Commitment;
    desk.ask(Ask::ChooseEntryKind { kind });
    type_into(&mut desk, FieldKey::EntryDay, "2026-11-03");
    kill(&mut desk);
    let begun = ("n9".to_owned(), today.clone(), Some("12".to_owned()));
    assert_eq!(typed_so_far(&mut desk, deposit), begun);
    desk.ask(Ask::Back);
    let answer = (String::new(), "2026-11-03".to_owned(), None);
    assert_eq!(typed_so_far(&mut desk, customs), answer);
    let View::Entry(view) = desk.front().view else {
        panic!("nothing to enter")
    };
    let chosen: Vec<_> = view.kinds.iter().map(|kind| kind.chosen).collect();
    assert_eq!(chosen, [false, true, false]);
    desk.ask(Ask::Back);
    typed_so_far(&mut desk, deposit);
    desk.ask(Ask::RecordEntry);
    kill(&mut desk);
    assert_eq!(counted(&desk), ["n9"]);
    let blank = (String::new(), today, Some(String::new()));
    assert_eq!(typed_so_far(&mut desk, deposit), blank);
}
