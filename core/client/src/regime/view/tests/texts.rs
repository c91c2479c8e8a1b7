//! Every text is there, is used, and comes out whole in each language.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use salyk_regulation::dossier::{
    Activity, Body, BudgetTransfer, Commitment, CustomsApplication, Debt, DebtKind, Dossier,
    IndirectTaxReport, Lot, Outcome, RegisteredState,
};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::Money;
use salyk_regulation::rule::RuleId;

use super::super::reminders::{self, Reminding};
use super::super::{deadlines, duties, home, lot, lots, plan, rules, why};
use super::sample::{
    Stage, accounted, applied, decision, deposit, dossier, excluded, export, lot as planned, refund,
    registered, released, with,
};
use crate::intent::DutyFilter;
use crate::screens::{DutiesPlace, LotsPlace, PlanPlace};
use crate::text::{Language, Texts, source};

/// The keys of all texts, in Kyrgyz; another test sees that the languages have the same ones.
fn keys() -> BTreeSet<String> {
    let key = |line: &str| Some(line.split_once(" =")?.0.to_owned());
    source(Language::Kyrgyz)
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(key)
        .collect()
}

/// Every string literal of the sources that are not tests, with the file it stands in.
fn literals(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" && name != "fakes" {
                literals(&path, found);
            }
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let source = source.split("#[cfg(test)]\nmod ").next().unwrap();
            for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
                let parts: Vec<_> = line.split('"').collect();
                found.extend(
                    parts
                        .iter()
                        .skip(1)
                        .step_by(2)
                        .map(|part| (path.display().to_string(), (*part).to_owned())),
                );
            }
        }
    }
}

fn all_literals() -> Vec<(String, String)> {
    let mut found = Vec::new();
    literals(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    assert!(found.len() > 500, "the sources were not read");
    found
}

#[test]
fn no_text_is_unused() {
    let used: BTreeSet<_> = all_literals().into_iter().map(|(_, literal)| literal).collect();
    let unused: Vec<_> = keys().into_iter().filter(|key| !used.contains(key)).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn no_text_that_a_screen_asks_for_is_missing() {
    let keys = keys();
    let is_key = |literal: &str| {
        let mut parts = literal.split('-');
        let word = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        literal.contains('-') && literal.starts_with(|c: char| c.is_ascii_lowercase()) && parts.all(word)
    };
    // Adapters speak of other things in the same form, such as headers; so does the shell, of codes for support.
    let here = |file: &str| !file.contains("/adapters/") && !file.contains("/shell/");
    let missing: Vec<_> = all_literals()
        .into_iter()
        .filter(|(file, literal)| here(file) && is_key(literal) && !keys.contains(literal))
        .collect();
    assert_eq!(missing, Vec::<(String, String)>::new());
}

#[test]
fn every_point_has_a_title_and_a_meaning_of_its_own() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let titles: BTreeSet<_> = RuleId::ALL
            .iter()
            .map(|rule| texts.say(rules::title(*rule)))
            .collect();
        let meanings: BTreeSet<_> = RuleId::ALL
            .iter()
            .map(|rule| texts.say(rules::meaning(*rule)))
            .collect();
        assert_eq!(
            (titles.len(), meanings.len()),
            (RuleId::ALL.len(), RuleId::ALL.len())
        );
    }
}

/// A lot with something of everything.
fn full(id: &str, from: &str, source: Source) -> Lot {
    let by = Stated::by(source);
    let mut lot = if from == "KZ" {
        accounted(id, date(2026, 3, 2))
    } else {
        released(id, date(2026, 3, 2))
    };
    lot.planned_for = Some(date(2026, 2, 1));
    lot.customs_application = Some(CustomsApplication {
        number: None,
        date: date(2026, 2, 20),
        stated: by,
    });
    lot.commitment = Some(Commitment {
        number: None,
        date: date(2026, 2, 21),
        stated: by,
    });
    lot.customs_notice = Fact::Provisional {
        value: date(2026, 3, 9),
        source,
    };
    lot.deposits = vec![
        deposit(Body::Customs, date(2026, 2, 22), 6_000_000, source),
        deposit(Body::TaxBody, date(2026, 5, 22), 6_000_000, source),
    ];
    lot.exports = vec![
        export("a", 3_000, date(2026, 3, 20), "DE", source),
        export("b", 3_000, date(2026, 3, 21), "KZ", source),
    ];
    lot.indirect_tax_reports = [true, false]
        .into_iter()
        .map(|with_receipt| IndirectTaxReport {
            number: "sample".to_owned(),
            filed: date(2026, 4, 20),
            month: None,
            with_receipt,
            stated: by,
        })
        .collect();
    let outcomes = [
        Outcome::Refused,
        Outcome::Unknown,
        Outcome::Offset,
        Outcome::Secured,
        Outcome::Returned,
    ];
    lot.refund_applications = outcomes
        .into_iter()
        .enumerate()
        .map(|(number, outcome)| {
            let mut made = decision(date(2026, 4, 9), outcome, 1_000_000, source);
            made.reasons = vec!["Үлгү".to_owned()];
            let filed = Fact::Known {
                value: date(2026, 4, 1),
                source,
            };
            let mut application = refund(Body::TaxBody, filed, Some(made));
            application.id = format!("sample-{number}");
            application
        })
        .collect();
    lot.budget_transfers = vec![BudgetTransfer {
        date: date(2026, 9, 1),
        sum: Money::from_tyiyn(1),
        stated: by,
    }];
    lot
}

fn dossiers() -> Vec<Dossier> {
    let day = date(2026, 2, 1);
    let states = [
        RegisteredState::NotApplied,
        RegisteredState::AppliedFor {
            applied: Some(day),
            begins: day,
        },
        RegisteredState::AppliedFor {
            applied: None,
            begins: day,
        },
        RegisteredState::InForce { since: day },
        RegisteredState::GeneralSince { since: day },
        RegisteredState::Unknown,
    ];
    let debts = [
        DebtKind::OtherTaxes,
        DebtKind::ImportVat,
        DebtKind::CustomsPayments,
        DebtKind::SpecialDuty,
        DebtKind::AntiDumpingDuty,
        DebtKind::CountervailingDuty,
        DebtKind::Unknown,
    ];
    let debt = |kind| Debt {
        kind,
        sum: Money::from_tyiyn(1),
        overdue_from: day,
        settled: None,
        stated: Stated::by(Source::Service),
    };
    let mut all: Vec<_> = states.into_iter().map(registered).collect();
    all.push(Dossier {
        debts: Fact::service(debts.into_iter().map(debt).collect()),
        ..dossier()
    });
    all.push(Dossier {
        lots: (0..20).map(|n| accounted(&format!("{n}"), day)).collect(),
        ..excluded(Activity::Patent)
    });
    all.push(applied(Fact::service(day)));
    all.push(applied(Fact::person(day)));
    all.push(with(vec![
        full("a", "CN", Source::Service),
        full("b", "KZ", Source::Person),
        planned("c", "KG"),
        Lot {
            imported_from: Fact::Missing,
            lines: Vec::new(),
            ..released("d", day)
        },
    ]));
    all
}

/// Everything that the screens of a case say on a day.
fn drawn(stage: &Stage, language: Language) -> String {
    let scene = stage.scene(language);
    let mut text = format!(
        "{:?}",
        home::home(
            &scene,
            None,
            home::actions(scene.texts, scene.screen, true, false)
        )
    );
    let list = lots::lots(scene.texts, scene.screen, Some(&scene), &LotsPlace::default());
    text.push_str(&format!("{list:?}"));
    for filter in [DutyFilter::Open, DutyFilter::All] {
        let place = DutiesPlace { filter, page: 0 };
        text.push_str(&format!(
            "{:?}",
            duties::duties(scene.texts, scene.screen, Some(&scene), &place)
        ));
    }
    for row in &list.rows {
        text.push_str(&format!("{:?}", lot::lot(&scene, &row.lot).unwrap()));
        let place = PlanPlace {
            lot: Some(row.lot.clone()),
            day: "2026-10-01".to_owned(),
            ..PlanPlace::default()
        };
        text.push_str(&format!("{:?}", plan::view(&scene, &place).unwrap()));
    }
    let now = stage.fetched;
    let reminding = Reminding {
        on: true,
        refused: true,
    };
    let shown = reminders::view(scene.texts, scene.screen, Some(&scene), now, reminding);
    text.push_str(&format!("{shown:?}"));
    text.push_str(&format!("{:?}", deadlines::reminders(&scene, now, false)));
    for finding in stage.assessment().all_findings() {
        text.push_str(&format!(
            "{:?}",
            why::why(&scene, &finding.id().to_string()).unwrap()
        ));
    }
    text
}

#[test]
fn no_screen_shows_a_key_or_an_unfilled_variable() {
    let keys = keys();
    let days = [
        date(2026, 2, 10),
        date(2026, 3, 25),
        date(2026, 6, 10),
        date(2026, 9, 20),
    ];
    for dossier in dossiers() {
        for on in days {
            let stage = Stage::new(dossier.clone(), on);
            for language in Language::ALL {
                let text = drawn(&stage, language);
                assert!(
                    !text.contains("{$") && !text.contains("{ $") && !text.contains('\u{2068}'),
                    "{text}"
                );
                assert!(
                    !text.contains(".."),
                    "a sentence ends twice, in {}: {text}",
                    language.tag()
                );
                let shown = text.split('"').skip(1).step_by(2);
                for one in shown {
                    assert!(
                        !keys.contains(one),
                        "{one} is shown as it is, in {}",
                        language.tag()
                    );
                }
            }
        }
    }
}

#[test]
fn kyrgyz_and_russian_screens_have_no_english_words() {
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
    for file in [Language::Kyrgyz, Language::Russian].map(source) {
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let Some((key, text)) = line.split_once(" = ") else {
                continue;
            };
            let mut outside = String::new();
            let mut depth = 0;
            for c in text.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    c if depth == 0 => outside.push(c),
                    _ => {}
                }
            }
            let allowed = [
                "Salyk.kg",
                "Apache-2.0",
                "SHA-256",
                "PDF",
                "JPEG",
                "PNG",
                "HEIC",
                "UTC",
                "STI-123",
            ]
            .iter()
            .fold(outside, |text, word| text.replace(word, ""));
            assert_eq!(letters(&allowed), 0, "{key} = {text}");
        }
    }
}

#[test]
fn kyrgyz_has_no_plural_after_a_number_and_no_suffix_on_a_variable() {
    for line in source(Language::Kyrgyz)
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        assert!(!line.contains("[one]") && !line.contains("[few]"), "{line}");
        for (end, _) in line.match_indices('}') {
            let after = line[end + 1..].trim_start_matches('-').chars().next();
            assert!(!after.is_some_and(char::is_alphabetic), "{line}");
        }
    }
}
