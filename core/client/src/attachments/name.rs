//! A file's name, made fit to be shown and stored: it comes from outside.

use super::kind::FileKind;

/// Longest name, in characters; what is longer loses its middle.
const LONGEST: usize = 100;

/// The name as the person gave it, without folders and without what can't be seen or turns the writing about.
pub(crate) fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !is_unseen(*letter))
        .collect();
    let kept = kept.trim_matches(|letter: char| letter.is_whitespace() || letter == '.');
    shorten(kept)
}

/// The name with an ending that says what the file is.
pub(crate) fn with_ending(name: &str, kind: FileKind) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    if !name.is_empty() && ending.is_some_and(|ending| kind.endings().contains(&ending.as_str())) {
        return name.to_owned();
    }
    let usual = kind.endings().first().copied().unwrap_or_default();
    let stem = if name.is_empty() { "document" } else { name };
    shorten(&format!("{stem}.{usual}"))
}

/// Marks of direction, joiners and fillers: with them a name can look like another.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn shorten(name: &str) -> String {
    let length = name.chars().count();
    if length <= LONGEST {
        return name.to_owned();
    }
    let (start, end) = (LONGEST - 21, 20);
    let head: String = name.chars().take(start).collect();
    let tail: String = name.chars().skip(length - end).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_made_fit() {
        for (given, fit) in [
            ("Декларация.pdf", "Декларация.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Үлгү\\скан.PDF", "скан.PDF"),
            ("фото\u{202e}gpj.exe", "фотоgpj.exe"),
            ("a\0b\nc\t.png", "abc.png"),
            (" . .hidden. ", "hidden"),
            ("..", ""),
            ("/", ""),
        ] {
            assert_eq!(clean(given), fit);
        }
    }

    #[test]
    fn the_ending_says_what_the_file_is() {
        assert_eq!(with_ending("scan.PDF", FileKind::Pdf), "scan.PDF");
        assert_eq!(with_ending("photo.jpeg", FileKind::Jpeg), "photo.jpeg");
        assert_eq!(with_ending("photo.exe", FileKind::Jpeg), "photo.exe.jpg");
        assert_eq!(with_ending("png", FileKind::Png), "png.png");
        assert_eq!(with_ending("", FileKind::Heic), "document.heic");
    }

    proptest! {
        #[test]
        fn every_name_is_short_and_plain(given in any::<String>(), which in 0_usize..4) {
            let kind = FileKind::ALL[which];
            let name = with_ending(&clean(&given), kind);
            prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST);
            let foreign = name.contains(['/', '\\', '\0', '\n', '\u{202e}']);
            prop_assert!(!foreign);
            let lower = name.to_lowercase();
            let ends = kind.endings().iter().any(|ending| lower.ends_with(&format!(".{ending}")));
            prop_assert!(ends);
            prop_assert_eq!(with_ending(&clean(&name), kind), name);
        }
    }
}
