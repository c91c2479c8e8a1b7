use salyk_client::intent::{Ask, FieldKey, Intent};
use salyk_client::secret::Secret;
use salyk_client::text::Language;
use salyk_client::view::{Screen, View};

use super::{Draft, Drafts, Edit, MAX_BYTES, Told};
use crate::fixtures::{self, SCREEN, update};
use crate::phone::Shown;
use crate::sheet::{Item, Sheet};

fn item(screen: &Screen, key: FieldKey) -> Item {
    Sheet::of(screen)
        .items
        .into_iter()
        .find(|item| item.field() == Some(key))
        .unwrap()
}

fn shown(screen: &Screen) -> Shown {
    let mut shown = Shown::default();
    shown.take(update(1, vec![screen.clone()]));
    shown
}

fn login(text: &str, reset: u64) -> Screen {
    let mut screen = fixtures::sign_in(Language::Kyrgyz);
    if let View::SignIn(view) = &mut screen.view {
        view.login.text = text.to_owned();
        view.login.reset = reset;
        view.password.reset = reset;
    }
    screen
}

fn insert(drafts: &mut Drafts, item: &Item, text: &str) -> Option<Told> {
    drafts.edit(SCREEN, item, &Edit::Insert(text.to_owned()))
}

#[test]
fn a_late_view_does_not_undo_what_was_typed() {
    let mut drafts = Drafts::default();
    let screen = login("", 0);
    drafts.follow(&shown(&screen));
    insert(&mut drafts, &item(&screen, FieldKey::Login), "ab");
    drafts.follow(&shown(&login("a", 0)));
    assert_eq!(drafts.of(SCREEN, FieldKey::Login).unwrap().text(), "ab");
}

#[test]
fn a_reset_overwrites_text_and_empties_a_secret() {
    let mut drafts = Drafts::default();
    let screen = login("", 0);
    drafts.follow(&shown(&screen));
    insert(&mut drafts, &item(&screen, FieldKey::Login), "ab");
    insert(&mut drafts, &item(&screen, FieldKey::Password), "canary");
    drafts.follow(&shown(&login("saved", 1)));
    assert_eq!(drafts.of(SCREEN, FieldKey::Login).unwrap().text(), "saved");
    assert_eq!(drafts.of(SCREEN, FieldKey::Password).unwrap().text(), "");
}

#[test]
fn edits_are_counted_and_told_whole() {
    let mut drafts = Drafts::default();
    let screen = login("", 0);
    drafts.follow(&shown(&screen));
    let field = item(&screen, FieldKey::Login);
    insert(&mut drafts, &field, "аб");
    let told = insert(&mut drafts, &field, "в").unwrap();
    let ask = Ask::Typed {
        field: FieldKey::Login,
        text: "абв".to_owned(),
        edit: 2,
    };
    assert_eq!(told, Told::Typed(Intent { screen: SCREEN, ask }));
    assert_eq!(drafts.edit(SCREEN, &field, &Edit::Left), None);
}

#[test]
fn a_secret_is_told_as_a_secret() {
    let mut drafts = Drafts::default();
    let screen = login("", 0);
    drafts.follow(&shown(&screen));
    let told = insert(&mut drafts, &item(&screen, FieldKey::Password), "canary").unwrap();
    let secret = Secret::from("canary".to_owned());
    assert_eq!(told, Told::Secret(SCREEN, FieldKey::Password, secret));
    assert!(!format!("{told:?}").contains("canary"));
}

#[test]
fn drafts_of_screens_that_are_gone_are_dropped() {
    let mut drafts = Drafts::default();
    let screen = login("", 0);
    drafts.follow(&shown(&screen));
    drafts.follow(&Shown::default());
    assert!(drafts.of(SCREEN, FieldKey::Login).is_none());
}

#[test]
fn editing_keeps_to_whole_characters() {
    // One character of two code points, between two letters.
    let mut draft = Draft::holding("ae\u{301}b", 0, 0);
    draft.apply(&Edit::Left);
    draft.apply(&Edit::EraseBefore);
    assert_eq!(draft.text(), "ab");
    draft.apply(&Edit::EraseAfter);
    assert_eq!(draft.text(), "a");
    draft.apply(&Edit::Start);
    assert!(!draft.apply(&Edit::EraseBefore));
    draft.apply(&Edit::Insert("\u{1b}x\n".to_owned()));
    assert_eq!((draft.text(), draft.cursor()), ("xa", 1));
    draft.apply(&Edit::End);
    assert!(draft.apply(&Edit::EraseAll) && draft.text().is_empty());
}

#[test]
fn a_field_takes_no_more_than_its_room_and_never_moves_its_text() {
    let mut draft = Draft::holding("", 0, 0);
    let place = draft.text.as_ptr();
    for _ in 0..MAX_BYTES + 10 {
        draft.apply(&Edit::Insert("x".to_owned()));
    }
    assert_eq!(draft.text().len(), MAX_BYTES);
    assert_eq!(draft.text.as_ptr(), place, "growing would leave a copy behind");
}
