//! An INN as people type and paste it: digits of any script, with spaces and hyphens between them.

use salyk_regulation::inn::Inn;

use crate::text::ascii_digit;

/// The digits 0 to 9 as ASCII, without spaces, hyphens and marks that are not seen; anything else stays as it is.
#[must_use]
pub(crate) fn normalised(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_separator(*letter))
        .map(ascii_digit)
        .collect()
}

/// The INN that the text means, if it means one.
#[must_use]
pub(crate) fn read(text: &str) -> Option<Inn> {
    Inn::parse(&normalised(text)).ok()
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
        )
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{normalised, read};
    use crate::text::ZEROS;

    const PLAIN: &str = "23213999900102";

    #[test]
    fn every_script_s_digits_are_understood() {
        for zero in ZEROS {
            let written: String = PLAIN
                .chars()
                .map(|digit| char::from_u32(u32::from(*zero) + digit.to_digit(10).unwrap()).unwrap())
                .collect();
            assert!(written.chars().all(char::is_numeric), "{written}");
            assert_eq!(normalised(&written), PLAIN, "{written}");
        }
        assert!(ZEROS.is_sorted());
    }

    #[test]
    fn spaces_and_hyphens_are_no_part_of_it() {
        for written in [
            "2321 3999 900102",
            " 23213999900102\n",
            "2-3213999900102",
            "2321\u{a0}3999\u{2011}900102\u{200e}",
        ] {
            assert_eq!(read(written).unwrap().as_str(), PLAIN, "{written}");
        }
    }

    #[test]
    fn anything_else_is_left_for_the_person_to_see() {
        assert_eq!(normalised("ИСН: 1"), "ИСН:1");
        for not in [
            "",
            "2321399990010",
            "232139999001022",
            "2321399990010o",
            "2321399990010½",
            "\u{661}",
        ] {
            assert_eq!(read(not), None, "{not}");
        }
    }
}
