//! Plan.

use jiff::civil::date;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::Lot;
use salyk_regulation::fact::Fact;

use super::super::{lot as lots, plan};
use super::sample::{Stage, lot, released, with};
use crate::intent::{Ask, CountryGroup};
use crate::screens::PlanPlace;
use crate::text::Language;
use crate::view::PlanView;

fn stage() -> Stage {
    let planned = Lot {
        planned_for: Some(date(2026, 4, 30)),
        planned_destination: Fact::person(Country::parse("DE").unwrap()),
        ..lot("planned", "CN")
    };
    Stage::new(
        with(vec![planned, released("gone", date(2026, 3, 2))]),
        date(2026, 3, 20),
    )
}

fn place(lot: Option<&str>, day: &str) -> PlanPlace {
    PlanPlace {
        lot: lot.map(str::to_owned),
        day: day.to_owned(),
        ..PlanPlace::default()
    }
}

fn draw(place: &PlanPlace) -> PlanView {
    plan::view(&stage().scene(Language::English), place).unwrap()
}

fn dates(view: &PlanView) -> Vec<(&str, Option<&str>, &str)> {
    let row = |row| -> (&str, Option<&str>, &str) {
        let row: &crate::view::PlannedRow = row;
        (&row.rule, row.date.as_ref().map(|day| day.iso.as_str()), &row.who)
    };
    view.steps.iter().map(row).collect()
}

#[test]
fn a_lot_from_a_third_country_has_every_day_to_come() {
    let view = draw(&place(Some("planned"), "2026-04-30"));
    // 180 days after 30 April end on 27 October; the decision on an application of that day on 26 November.
    assert_eq!(
        dates(&view),
        [
            ("reg:11", Some("2026-04-30"), "You"),
            ("reg:12", Some("2026-04-30"), "You"),
            ("reg:13", Some("2026-04-30"), "You"),
            ("reg:15", Some("2026-05-19"), "Customs"),
            ("reg:5.2", Some("2026-10-27"), "You"),
            ("reg:18", Some("2026-10-27"), "You"),
            ("reg:21", None, "Customs"),
            ("reg:19", Some("2026-11-26"), "Customs"),
            ("reg:14", None, "Customs"),
        ]
    );
    let transfer = view.steps.iter().find(|row| row.rule == "reg:21").unwrap();
    assert_eq!(transfer.remarks[0], "Not before 28 October 2026");
    assert_eq!(view.documents.len(), 6);
    assert!(
        view.account.lines[0].contains("customs body's"),
        "{:?}",
        view.account
    );
    let last = view.steps.iter().find(|row| row.rule == "reg:18").unwrap();
    assert_eq!(
        last.steps[0].text,
        "From 30 April 2026 (day 0). Calendar days added: 180"
    );
    assert!(
        last.remarks
            .iter()
            .any(|remark| remark.starts_with("Rests on our reading"))
    );
}

#[test]
fn what_is_chosen_here_goes_before_what_the_dossier_says() {
    let chosen = PlanPlace {
        origin: Some(CountryGroup::Eaeu),
        destination: Some(CountryGroup::Eaeu),
        ..place(Some("planned"), "04.05.2026")
    };
    let view = draw(&chosen);
    let dates = dates(&view);
    assert!(
        dates.contains(&("reg:16", Some("2026-06-21"), "You")),
        "{dates:?}"
    );
    assert!(!dates.iter().any(|(rule, ..)| *rule == "reg:11"));
    assert_eq!(view.documents.len(), 4);
    let picked: Vec<_> = view.origins.iter().map(|choice| choice.chosen).collect();
    assert_eq!(picked, [false, true]);
}

#[test]
fn any_lot_can_be_thought_of() {
    let view = draw(&place(None, "2026-05-04"));
    assert_eq!(view.title, "A lot that you are thinking of");
    // From where is not said yet: neither account nor authority is made up.
    assert!(view.account.lines[0].starts_with("It is not known to which account"));
    for (origin, destination, documents) in [
        (CountryGroup::Third, CountryGroup::Third, 6),
        (CountryGroup::Third, CountryGroup::Eaeu, 4),
        (CountryGroup::Eaeu, CountryGroup::Third, 6),
        (CountryGroup::Eaeu, CountryGroup::Eaeu, 4),
    ] {
        let view = draw(&PlanPlace {
            origin: Some(origin),
            destination: Some(destination),
            ..place(None, "2026-05-04")
        });
        assert_eq!(view.documents.len(), documents, "{origin:?} {destination:?}");
        let last = view.steps.iter().find(|row| row.rule == "reg:18").unwrap();
        assert_eq!(last.date.as_ref().unwrap().iso, "2026-10-31");
    }
}

#[test]
fn a_day_that_is_none_gives_no_dates_and_says_so() {
    for (text, problem) in [
        ("", None),
        (
            "31.02.2026",
            Some("Write the day like this: 2027-01-15 or 15.01.2027"),
        ),
        ("soon", Some("Write the day like this: 2027-01-15 or 15.01.2027")),
    ] {
        let view = draw(&place(Some("planned"), text));
        assert_eq!(view.day.problem.as_deref(), problem, "{text}");
        assert!(view.steps.iter().all(|row| row.date.is_none()), "{text}");
    }
    let past = draw(&place(Some("planned"), "2026-01-15"));
    assert_eq!(past.day.problem.as_deref(), Some("This day is past."));
}

#[test]
fn only_a_lot_that_is_not_imported_yet_offers_its_plan() {
    let stage = stage();
    let scene = stage.scene(Language::English);
    let offers = |id: &str| {
        let view = lots::lot(&scene, id).unwrap();
        view.actions
            .iter()
            .any(|action| matches!(&action.intent.ask, Ask::OpenPlan { lot: Some(lot) } if lot == id))
    };
    assert!(offers("planned") && !offers("gone"));
    assert!(plan::view(&scene, &place(Some("nobody's"), "")).is_none());
}
