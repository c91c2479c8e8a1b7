//! Plural forms against the Unicode CLDR, for every number from 0 to 130 and every text with a number in it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

use super::cldr;
use crate::text::{FluentValue, Language, Texts, source};

/// Variables that stand for whole numbers of something, or for a number of a day or a page.
const NUMBERS: [&str; 11] = [
    "count",
    "day",
    "days",
    "decisiondays",
    "depositday",
    "months",
    "noticedays",
    "page",
    "pages",
    "returndays",
    "seconds",
];

/// Texts in which a word stands right after a number and is the same for all of them, each with its reason.
const SAME_FOR_ALL: [(Language, &str, &str); 2] = [
    (Language::Russian, "step-penalty", "«дн.» is short for every form"),
    (
        Language::English,
        "step-day-of-next-month",
        "the day's number is its name",
    ),
];

/// What is counted in each text that chooses, after 1, 2 and 5 in Russian, after 1 and 2 in English.
const COUNTED: [(&str, [&str; 3], [&str; 2]); 7] = [
    ("days-left", ["день", "дня", "дней"], ["day", "days"]),
    ("days-ago", ["день", "дня", "дней"], ["day", "days"]),
    (
        "lock-wait",
        ["секунду", "секунды", "секунд"],
        ["second", "seconds"],
    ),
    (
        "fault-try-again-in",
        ["секунду", "секунды", "секунд"],
        ["second", "seconds"],
    ),
    (
        "duties-count",
        ["обязанность", "обязанности", "обязанностей"],
        ["duty", "duties"],
    ),
    ("lots-count", ["партия", "партии", "партий"], ["lot", "lots"]),
    (
        "reminders-count",
        ["срок", "срока", "сроков"],
        ["deadline", "deadlines"],
    ),
];

/// A choice by a number within a text.
struct Chosen {
    key: String,
    variable: String,
    /// The categories that have a form of their own, and whether that is the one for all others.
    forms: Vec<(String, bool)>,
}

/// A number that stands in a text, with what follows it up to the next variable.
struct Standing {
    key: String,
    variable: String,
    followed_by: String,
    /// Within a choice by the same number.
    chosen: bool,
}

#[derive(Default)]
struct Found {
    choices: Vec<Chosen>,
    standing: Vec<Standing>,
}

impl Found {
    fn of(language: Language) -> Self {
        let text = source(language);
        let parsed = parser::parse(text.as_str()).unwrap();
        let mut found = Self::default();
        for entry in &parsed.body {
            if let Entry::Message(message) = entry {
                let value = message.value.as_ref().unwrap();
                found.walk(message.id.name, value, &BTreeSet::new());
            }
        }
        found
    }

    fn walk(&mut self, key: &str, pattern: &Pattern<&str>, within: &BTreeSet<&str>) {
        for (at, element) in pattern.elements.iter().enumerate() {
            let PatternElement::Placeable { expression } = element else {
                continue;
            };
            match expression {
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    let followed_by = match pattern.elements.get(at + 1) {
                        Some(PatternElement::TextElement { value }) => (*value).to_owned(),
                        _ => String::new(),
                    };
                    self.standing.push(Standing {
                        key: key.to_owned(),
                        variable: id.name.to_owned(),
                        followed_by,
                        chosen: within.contains(id.name),
                    });
                }
                Expression::Select {
                    selector: InlineExpression::VariableReference { id },
                    variants,
                } => {
                    let form = |name: &VariantKey<&str>| match name {
                        VariantKey::Identifier { name } => (*name).to_owned(),
                        VariantKey::NumberLiteral { value } => format!("exactly {value}"),
                    };
                    self.choices.push(Chosen {
                        key: key.to_owned(),
                        variable: id.name.to_owned(),
                        forms: variants.iter().map(|one| (form(&one.key), one.default)).collect(),
                    });
                    let mut inner = within.clone();
                    inner.insert(id.name);
                    for variant in variants {
                        self.walk(key, &variant.value, &inner);
                    }
                }
                other => panic!("{key}: a text is made of words, variables and choices: {other:?}"),
            }
        }
    }
}

/// The categories that whole numbers have in a language, by the record.
fn categories(language: Language) -> BTreeSet<String> {
    cldr::recorded(language).plurals.into_iter().collect()
}

#[test]
fn the_category_of_each_number_is_cldrs() {
    let probe = "probe = { $number ->\n    [zero] zero\n    [one] one\n    [two] two\n    [few] few\n    [many] many\n   *[other] other\n}";
    for language in Language::ALL {
        let texts = Texts::read(language, probe.to_owned());
        let plurals = cldr::recorded(language).plurals;
        assert_eq!(plurals.len(), 131);
        for (number, category) in plurals.iter().enumerate() {
            let said = texts.say_with("probe", &[("number", number.into())]);
            assert_eq!(said, *category, "{}: {number}", language.tag());
        }
    }
    assert_eq!(categories(Language::Russian).len(), 3);
}

/// A form for each category of whole numbers, by its name; no form that no whole number has. Kyrgyz has one form after any
/// number, so that nothing is chosen.
#[test]
fn every_choice_has_exactly_the_forms_of_its_language() {
    for language in Language::ALL {
        let choices = Found::of(language).choices;
        if language == Language::Kyrgyz {
            assert!(choices.is_empty(), "{}", choices[0].key);
            continue;
        }
        assert!(choices.len() > 5);
        for choice in choices {
            let forms: BTreeSet<_> = choice.forms.iter().map(|(name, _)| name.clone()).collect();
            assert_eq!(forms, categories(language), "{}: {}", language.tag(), choice.key);
            assert_eq!(
                choice.forms.last().map(|(_, default)| *default),
                Some(true),
                "{}",
                choice.key
            );
            assert!(NUMBERS.contains(&choice.variable.as_str()), "{}", choice.key);
        }
    }
}

/// Each text that chooses says the same but for the number where CLDR's category is the same, with the word of that category.
#[test]
fn every_choice_is_made_as_cldr_makes_it() {
    for language in Language::ALL {
        let (texts, plurals) = (Texts::of(language), cldr::recorded(language).plurals);
        for choice in Found::of(language).choices {
            let mut said: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
            for (number, category) in plurals.iter().enumerate() {
                let values = [
                    // The other variables of such texts are words.
                    ("code", FluentValue::from("code")),
                    (variable_named(&choice.variable), number.into()),
                ];
                let text = texts.say_with(&choice.key, &values);
                assert_eq!(text.matches(&number.to_string()).count(), 1, "{text}");
                let words = text.replace(&number.to_string(), "#");
                said.entry(category).or_default().insert(words);
            }
            let (_, russian, english) = COUNTED.iter().find(|(key, ..)| *key == choice.key).unwrap();
            let words = match language {
                Language::Russian => russian.as_slice(),
                Language::English => english.as_slice(),
                Language::Kyrgyz => &[],
            };
            let categories = ["one", "few", "many", "other"];
            let told = categories.iter().filter_map(|category| said.get(category));
            assert_eq!((told.clone().count(), said.len()), (words.len(), words.len()));
            for (forms, word) in told.zip(words) {
                assert_eq!(forms.len(), 1, "{}: {said:?}", choice.key);
                let has = |form: &String| form.split(|c: char| !c.is_alphabetic()).any(|one| one == *word);
                assert!(forms.iter().all(has), "{}: {word}: {forms:?}", choice.key);
            }
        }
    }
}

fn variable_named(name: &str) -> &'static str {
    NUMBERS.into_iter().find(|one| *one == name).unwrap()
}

/// «5 день», "1 days": where nothing is chosen, no word stands after a number. In Kyrgyz words may, suffixes may not.
#[test]
fn no_word_follows_a_number_that_chooses_nothing() {
    for language in Language::ALL {
        let mut same = BTreeSet::new();
        let standing = Found::of(language).standing;
        for name in NUMBERS {
            assert!(standing.iter().any(|one| one.variable == name), "{name}");
        }
        for one in standing {
            let next = one.followed_by.chars().next();
            // Letters or a hyphen right at any variable would be an ending.
            assert!(
                !next.is_some_and(|letter| letter.is_alphabetic() || letter == '-'),
                "{}: {}",
                language.tag(),
                one.key
            );
            let word = one.followed_by.trim_start().starts_with(char::is_alphabetic);
            if language == Language::Kyrgyz
                || one.chosen
                || !NUMBERS.contains(&one.variable.as_str())
                || !word
            {
                continue;
            }
            let listed = SAME_FOR_ALL
                .iter()
                .find(|(of, key, _)| *of == language && *key == one.key);
            assert!(
                listed.is_some(),
                "{}: {} chooses no form",
                language.tag(),
                one.key
            );
            same.insert(one.key);
        }
        let listed = SAME_FOR_ALL.iter().filter(|(of, ..)| *of == language);
        assert_eq!(listed.count(), same.len(), "{}", language.tag());
    }
}
