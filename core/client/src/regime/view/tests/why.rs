//! Why.

use jiff::civil::{Date, date};
use salyk_regulation::dossier::{Body, Debt, DebtKind, Dossier, RegisteredState};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::Money;

use super::super::{home, why};
use super::sample::{Stage, accounted, applied, deposit, lot, registered, released, with};
use crate::text::Language;
use crate::view::{Tone, WhyView};

fn draw(dossier: Dossier, on: Date, finding: &str) -> WhyView {
    let stage = Stage::new(dossier, on);
    why::why(&stage.scene(Language::English), finding).unwrap()
}

#[test]
fn the_last_day_is_counted_before_ones_eyes() {
    let view = draw(
        with(vec![released("one", date(2026, 3, 2))]),
        date(2026, 6, 10),
        "reg:18/one",
    );
    assert_eq!(
        (view.rule.as_str(), view.point.as_str()),
        ("reg:18", "Point of the regulation: 18")
    );
    assert!(view.meaning.contains("Term in days: 180"), "{}", view.meaning);
    assert!(
        view.standing.contains("29 August 2026") && view.standing.contains("Rests on our reading"),
        "{}",
        view.standing
    );
    let step = &view.steps[0];
    assert_eq!(step.text, "From 2 March 2026 (day 0). Calendar days added: 180");
    assert_eq!(step.result, "29 August 2026");
    let fact = view
        .facts
        .iter()
        .find(|fact| fact.label == "Day customs released the goods")
        .unwrap();
    assert_eq!(
        (fact.value.as_str(), fact.source.as_str()),
        ("2 March 2026", "Customs")
    );
    assert!(
        view.readings
            .iter()
            .any(|reading| reading.starts_with("Days of the term of return: calendar days"))
    );
    assert_eq!(
        view.next_step.as_deref(),
        Some("You: Apply for the return of the deposit. Last day: 29 August 2026.")
    );
    assert!(view.edition.contains("2022-324"), "{}", view.edition);
    let figure = view
        .facts
        .iter()
        .find(|fact| fact.label == "Term of the application for return in days")
        .unwrap();
    assert_eq!(
        (figure.value.as_str(), figure.source.as_str()),
        (
            "180",
            "The regulation, point 18 · Not confirmed since 22 November 2026"
        )
    );
    assert!(
        view.readings
            .iter()
            .all(|reading| reading.contains("Our reading of the regulation, point")
                && reading.ends_with("Never confirmed")),
        "{:?}",
        view.readings
    );
}

#[test]
fn an_article_that_seems_to_be_renumbered_bears_both_numbers() {
    let stage = Stage::new(with(vec![released("one", date(2026, 3, 2))]), date(2026, 6, 10));
    for (language, article) in [
        (
            Language::Kyrgyz,
            "277¹ (кыязы, азыр 324; номери өзгөргөн жыл: 2022)",
        ),
        (Language::Russian, "277¹ (по-видимому, с 2022 года это 324)"),
        (Language::English, "277¹ (appears to be 324 since 2022)"),
    ] {
        let view = why::why(&stage.scene(language), "reg:18/one").unwrap();
        assert!(view.edition.contains(article), "{}", view.edition);
    }
    let before = draw(
        with(vec![released("one", date(2021, 3, 2))]),
        date(2021, 6, 10),
        "reg:18/one",
    );
    assert!(before.edition.contains("article 277¹. "), "{}", before.edition);
}

#[test]
fn after_the_last_day_it_says_that_the_body_decides() {
    let view = draw(
        with(vec![released("one", date(2026, 3, 2))]),
        date(2026, 8, 30),
        "reg:18/one",
    );
    assert_eq!(view.tone, Tone::Bad);
    let next = view.next_step.unwrap();
    assert!(
        next.contains("can still be applied for; the body decides"),
        "{next}"
    );
}

#[test]
fn days_off_that_are_passed_over_are_named() {
    let view = draw(
        with(vec![released("one", date(2026, 4, 30))]),
        date(2026, 5, 1),
        "reg:15/one",
    );
    assert_eq!(view.steps[0].text, "From 30 April 2026. Working days added: 7");
    assert_eq!(view.steps[0].result, "19 May 2026");
    let named: Vec<_> = view
        .steps
        .iter()
        .filter(|step| step.text.starts_with("Not counted: "))
        .collect();
    assert_eq!(named.len(), 9, "{named:#?}");
    assert_eq!(
        (named[0].text.as_str(), named[0].result.as_str()),
        ("Not counted: Labour Day", "1 May 2026")
    );
    let weekend = view.steps.last().unwrap();
    assert_eq!(
        (weekend.text.as_str(), weekend.result.as_str()),
        ("Saturdays and Sundays not counted", "3")
    );
    assert_eq!(
        view.next_step.as_deref(),
        Some("Customs: Notify the tax body. Last day: 19 May 2026.")
    );
    assert_ne!(view.tone, Tone::Bad);
}

#[test]
fn days_off_have_names_in_russian_too() {
    let stage = Stage::new(with(vec![released("one", date(2026, 3, 17))]), date(2026, 3, 18));
    let view = why::why(&stage.scene(Language::Russian), "reg:15/one").unwrap();
    let names: Vec<_> = view.steps.iter().map(|step| step.text.as_str()).collect();
    assert!(names.contains(&"Не засчитан день: Орозо айт"), "{names:?}");
    assert!(
        names.contains(&"Не засчитан день: Народный праздник Нооруз"),
        "{names:?}"
    );
}

#[test]
fn a_penalty_shows_its_arithmetic_and_where_its_rate_is_from() {
    let mut lot = accounted("one", date(2026, 5, 4));
    lot.deposits = vec![deposit(
        Body::TaxBody,
        date(2026, 7, 1),
        12_000_000,
        Source::Service,
    )];
    let view = draw(with(vec![lot]), date(2026, 7, 20), "reg:16/one");
    let results: Vec<_> = view.steps.iter().map(|step| step.result.as_str()).collect();
    assert_eq!(
        results,
        [
            "21 June 2026",
            "Short by KGS\u{a0}120,000.00",
            "KGS\u{a0}1,080.00",
            "KGS\u{a0}1,080.00",
            "KGS\u{a0}1,560.00",
            ""
        ]
    );
    assert_eq!(
        view.steps[5].text,
        "This is only an estimate: the body computes the penalty."
    );
    let rate = view.facts.last().unwrap();
    assert!(
        rate.value.starts_with("0.09% (another source: 0.13%) a day")
            && rate.source.ends_with("Never confirmed"),
        "{rate:?}"
    );
    assert!(
        view.would_settle
            .contains(&"When the penalty's rate is confirmed".to_owned())
    );
}

#[test]
fn the_first_day_of_the_regime() {
    let view = draw(
        applied(Fact::service(date(2025, 12, 31))),
        date(2025, 12, 31),
        "reg:10",
    );
    assert_eq!(view.steps[0].result, "1 January 2026");
    let own = draw(
        applied(Fact::person(date(2025, 12, 31))),
        date(2026, 2, 1),
        "reg:10",
    );
    assert_ne!(own.tone, Tone::Good);
    assert!(
        own.standing.starts_with("Entered by you, not yet confirmed"),
        "{}",
        own.standing
    );
    assert!(
        own.would_settle
            .contains(&"When an authority confirms what you entered".to_owned())
    );
}

#[test]
fn what_is_missing_is_named() {
    let view = draw(with(vec![lot("one", "CN")]), date(2026, 6, 10), "reg:18/one");
    assert_eq!(
        view.would_settle,
        ["It is enough to settle: Day customs released the goods"]
    );
    let missing = view
        .facts
        .iter()
        .find(|fact| fact.label == "Day customs released the goods")
        .unwrap();
    assert_eq!(
        (missing.value.as_str(), missing.source.as_str()),
        ("not known", "Nobody has said so yet")
    );
    assert_eq!(
        view.next_step.as_deref(),
        Some("You: Clear up the missing facts: Day customs released the goods.")
    );
}

#[test]
fn a_part_of_a_point_is_spelt_out() {
    let view = draw(with(vec![lot("one", "CN")]), date(2026, 6, 10), "reg:2.2/one");
    assert_eq!(view.point, "Point of the regulation: 2, part: 2");
}

#[test]
fn there_is_no_why_of_what_was_not_found() {
    let stage = Stage::new(with(Vec::new()), date(2026, 6, 10));
    assert!(why::why(&stage.scene(Language::English), "reg:18/none").is_none());
}

/// A taxpayer in the regime since February whose tax has been owed since 12 May.
fn owing() -> Stage {
    let debt = Debt {
        kind: DebtKind::OtherTaxes,
        sum: Money::from_tyiyn(4_500_000),
        overdue_from: date(2026, 5, 12),
        settled: None,
        stated: Stated::by(Source::Service),
    };
    let mut lot = accounted("one", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::TaxBody,
        date(2026, 4, 1),
        12_000_000,
        Source::Service,
    )];
    let dossier = Dossier {
        debts: Fact::service(vec![debt]),
        lots: vec![lot],
        ..registered(RegisteredState::InForce {
            since: date(2026, 2, 1),
        })
    };
    Stage::new(dossier, date(2026, 5, 20))
}

#[test]
fn passing_to_the_general_procedure_names_what_was_not_kept_and_both_days() {
    let stage = owing();
    let view = why::why(&stage.scene(Language::English), "reg:6").unwrap();
    assert_eq!(view.tone, Tone::Warning);
    assert!(
        view.standing
            .starts_with("Follows from a condition that is not kept (our finding) · 1 June 2026"),
        "{}",
        view.standing
    );
    assert!(
        view.standing
            .contains("If the tax period is a quarter: 1 July 2026"),
        "{}",
        view.standing
    );
    let steps: Vec<_> = view
        .steps
        .iter()
        .map(|step| (step.text.as_str(), step.result.as_str()))
        .collect();
    assert_eq!(
        steps,
        [
            ("Payment of taxes and customs payments", "Not kept (our finding)"),
            (
                "If the tax period is a month: first day of the one after 12 May 2026",
                "1 June 2026"
            ),
            (
                "If the tax period is a quarter: first day of the one after 12 May 2026",
                "1 July 2026"
            ),
        ]
    );
    assert_eq!(
        view.next_step.as_deref(),
        Some(
            "Our finding, not the authority's decision: the general procedure applies from 1 June 2026 if the tax period is \
             a month, from 1 July 2026 if it is a quarter. Whether that is so, and from which day, the tax body says."
        )
    );
}

#[test]
fn home_tells_both_days_and_that_they_rest_on_a_reading() {
    let stage = owing();
    for (language, reading) in [
        (Language::Kyrgyz, "биздин түшүнүүбүзгө таянат"),
        (Language::Russian, "Основано на нашем прочтении"),
        (Language::English, "Rests on our reading"),
    ] {
        let scene = stage.scene(language);
        let found = home::home(&scene, None, Vec::new()).finding.unwrap().text;
        for day in [date(2026, 6, 1), date(2026, 7, 1)] {
            assert!(found.contains(&scene.texts.date(day)), "{found}");
        }
        assert!(found.contains(reading), "{found}");
    }
}

#[test]
fn point_19_asks_the_taxpayer_for_one_thing_and_the_body_for_another() {
    let stage = owing();
    let gate = why::why(&stage.scene(Language::English), "reg:19/one").unwrap();
    assert!(
        gate.title.starts_with("No debts before the return"),
        "{}",
        gate.title
    );
    assert!(
        gate.meaning
            .starts_with("The deposit is returned only if there is no debt")
    );
    assert_eq!(gate.next_step.as_deref(), Some("You: Pay the debts."));
}

#[test]
fn the_penalty_on_what_goes_to_the_budget_is_a_range_while_its_first_day_is_unset() {
    let mut lot = released("one", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    // The term ended on 29 August: ten days late on 8 September, 190 days since release.
    let view = draw(with(vec![lot]), date(2026, 9, 8), "reg:21/one");
    assert_ne!(view.tone, Tone::Bad);
    assert!(
        view.standing.contains("the body computes it"),
        "{}",
        view.standing
    );
    // 120 000.00 som: 0.09 % for 10 days, and 0.13 % for 190 days.
    assert!(
        view.standing.contains("KGS\u{a0}1,080.00 – KGS\u{a0}29,640.00"),
        "{}",
        view.standing
    );
    let other = view
        .steps
        .iter()
        .find(|step| step.text == "If counted from 3 March 2026, days: 190")
        .unwrap();
    assert_eq!(other.result, "KGS\u{a0}20,520.00 – KGS\u{a0}29,640.00");
    assert_eq!(
        view.next_step.as_deref(),
        Some("Customs: Transfer to the budget what is not confirmed.")
    );
}
