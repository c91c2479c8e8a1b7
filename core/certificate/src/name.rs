//! How a name becomes short enough for a code that a cheap phone reads in sunlight.

/// The longest name that leaves the code at version 13 at level M, in bytes of UTF-8: some 36 Cyrillic letters.
pub const CODE_NAME_BYTES: usize = 72;

/// The name as a certificate carries it, by the first of these that has at most [`CODE_NAME_BYTES`] bytes:
/// 1. the name, its words parted by single spaces;
/// 2. its first word, and of each further word the first letter with a full stop («Асанова А. К.»);
/// 3. as many letters as fit, and «…».
///
/// Control letters are left out. The second step is for people's names; of an organisation's name it leaves as much as of
/// theirs, and the INN beside it says whom it means.
pub fn fit_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .filter(|letter| !letter.is_control())
        .collect();
    let mut words = clean.split(' ').filter(|word| !word.is_empty());
    let whole = words.clone().collect::<Vec<_>>().join(" ");
    if whole.len() <= CODE_NAME_BYTES {
        return whole;
    }
    let mut short = words.next().unwrap_or("").to_owned();
    for initial in words.filter_map(|word| word.chars().next()) {
        short.push(' ');
        short.push(initial);
        short.push('.');
    }
    if short.len() <= CODE_NAME_BYTES {
        return short;
    }
    let end = '…';
    let mut cut = String::new();
    for letter in whole.chars() {
        if cut.len() + letter.len_utf8() + end.len_utf8() > CODE_NAME_BYTES {
            break;
        }
        cut.push(letter);
    }
    cut.push(end);
    cut
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_longest_rule_that_fits() {
        assert_eq!(fit_name("  Асан уулу\u{a0}Үсөн "), "Асан уулу Үсөн");
        assert_eq!(
            fit_name("Абдыкадырова Гүлбарчын Токтогуловна-Асанбекова"),
            "Абдыкадырова Г. Т."
        );
        let cut = fit_name(&"Ө".repeat(100));
        assert_eq!((cut.len(), cut.chars().last()), (71, Some('…')));
    }

    proptest! {
        #[test]
        fn every_name_fits(name: String) {
            let fitted = fit_name(&name);
            prop_assert!(fitted.len() <= CODE_NAME_BYTES);
            prop_assert!(!fitted.chars().any(char::is_control));
            prop_assert_eq!(fit_name(&fitted), fitted);
        }
    }
}
