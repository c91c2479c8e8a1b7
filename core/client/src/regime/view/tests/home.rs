//! Home.

use jiff::civil::{Date, date};
use salyk_regulation::dossier::{Activity, Body, BudgetTransfer, Dossier, Outcome, RegisteredState};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::Money;

use super::super::{home, lot as lot_view, why};
use super::sample::{
    Stage, accounted, applied, decision, deposit, dossier, excluded, export, lot, refund, registered,
    released, with,
};
use crate::intent::{Ask, ScreenId};
use crate::text::{Language, Texts};
use crate::view::{HomeView, MoneyLine, Tone};

pub(super) fn draw(dossier: Dossier, on: Date) -> HomeView {
    let stage = Stage::new(dossier, on);
    home::home(&stage.scene(Language::English), Vec::new())
}

#[test]
fn the_register_speaks_apart_from_our_finding() {
    let since = date(2026, 2, 1);
    let cases = [
        (
            RegisteredState::NotApplied,
            "The regime has not been applied for.",
        ),
        (
            RegisteredState::AppliedFor {
                applied: None,
                begins: date(2026, 7, 1),
            },
            "The regime has been applied for. It begins on 1 July 2026.",
        ),
        (
            RegisteredState::InForce { since },
            "The regime has been in force since 1 February 2026.",
        ),
        (
            RegisteredState::GeneralSince { since },
            "The general procedure has applied since 1 February 2026.",
        ),
    ];
    for (state, text) in cases {
        let view = draw(registered(state), date(2026, 6, 10));
        let shown = view.registered.unwrap();
        // Whether all is well is no word of the register's.
        let said = (shown.text.as_str(), shown.tone, shown.standing.as_str());
        assert_eq!(said, (text, Tone::Neutral, "Note"));
        assert_eq!(shown.source, "The tax service's register");
        let says_more = view.finding.is_some();
        assert_eq!(
            says_more,
            state == RegisteredState::NotApplied,
            "{state:?}: {:?}",
            view.finding
        );
    }
}

#[test]
fn nothing_is_made_up_of_the_register() {
    let silent = draw(dossier(), date(2026, 6, 10)).registered.unwrap();
    assert_eq!(silent.text, "There is no word of the state in the register.");
    let person = Dossier {
        registered: Fact::person(RegisteredState::InForce {
            since: date(2026, 2, 1),
        }),
        ..dossier()
    };
    let shown = draw(person, date(2026, 6, 10)).registered.unwrap();
    assert_eq!(
        (shown.tone, shown.source.as_str()),
        (Tone::Neutral, "Entered by you, not yet confirmed")
    );
}

#[test]
fn our_finding_is_never_the_authoritys_decision() {
    let view = draw(excluded(Activity::ExcisePayer), date(2026, 6, 10));
    let found = view.finding.unwrap();
    assert!(
        found
            .text
            .starts_with("Our finding, not the authority's decision: "),
        "{}",
        found.text
    );
    assert!(found.text.contains("paying excise"), "{}", found.text);
    let view = draw(applied(Fact::service(date(2025, 12, 31))), date(2026, 1, 15));
    let found = view.finding.unwrap();
    assert_eq!(found.tone, Tone::Warning);
    assert!(found.text.contains("1 January 2026"), "{}", found.text);
    assert!(
        found.text.contains("registration of the change is not on record"),
        "{}",
        found.text
    );
}

#[test]
fn the_next_three_deadlines_stand_in_order_with_what_has_to_be_said() {
    let lots = vec![
        released("third", date(2026, 3, 2)),
        accounted("eaeu", date(2026, 5, 4)),
        released("later", date(2026, 4, 2)),
        released("last", date(2026, 5, 2)),
    ];
    let view = draw(with(lots), date(2026, 6, 10));
    let days: Vec<_> = view
        .deadlines
        .iter()
        .map(|row| (row.rule.as_str(), row.date.as_ref().unwrap().iso.as_str()))
        .collect();
    assert_eq!(
        days,
        [
            ("reg:16", "2026-06-21"),
            ("reg:18", "2026-08-29"),
            ("reg:18", "2026-09-29")
        ]
    );
    let eaeu = &view.deadlines[0];
    assert_eq!(eaeu.date.as_ref().unwrap().days_left, 11);
    assert_eq!(eaeu.title, "Pay the deposit to the tax body's account");
    assert_eq!(
        eaeu.remarks,
        [
            "Reminder on 20 June 2026",
            "Rests on our reading of an unclear place in the text",
            "Falls on a day off and is not moved"
        ]
    );
    assert_eq!(view.overdue, []);
}

#[test]
fn what_binds_an_authority_is_never_the_taxpayers_overdue() {
    let mut filed = released("filed", date(2026, 3, 2));
    filed.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    filed.exports = vec![export("e", 10_000, date(2026, 3, 20), "DE", Source::Customs)];
    filed.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 4, 1)), None)];
    // Customs' notice was due on 13 March and the decision on 1 May: both are long over.
    let view = draw(with(vec![filed]), date(2026, 7, 20));
    assert_eq!(view.overdue, []);
    assert_eq!(view.deadlines, []);
    assert_eq!(view.alerts, []);
}

#[test]
fn after_the_last_day_one_can_still_apply() {
    let view = draw(with(vec![released("late", date(2026, 3, 2))]), date(2026, 8, 30));
    let late = view.overdue.iter().find(|row| row.rule == "reg:18").unwrap();
    assert_eq!(
        (late.tone, late.standing.as_str()),
        (Tone::Bad, "Overdue by our count")
    );
    assert_eq!(
        late.title,
        "The return of the deposit can still be applied for; the body decides"
    );
    assert!(
        late.remarks
            .iter()
            .any(|remark| remark.starts_with("Rests on our reading"))
    );
}

#[test]
fn what_only_the_person_says_stays_a_deadline_and_is_never_green() {
    let mut lot = released("own", date(2026, 3, 2));
    lot.released = Fact::person(date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Person,
    )];
    lot.exports = vec![export("e", 10_000, date(2026, 3, 9), "DE", Source::Person)];
    lot.refund_applications = vec![refund(Body::Customs, Fact::person(date(2026, 4, 1)), None)];
    let view = draw(with(vec![lot]), date(2026, 5, 1));
    let row = &view.deadlines[0];
    assert_eq!(row.rule, "reg:18");
    assert_eq!(
        (row.tone, row.standing.as_str()),
        (Tone::Neutral, "Entered by you, not yet confirmed")
    );
    let customs = &view.deposits[1];
    assert_eq!(customs.sum.tyiyn, 12_000_000);
    assert_eq!(
        customs.remark.as_deref(),
        Some("Who says so: Entered by you, not yet confirmed")
    );
    assert!(all_rows(&view).iter().all(|tone| *tone != Tone::Good));
}

#[test]
fn a_lot_that_came_to_an_end_asks_for_nothing() {
    let mut lot = released("done", date(2026, 3, 2));
    lot.deposits = vec![deposit(
        Body::Customs,
        date(2026, 3, 1),
        12_000_000,
        Source::Service,
    )];
    let made = decision(date(2026, 4, 9), Outcome::Returned, 12_000_000, Source::Customs);
    lot.refund_applications = vec![refund(Body::Customs, Fact::customs(date(2026, 4, 1)), Some(made))];
    let view = draw(with(vec![lot]), date(2026, 9, 20));
    assert_eq!((view.deadlines, view.overdue), (vec![], vec![]));
}

#[test]
fn what_went_to_the_budget_is_no_longer_what_may_go() {
    let paid = |id: &str, tyiyn| {
        let mut lot = released(id, date(2026, 1, 2));
        lot.deposits = vec![deposit(Body::Customs, date(2026, 1, 1), tyiyn, Source::Service)];
        lot
    };
    let transfer = |tyiyn| BudgetTransfer {
        date: date(2026, 9, 1),
        sum: Money::from_tyiyn(tyiyn),
        stated: Stated::by(Source::Customs),
    };
    let mut gone = paid("gone", 17_000_000);
    gone.budget_transfers = vec![transfer(17_000_000)];
    let mut part = paid("part", 5_000_000);
    part.budget_transfers = vec![transfer(2_000_000)];
    let stage = Stage::new(
        with(vec![gone, part, paid("open", 10_500_000)]),
        date(2026, 11, 22),
    );
    let scene = stage.scene(Language::English);
    let to_budget = |lines: &[MoneyLine]| -> Vec<(String, i64, String)> {
        let lines = lines.iter().filter(|line| line.label.contains("budget"));
        lines
            .map(|line| {
                let remark = line.remark.clone().unwrap_or_default();
                (line.label.clone(), line.sum.tyiyn, remark)
            })
            .collect()
    };
    let line = |label: &str, tyiyn, remark: &str| (label.to_owned(), tyiyn, remark.to_owned());
    let by_our_count = "By our count its term is over; the body decides.";
    let may_go = |tyiyn| line("Share that may go to the budget", tyiyn, by_our_count);
    let went = |tyiyn| line("Transferred to the budget", tyiyn, "Who says so: Customs");
    let home = home::home(&scene, Vec::new());
    assert_eq!(to_budget(&home.deposits), [may_go(13_500_000), went(19_000_000)]);
    // What may still go is no more than what still stands on the account.
    assert_eq!(home.deposits[1].sum.tyiyn, 13_500_000);
    let of_lot = |id| to_budget(&lot_view::lot(&scene, id).unwrap().money);
    assert_eq!(of_lot("gone"), [went(17_000_000)]);
    assert_eq!(of_lot("part"), [may_go(3_000_000), went(2_000_000)]);
    assert_eq!(of_lot("open"), [may_go(10_500_000)]);
}

#[test]
fn the_age_of_the_data_is_in_words() {
    let on = date(2026, 6, 10);
    let mut stage = Stage::new(dossier(), on);
    let age = |stage: &Stage| {
        home::home(&stage.scene(Language::English), Vec::new())
            .age
            .unwrap()
    };
    stage.fetched = "2026-06-10T08:05:00Z".parse().unwrap();
    assert_eq!(age(&stage), "Fetched today at 14:05");
    // 23:30 in Bishkek the day before.
    stage.fetched = "2026-06-09T17:30:00Z".parse().unwrap();
    assert_eq!(age(&stage), "Fetched yesterday at 23:30");
    stage.fetched = "2026-06-01T08:05:00Z".parse().unwrap();
    assert_eq!(age(&stage), "Fetched on 1 June 2026, 14:05 (9 days ago)");
}

#[test]
fn before_anything_was_fetched_the_actions_say_so() {
    let texts = Texts::of(Language::English);
    let view = home::nothing_fetched(texts, home::actions(texts, ScreenId(7), false, false));
    assert_eq!(view.registered, None);
    let lots = &view.actions[0];
    assert_eq!(
        (lots.enabled, lots.why_not.as_deref()),
        (false, Some("Nothing has been fetched yet."))
    );
    assert!(
        view.actions
            .iter()
            .any(|action| action.intent.ask == Ask::Refresh && action.enabled)
    );
    let asks = |several| {
        home::actions(texts, ScreenId(7), several, true)
            .iter()
            .any(|one| one.intent.ask == Ask::OpenTaxpayers)
    };
    assert!(asks(true) && !asks(false));
}

#[test]
fn every_finding_on_home_opens_why() {
    let mut late = accounted("late", date(2026, 5, 4));
    late.deposits = vec![deposit(
        Body::Customs,
        date(2026, 7, 1),
        12_000_000,
        Source::Service,
    )];
    let unknown = lot("unknown", "KG");
    let lots = vec![
        released("third", date(2026, 3, 2)),
        late,
        released("over", date(2026, 1, 2)),
        unknown,
    ];
    let stage = Stage::new(
        Dossier {
            lots,
            ..excluded(Activity::Patent)
        },
        date(2026, 7, 20),
    );
    let scene = stage.scene(Language::Kyrgyz);
    let view = home::home(&scene, Vec::new());
    let rows = view.deadlines.iter().chain(&view.overdue).map(|row| &row.why);
    let notices = view
        .alerts
        .iter()
        .chain(&view.finding)
        .filter_map(|notice| notice.action.as_ref());
    let mut opened = 0;
    for action in rows.chain(notices) {
        let Ask::OpenWhy { finding } = &action.intent.ask else {
            panic!("{action:?}")
        };
        assert!(why::why(&scene, finding).is_some(), "{finding}");
        opened += 1;
    }
    assert!(opened >= 4, "{view:?}");
}

fn all_rows(view: &HomeView) -> Vec<Tone> {
    let rows = view.deadlines.iter().chain(&view.overdue).map(|row| row.tone);
    let notices = view.alerts.iter().chain(&view.finding).map(|notice| notice.tone);
    rows.chain(notices)
        .chain(view.registered.iter().map(|shown| shown.tone))
        .collect()
}
