//! Chapter 2: what a taxpayer under the regime keeps to, and what follows when it does not.

use jiff::civil::{Date, date};

use super::sample::{
    accounted, deposit, dossier, export, finding, person_says, released, under_regime, with,
};
use crate::dossier::{
    Activity, Body, Debt, DebtKind, Dossier, Lot, LotId, OtherActivity, RegisteredState, Unit,
};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Binds, Certainty, Deed, Verdict};
use crate::money::Money;
use crate::why::{Doubt, FactItem, FactKey, Step, WindowState};

pub(super) fn verdict(case: &Dossier, day: Date, id: &str) -> Verdict {
    finding(case, day, id).verdict
}

pub(super) fn debt(kind: DebtKind, overdue_from: Date, settled: Option<Date>) -> Debt {
    Debt {
        kind,
        sum: Money::from_tyiyn(5_000),
        overdue_from,
        settled,
        stated: Stated::by(Source::Service),
    }
}

fn named(id: &str, lot: Lot) -> Lot {
    Lot {
        id: LotId(id.into()),
        ..lot
    }
}

#[test]
fn reg2_other_terms_ask_nothing() {
    let found = finding(&dossier(), date(2026, 1, 1), "reg:2.4");
    assert_eq!((found.verdict, found.binds), (Verdict::Met, Binds::Nobody));
    assert_eq!(
        verdict(&dossier(), date(2020, 12, 31), "reg:2.4"),
        Verdict::Unknown
    );
}

#[test]
fn reg3_names_each_ground_that_nobody_has_answered() {
    let mut case = under_regime(date(2026, 2, 1));
    let day = date(2026, 5, 10);
    assert!(
        finding(&case, day, "reg:3")
            .facts()
            .all(|fact| fact.item.is_none())
    );
    for kind in [Activity::ExcisePayer, Activity::Resort] {
        case.taxpayer.activities.remove(&kind);
    }
    let found = finding(&case, day, "reg:3");
    let open: Vec<_> = found.facts().filter_map(|fact| fact.item).collect();
    let expected = [Activity::ExcisePayer, Activity::Resort].map(FactItem::Activity);
    assert_eq!((found.verdict, open), (Verdict::Unknown, expected.to_vec()));
    let written = serde_json::to_value(&found).unwrap();
    let items: Vec<_> = written["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| fact.get("item"))
        .collect();
    let told: Vec<_> = items.into_iter().flatten().collect();
    assert_eq!(
        told[0],
        &serde_json::json!({ "kind": "activity", "value": "excise_payer" })
    );
}

#[test]
fn reg4_any_other_activity_is_a_breach() {
    let mut case = under_regime(date(2026, 2, 1));
    let day = date(2026, 5, 10);
    assert_eq!(verdict(&case, day, "reg:4"), Verdict::Met);
    case.other_activities = Fact::Missing;
    let unknown = finding(&case, day, "reg:4");
    assert_eq!(
        (unknown.verdict, unknown.settled_by().to_vec()),
        (Verdict::Unknown, vec![[FactKey::OtherActivity].into()])
    );
    let sale = |date| OtherActivity {
        description: "Sample domestic sale".to_owned(),
        date,
        stated: Stated::by(Source::Service),
    };
    case.other_activities = Fact::service(vec![sale(date(2026, 1, 31))]);
    assert_eq!(
        verdict(&case, day, "reg:4"),
        Verdict::Met,
        "before the regime anything goes"
    );
    case.other_activities = Fact::service(vec![sale(date(2026, 5, 10)), sale(date(2026, 5, 11))]);
    assert_eq!(verdict(&case, date(2026, 5, 9), "reg:4"), Verdict::Met);
    let broken = finding(&case, day, "reg:4");
    assert_eq!(
        (broken.verdict, broken.certainty, broken.dates().overdue_from),
        (Verdict::Breached, Certainty::Known, Some(day))
    );
    case.registered = Fact::service(RegisteredState::NotApplied);
    assert_eq!(verdict(&case, day, "reg:4"), Verdict::NotApplicable);
    case.registered = Fact::Missing;
    let unknown = finding(&case, day, "reg:4");
    assert_eq!(
        unknown.settled_by(),
        [[FactKey::RegisteredState], [FactKey::ApplicationFiled]]
    );
}

#[test]
fn reg5_1_windows_kept_pending_and_broken() {
    // In force since 1 January 2026: the first window is January to June.
    let mut case = under_regime(date(2026, 1, 1));
    let open = finding(&case, date(2026, 6, 30), "reg:5.1");
    assert_eq!(
        (open.verdict, open.dates().due, open.dates().days_left),
        (Verdict::Pending, Some(date(2026, 6, 30)), Some(0))
    );
    assert_eq!(open.next_step.map(|step| step.what), Some(Deed::ImportWithExport));
    let broken = finding(&case, date(2026, 7, 1), "reg:5.1");
    assert_eq!(
        (broken.verdict, broken.certainty),
        (Verdict::Breached, Certainty::Known)
    );
    assert_eq!(
        broken.steps(),
        [Step::Window {
            from: date(2026, 1, 1),
            to: date(2026, 6, 30),
            state: WindowState::Broken
        }]
    );
    // An import in March, exported in May: the windows from January to March are kept, April's ends on 30 September.
    let mut lot = released(date(2026, 3, 2));
    lot.exports = vec![export("e1", date(2026, 5, 4), 1, "UZ")];
    case.lots = vec![lot];
    let kept = finding(&case, date(2026, 7, 1), "reg:5.1");
    assert_eq!(
        (kept.verdict, kept.dates().due),
        (Verdict::Pending, Some(date(2026, 9, 30)))
    );
    assert_eq!(kept.certainty, Certainty::Known);
    assert_eq!(verdict(&case, date(2026, 9, 30), "reg:5.1"), Verdict::Pending);
    assert_eq!(verdict(&case, date(2026, 10, 1), "reg:5.1"), Verdict::Breached);
    assert_eq!(
        verdict(&case, date(2026, 3, 31), "reg:5.1"),
        Verdict::Pending,
        "not exported yet"
    );
}

#[test]
fn reg5_1_every_window_begun_is_kept() {
    let mut case = under_regime(date(2026, 1, 1));
    case.lots = (1..=3)
        .map(|month| {
            let mut lot = named(&format!("lot-{month}"), released(date(2026, month, 5)));
            lot.exports = vec![export("e1", date(2026, month, 20), 10_000, "UZ")];
            lot
        })
        .collect();
    let kept = finding(&case, date(2026, 3, 20), "reg:5.1");
    assert_eq!((kept.verdict, kept.certainty), (Verdict::Met, Certainty::Known));
    assert!(kept.facts().any(|fact| fact.lot == Some(LotId("lot-3".into()))));
    assert_eq!(verdict(&case, date(2026, 3, 19), "reg:5.1"), Verdict::Pending);
    assert_eq!(
        verdict(&case, date(2026, 4, 1), "reg:5.1"),
        Verdict::Pending,
        "April's window is open"
    );
    for lot in &mut case.lots {
        lot.exports[0].stated = person_says();
    }
    let said = finding(&case, date(2026, 3, 20), "reg:5.1");
    assert_eq!(
        (said.verdict, said.doubts),
        (Verdict::Pending, [Doubt::PersonOnly].into())
    );
}

#[test]
fn reg5_1_a_pending_import_holds_a_window() {
    // Released on 15 June 2026: its export term ends on 12 December.
    let mut case = under_regime(date(2026, 1, 1));
    case.lots = vec![released(date(2026, 6, 15))];
    let held = finding(&case, date(2026, 12, 12), "reg:5.1");
    assert_eq!(
        (held.verdict, held.dates().due),
        (Verdict::Pending, Some(date(2026, 12, 12)))
    );
    let broken = finding(&case, date(2026, 12, 13), "reg:5.1");
    assert_eq!(
        (broken.verdict, broken.dates().counted_from),
        (Verdict::Breached, Some(date(2026, 1, 1)))
    );
    case.lots[0].exports = vec![export("e1", date(2026, 12, 12), 1, "UZ")];
    assert_ne!(verdict(&case, date(2026, 12, 13), "reg:5.1"), Verdict::Breached);
    // One gram more than nothing, but to Kyrgyzstan: no export.
    case.lots[0].exports = vec![export("e1", date(2026, 12, 12), 1, "KG")];
    assert_eq!(verdict(&case, date(2026, 12, 13), "reg:5.1"), Verdict::Breached);
}

#[test]
fn reg5_2_line_by_line_in_the_term() {
    // Released on 2 March 2026: 29 August is the last day.
    let mut lot = released(date(2026, 3, 2));
    let case = |lot: &Lot| with(lot.clone());
    let id = "reg:5.2/lot-1";
    lot.exports = vec![export("e1", date(2026, 8, 29), 9_999, "UZ")];
    assert_eq!(verdict(&case(&lot), date(2026, 8, 29), id), Verdict::Pending);
    let broken = finding(&case(&lot), date(2026, 8, 30), id);
    assert_eq!(
        (
            broken.verdict,
            broken.dates().overdue_from,
            broken.dates().days_late
        ),
        (Verdict::Breached, Some(date(2026, 8, 30)), Some(1))
    );
    lot.exports.push(export("e2", date(2026, 8, 30), 1, "UZ"));
    let late = finding(&case(&lot), date(2026, 9, 5), id);
    assert_eq!(
        (late.verdict, late.dates().done, late.dates().days_late),
        (Verdict::Breached, Some(date(2026, 8, 30)), Some(1))
    );
    lot.exports[1].date = date(2026, 8, 29);
    let kept = finding(&case(&lot), date(2026, 9, 5), id);
    assert_eq!(
        (kept.verdict, kept.dates().done),
        (Verdict::Met, Some(date(2026, 8, 29)))
    );
    lot.exports[1].stated = person_says();
    assert_eq!(verdict(&case(&lot), date(2026, 9, 5), id), Verdict::Pending);
    lot.lines.clear();
    assert_eq!(
        finding(&case(&lot), date(2026, 9, 5), id).settled_by(),
        [[FactKey::Goods]]
    );
}

#[test]
fn reg5_2_units_are_never_mixed() {
    let mut lot = released(date(2026, 3, 2));
    lot.exports = vec![export("e1", date(2026, 4, 1), 10_000, "UZ")];
    lot.exports[0].unit = Unit("m".into());
    let found = finding(&with(lot.clone()), date(2026, 8, 30), "reg:5.2/lot-1");
    assert_eq!(
        (found.verdict, found.doubts),
        (Verdict::Unknown, [Doubt::UnitsDiffer].into())
    );
    lot.exports[0].line = 7;
    let stray = finding(&with(lot), date(2026, 8, 30), "reg:5.2/lot-1");
    assert_eq!(
        stray.verdict,
        Verdict::Breached,
        "an export of no line of the lot is none of it"
    );
}

#[test]
fn reg5_3_a_debt_from_its_first_overdue_day() {
    let mut case = under_regime(date(2026, 2, 1));
    let day = date(2026, 5, 10);
    assert_eq!(verdict(&case, day, "reg:5.3"), Verdict::Met);
    for kind in [
        DebtKind::OtherTaxes,
        DebtKind::CustomsPayments,
        DebtKind::AntiDumpingDuty,
    ] {
        case.debts = Fact::service(vec![debt(kind, day, None)]);
        assert_eq!(verdict(&case, date(2026, 5, 9), "reg:5.3"), Verdict::Met);
        let broken = finding(&case, day, "reg:5.3");
        assert_eq!(
            (broken.verdict, broken.dates().overdue_from),
            (Verdict::Breached, Some(day))
        );
        assert_eq!(broken.next_step.map(|step| step.what), Some(Deed::PayDebts));
    }
    case.debts = Fact::service(vec![debt(DebtKind::OtherTaxes, day, Some(date(2026, 5, 12)))]);
    let paid = finding(&case, date(2026, 6, 1), "reg:5.3");
    assert_eq!(
        (paid.verdict, paid.next_step),
        (Verdict::Breached, None),
        "paid since, and yet it was broken"
    );
    case.debts = Fact::service(vec![debt(
        DebtKind::OtherTaxes,
        date(2026, 1, 5),
        Some(date(2026, 1, 20)),
    )]);
    assert_eq!(
        verdict(&case, day, "reg:5.3"),
        Verdict::Met,
        "paid before the regime began"
    );
    case.debts = Fact::service(vec![debt(DebtKind::OtherTaxes, date(2026, 1, 5), None)]);
    assert_eq!(
        finding(&case, day, "reg:5.3").dates().overdue_from,
        Some(date(2026, 2, 1))
    );
    case.debts = Fact::Missing;
    assert_eq!(finding(&case, day, "reg:5.3").settled_by(), [[FactKey::Debt]]);
    // A late deposit on goods from the EAEU has its own consequence.
    case.debts = Fact::service(Vec::new());
    let mut late = accounted(date(2026, 3, 4));
    late.deposits = vec![deposit(Body::TaxBody, date(2026, 5, 1), 12_000_000)];
    case.lots = vec![late];
    assert_eq!(verdict(&case, day, "reg:16/lot-1"), Verdict::Breached);
    assert_eq!(verdict(&case, day, "reg:5.3"), Verdict::Met);
}
