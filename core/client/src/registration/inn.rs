//! An INN as people type and paste it: digits of any script, with spaces and hyphens between them.

use salyk_regulation::inn::Inn;

/// The zeros of the scripts that have decimal digits (Unicode's `Nd`); in each, the nine others follow their zero.
const ZEROS: &[char] = &[
    '0',
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{104a0}',
    '\u{10d30}',
    '\u{11066}',
    '\u{110f0}',
    '\u{11136}',
    '\u{111d0}',
    '\u{112f0}',
    '\u{11450}',
    '\u{114d0}',
    '\u{11650}',
    '\u{116c0}',
    '\u{11730}',
    '\u{118e0}',
    '\u{11950}',
    '\u{11c50}',
    '\u{11d50}',
    '\u{11da0}',
    '\u{16a60}',
    '\u{16ac0}',
    '\u{16b50}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
    '\u{1d7f6}',
    '\u{1e140}',
    '\u{1e2f0}',
    '\u{1e950}',
    '\u{1fbf0}',
];

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

fn ascii_digit(letter: char) -> char {
    let place = ZEROS.partition_point(|zero| *zero <= letter);
    let zero = place.checked_sub(1).and_then(|place| ZEROS.get(place));
    let value = zero.map(|zero| u32::from(letter) - u32::from(*zero));
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(letter)
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
    use super::{ZEROS, normalised, read};

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
