//! Sums as people type them: som, with a comma or a point before at most two decimal places, spaces between groups, digits of any script.

use salyk_regulation::money::Money;

use crate::text::{Language, written_sum};

/// How a field for a sum is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    Nothing,
    Unreadable,
    Sum(Money),
}

/// Reads what stands in a field.
pub(crate) fn read(text: &str, language: Language) -> Typed {
    if text.trim().is_empty() {
        return Typed::Nothing;
    }
    match written_sum(text, language) {
        Some(tyiyn) => Typed::Sum(Money::from_tyiyn(tyiyn)),
        None => Typed::Unreadable,
    }
}

/// The sum as a person would type it.
pub(crate) fn written(sum: Money, language: Language) -> String {
    let (som, tyiyn) = (sum.tyiyn() / 100, sum.tyiyn() % 100);
    match (tyiyn, language) {
        (0, _) => som.to_string(),
        (_, Language::English) => format!("{som}.{tyiyn:02}"),
        (_, Language::Kyrgyz | Language::Russian) => format!("{som},{tyiyn:02}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sums_are_understood_as_they_are_typed() {
        let som = |tyiyn| Typed::Sum(Money::from_tyiyn(tyiyn));
        for (text, read_as) in [
            ("", Typed::Nothing),
            ("  ", Typed::Nothing),
            ("120 000,50", som(12_000_050)),
            ("120\u{a0}000.5", som(12_000_050)),
            ("٣٠٠", som(30_000)),
            ("0", som(0)),
            ("1,005", Typed::Unreadable),
            ("-5", Typed::Unreadable),
            ("5 som", Typed::Unreadable),
            ("99999999999999999999", Typed::Unreadable),
        ] {
            assert_eq!(read(text, Language::Kyrgyz), read_as, "{text}");
        }
        assert_eq!(read("1,000", Language::English), Typed::Unreadable);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(tyiyn in 0..=i64::MAX / 10, number in 0_usize..3) {
            let language = Language::ALL[number];
            let sum = Money::from_tyiyn(tyiyn);
            prop_assert_eq!(read(&written(sum, language), language), Typed::Sum(sum));
        }
    }
}
