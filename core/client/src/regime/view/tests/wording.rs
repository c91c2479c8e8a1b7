//! What the texts may not say: a choice of ours in the regulation's own name, a sum's name for a duty.

use std::collections::BTreeSet;

use salyk_regulation::rule::RuleId;

use super::super::rules;
use crate::text::{Language, Texts};

/// What a text says only if a reading was chosen: who registers for the unified tax (`reg:8`), what release asks for
/// (`reg:14`), and to whom one applies (`reg:18`).
const CHOSEN: [(RuleId, [&str; 3]); 3] = [
    (
        RuleId::Reg8,
        [
            "КНС төлөөчүсү үчүн",
            "а у плательщика НДС",
            "for a VAT payer, for",
        ],
    ),
    (RuleId::Reg14, ["милдеттенмеге", "обязательству", "commitment"]),
    (
        RuleId::Reg18,
        ["аны сактаган органга", "где он хранится", "that holds it"],
    ),
];

#[test]
fn a_points_meaning_leaves_the_choice_to_its_readings() {
    for (rule, words) in CHOSEN {
        for (language, word) in Language::ALL.into_iter().zip(words) {
            let said = Texts::of(language).say(rules::meaning(rule));
            assert!(!said.contains(word), "{said}");
        }
    }
}

#[test]
fn release_names_the_points_that_the_text_prints() {
    for language in Language::ALL {
        let said = Texts::of(language).say(rules::meaning(RuleId::Reg14));
        assert!(said.contains('8') && said.contains("10"), "{said}");
    }
}

/// The set-off is for debts on taxes alone (`reg:20`): of the others each has its own word.
#[test]
fn set_off_is_told_for_tax_debts_alone() {
    let stems = [
        [
            "импортко КНС",
            "бажы төлөмдөрүнө багыттоо аркылуу гана",
            "Атайын, демпингге каршы жана компенсациялык",
            "чегерүү каралган эмес",
        ],
        [
            "НДС на импорт",
            "только направлением на таможенные платежи",
            "специальным, антидемпинговым и компенсационным",
            "зачёт не предусмотрен",
        ],
        [
            "import VAT included",
            "only by directing money to customs payments",
            "special, anti-dumping or countervailing",
            "no set-off is provided",
        ],
    ];
    for (language, stems) in Language::ALL.into_iter().zip(stems) {
        let said = Texts::of(language).say(rules::meaning(RuleId::Reg20));
        for stem in stems {
            assert!(said.contains(stem), "{stem}: {said}");
        }
    }
}

#[test]
fn no_point_is_called_by_the_name_of_a_sum() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let sums: BTreeSet<_> = [
            "deposits-tax-body",
            "deposits-customs",
            "deposits-at-risk",
            "deposits-to-budget",
            "money-vat",
            "money-deposit",
            "money-misplaced",
            "money-confirmed",
            "money-transferred",
            "money-penalty",
        ]
        .map(|key| texts.say(key))
        .into();
        for rule in RuleId::ALL {
            let title = texts.say(rules::title(*rule));
            assert!(!sums.contains(&title), "{title}");
        }
    }
}

#[test]
fn a_filter_is_called_as_its_heading_is() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        for (filter, heading) in [
            ("duties-filter-not-yet", "standing-not-yet"),
            ("duties-filter-kept", "standing-kept"),
            ("duties-filter-not-applicable", "duties-not-applicable"),
        ] {
            let label = texts.say_with(filter, &[("count", 3.into())]);
            assert_eq!(label, format!("{}: 3", texts.say(heading)));
        }
    }
}
