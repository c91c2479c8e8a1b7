//! The list of lots.

use std::collections::BTreeSet;

use jiff::civil::date;
use salyk_regulation::assessment::LotState;
use salyk_regulation::dossier::{Body, Lot, Outcome};
use salyk_regulation::fact::{Fact, Source};

use super::super::lots::{file, lots};
use super::super::pages::PAGE;
use super::super::words::state_named;
use super::sample::{Stage, accounted, decision, deposit, lot, refund, released, with};
use crate::intent::{Ask, LotFilter, ScreenId};
use crate::screens::LotsPlace;
use crate::text::{Language, Texts};
use crate::view::{LotsView, Tone};

fn draw_in(language: Language, stage: &Stage, place: &LotsPlace) -> LotsView {
    lots(
        Texts::of(language),
        ScreenId(7),
        Some(&stage.scene(language)),
        place,
    )
}

fn draw(stage: &Stage, place: &LotsPlace) -> LotsView {
    draw_in(Language::English, stage, place)
}

fn ids(view: &LotsView) -> Vec<&str> {
    view.rows.iter().map(|row| row.lot.as_str()).collect()
}

fn declared(id: &str, number: &str) -> Lot {
    Lot {
        declaration: Some(number.to_owned()),
        ..released(id, date(2026, 3, 2))
    }
}

fn refunded(id: &str) -> Lot {
    let mut lot = released(id, date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    let made = decision(date(2026, 4, 9), Outcome::Returned, 12_000_000, Source::Customs);
    lot.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 4, 1)), Some(made))];
    lot
}

/// Every third lot is overdue, every third refunded, every third open.
fn many() -> Stage {
    let lot = |number: usize| {
        let id = format!("lot-{number:05}");
        match number % 3 {
            0 => accounted(&id, date(2026, 1, 4)),
            1 => refunded(&id),
            _ => Lot {
                declaration: Some(format!("{number:08}/020326/0000001")),
                ..released(&id, date(2026, 3, 2))
            },
        }
    };
    Stage::new(with((0..10_000).map(lot).collect()), date(2026, 6, 10))
}

#[test]
fn ten_thousand_lots_come_in_pages_without_loss_or_repetition() {
    let stage = many();
    let mut place = LotsPlace::default();
    let mut seen = BTreeSet::new();
    let mut overdue_is_over = false;
    loop {
        let view = draw(&stage, &place);
        assert_eq!((view.pages, view.summary.as_str()), (200, "10000 lots"));
        assert!(view.rows.len() <= PAGE);
        for row in &view.rows {
            assert!(seen.insert(row.lot.clone()), "{} stands twice", row.lot);
            let overdue = row.tone == Tone::Bad;
            assert!(!(overdue && overdue_is_over), "what is overdue comes first");
            overdue_is_over |= !overdue;
        }
        assert_eq!(view.previous.is_some(), place.page > 0);
        let Some(next) = view.next else { break };
        let Ask::ShowPage { page } = next.intent.ask else {
            panic!("{next:?}")
        };
        assert_eq!(page, place.page + 1);
        place.page = page;
    }
    assert_eq!((seen.len(), place.page), (10_000, 199));
}

#[test]
fn filters_take_each_lot_as_it_stands() {
    let stage = many();
    let count = |filter| {
        let view = draw(
            &stage,
            &LotsPlace {
                filter,
                ..LotsPlace::default()
            },
        );
        let chosen: Vec<_> = view.filters.iter().filter(|choice| choice.chosen).collect();
        assert_eq!(chosen.len(), 1);
        (view.summary, chosen[0].label.clone())
    };
    assert_eq!(
        count(LotFilter::All),
        ("10000 lots".to_owned(), "All: 10000".to_owned())
    );
    assert_eq!(
        count(LotFilter::Overdue),
        ("3334 lots".to_owned(), "Overdue: 3334".to_owned())
    );
    assert_eq!(
        count(LotFilter::Closed),
        ("3333 lots".to_owned(), "Closed: 3333".to_owned())
    );
    assert_eq!(
        count(LotFilter::Open),
        ("6667 lots".to_owned(), "Open: 6667".to_owned())
    );
}

#[test]
fn a_page_beyond_the_last_is_the_last() {
    let stage = Stage::new(with(vec![released("one", date(2026, 3, 2))]), date(2026, 6, 10));
    let view = draw(
        &stage,
        &LotsPlace {
            page: u32::MAX,
            ..LotsPlace::default()
        },
    );
    assert_eq!((view.page, view.pages, ids(&view)), (0, 1, vec!["one"]));
}

#[test]
fn a_declaration_is_found_by_any_part_of_its_number() {
    let lots = vec![
        declared("a", "41710001/020326/0001234"),
        declared("b", "41710002/020326/0005678"),
        accounted("without a number", date(2026, 5, 4)),
    ];
    let stage = Stage::new(with(lots), date(2026, 6, 10));
    let found = |search: &str| {
        let view = draw(
            &stage,
            &LotsPlace {
                search: search.to_owned(),
                ..LotsPlace::default()
            },
        );
        (
            ids(&view).into_iter().map(str::to_owned).collect::<Vec<_>>(),
            view.search.problem,
        )
    };
    assert_eq!(found("1234").0, ["a"]);
    assert_eq!(found("41710002/02").0, ["b"]);
    assert_eq!(found(" 4171 0002 / 0203 26 ").0, ["b"], "spaces are passed over");
    assert_eq!(found("41710002020326").0, ["b"], "slashes need not be typed");
    assert_eq!(found("0001/0203").0, ["a"], "slashes that are typed count");
    assert_eq!(found("000/10203").0, Vec::<String>::new());
    assert_eq!(found("   ").0.len(), 3);
    assert_eq!(found("99999"), (vec![], None));
    let (rows, problem) = found("4171x");
    assert_eq!(
        (rows, problem.as_deref()),
        (vec![], Some("Type only digits and slashes (/)."))
    );
}

#[test]
fn a_row_says_what_presses_and_what_the_day_rests_on() {
    let stage = Stage::new(with(vec![accounted("eaeu", date(2026, 5, 4))]), date(2026, 6, 19));
    let view = draw(&stage, &LotsPlace::default());
    let row = &view.rows[0];
    assert_eq!(
        (row.imported_from.as_str(), row.state.as_str()),
        ("Kazakhstan", "Taken on account")
    );
    assert_eq!(row.vat.as_ref().unwrap().tyiyn, 12_000_000);
    assert_eq!(row.tone, Tone::Warning);
    assert_eq!(row.next_date.as_ref().unwrap().iso, "2026-06-21");
    let next = row.next.as_ref().unwrap();
    assert!(
        next.starts_with("Pay the deposit to the tax body's account: 21 June 2026 (in 2 days)"),
        "{next}"
    );
    assert!(next.contains("Rests on our reading"), "{next}");
    assert_eq!(
        row.open.intent.ask,
        Ask::OpenLot {
            lot: "eaeu".to_owned()
        }
    );
}

#[test]
fn countries_are_named_and_others_show_their_code() {
    let named = [
        ("AM", "Армения"),
        ("BY", "Беларусь"),
        ("KZ", "Казакстан"),
        ("RU", "Россия"),
        ("CN", "Кытай"),
        ("TR", "Түркия"),
        ("DE", "Германия"),
        ("UZ", "Өзбекстан"),
        ("BR", "BR"),
    ];
    for (code, name) in named {
        let stage = Stage::new(with(vec![lot("one", code)]), date(2026, 6, 10));
        assert_eq!(
            draw_in(Language::Kyrgyz, &stage, &LotsPlace::default()).rows[0].imported_from,
            name
        );
    }
}

#[test]
fn a_state_by_the_persons_word_says_so_and_is_not_green() {
    let own = Lot {
        released: Fact::person(date(2026, 3, 2)),
        ..lot("own", "CN")
    };
    let stage = Stage::new(with(vec![own, refunded("refunded")]), date(2026, 6, 10));
    let view = draw(&stage, &LotsPlace::default());
    let row = |id| view.rows.iter().find(|row| row.lot == id).unwrap();
    assert_eq!(
        row("own").state,
        "Released by customs (entered by you, not yet confirmed)"
    );
    assert_ne!(row("own").tone, Tone::Good);
    assert_eq!(
        (row("refunded").state.as_str(), row("refunded").tone),
        ("Deposit returned", Tone::Good)
    );
}

#[test]
fn russian_counts_have_their_right_endings() {
    for (count, text) in [
        (1, "1 партия"),
        (2, "2 партии"),
        (5, "5 партий"),
        (11, "11 партий"),
        (21, "21 партия"),
        (22, "22 партии"),
    ] {
        let lots = (0..count).map(|number| lot(&format!("{number}"), "CN")).collect();
        let stage = Stage::new(with(lots), date(2026, 6, 10));
        assert_eq!(
            draw_in(Language::Russian, &stage, &LotsPlace::default()).summary,
            text
        );
    }
}

#[test]
fn before_anything_was_fetched_the_list_says_so() {
    let view = lots(
        Texts::of(Language::English),
        ScreenId(7),
        None,
        &LotsPlace::default(),
    );
    assert_eq!(
        (view.rows.len(), view.pages, view.summary.as_str()),
        (0, 1, "Nothing has been fetched yet.")
    );
}

#[test]
fn states_are_chosen_among_those_that_there_are() {
    let stage = many();
    let view = draw(&stage, &LotsPlace::default());
    let labels: Vec<_> = view.states.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Any state",
            "Released by customs: 3333",
            "Taken on account: 3334",
            "Deposit returned: 3333"
        ]
    );
    let Ask::FilterLotState { state: Some(state) } = &view.states[2].intent.ask else {
        panic!("{:?}", view.states)
    };
    let place = LotsPlace {
        state: state_named(state),
        ..LotsPlace::default()
    };
    assert_eq!(place.state, Some(LotState::Accounted));
    let view = draw(&stage, &place);
    assert_eq!(view.summary, "3334 lots");
    assert!(view.rows.iter().all(|row| row.state == "Taken on account"));
    assert_eq!(state_named("grace"), None);
}

#[test]
fn what_is_due_soon_is_not_yet_overdue() {
    let lots = vec![
        accounted("soon", date(2026, 5, 4)),
        accounted("overdue", date(2026, 4, 4)),
        released("later", date(2026, 5, 4)),
    ];
    let stage = Stage::new(with(lots), date(2026, 6, 10));
    let soon = LotsPlace {
        filter: LotFilter::Soon,
        ..LotsPlace::default()
    };
    assert_eq!(ids(&draw(&stage, &soon)), ["soon"]);
}

#[test]
fn the_file_has_every_lot_that_matches_and_none_besides() {
    let stage = many();
    let scene = stage.scene(Language::English);
    let place = LotsPlace {
        filter: LotFilter::Closed,
        page: 7,
        ..LotsPlace::default()
    };
    let (name, text) = file(&scene, &place, false);
    assert_eq!(name, "salyk-lots-2026-06-10.csv");
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "\"Sample, not an official service\"");
    assert_eq!(
        lines[1],
        "\"Lot\",\"Country imported from\",\"State\",\"Conditionally accrued VAT\",\"Deposit paid\",\"What to do next\",\"Last day\",\"About the last day\""
    );
    assert_eq!(lines.len(), 2 + 3333);
    assert_eq!(
        lines[2],
        "\"Үлгү: кездеме\",\"China\",\"Deposit returned\",\"120000.00\",\"120000.00\",\"\",\"\",\"\""
    );
    let due = file(&scene, &LotsPlace::default(), true).1;
    assert!(
        due.lines()
            .nth(1)
            .unwrap()
            .contains("\"Pay the deposit to the tax body's account\",\"2026-02-21\",\"")
    );
}

#[test]
fn a_last_day_in_the_table_says_what_it_rests_on() {
    let mut own = released("own", date(2026, 3, 2));
    own.released = Fact::person(date(2026, 3, 2));
    let stage = Stage::new(with(vec![own]), date(2026, 6, 10));
    let text = file(&stage.scene(Language::English), &LotsPlace::default(), true).1;
    let row = text.lines().nth(1).unwrap();
    let (_, remarks) = row.split_once("\"2026-08-29\",").unwrap();
    for said in [
        "Rests on our reading of an unclear place in the text",
        "Falls on a day off and is not moved",
        "Entered by you, not yet confirmed",
    ] {
        assert_eq!(remarks.matches(said).count(), 1, "{row}");
    }
}
