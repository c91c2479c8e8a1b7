use std::time::Instant;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use salyk_client::consent::DocumentKind;
use salyk_client::fault::Fault;
use salyk_client::intent::{Ask, FieldKey, Link, RequestId, ScreenId};
use salyk_client::text::Language;
use salyk_client::view::{HostRequest, HostRequestKind, Screen, View};

use super::{Deed, Flow, Key, Over, Ui, commands};
use crate::fixtures::{self, Recorder, asking, every_screen, ui_with, update};
use crate::paint::{Theme, paint};
use crate::sheet::ItemKey;

const ENTER: Key = Key::of(KeyCode::Enter);
const TAB: Key = Key::of(KeyCode::Tab);
const ESC: Key = Key::of(KeyCode::Esc);

fn look(ui: &mut Ui) -> super::Geometry {
    let mut terminal = Terminal::new(TestBackend::new(46, 32)).unwrap();
    let mut geometry = super::Geometry::default();
    loop {
        terminal
            .draw(|frame| geometry = paint(frame, ui, Theme::new(true), Instant::now()))
            .unwrap();
        if !ui.painted(geometry.clone()) {
            return geometry;
        }
    }
}

fn go_to(ui: &mut Ui, key: &ItemKey, recorder: &Recorder) {
    for _ in 0..100 {
        if ui.focused().is_some_and(|item| item.key() == *key) {
            return;
        }
        ui.press(TAB, recorder);
    }
    panic!("{key:?} can't be reached");
}

fn unlocked() -> Screen {
    let mut screen = fixtures::sign_in(Language::English);
    if let View::SignIn(view) = &mut screen.view {
        view.enter.enabled = true;
        view.enter.why_not = None;
    }
    screen
}

#[test]
fn every_item_can_be_reached_and_does_what_its_view_says() {
    for (name, screen) in every_screen(Language::English) {
        let count = ui_with(screen.clone()).sheet().unwrap().items.len();
        for _ in 0..count {
            let recorder = Recorder::default();
            let mut ui = ui_with(screen.clone());
            for at in 0..count {
                let item = ui.focused().unwrap().clone();
                let before = recorder.asked.borrow().len();
                if item.field().is_none() {
                    ui.press(ENTER, &recorder);
                    let asked = recorder.asked.borrow().get(before).cloned();
                    assert_eq!(
                        asked,
                        item.intent().map(|intent| intent.ask.clone()),
                        "{name} {at}"
                    );
                }
                ui.press(TAB, &recorder);
            }
        }
    }
}

#[test]
fn a_locked_button_asks_for_nothing() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    go_to(&mut ui, &ItemKey::Ask(Ask::Enter), &recorder);
    ui.press(ENTER, &recorder);
    ui.press(Key::char(' '), &recorder);
    assert!(recorder.asked.borrow().is_empty());
    let mut ui = ui_with(unlocked());
    go_to(&mut ui, &ItemKey::Ask(Ask::Enter), &recorder);
    ui.press(ENTER, &recorder);
    assert_eq!(*recorder.asked.borrow(), [Ask::Enter]);
}

#[test]
fn letters_go_into_a_field_and_are_commands_elsewhere() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    for key in [Key::char('q'), Key::char('?'), Key::char(' ')] {
        assert_eq!(ui.press(key, &recorder), Flow::GoOn);
    }
    let last = recorder.asked.borrow().last().cloned();
    assert_eq!(
        last,
        Some(Ask::Typed {
            field: FieldKey::Login,
            text: "q? ".to_owned(),
            edit: 3
        })
    );
    assert_eq!(ui.press(Key::ctrl('c'), &recorder), Flow::Quit);
    go_to(&mut ui, &ItemKey::Tick, &recorder);
    ui.press(Key::char('?'), &recorder);
    assert_eq!(ui.over(), Some(&Over::Help));
    ui.press(ESC, &recorder);
    assert_eq!(ui.over(), None);
    assert_eq!(ui.press(Key::char('q'), &recorder), Flow::Quit);
}

#[test]
fn the_help_line_names_only_keys_that_work() {
    for (name, screen) in every_screen(Language::Russian) {
        let mut ui = ui_with(screen);
        for _ in 0..ui.sheet().unwrap().items.len().max(1) {
            look(&mut ui);
            let list = commands(&ui);
            for command in &list {
                for key in &command.keys {
                    let first = list.iter().find(|other| other.keys.contains(key)).unwrap();
                    assert_eq!(first.deed, command.deed, "{name}: {key:?} is named twice");
                }
                assert!(!command.words.is_empty() && !command.name.is_empty(), "{name}");
            }
            assert!(list.iter().any(|command| command.deed == Deed::Quit));
            ui.press(TAB, &Recorder::default());
        }
    }
}

#[test]
fn escape_goes_back_where_there_is_a_back() {
    let recorder = Recorder::default();
    ui_with(fixtures::lot(Language::English)).press(ESC, &recorder);
    assert_eq!(*recorder.asked.borrow(), [Ask::Back]);
    ui_with(fixtures::sign_in(Language::English)).press(ESC, &recorder);
    assert_eq!(recorder.asked.borrow().len(), 1);
}

#[test]
fn one_key_goes_round_all_three_languages() {
    for language in Language::ALL {
        let recorder = Recorder::default();
        let mut next = language;
        for _ in 0..3 {
            ui_with(fixtures::sign_in(next)).press(Key::of(KeyCode::F(2)), &recorder);
            let Some(Ask::ChooseLanguage { language }) = recorder.asked.borrow().last().cloned() else {
                panic!("no language was asked for");
            };
            next = language;
        }
        assert_eq!(next, language);
    }
    let recorder = Recorder::default();
    ui_with(fixtures::settings(Language::English)).press(Key::of(KeyCode::F(2)), &recorder);
    assert_eq!(
        *recorder.asked.borrow(),
        [Ask::ChooseLanguage {
            language: Language::Kyrgyz
        }]
    );
}

#[test]
fn a_click_does_what_enter_does() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    let geometry = look(&mut ui);
    let document = Ask::OpenDocument {
        kind: DocumentKind::PrivacyPolicy,
    };
    let place = ui
        .sheet()
        .unwrap()
        .place_of(&ItemKey::Ask(document.clone()), 0)
        .unwrap();
    let hit = geometry.hits.iter().find(|hit| hit.3 == place).unwrap();
    ui.click(hit.0, hit.2, &recorder);
    assert_eq!(*recorder.asked.borrow(), [document]);
    assert_eq!(ui.focus(), place);
    ui.click(0, 0, &recorder);
    assert_eq!(recorder.asked.borrow().len(), 1);
}

#[test]
fn a_click_on_a_field_stays_in_it() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    let geometry = look(&mut ui);
    let place = ui
        .sheet()
        .unwrap()
        .place_of(&ItemKey::Field(FieldKey::Password), 0)
        .unwrap();
    let hit = geometry.hits.iter().find(|hit| hit.3 == place).unwrap();
    ui.click(hit.0, hit.2, &recorder);
    assert_eq!(ui.focus(), place);
}

#[test]
fn the_focus_and_the_scroll_stay_through_updates() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::document(Language::English));
    look(&mut ui);
    ui.press(Key::of(KeyCode::PageDown), &recorder);
    let scrolled = ui.scroll();
    assert!(scrolled > 0);
    ui.take(
        update(2, vec![fixtures::document(Language::Russian)]),
        Instant::now(),
    );
    look(&mut ui);
    assert_eq!(ui.scroll(), scrolled);

    let mut ui = ui_with(fixtures::sign_in(Language::English));
    go_to(&mut ui, &ItemKey::Tick, &recorder);
    let mut busy = unlocked();
    busy.frame.notices.push(fixtures::notice(
        Language::English,
        salyk_client::view::Tone::Bad,
        "wrong",
    ));
    ui.take(update(2, vec![busy]), Instant::now());
    assert_eq!(ui.focused().map(crate::sheet::Item::key), Some(ItemKey::Tick));
}

#[test]
fn an_update_leaves_the_focus_where_its_neighbour_asks_for_the_same() {
    let mut screen = fixtures::sign_in(Language::English);
    if let View::SignIn(view) = &mut screen.view {
        view.links = [view.links.clone(), view.links.clone()].concat();
    }
    let recorder = Recorder::default();
    let mut ui = ui_with(screen.clone());
    for revision in 2.. {
        let place = ui.focus();
        ui.take(update(revision, vec![screen.clone()]), Instant::now());
        assert_eq!(ui.focus(), place);
        ui.press(TAB, &recorder);
        if ui.focus() <= place {
            break;
        }
    }
}

#[test]
fn going_back_finds_the_place_where_one_was() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    go_to(&mut ui, &ItemKey::Tick, &recorder);
    let mut over = fixtures::document(Language::English);
    over.id = ScreenId(8);
    ui.take(
        update(2, vec![fixtures::sign_in(Language::English), over]),
        Instant::now(),
    );
    assert_ne!(ui.focused().map(crate::sheet::Item::key), Some(ItemKey::Tick));
    ui.take(
        update(3, vec![fixtures::sign_in(Language::English)]),
        Instant::now(),
    );
    assert_eq!(ui.focused().map(crate::sheet::Item::key), Some(ItemKey::Tick));
}

#[test]
fn arrows_read_a_whole_document_and_wheel_and_ends_stay_in_bounds() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::document(Language::English));
    let geometry = look(&mut ui);
    let most = geometry.lines - geometry.height;
    for _ in 0..geometry.lines * 2 {
        ui.press(Key::of(KeyCode::Down), &recorder);
    }
    assert_eq!(ui.scroll(), most);
    ui.wheel(-1000);
    assert_eq!(ui.scroll(), 0);
    ui.press(Key::of(KeyCode::End), &recorder);
    assert_eq!(ui.scroll(), most);
    ui.press(Key::of(KeyCode::Home), &recorder);
    assert_eq!(ui.scroll(), 0);
}

#[test]
fn no_key_works_on_something_hidden() {
    for (name, screen) in every_screen(Language::English) {
        let recorder = Recorder::default();
        let mut ui = ui_with(screen);
        for _ in 0..20 {
            let geometry = look(&mut ui);
            let seen = geometry.hits.iter().any(|hit| hit.3 == ui.focus());
            let typing = ui.focused().is_some_and(|item| item.field().is_some());
            assert!(seen || typing || geometry.hits.is_empty(), "{name}");
            ui.wheel(2);
        }
        assert!(recorder.asked.borrow().is_empty());
    }
}

#[test]
fn typing_brings_a_field_back_into_sight() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::lots(Language::English));
    let mut terminal = Terminal::new(TestBackend::new(46, 18)).unwrap();
    let mut see = |ui: &mut Ui| {
        let mut geometry = super::Geometry::default();
        terminal
            .draw(|frame| geometry = paint(frame, ui, Theme::new(true), Instant::now()))
            .unwrap();
        let _ = ui.painted(geometry);
    };
    see(&mut ui);
    ui.wheel(100);
    see(&mut ui);
    assert!(ui.scroll() > 0);
    ui.press(Key::char('3'), &recorder);
    assert_eq!(ui.scroll(), 0);
    let typed = Ask::Typed {
        field: FieldKey::Search,
        text: "3".to_owned(),
        edit: 1,
    };
    assert_eq!(*recorder.asked.borrow(), [typed]);
}

#[test]
fn an_address_is_shown_until_it_was_closed_and_then_answered_once() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    let address = Link::Cabinet.address().to_owned();
    let request = || HostRequest {
        id: RequestId(5),
        kind: HostRequestKind::OpenAddress {
            address: address.clone(),
        },
    };
    let screen = || vec![fixtures::sign_in(Language::English)];
    ui.take(asking(update(2, screen()), request()), Instant::now());
    ui.take(asking(update(3, screen()), request()), Instant::now());
    assert_eq!(ui.over(), Some(&Over::Address(RequestId(5), address)));
    ui.press(ESC, &recorder);
    assert_eq!(ui.over(), None);
    assert_eq!(*recorder.answers.borrow(), [(RequestId(5), true)]);
    ui.take(update(4, screen()), Instant::now());
    assert_eq!(ui.over(), None);
}

#[test]
fn a_fault_is_told_and_can_be_closed() {
    let recorder = Recorder {
        broken: true,
        ..Recorder::default()
    };
    let mut ui = ui_with(fixtures::lot(Language::English));
    ui.press(ESC, &recorder);
    assert!(matches!(ui.over(), Some(Over::Fault(text)) if *text == Fault::Closed.text(Language::English)));
    ui.press(ENTER, &recorder);
    assert_eq!(ui.over(), None);
}

#[test]
fn pasting_fills_the_field() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    ui.paste("ulgu\n".to_owned(), &recorder);
    let typed = Ask::Typed {
        field: FieldKey::Login,
        text: "ulgu".to_owned(),
        edit: 1,
    };
    assert_eq!(*recorder.asked.borrow(), [typed]);
}

#[test]
fn a_key_counts_when_it_goes_down() {
    let mut event = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(Key::from_event(event), Some(Key::ctrl('c')));
    event.kind = KeyEventKind::Release;
    assert_eq!(Key::from_event(event), None);
}
