//! Days, moments, sums, shares and numbers against the Unicode CLDR (`tests/record_cldr.py`).

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::Deserialize;

use crate::text::{Language, Texts, to_utc};

#[derive(Deserialize)]
pub(super) struct Recorded {
    languages: BTreeMap<String, Written>,
}

/// How CLDR writes in one language.
#[derive(Deserialize)]
pub(super) struct Written {
    /// The plural category of each number from 0 on.
    pub(super) plurals: Vec<String>,
    days: BTreeMap<Date, String>,
    moments: BTreeMap<DateTime, String>,
    sums: Vec<(i64, String)>,
    percents: Vec<(u32, String)>,
    thousandths: Vec<(u64, String)>,
}

pub(super) fn recorded(language: Language) -> Written {
    let mut recorded: Recorded =
        serde_json::from_str(include_str!("../../../tests/recorded/cldr.json")).unwrap();
    recorded.languages.remove(language.tag()).unwrap()
}

/// Where a text here is another than the record on purpose: what the record has, what stands here, and why.
struct Difference {
    language: Language,
    recorded: &'static str,
    ours: &'static str,
    reason: &'static str,
}

const OF_SUMS: &[Difference] = &[Difference {
    language: Language::English,
    recorded: "KGS",
    ours: "KGS\u{a0}",
    reason: "CLDR's currencySpacing puts a no-break space between a currency's letters and a digit; babel leaves that rule out",
}];

/// The record with the listed differences made, each of which must be there to be made.
fn expected(language: Language, recorded: &str, differences: &[Difference]) -> String {
    let of_language = differences.iter().filter(|one| one.language == language);
    of_language.fold(recorded.to_owned(), |text, one| {
        assert_eq!(text.matches(one.recorded).count(), 1, "{text}: {}", one.reason);
        text.replacen(one.recorded, one.ours, 1)
    })
}

#[test]
fn days_are_written_as_cldr_writes_them() {
    for language in Language::ALL {
        let days = recorded(language).days;
        assert_eq!(days.len(), 365 + 4);
        for (day, written) in days {
            assert_eq!(Texts::of(language).date(day), written, "{day}");
        }
    }
}

#[test]
fn moments_are_written_as_cldr_writes_them() {
    for language in Language::ALL {
        let moments = recorded(language).moments;
        assert_eq!(moments.len(), 4);
        for (civil, written) in moments {
            let moment = to_utc(civil).unwrap();
            assert_eq!(Texts::of(language).moment(moment), written, "{civil}");
        }
    }
}

#[test]
fn sums_are_written_as_cldr_writes_them() {
    for language in Language::ALL {
        let sums = recorded(language).sums;
        assert!(sums.len() > 150, "{}", sums.len());
        for (tyiyn, written) in sums {
            let ours = Texts::of(language).shown_money(tyiyn).text;
            assert_eq!(ours, expected(language, &written, OF_SUMS), "{tyiyn}");
        }
    }
}

#[test]
fn shares_and_quantities_are_written_as_cldr_writes_them() {
    for language in Language::ALL {
        let (texts, recorded) = (Texts::of(language), recorded(language));
        assert!(recorded.percents.len() > 5 && recorded.thousandths.len() > 5);
        for (ppm, written) in recorded.percents {
            assert_eq!(texts.percent(ppm), written, "{ppm}");
        }
        for (thousandths, written) in recorded.thousandths {
            assert_eq!(
                texts.number(u128::from(thousandths), 3, 0),
                written,
                "{thousandths}"
            );
        }
    }
}
