//! Breaking text into lines of a width, by the columns that a terminal gives each character.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns the text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Breaks `text` at spaces and line ends, and inside a word only when the word alone is wider than `columns`. Characters that
/// steer a terminal are left out. Never empty.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let word: String = word.chars().filter(|c| !c.is_control()).collect();
            if !line.is_empty() && width(&line) + 1 + width(&word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            if width(&line) + width(&word) <= columns {
                line.push_str(&word);
            } else {
                break_word(&word, columns, &mut line, &mut lines);
            }
        }
        lines.push(line);
    }
    lines
}

fn break_word(word: &str, columns: usize, line: &mut String, lines: &mut Vec<String>) {
    for part in word.graphemes(true) {
        if width(line) + width(part) > columns {
            lines.push(std::mem::take(line));
        }
        line.push_str(part);
    }
}

/// The text in at most `columns`, ending in an ellipsis when it was longer.
#[must_use]
pub fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for part in text.graphemes(true) {
        if width(&short) + width(part) + 1 > columns {
            break;
        }
        short.push_str(part);
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{shorten, width, wrap};

    #[test]
    fn keeps_every_word_and_stays_within_the_width() {
        let text = "Сунуш келишиминин шарттары жана купуялык саясаты менен таанышып чыктым жана макулмун";
        for columns in 2..60 {
            let lines = wrap(text, columns);
            assert!(
                lines.iter().all(|line| width(line) <= columns),
                "{columns}: {lines:?}"
            );
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn breaks_words_only_when_they_are_too_wide() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh ij", 5), ["abcde", "fgh", "ij"]);
        assert_eq!(wrap("a\nb", 5), ["a", "b"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn lets_no_steering_character_through() {
        assert_eq!(wrap("red \u{1b}[31m\u{7}text", 30), ["red [31mtext"]);
    }

    #[test]
    fn shortens_with_an_ellipsis() {
        assert_eq!(shorten("Кыргызча", 8), "Кыргызча");
        assert_eq!(shorten("Кыргызча", 5), "Кырг…");
    }
}
