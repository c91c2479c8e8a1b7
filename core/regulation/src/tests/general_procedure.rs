//! Point 6: passing to the general procedure.

use jiff::civil::date;

use super::conditions::{debt, verdict};
use super::sample::{applied, export, finding, lot, on, person_says, released, under_regime};
use crate::assessment::RegimeLife;
use crate::dossier::{Activity, CarriedOn, DebtKind, Export, Period, RegisteredState};
use crate::fact::Fact;
use crate::finding::{Certainty, Deed, FindingId, Verdict};
use crate::why::FactKey;

#[test]
fn reg6_both_dates_until_the_period_is_confirmed() {
    // A window to 30 June: from 1 July, by the month and by the quarter.
    let case = under_regime(date(2026, 1, 1));
    assert_eq!(verdict(&case, date(2026, 6, 30), "reg:6"), Verdict::NotApplicable);
    let found = finding(&case, date(2026, 7, 1), "reg:6");
    assert_eq!(
        (
            found.verdict,
            found.dates().begins,
            found.dates().begins_otherwise
        ),
        (Verdict::Pending, Some(date(2026, 7, 1)), Some(date(2026, 7, 1)))
    );
    assert_eq!(
        found.next_step.map(|step| step.what),
        Some(Deed::PassToGeneralProcedure)
    );
    // A debt overdue on 10 May: from 1 June by the month, from 1 July by the quarter.
    let mut case = under_regime(date(2026, 2, 1));
    case.debts = Fact::service(vec![debt(DebtKind::OtherTaxes, date(2026, 5, 10), None)]);
    let regime = on(&case, date(2026, 5, 10)).regime;
    assert_eq!(
        regime.life,
        RegimeLife::General {
            since: date(2026, 6, 1),
            since_otherwise: Some(date(2026, 7, 1))
        }
    );
    assert_eq!(
        (regime.because, regime.certainty),
        (vec![FindingId::new("reg:5.3")], Certainty::Known)
    );
    // A patent from 31 March on ends it from 1 April, and again by both periods.
    let mut case = under_regime(date(2026, 2, 1));
    let patent = CarriedOn(vec![Period {
        since: Some(date(2026, 3, 31)),
        until: Some(date(2026, 4, 2)),
    }]);
    case.taxpayer
        .activities
        .insert(Activity::Patent, Fact::service(patent));
    let found = finding(&case, date(2026, 5, 1), "reg:6");
    assert_eq!(
        (found.dates().begins, found.certainty),
        (Some(date(2026, 4, 1)), Certainty::Known)
    );
}

#[test]
fn reg6_of_a_lot_that_was_not_exported_in_full() {
    // The term ends on 29 August 2026: from 1 September by the month, from 1 October by the quarter.
    let mut case = under_regime(date(2026, 2, 1));
    let mut lot = released(date(2026, 3, 2));
    lot.exports = vec![export("e1", date(2026, 4, 1), 1, "UZ")];
    case.lots = vec![lot];
    let found = finding(&case, date(2026, 8, 30), "reg:6");
    assert_eq!(
        (found.dates().begins, found.dates().begins_otherwise),
        (Some(date(2026, 9, 1)), Some(date(2026, 10, 1)))
    );
    let because = on(&case, date(2026, 8, 30)).regime.because;
    assert_eq!(because, [FindingId::new("reg:5.2/lot-1")]);
    assert_eq!(verdict(&case, date(2026, 8, 29), "reg:6"), Verdict::NotApplicable);
    // The lot goes on under its own terms: an application can still be sent.
    let apply = finding(&case, date(2026, 8, 30), "reg:18/lot-1");
    assert_eq!(apply.next_step.map(|step| step.what), Some(Deed::ApplyLate));
}

#[test]
fn reg6_is_met_only_by_the_register() {
    let mut case = under_regime(date(2026, 1, 1));
    assert_eq!(verdict(&case, date(2027, 1, 1), "reg:6"), Verdict::Pending);
    case.registered = Fact::service(RegisteredState::GeneralSince {
        since: date(2026, 7, 1),
    });
    let met = finding(&case, date(2026, 7, 1), "reg:6");
    assert_eq!(
        (met.verdict, met.dates().begins),
        (Verdict::Met, Some(date(2026, 7, 1)))
    );
    assert_eq!(
        verdict(&case, date(2026, 7, 1), "reg:5.1"),
        Verdict::NotApplicable
    );
    // A new application is possible, and begins a new spell with new windows.
    let mut again = applied(date(2026, 7, 15));
    again.registered = case.registered.clone();
    again.debts = Fact::service(Vec::new());
    again.other_activities = Fact::service(Vec::new());
    let found = finding(&again, date(2026, 8, 1), "reg:5.1");
    assert_eq!(
        (found.verdict, found.dates().due),
        (Verdict::Pending, Some(date(2027, 1, 31)))
    );
    case.debts = Fact::Missing;
    case.registered = Fact::service(RegisteredState::InForce {
        since: date(2026, 7, 1),
    });
    assert_eq!(
        finding(&case, date(2026, 7, 2), "reg:6").settled_by(),
        [[FactKey::Debt]]
    );
}

#[test]
fn only_an_application_after_the_day_of_a_breach_is_a_new_one() {
    let mut case = under_regime(date(2026, 2, 1));
    case.debts = Fact::service(vec![debt(DebtKind::OtherTaxes, date(2026, 5, 10), None)]);
    let mut life = |filed| {
        case.applications = applied(filed).applications;
        on(&case, date(2026, 5, 20)).regime.life
    };
    assert_eq!(
        life(date(2026, 5, 10)),
        RegimeLife::General {
            since: date(2026, 6, 1),
            since_otherwise: Some(date(2026, 7, 1))
        }
    );
    assert_eq!(
        life(date(2026, 5, 11)),
        RegimeLife::AppliedFor {
            applied: Some(date(2026, 5, 11)),
            begins: date(2026, 6, 1)
        }
    );
}

#[test]
fn conditions_broken_on_one_day_are_named_in_the_order_of_their_points() {
    let mut case = under_regime(date(2026, 2, 1));
    let mut lot = released(date(2026, 3, 2));
    lot.exports = vec![export("e1", date(2026, 4, 1), 1, "UZ")];
    case.lots = vec![lot];
    case.debts = Fact::service(vec![debt(DebtKind::OtherTaxes, date(2026, 8, 29), None)]);
    let because = on(&case, date(2026, 8, 30)).regime.because;
    assert_eq!(because, ["reg:5.2/lot-1", "reg:5.3"].map(FindingId::new),);
}

#[test]
fn goods_that_are_still_planned_keep_no_months_unless_some_have_left() {
    let day = date(2026, 7, 10);
    let kept = |planned, exports: &[Export]| {
        let mut case = under_regime(date(2026, 1, 1));
        let mut lot = lot("CN");
        lot.planned_for = planned;
        lot.exports = exports.to_vec();
        case.lots = vec![lot];
        verdict(&case, day, "reg:5.1")
    };
    let left = |day, thousandths| export("e1", day, thousandths, "UZ");
    let later = Some(date(2026, 7, 11));
    assert_eq!(kept(later, &[]), Verdict::Breached);
    for planned in [None, Some(day), Some(date(2026, 5, 1))] {
        assert_eq!(kept(planned, &[]), Verdict::Unknown, "{planned:?}");
    }
    let in_may = left(date(2026, 5, 1), 100);
    assert_eq!(kept(later, std::slice::from_ref(&in_may)), Verdict::Unknown);
    let by_word = Export {
        stated: person_says(),
        ..in_may
    };
    assert_eq!(kept(later, &[by_word]), Verdict::Breached);
    assert_eq!(kept(later, &[left(date(2026, 7, 11), 100)]), Verdict::Breached);
    assert_eq!(kept(later, &[left(date(2026, 5, 1), 0)]), Verdict::Breached);
}
