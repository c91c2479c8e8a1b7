//! Plans for lots that are not imported yet, and what one more export would change.

use jiff::civil::{Date, date};

use super::sample::{
    CALENDAR, POLICIES, deposit, dossier, export, finding, lot, released, under_regime, with,
};
use crate::country::Country;
use crate::dossier::{Body, DocumentKind, LotId, Unit};
use crate::fact::Fact;
use crate::finding::{Binds, Certainty, Deed, FindingId, Verdict};
use crate::money::{Money, Quantity};
use crate::plan::{Plan, plan};
use crate::rule::RuleId;
use crate::what_if::{PlannedExport, WhatIf, WhatIfError, what_if};

fn planned(from: &str, to: &str, day: Option<Date>) -> Plan {
    let mut ahead = lot(from);
    ahead.planned_for = day;
    ahead.planned_destination = Country::parse(to).map_or(Fact::Missing, Fact::person);
    plan(&dossier(), &ahead, &POLICIES, &CALENDAR)
}

fn steps(plan: &Plan) -> Vec<(&'static str, Binds, Deed, Option<Date>)> {
    plan.steps
        .iter()
        .map(|step| (step.finding.rule.as_str(), step.who, step.what, step.by))
        .collect()
}

/// The first day on which the body may transfer what nobody applied for.
fn transfer(plan: &Plan) -> Option<Date> {
    let others = plan
        .steps
        .iter()
        .filter(|step| step.finding.rule != RuleId::Reg21);
    assert!(others.into_iter().all(|step| step.not_before.is_none()));
    let mut transfer = plan
        .steps
        .iter()
        .filter(|step| step.finding.rule == RuleId::Reg21);
    transfer.next()?.not_before
}

#[test]
fn a_lot_from_a_third_country() {
    let day = date(2026, 4, 30);
    for (to, papers) in [("UZ", 6), ("RU", 4)] {
        let plan = planned("CN", to, Some(day));
        assert_eq!((plan.holder, plan.documents.len()), (Some(Body::Customs), papers));
        assert_eq!(
            steps(&plan),
            [
                ("reg:11", Binds::Taxpayer, Deed::ApplyToCustoms, Some(day)),
                ("reg:12", Binds::Taxpayer, Deed::PayDepositToCustoms, Some(day)),
                ("reg:13", Binds::Taxpayer, Deed::GiveCommitment, Some(day)),
                // Seven working days across 1–9 May.
                (
                    "reg:15",
                    Binds::Customs,
                    Deed::NotifyTaxBody,
                    Some(date(2026, 5, 19))
                ),
                // 180 days after 30 April, and 30 more.
                (
                    "reg:5.2",
                    Binds::Taxpayer,
                    Deed::ExportInFull,
                    Some(date(2026, 10, 27))
                ),
                (
                    "reg:18",
                    Binds::Taxpayer,
                    Deed::ApplyForReturn,
                    Some(date(2026, 10, 27))
                ),
                // It has no last day; it is not before the last day to apply is over.
                ("reg:21", Binds::Customs, Deed::TransferToBudget, None),
                (
                    "reg:19",
                    Binds::Customs,
                    Deed::DecideOnReturn,
                    Some(date(2026, 11, 26))
                ),
                // The text sets it no term.
                ("reg:14", Binds::Customs, Deed::DecideOnRelease, None),
            ]
        );
        assert_eq!(transfer(&plan), Some(date(2026, 10, 28)));
        assert!(plan.steps.iter().all(|step| step.finding.verdict != Verdict::Met));
    }
}

#[test]
fn a_lot_from_the_eaeu() {
    let day = date(2026, 5, 4);
    for (to, papers) in [("UZ", 6), ("RU", 4)] {
        let plan = planned("KZ", to, Some(day));
        assert_eq!((plan.holder, plan.documents.len()), (Some(Body::TaxBody), papers));
        assert_eq!(
            steps(&plan),
            [
                (
                    "reg:16",
                    Binds::Taxpayer,
                    Deed::PayDepositToTaxBody,
                    Some(date(2026, 6, 21))
                ),
                (
                    "reg:5.2",
                    Binds::Taxpayer,
                    Deed::ExportInFull,
                    Some(date(2026, 10, 31))
                ),
                (
                    "reg:18",
                    Binds::Taxpayer,
                    Deed::ApplyForReturn,
                    Some(date(2026, 10, 31))
                ),
                ("reg:21", Binds::TaxBody, Deed::TransferToBudget, None),
                (
                    "reg:19",
                    Binds::TaxBody,
                    Deed::DecideOnReturn,
                    Some(date(2026, 11, 30))
                ),
                ("reg:17", Binds::Taxpayer, Deed::ReportWithReceipt, None),
            ]
        );
        assert_eq!(transfer(&plan), Some(date(2026, 11, 1)));
        let deposit = &plan.steps[0].finding;
        assert_eq!(deposit.dates().remind, Some(date(2026, 6, 20)));
        assert_eq!(
            deposit.certainty,
            Certainty::Provisional,
            "a planned day may still change"
        );
    }
}

#[test]
fn a_plan_without_its_facts() {
    let nowhere = planned("KZ", "", None);
    assert_eq!(nowhere.documents.len(), 7, "both lists, the shared papers once");
    assert!(nowhere.steps.iter().all(|step| step.by.is_none()));
    let mut unknown = lot("CN");
    unknown.imported_from = Fact::Missing;
    unknown.planned_for = Some(date(2026, 5, 4));
    let plan = plan(&dossier(), &unknown, &POLICIES, &CALENDAR);
    assert_eq!((plan.origin, plan.holder), (None, None));
    let apply = plan
        .steps
        .iter()
        .find(|step| step.what == Deed::ApplyForReturn)
        .unwrap();
    assert_eq!(apply.by, Some(date(2026, 10, 31)));
    assert!(
        planned("CN", "UZ", Some(Date::MAX))
            .steps
            .iter()
            .all(|step| step.by.is_none_or(|by| by <= Date::MAX))
    );
}

#[test]
fn what_was_done_for_a_lot_does_not_change_its_plan() {
    let mut touched = released(date(2026, 3, 2));
    touched.planned_for = Some(date(2026, 4, 30));
    touched.planned_destination = Fact::person(Country::parse("UZ").unwrap());
    touched.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000)];
    touched.exports = vec![export("e1", date(2026, 4, 1), 10_000, "RU")];
    touched.taken_on_account = Fact::service(date(2026, 3, 3));
    touched.refund_applications = vec![super::sample::refund(Body::Customs, date(2026, 4, 2))];
    assert_eq!(
        plan(&dossier(), &touched, &POLICIES, &CALENDAR),
        planned("CN", "UZ", Some(date(2026, 4, 30)))
    );
}

fn thought(thousandths: u64, day: Date) -> PlannedExport {
    PlannedExport {
        line: 1,
        quantity: Quantity::from_thousandths(thousandths),
        unit: Unit("kg".into()),
        date: day,
        destination: Country::parse("UZ").unwrap(),
    }
}

fn tried(export: &PlannedExport) -> Result<WhatIf, WhatIfError> {
    let mut case = under_regime(date(2026, 2, 1));
    let mut lot = released(date(2026, 3, 2));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000)];
    lot.exports = vec![super::sample::export("what-if", date(2026, 4, 1), 2_500, "UZ")];
    case.lots = vec![lot];
    what_if(&case, &LotId("lot-1".into()), export, &POLICIES, &CALENDAR)
}

#[test]
fn one_more_export() {
    let verdict = |assessment: &crate::assessment::Assessment| {
        assessment
            .finding(&FindingId::new("reg:5.2/lot-1"))
            .unwrap()
            .verdict
    };
    let rest = tried(&thought(7_500, date(2026, 8, 29))).unwrap();
    assert_eq!(
        (verdict(&rest.before), verdict(&rest.after)),
        (Verdict::Pending, Verdict::Met)
    );
    assert_eq!(rest.returnable, Money::from_tyiyn(12_000_000));
    let half = tried(&thought(2_500, date(2026, 8, 29))).unwrap();
    assert_eq!(
        (verdict(&half.after), half.returnable),
        (Verdict::Pending, Money::from_tyiyn(6_000_000))
    );
    let late = tried(&thought(7_500, date(2026, 8, 30))).unwrap();
    assert_eq!(
        (verdict(&late.before), verdict(&late.after)),
        (Verdict::Breached, Verdict::Breached)
    );
    assert_eq!(
        late.returnable,
        Money::ZERO,
        "an application on day 181 comes late"
    );
}

#[test]
fn what_an_application_could_cover_is_what_no_other_one_has() {
    // A quarter is out and applied for: of three quarters, two are left. reg:20 says the same.
    let mut case = under_regime(date(2026, 2, 1));
    let mut lot = released(date(2026, 3, 2));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000)];
    lot.exports = vec![export("e1", date(2026, 4, 1), 2_500, "UZ")];
    lot.refund_applications = vec![super::sample::refund(Body::Customs, date(2026, 4, 2))];
    case.lots = vec![lot];
    let thought = thought(5_000, date(2026, 5, 4));
    let seen = what_if(&case, &LotId("lot-1".into()), &thought, &POLICIES, &CALENDAR).unwrap();
    assert_eq!(seen.returnable, Money::from_tyiyn(6_000_000));
}

#[test]
fn an_export_that_does_not_fit() {
    let day = date(2026, 5, 4);
    let refused = |change: fn(&mut PlannedExport)| {
        let mut export = thought(1, day);
        change(&mut export);
        tried(&export).unwrap_err()
    };
    assert_eq!(refused(|export| export.line = 2), WhatIfError::NoSuchLine);
    assert_eq!(
        refused(|export| export.unit = Unit("m".into())),
        WhatIfError::OtherUnit
    );
    assert_eq!(
        refused(|export| export.quantity = Quantity::from_thousandths(7_501)),
        WhatIfError::MoreThanLeft
    );
    assert_eq!(
        refused(|export| export.destination = Country::KYRGYZSTAN),
        WhatIfError::NotAbroad
    );
    assert_eq!(
        refused(|export| export.date = date(2026, 3, 1)),
        WhatIfError::BeforeImport,
        "the goods were released on 2 March"
    );
    assert!(tried(&thought(1, date(2026, 3, 2))).is_ok());
    let nobody = what_if(
        &dossier(),
        &LotId("lot-1".into()),
        &thought(1, day),
        &POLICIES,
        &CALENDAR,
    );
    assert_eq!(nobody.unwrap_err(), WhatIfError::NoSuchLot);
    let unchanged = with(released(day));
    assert_eq!(
        finding(&unchanged, day, "reg:5.2/lot-1").verdict,
        Verdict::Pending
    );
    assert!(
        plan(&unchanged, &unchanged.lots[0], &POLICIES, &CALENDAR)
            .documents
            .iter()
            .any(|paper| { paper.kind == DocumentKind::DeliveryContract })
    );
}
