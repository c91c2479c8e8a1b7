use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::KeyCode;
use ratatui::style::{Color, Modifier};
use salyk_client::text::Language;
use salyk_client::view::{Screen, Tone, View};

use super::{Geometry, SMALLEST, Theme, paint};
use crate::fixtures::{self, Recorder, every_screen, ui_with};
use crate::ui::{BUSY_AFTER, Key, Ui};
use crate::words::Words;
use crate::wrap::width;

fn painted_at(ui: &mut Ui, theme: Theme, size: (u16, u16), now: Instant) -> (Buffer, Geometry) {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    let mut geometry = Geometry::default();
    for again in [true, false] {
        terminal
            .draw(|frame| geometry = paint(frame, ui, theme, now))
            .unwrap();
        let moved = ui.painted(geometry.clone());
        if !moved {
            break;
        }
        assert!(again, "two paintings are enough");
    }
    (terminal.backend().buffer().clone(), geometry)
}

fn painted(ui: &mut Ui, theme: Theme, size: (u16, u16)) -> Buffer {
    painted_at(ui, theme, size, Instant::now()).0
}

fn text(buffer: &Buffer) -> String {
    let rows = buffer.content().chunks(usize::from(buffer.area.width));
    rows.map(|row| {
        row.iter()
            .map(Cell::symbol)
            .collect::<String>()
            .trim_end()
            .to_owned()
            + "\n"
    })
    .collect()
}

fn with_colours() -> Theme {
    Theme::new(false)
}

/// The cell at which the text begins.
fn cell<'a>(buffer: &'a Buffer, wanted: &str) -> &'a Cell {
    let columns = usize::from(buffer.area.width);
    for row in buffer.content().chunks(columns) {
        let line: String = row.iter().map(Cell::symbol).collect();
        if let Some(at) = line.find(wanted) {
            return &row[width(&line[..at])];
        }
    }
    panic!("{wanted:?} is not on the screen:\n{}", text(buffer));
}

fn whole(screen: Screen) -> String {
    // High enough for every line of every fixture, so that a snapshot hides nothing.
    let mut ui = ui_with(screen);
    let mut pages = text(&painted(&mut ui, with_colours(), (60, 32)));
    let recorder = Recorder::default();
    for page in 2..9 {
        let before = ui.scroll();
        ui.press(Key::of(KeyCode::PageDown), &recorder);
        if ui.scroll() == before {
            break;
        }
        pages.push_str(&format!(
            "-- page {page}\n{}",
            text(&painted(&mut ui, with_colours(), (60, 32)))
        ));
    }
    pages
}

#[test]
fn every_screen_in_kyrgyz() {
    for (name, screen) in every_screen(Language::Kyrgyz) {
        insta::assert_snapshot!(format!("{name}_ky"), whole(screen));
    }
}

#[test]
fn every_screen_in_russian() {
    for (name, screen) in every_screen(Language::Russian) {
        insta::assert_snapshot!(format!("{name}_ru"), whole(screen));
    }
}

#[test]
fn every_screen_in_english() {
    for (name, screen) in every_screen(Language::English) {
        insta::assert_snapshot!(format!("{name}_en"), whole(screen));
    }
}

#[test]
fn the_band_is_on_every_screen_and_on_help() {
    for language in Language::ALL {
        for (name, screen) in every_screen(language) {
            let first = screen
                .frame
                .band
                .clone()
                .unwrap()
                .split(' ')
                .next()
                .unwrap()
                .to_owned();
            let mut ui = ui_with(screen);
            for _ in 0..2 {
                let buffer = painted(&mut ui, with_colours(), (46, 32));
                let cell = cell(&buffer, &first);
                assert_eq!((cell.fg, cell.bg), (Color::Black, Color::Yellow), "{name}");
                ui.press(Key::of(KeyCode::F(1)), &Recorder::default());
            }
        }
    }
}

#[test]
fn standings_differ_in_glyph_word_and_colour() {
    let mut ui = ui_with(fixtures::home(Language::English));
    let buffer = painted(&mut ui, with_colours(), (60, 60));
    assert_eq!(cell(&buffer, "• Note").fg, Color::Reset);
    assert_eq!(cell(&buffer, "! Attention").fg, Color::Yellow);
    assert_eq!(cell(&buffer, "✗ Problem").fg, Color::LightRed);
    assert_eq!(cell(&buffer, "✗ overdue").fg, Color::LightRed);
    assert_eq!(cell(&buffer, "! not yet due").fg, Color::Yellow);
    let mut ui = ui_with(fixtures::lot(Language::English));
    let buffer = painted(&mut ui, with_colours(), (60, 60));
    assert_eq!(cell(&buffer, "✓ ").fg, Color::Green);
}

#[test]
fn buttons_differ_by_colour_and_shape() {
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    let buffer = painted(&mut ui, with_colours(), (60, 40));
    assert_eq!(cell(&buffer, "[ Enter ]").fg, Color::Gray);
    assert_eq!(cell(&buffer, "⊘ locked: Tick the box.").fg, Color::Yellow);
    let link = cell(&buffer, "→ Register");
    assert_eq!(link.fg, Color::LightBlue);
    assert!(link.modifier.contains(Modifier::UNDERLINED));

    let mut screen = fixtures::sign_in(Language::English);
    if let View::SignIn(view) = &mut screen.view {
        view.enter.enabled = true;
        view.enter.why_not = None;
    }
    let buffer = painted(&mut ui_with(screen), with_colours(), (60, 40));
    let enter = cell(&buffer, "[ Enter ]");
    assert_eq!((enter.fg, enter.bg), (Color::Black, Color::Green));

    let buffer = painted(
        &mut ui_with(fixtures::confirm(Language::English)),
        with_colours(),
        (60, 40),
    );
    assert_eq!(cell(&buffer, "[ ! Yes, sign out ]").fg, Color::LightRed);
    assert_eq!(cell(&buffer, "[ No ]").fg, Color::Cyan);
}

#[test]
fn without_colours_no_cell_has_one_and_no_text_is_lost() {
    for (name, screen) in every_screen(Language::Kyrgyz) {
        let coloured = painted(&mut ui_with(screen.clone()), with_colours(), (60, 40));
        let bare = painted(&mut ui_with(screen), Theme::new(true), (60, 40));
        assert_eq!(text(&coloured), text(&bare), "{name}");
        for cell in bare.content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
        }
        assert!(
            coloured.content().iter().any(|cell| cell.fg != Color::Reset),
            "{name}"
        );
    }
}

#[test]
fn a_terminal_that_is_too_small_says_so_plainly() {
    for language in Language::ALL {
        for size in [(SMALLEST.0 - 1, 40), (80, SMALLEST.1 - 1)] {
            let buffer = painted(&mut ui_with(fixtures::home(language)), with_colours(), size);
            let shown = text(&buffer).split_whitespace().collect::<Vec<_>>().join(" ");
            let first = Words::of(language)
                .too_small
                .split('{')
                .next()
                .unwrap()
                .trim()
                .to_owned();
            assert!(shown.contains(&first), "{shown}");
            assert!(shown.contains("38") && shown.contains("18"), "{shown}");
        }
    }
}

#[test]
fn no_size_breaks_the_painting_or_hides_the_focus() {
    let recorder = Recorder::default();
    for (name, screen) in every_screen(Language::Russian) {
        for size in [
            (1, 1),
            (20, 5),
            SMALLEST,
            (46, 30),
            (80, 24),
            (100, 30),
            (240, 80),
        ] {
            let mut ui = ui_with(screen.clone());
            painted(&mut ui, with_colours(), size);
            for _ in 0..ui.sheet().unwrap().items.len() {
                ui.press(Key::of(KeyCode::Tab), &recorder);
                let (buffer, geometry) = painted_at(&mut ui, with_colours(), size, Instant::now());
                let small = size.0 < SMALLEST.0 || size.1 < SMALLEST.1;
                let marked = text(&buffer).contains('▸');
                assert_eq!(marked, !small, "{name} {size:?}\n{}", text(&buffer));
                assert!(
                    small || geometry.hits.iter().any(|hit| hit.3 == ui.focus()),
                    "{name} {size:?}"
                );
            }
        }
    }
}

#[test]
fn marks_of_more_belong_to_what_is_seen() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::document(Language::English));
    let at = |ui: &mut Ui| text(&painted(ui, with_colours(), (60, 40)));
    assert!(at(&mut ui).contains('▼') && !at(&mut ui).contains('▲'));
    ui.press(Key::of(KeyCode::End), &recorder);
    assert!(at(&mut ui).contains('▲') && !at(&mut ui).contains('▼'));
    ui.press(Key::of(KeyCode::F(1)), &recorder);
    assert!(
        !at(&mut ui).contains('▲') && !at(&mut ui).contains('▼'),
        "{}",
        at(&mut ui)
    );
}

#[test]
fn loading_shows_only_after_a_while() {
    let now = Instant::now();
    let mut screen = fixtures::sign_in(Language::English);
    screen.frame.busy = true;
    let mut ui = ui_with(screen);
    let at = |ui: &mut Ui, when| text(&painted_at(ui, with_colours(), (60, 40), when).0);
    assert!(!at(&mut ui, now).contains("Loading"));
    let later = now + BUSY_AFTER + Duration::from_secs(1);
    assert!(at(&mut ui, later).contains("Loading"));
}

#[test]
fn a_password_is_bullets_until_it_is_revealed() {
    let recorder = Recorder::default();
    let mut ui = ui_with(fixtures::sign_in(Language::English));
    ui.press(Key::of(KeyCode::Tab), &recorder);
    for c in "canary".chars() {
        ui.press(Key::char(c), &recorder);
    }
    let hidden = text(&painted(&mut ui, with_colours(), (60, 40)));
    assert!(
        hidden.contains("[••••••") && !hidden.contains("canary"),
        "{hidden}"
    );
    ui.press(Key::of(KeyCode::F(3)), &recorder);
    assert!(text(&painted(&mut ui, with_colours(), (60, 40))).contains("[canary"));
    ui.press(Key::of(KeyCode::F(3)), &recorder);
    assert!(!text(&painted(&mut ui, with_colours(), (60, 40))).contains("canary"));
}

#[test]
fn each_tone_has_a_style_of_its_own() {
    let theme = with_colours();
    let tones = [Tone::Neutral, Tone::Good, Tone::Warning, Tone::Bad].map(|tone| theme.tone(tone));
    for (at, one) in tones.iter().enumerate() {
        assert!(!tones[at + 1..].contains(one));
    }
}
