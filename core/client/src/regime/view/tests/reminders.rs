//! Reminders.

use jiff::Timestamp;
use jiff::civil::date;
use salyk_regulation::dossier::Body;
use salyk_regulation::fact::{Fact, Source};

use super::super::deadlines::{self, MOST};
use super::super::reminders::{self, Reminding, SHOWN};
use super::super::{calendar_file, money};
use super::sample::{Stage, accounted, deposit, export, refund, released, with};
use crate::intent::{Ask, ScreenId};
use crate::text::{Language, Texts};
use crate::view::RemindersView;

/// Noon in Bishkek on 10 June 2026.
const NOW: &str = "2026-06-10T06:00:00Z";

pub(super) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn draw_in(language: Language, stage: &Stage) -> RemindersView {
    let scene = stage.scene(language);
    reminders::view(
        scene.texts,
        ScreenId(7),
        Some(&scene),
        now(),
        Reminding::default(),
    )
}

/// Lines as they were before they were folded.
pub(super) fn unfolded(file: &str) -> String {
    file.replace("\r\n ", "")
}

pub(super) fn stage() -> Stage {
    let lots = vec![
        released("one", date(2026, 3, 2)),
        released("two", date(2026, 3, 2)),
        accounted("eaeu", date(2026, 5, 4)),
    ];
    Stage::new(with(lots), date(2026, 6, 10))
}

#[test]
fn what_several_lots_ask_for_by_one_day_is_one_deadline() {
    let view = draw_in(Language::English, &stage());
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|row| (row.rule.as_str(), row.date.iso.as_str(), row.lots.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            ("reg:16", "2026-06-21", Some("Үлгү: кездеме")),
            ("reg:18", "2026-08-29", Some("Lots: 2")),
            ("reg:18", "2026-10-31", Some("Үлгү: кездеме")),
        ]
    );
    // 30 days before 29 August.
    assert_eq!(view.rows[1].next, "Next reminder: 30 July 2026, 09:00");
    assert!(
        view.rows[1]
            .remarks
            .iter()
            .any(|remark| remark.starts_with("Rests on our reading"))
    );
    assert_eq!(view.summary, "3 deadlines");
    assert!(!view.remind.ticked && view.remind.enabled && view.export.enabled);
}

#[test]
fn each_moment_is_at_nine_in_bishkek_and_still_to_come() {
    let stage = stage();
    let reminders = deadlines::reminders(&stage.scene(Language::English), now(), true);
    let of_deposit: Vec<_> = reminders
        .iter()
        .filter(|one| one.id.starts_with("reg:16"))
        .map(|one| Timestamp::from_second(one.at).unwrap().to_string())
        .collect();
    // 30 and 14 days before 21 June are past; 7, 3 and 1 day before, the day, and the day after are not.
    assert_eq!(
        of_deposit,
        [
            "2026-06-14T03:00:00Z",
            "2026-06-18T03:00:00Z",
            "2026-06-20T03:00:00Z",
            "2026-06-21T03:00:00Z",
            "2026-06-22T03:00:00Z",
        ]
    );
    let last = reminders
        .iter()
        .find(|one| one.id.ends_with("2026-06-22"))
        .unwrap();
    assert_eq!(
        last.title,
        "The last day is over by our count: Pay the deposit to the tax body's account"
    );
    assert!(
        last.body.contains("Last day: 21 June 2026 (1 day ago)"),
        "{}",
        last.body
    );
    assert!(reminders.iter().map(|one| one.at).is_sorted());
}

#[test]
fn reminders_carry_no_sums_no_goods_and_say_that_they_are_samples() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let mut stage = stage();
        stage.fetched = now();
        let scene = stage.scene(language);
        let sample = texts.say("reminder-sample");
        for one in deadlines::reminders(&scene, now(), false) {
            let text = format!("{} {}", one.title, one.body);
            assert!(!text.contains(&texts.say("som")), "{text}");
            assert!(!text.contains("кездеме"), "{text}");
            assert!(text.contains("Үлгү Sample") && text.contains(&sample), "{text}");
        }
        let file = unfolded(&calendar_file::text(&scene, now(), false).unwrap());
        assert!(
            !file.contains("кездеме") && !file.contains(&texts.say("som")),
            "{file}"
        );
        let named = texts.say_with("lot-named", &[("id", "eaeu".into())]);
        assert!(file.contains(&named), "a lot without a declaration: {file}");
        let official = deadlines::reminders(&scene, now(), true);
        assert!(official.iter().all(|one| !one.body.contains(&sample)));
    }
}

#[test]
fn a_penalty_is_no_part_of_a_reminder() {
    let mut late = accounted("late", date(2026, 4, 4));
    late.deposits = vec![deposit(Body::TaxBody, date(2026, 5, 1), 1, Source::Service)];
    let stage = Stage::new(with(vec![late]), date(2026, 5, 22));
    let scene = stage.scene(Language::English);
    let at = "2026-05-22T01:00:00Z".parse().unwrap();
    let all = deadlines::deadlines(&scene, at);
    let overdue = all.iter().find(|one| one.due == date(2026, 5, 21)).unwrap();
    let penalty = overdue.first().unwrap().penalty().unwrap();
    let estimate = money::penalty_range(&scene, penalty);
    let file = calendar_file::text(&scene, at, true).unwrap();
    let said = format!("{:?}{file}", deadlines::reminders(&scene, at, true));
    assert!(
        !said.contains(&estimate) && !said.contains("Penalty, our estimate"),
        "{said}"
    );
}

#[test]
fn the_phone_is_given_no_more_than_it_keeps() {
    let lots = (0_i8..28)
        .map(|day| released(&format!("lot-{day}"), date(2026, 5, 1 + day)))
        .collect();
    let stage = Stage::new(with(lots), date(2026, 6, 10));
    let scene = stage.scene(Language::Kyrgyz);
    let reminders = deadlines::reminders(&scene, now(), true);
    assert_eq!(reminders.len(), MOST);
    let many = (0..10_000)
        .map(|number| released(&format!("lot-{number:05}"), date(2026, 5, 1)))
        .collect();
    let stage = Stage::new(with(many), date(2026, 6, 10));
    let view = draw_in(Language::English, &stage);
    assert!(view.rows.len() <= SHOWN);
    assert_eq!(view.rows[0].lots.as_deref(), Some("Lots: 10000"));
}

#[test]
fn with_nothing_ahead_there_is_nothing_to_export() {
    let view = draw_in(
        Language::English,
        &Stage::new(with(Vec::new()), date(2026, 6, 10)),
    );
    assert_eq!(view.summary, "No deadline is ahead.");
    assert_eq!(view.export.why_not.as_deref(), Some("No deadline is ahead."));
    let texts = Texts::of(Language::English);
    let view = reminders::view(texts, ScreenId(7), None, now(), Reminding::default());
    assert_eq!(
        view.remind.why_not.as_deref(),
        Some("Nothing has been fetched yet.")
    );
    assert_eq!(view.export.intent.ask, Ask::ExportCalendar);
}

#[test]
fn what_is_said_of_one_lot_is_not_said_of_another_and_is_not_lost() {
    let lots = [("a", Source::Customs), ("b", Source::Person)].map(|(id, source)| {
        let mut lot = released(id, date(2026, 3, 2));
        lot.released = match source {
            Source::Person => Fact::person(date(2026, 3, 2)),
            _ => Fact::customs(date(2026, 3, 2)),
        };
        lot
    });
    for lots in [lots.to_vec(), lots.iter().rev().cloned().collect()] {
        let stage = Stage::new(with(lots), date(2026, 6, 10));
        let scene = stage.scene(Language::English);
        let view = draw_in(Language::English, &stage);
        let row = view.rows.iter().find(|row| row.rule == "reg:18").unwrap();
        assert_eq!(row.lots.as_deref(), Some("Lots: 2"));
        let entered = |remarks: &[String]| {
            let of = remarks.iter().filter(|remark| remark.contains("Entered by you"));
            of.cloned().collect::<Vec<_>>()
        };
        assert_eq!(
            entered(&row.remarks),
            ["Entered by you, not yet confirmed (Үлгү: кездеме)"]
        );
        let said = "Entered by you, not yet confirmed (Lot: b)";
        let reminders = deadlines::reminders(&scene, now(), true);
        let of_rule: Vec<_> = reminders
            .iter()
            .filter(|one| one.id.starts_with("reg:18"))
            .collect();
        assert!(!of_rule.is_empty() && of_rule.iter().all(|one| one.body.contains(said)));
        let file = unfolded(&calendar_file::text(&scene, now(), true).unwrap());
        assert!(
            file.contains(&said.replace(',', "\\,")) && !file.contains("(Lot: a)"),
            "{file}"
        );
    }
}

#[test]
fn what_the_person_alone_says_is_done_is_said_to_be_so_and_not_asked_for() {
    let mut lot = released("one", date(2026, 3, 2));
    lot.exports = vec![export("all", 10_000, date(2026, 4, 1), "UZ", Source::Person)];
    lot.refund_applications = vec![refund(Body::Customs, Fact::person(date(2026, 6, 1)), None)];
    let stage = Stage::new(with(vec![lot]), date(2026, 6, 10));
    let view = draw_in(Language::English, &stage);
    let row = view.rows.iter().find(|row| row.rule == "reg:18").unwrap();
    assert_ne!(row.title, "Apply for the return of the deposit");
    assert!(
        row.remarks
            .contains(&"Entered by you, not yet confirmed".to_owned()),
        "{row:?}"
    );
}
