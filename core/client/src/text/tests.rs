//! The three languages say the same things.

mod cldr;
mod plurals;

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use super::{Language, source};

/// Every key of a language with the variables that its text uses.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    let source = source(language);
    assert!(!source.is_empty(), "{}", language.tag());
    let parsed = FluentResource::try_new(source.clone());
    assert!(
        parsed.is_ok(),
        "{}: {:?}",
        language.tag(),
        parsed.err().map(|(_, errors)| errors)
    );
    let mut current = None;
    for line in source.lines() {
        if let Some((key, _)) = line
            .split_once(" =")
            .filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            assert!(
                keys.insert(key.to_owned(), BTreeSet::new()).is_none(),
                "{}: {key} stands twice",
                language.tag()
            );
            current = Some(key.to_owned());
        }
        for (start, _) in line.match_indices('$') {
            let name = line[start + 1..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-');
            let key = current.as_ref().expect("a variable stands within a text");
            keys.get_mut(key).expect("just inserted").insert(name.collect());
        }
    }
    keys
}

#[test]
fn all_languages_have_the_same_keys_and_variables() {
    let kyrgyz = keys(Language::Kyrgyz);
    for other in [Language::Russian, Language::English] {
        let keys = keys(other);
        let missing: Vec<_> = kyrgyz.keys().filter(|key| !keys.contains_key(*key)).collect();
        let extra: Vec<_> = keys.keys().filter(|key| !kyrgyz.contains_key(*key)).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{}: lacks {missing:?}, adds {extra:?}",
            other.tag()
        );
        for (key, variables) in &kyrgyz {
            assert_eq!(variables, &keys[key], "{}: {key}", other.tag());
        }
    }
}

#[test]
fn labels_of_the_guide_are_exact() {
    let texts = super::Texts::of(Language::Kyrgyz);
    for (key, label) in [
        ("sign-in-login", "Логин"),
        ("sign-in-password", "Сыр сөз"),
        ("sign-in-enter", "Кирүү"),
        ("sign-in-register", "Каттоо"),
        (
            "sign-in-consent",
            "Сунуш келишиминин шарттары жана купуялык саясаты менен таанышып чыктым жана макулмун",
        ),
        ("registration-title", "Каттоо"),
        ("registration-method-password", "Логин жана сыр сөз"),
        ("registration-kind", "Жактын түрү"),
        ("registration-individual", "жеке жак"),
        ("registration-legal-entity", "Юридикалык жак"),
        ("registration-inn", "ИСН"),
        ("registration-look-up", "Издөө"),
        ("registration-name", "Аты-жөнү"),
        ("registration-office", "МСКБ коду"),
        ("registration-organisation-inn", "Юридикалык жактын ИСНи"),
        ("registration-organisation-name", "Салык төлөөчүнүн аты-жөнү"),
        ("registration-role", "Кызматыңыз"),
        ("registration-head", "Жетекчи"),
        ("registration-accountant", "Бухгалтер"),
        ("registration-password", "Сыр сөз"),
        ("registration-confirmation", "Сыр сөздү тастыктоо"),
        ("registration-submit", "Катталуу"),
        ("registration-unequal", "Сыр сөздөр дал келбейт"),
        ("registration-empty", "Милдеттүү талааны толтуруңуз"),
        ("registration-not-fourteen", "ИСН 14 сандан турушу керек"),
        ("registration-too-short", "Сыр сөз 8 белгиден кем болбошу керек"),
        ("fault-wrong-credentials", "Логин же сыр сөз туура эмес"),
    ] {
        assert_eq!(texts.say(key), label);
    }
}

/// Each debt that bars the return (`reg:19`), by the stems of its name in the three languages.
#[test]
fn every_debt_that_bars_the_return_is_named() {
    let bars: [(Language, [&str; 6]); 3] = [
        (
            Language::Kyrgyz,
            [
                "башка салыктар",
                "импортко кнс",
                "бажы төлөм",
                "атайын",
                "демпингге каршы",
                "компенсациялык",
            ],
        ),
        (
            Language::Russian,
            [
                "другим налогам",
                "ндс на импорт",
                "таможенным платежам",
                "специальным",
                "антидемпинговым",
                "компенсационным",
            ],
        ),
        (
            Language::English,
            [
                "other taxes",
                "import vat",
                "customs payments",
                "special",
                "anti-dumping",
                "countervailing",
            ],
        ),
    ];
    for (language, names) in bars {
        let said = super::Texts::of(language).say("rule-19-debts-meaning");
        for name in names {
            assert!(said.to_lowercase().contains(name), "{name}: {said}");
        }
    }
}
