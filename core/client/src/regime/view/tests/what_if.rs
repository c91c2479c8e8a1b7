//! What if I export.

use jiff::civil::date;
use salyk_regulation::dossier::{Body, Dossier, GoodsLine, Lot, LotId, Unit};
use salyk_regulation::fact::{Fact, Source};
use salyk_regulation::money::Quantity;

use super::super::lot as lots;
use super::super::what_if::view;
use super::sample::{Stage, deposit, export, lot, refund, released, with};
use crate::intent::{Ask, CountryGroup};
use crate::screens::WhatIfPlace;
use crate::text::Language;
use crate::view::{Action, WhatIfView};

/// Released on 2 March 2026 with 10 kg and a deposit of 120 000 som; 4 kg have left. The term ends on 29 August.
fn dossier() -> Dossier {
    let lot = Lot {
        deposits: vec![deposit(
            Body::Customs,
            date(2026, 3, 1),
            12_000_000,
            Source::Customs,
        )],
        exports: vec![export("a", 4_000, date(2026, 4, 1), "DE", Source::Customs)],
        ..released("lot-1", date(2026, 3, 2))
    };
    with(vec![lot])
}

fn stage() -> Stage {
    Stage::new(dossier(), date(2026, 5, 4))
}

fn place(quantity: &str, day: &str) -> WhatIfPlace {
    WhatIfPlace {
        lot: "lot-1".to_owned(),
        destination: Some(CountryGroup::Eaeu),
        quantity: quantity.to_owned(),
        day: day.to_owned(),
        ..WhatIfPlace::default()
    }
}

fn draw(place: &WhatIfPlace) -> WhatIfView {
    view(&stage().scene(Language::English), place).unwrap()
}

#[test]
fn the_rest_exported_in_the_term_brings_all_of_the_deposit() {
    let guess = draw(&place("6", "2026-06-01")).guess.unwrap();
    let left = &guess.changes[0];
    assert_eq!(
        (&*left.what, &*left.before, &*left.after),
        ("Left: Үлгү: кездеме", "6\u{a0}кг", "0\u{a0}кг")
    );
    let state = &guess.changes[1];
    assert_eq!(
        (&*state.before, &*state.after),
        ("Exported in part", "Exported in full")
    );
    let full = guess
        .changes
        .iter()
        .find(|one| one.rule.as_deref() == Some("reg:5.2"));
    let full = full.unwrap();
    assert!(
        full.before.starts_with("To be done") && full.after.starts_with("Done"),
        "{full:?}"
    );
    let sums: Vec<_> = guess.money.iter().map(|line| line.sum.tyiyn).collect();
    assert_eq!(sums, [12_000_000, 12_000_000, 0]);
    assert!(guess.apply.lines[0].contains("customs"));
    assert!(
        guess.apply.lines[1].contains("29 August 2026 (in 117 days)"),
        "{:?}",
        guess.apply
    );
    // Both kinds of destination: the papers of both.
    assert_eq!(guess.documents.len(), 7);
    assert_eq!(guess.as_of, "If so, on 1 June 2026");
}

#[test]
fn a_part_brings_its_share() {
    let guess = draw(&place("3.5", "01.06.2026")).guess.unwrap();
    // 7.5 of 10 kg.
    let sums: Vec<_> = guess.money.iter().map(|line| line.sum.tyiyn).collect();
    assert_eq!(sums, [12_000_000, 9_000_000, 3_000_000]);
    assert_eq!(guess.changes[0].after, "2.5\u{a0}кг");
}

#[test]
fn what_does_not_fit_is_said_at_its_field() {
    for (quantity, day, at_quantity, at_day) in [
        ("", "2026-06-01", None, None),
        (
            "six",
            "2026-06-01",
            Some("Write the quantity like this: 2.5"),
            None,
        ),
        (
            "0",
            "2026-06-01",
            Some("The quantity must be more than zero."),
            None,
        ),
        (
            "6.001",
            "2026-06-01",
            Some("This is more than what is left: 6\u{a0}кг"),
            None,
        ),
        ("6", "", None, None),
        (
            "6",
            "soon",
            None,
            Some("Write the day like this: 2027-01-15 or 15.01.2027"),
        ),
        ("6", "2026-05-03", None, Some("This day is past.")),
    ] {
        let view = draw(&place(quantity, day));
        let problems = (view.quantity.problem.as_deref(), view.day.problem.as_deref());
        assert_eq!(problems, (at_quantity, at_day), "{quantity} {day}");
        assert!(view.guess.is_none(), "{quantity} {day}");
    }
    let open = WhatIfPlace {
        destination: None,
        ..place("6", "2026-06-01")
    };
    assert!(draw(&open).guess.is_none());
}

#[test]
fn after_the_last_day_by_our_count_nothing_is_refused() {
    let said = |day| {
        let guess = draw(&place("6", day)).guess.unwrap();
        let beyond = guess
            .apply
            .lines
            .iter()
            .find(|line| line.starts_with("By our count"));
        let sums: Vec<_> = guess.money.iter().map(|line| line.sum.tyiyn).collect();
        (beyond.cloned(), sums)
    };
    assert_eq!(
        said("2026-08-29"),
        (None, vec![12_000_000, 12_000_000, 0]),
        "the last day"
    );
    let (beyond, sums) = said("2026-08-30");
    assert!(beyond.unwrap().contains("29 August 2026"));
    assert_eq!(
        sums,
        [12_000_000, 0, 0],
        "nothing can be applied for in the term, and no goods wait for an export"
    );
}

#[test]
fn what_is_applied_for_already_waits_for_no_export() {
    let mut applied = dossier();
    applied.lots[0].refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 5, 2)), None)];
    let stage = Stage::new(applied, date(2026, 5, 4));
    let guess = view(&stage.scene(Language::English), &place("6", "2026-06-01"))
        .unwrap()
        .guess
        .unwrap();
    let sums: Vec<_> = guess.money.iter().map(|line| line.sum.tyiyn).collect();
    // 4 of 10 kg are applied for.
    assert_eq!(sums, [12_000_000, 7_200_000, 0]);
}

#[test]
fn before_the_import_nothing_leaves() {
    let mut later = dossier();
    later.lots[0].released = Fact::person(date(2026, 5, 20));
    let stage = Stage::new(later, date(2026, 5, 4));
    let view = view(&stage.scene(Language::English), &place("6", "2026-05-19")).unwrap();
    assert_eq!(
        view.day.problem.as_deref(),
        Some("This is before the day of import: 20 May 2026")
    );
}

#[test]
fn goods_of_which_something_is_left_are_to_be_chosen() {
    let mut two = dossier();
    let first = two.lots[0].lines[0].clone();
    two.lots[0].lines.push(GoodsLine {
        number: 2,
        name: "Үлгү: жип".to_owned(),
        unit: Unit("даана".into()),
        ..first
    });
    let stage = Stage::new(two, date(2026, 5, 4));
    let scene = stage.scene(Language::English);
    let chosen = WhatIfPlace {
        line: Some(2),
        ..place("6", "2026-06-01")
    };
    let view = view(&scene, &chosen).unwrap();
    let labels: Vec<_> = view.goods.iter().map(|one| (&*one.label, one.chosen)).collect();
    assert_eq!(
        labels,
        [
            ("Үлгү: кездеме (left: 6\u{a0}кг)", false),
            ("Үлгү: жип (left: 10\u{a0}даана)", true)
        ]
    );
    assert_eq!(view.quantity.label, "How much is exported (даана)");
    assert_eq!(view.guess.unwrap().changes[0].after, "4\u{a0}даана");
}

#[test]
fn only_a_lot_with_goods_here_offers_it() {
    let mut gone = dossier().lots.remove(0);
    gone.id = LotId("gone".into());
    gone.exports[0].quantity = Quantity::from_thousandths(10_000);
    let lots_of = vec![dossier().lots.remove(0), gone, lot("planned", "CN")];
    let stage = Stage::new(with(lots_of), date(2026, 5, 4));
    let scene = stage.scene(Language::English);
    let offers = |id: &str| {
        let view = lots::lot(&scene, id).unwrap();
        let asks = |action: &Action| matches!(&action.intent.ask, Ask::OpenWhatIf { lot } if lot == id);
        view.actions.iter().any(asks)
    };
    assert_eq!(
        [offers("lot-1"), offers("gone"), offers("planned")],
        [true, false, false]
    );
    let nobodys = WhatIfPlace {
        lot: "nobody's".to_owned(),
        ..place("6", "2026-06-01")
    };
    assert!(view(&scene, &nobodys).is_none());
}

#[test]
fn every_language_says_that_it_files_nothing() {
    for (language, word, files) in [
        (Language::Kyrgyz, "божомол", "жөнөтүлбөйт"),
        (Language::Russian, "предположение", "не отправляется"),
        (Language::English, "guess", "files nothing"),
    ] {
        let text = if language == Language::English {
            "3.5"
        } else {
            "3,5"
        };
        let view = view(&stage().scene(language), &place(text, "2026-06-01")).unwrap();
        assert!(view.explanation.contains(word) && view.explanation.contains(files));
        let shown = format!("{view:?}");
        assert!(
            view.guess.is_some() && !shown.contains("{ $") && !shown.contains("whatif-"),
            "{shown}"
        );
    }
}
