use salyk_client::text::Language;
use salyk_client::view::View;

use super::lines;
use crate::fixtures::{self, every_screen};
use crate::sheet::{ItemKind, Sheet};
use crate::words::Words;

fn printed(language: Language) -> String {
    every_screen(language)
        .into_iter()
        .map(|(name, screen)| format!("==== {name}\n{}\n", lines(&Sheet::of(&screen)).0.join("\n")))
        .collect()
}

#[test]
fn every_screen_in_kyrgyz() {
    insta::assert_snapshot!(printed(Language::Kyrgyz));
}

#[test]
fn every_screen_in_russian() {
    insta::assert_snapshot!(printed(Language::Russian));
}

#[test]
fn every_screen_in_english() {
    insta::assert_snapshot!(printed(Language::English));
}

#[test]
fn each_item_has_one_number_and_back_is_zero() {
    for (name, screen) in every_screen(Language::English) {
        let sheet = Sheet::of(&screen);
        let numbers = lines(&sheet).1;
        let numbered: Vec<usize> = (0..100).filter_map(|number| numbers.place(number)).collect();
        let mut once = numbered.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), numbered.len(), "{name}");
        let shown = sheet
            .items
            .iter()
            .filter(|item| !matches!(item.kind, ItemKind::Reveal(_)))
            .count();
        assert_eq!(numbered.len(), shown, "{name}");
        assert_eq!(numbers.place(0), sheet.top.back, "{name}");
    }
}

#[test]
fn what_is_locked_says_why() {
    for language in Language::ALL {
        let (lines, _) = lines(&Sheet::of(&fixtures::sign_in(language)));
        let reason = format!("   {}: ", Words::of(language).not_now);
        assert_eq!(
            lines.iter().filter(|line| line.starts_with(&reason)).count(),
            1,
            "{lines:?}"
        );
    }
}

#[test]
fn no_text_can_steer_the_terminal_or_fake_a_line() {
    let mut screen = fixtures::sign_in(Language::English);
    screen.frame.title = "a\u{1b}]0;x\u{7}b\n9. fake".to_owned();
    if let View::SignIn(view) = &mut screen.view {
        view.login.text = "\u{1b}[2J\r".to_owned();
    }
    for line in lines(&Sheet::of(&screen)).0 {
        assert!(!line.chars().any(char::is_control), "{line:?}");
        assert!(!line.starts_with("9. fake"));
    }
}
