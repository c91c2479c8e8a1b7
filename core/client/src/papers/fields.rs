//! What a person fills in on a paper for customs: a table of fields, and how what was typed is read.

use crate::intent::FieldKey;
use crate::text::{Language, written_day, written_quantity};

/// A field of a paper.
pub(super) struct Blank {
    pub(super) key: FieldKey,
    /// Its name in a stored draft; it never changes.
    pub(super) name: &'static str,
    /// The key of its label.
    pub(super) label: &'static str,
    kind: Kind,
}

/// What a field holds.
#[derive(Clone, Copy)]
enum Kind {
    /// Any line.
    Line,
    /// A day.
    Day,
    /// A sum in som, more than nothing.
    Sum,
}

/// Every field, in the order in which a form asks for them.
pub(super) const BLANKS: [Blank; 12] = [
    blank(FieldKey::PaperPost, "post", "papers-post", Kind::Line),
    blank(FieldKey::PaperNumber, "number", "papers-own-number", Kind::Line),
    blank(FieldKey::PaperDay, "day", "papers-day", Kind::Day),
    blank(FieldKey::PaperAddress, "address", "papers-address", Kind::Line),
    blank(
        FieldKey::PaperDeclaration,
        "declaration",
        "papers-declaration",
        Kind::Line,
    ),
    blank(FieldKey::PaperValue, "value", "papers-value", Kind::Sum),
    blank(
        FieldKey::PaperExportDay,
        "export_day",
        "papers-export-day",
        Kind::Day,
    ),
    blank(
        FieldKey::PaperExportCountry,
        "export_country",
        "papers-export-country",
        Kind::Line,
    ),
    blank(FieldKey::PaperClaimed, "claimed", "papers-claimed", Kind::Sum),
    blank(FieldKey::PaperBank, "bank", "papers-bank", Kind::Line),
    blank(
        FieldKey::PaperSignatory,
        "signatory",
        "papers-signatory",
        Kind::Line,
    ),
    blank(FieldKey::PaperRole, "role", "papers-role", Kind::Line),
];

const fn blank(key: FieldKey, name: &'static str, label: &'static str, kind: Kind) -> Blank {
    Blank {
        key,
        name,
        label,
        kind,
    }
}

/// What was typed, as it is understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing.
    Empty,
    /// A line.
    Line(String),
    /// A day.
    Day(jiff::civil::Date),
    /// A sum, in tyiyn.
    Sum(i64),
    /// No such thing: the key of what is said of it.
    Odd(&'static str),
}

impl Blank {
    /// The field of this key.
    pub(super) fn of(key: FieldKey) -> Option<&'static Self> {
        BLANKS.iter().find(|blank| blank.key == key)
    }

    /// Reads what was typed.
    pub(super) fn read(&self, text: &str, language: Language) -> Typed {
        let text = text.trim();
        if text.is_empty() {
            return Typed::Empty;
        }
        match self.kind {
            Kind::Line => Typed::Line(text.to_owned()),
            Kind::Day => written_day(text).map_or(Typed::Odd("papers-odd-day"), Typed::Day),
            Kind::Sum => written_sum(text, language).map_or(Typed::Odd("papers-odd-sum"), Typed::Sum),
        }
    }
}

/// A sum in som as a person writes it, in tyiyn: two decimal places at most, and more than nothing.
fn written_sum(text: &str, language: Language) -> Option<i64> {
    let thousandths = written_quantity(text, language)?;
    let whole = thousandths % 10 == 0 && thousandths > 0;
    whole.then(|| i64::try_from(thousandths / 10).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_has_a_name_and_a_label_of_its_own() {
        let names: BTreeSet<_> = BLANKS.iter().map(|blank| blank.name).collect();
        let labels: BTreeSet<_> = BLANKS.iter().map(|blank| blank.label).collect();
        let keys: BTreeSet<_> = BLANKS.iter().map(|blank| blank.key).collect();
        assert_eq!((names.len(), labels.len(), keys.len()), (12, 12, 12));
    }

    #[test]
    fn sums_keep_every_tyiyn_and_no_more() {
        let russian = |text| written_sum(text, Language::Russian);
        assert_eq!(russian("120 000,05"), Some(12_000_005));
        assert_eq!(russian("1"), Some(100));
        for text in ["0", "0,00", "1,005", "-1", "", "сом", "99999999999999999999"] {
            assert_eq!(russian(text), None, "{text}");
        }
        assert_eq!(written_sum("1,50", Language::English), None);
    }

    #[test]
    fn what_is_no_day_is_said_to_be_odd() {
        let day = Blank::of(FieldKey::PaperDay).unwrap();
        assert_eq!(day.read(" ", Language::Kyrgyz), Typed::Empty);
        assert_eq!(
            day.read("31.02.2027", Language::Kyrgyz),
            Typed::Odd("papers-odd-day")
        );
        let wanted = Typed::Day(jiff::civil::date(2027, 2, 28));
        assert_eq!(day.read("28.02.2027", Language::Kyrgyz), wanted);
    }
}
