//! Answers at edges that no worked case passes, found by changing the code and seeing no test fail.

use jiff::civil::date;
use proptest::prelude::*;

use super::arbitrary;
use super::sample::{
    CALENDAR, POLICIES, accounted, deposit, dossier, export, finding, lot, policies_read_as, refund,
    released, under_regime, with,
};
use crate::case::{Case, LotCase};
use crate::country::Country;
use crate::dossier::{
    Body, Commitment, CustomsApplication, Dossier, IndirectTaxReport, Lot, LotId, RegisteredState,
};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Deed, Verdict};
use crate::plan::plan;
use crate::policy::{ReturnAnchor, ReturnDays};
use crate::returns;
use crate::rule::RuleId;
use crate::why::FactKey;

#[test]
fn two_days_alike_are_the_release() {
    let mut unknown = released(date(2026, 3, 2));
    unknown.imported_from = Fact::Missing;
    unknown.taken_on_account = Fact::service(date(2026, 3, 2));
    let found = finding(&with(unknown), date(2026, 3, 3), "reg:18/lot-1");
    let keys: Vec<_> = found.facts().map(|fact| fact.what).collect();
    assert!(keys.contains(&FactKey::Released) && !keys.contains(&FactKey::TakenOnAccount));
}

#[test]
fn every_point_lists_the_country_that_is_stated_and_that_it_is_none() {
    let home = with(lot("KG"));
    for id in ["reg:2.1/lot-1", "reg:2.2/lot-1", "reg:2.3/lot-1"] {
        let found = finding(&home, date(2026, 3, 3), id);
        let countries = found.facts().filter(|fact| fact.what == FactKey::ImportedFrom);
        let stated: Vec<_> = countries.map(|fact| fact.value.is_some()).collect();
        assert_eq!(stated, [true, false], "{id}");
    }
}

#[test]
fn a_plan_asks_for_the_deposit_before_the_tax_is_known() {
    let mut unknown = lot("CN");
    unknown.vat = Fact::Missing;
    unknown.planned_for = Some(date(2026, 12, 1));
    let plan = plan(&dossier(), &unknown, &POLICIES, &CALENDAR);
    let deed = |rule| {
        plan.steps
            .iter()
            .find(|step| step.finding.rule == rule)
            .map(|step| step.what)
    };
    assert_eq!(deed(RuleId::Reg11), Some(Deed::ApplyToCustoms));
    assert_eq!(deed(RuleId::Reg12), Some(Deed::PayDepositToCustoms));
}

#[test]
fn a_real_import_outweighs_the_word_that_there_are_none() {
    let mut case = with(released(date(2026, 3, 2)));
    let right = |case: &Dossier| finding(case, date(2026, 4, 1), "reg:7");
    for said in [Fact::service(false), Fact::person(true), Fact::Missing] {
        case.taxpayer.taxable_imports = said;
        let found = right(&case);
        assert_eq!(
            (found.verdict, found.facts().next().unwrap().what),
            (Verdict::Met, FactKey::Released)
        );
    }
    case.taxpayer.taxable_imports = Fact::service(true);
    assert_eq!(right(&case).facts().next().unwrap().what, FactKey::TaxableImports);
}

#[test]
fn an_application_that_only_the_register_tells_of_counts_from_its_day() {
    let mut case = dossier();
    case.registered = Fact::service(RegisteredState::AppliedFor {
        applied: Some(date(2026, 3, 10)),
        begins: date(2026, 4, 1),
    });
    let application = |day| finding(&case, day, "reg:8");
    let received = application(date(2026, 3, 10));
    assert_eq!(
        (received.verdict, received.dates().done),
        (Verdict::Met, Some(date(2026, 3, 10)))
    );
    assert_eq!(application(date(2026, 3, 9)).verdict, Verdict::Unknown);
}

#[test]
fn without_the_tax_a_deposit_is_due_and_never_late() {
    let mut unknown = accounted(date(2026, 5, 7));
    unknown.vat = Fact::Missing;
    let case = with(unknown);
    let verdict = |day| finding(&case, day, "reg:16/lot-1").verdict;
    assert_eq!(verdict(date(2026, 6, 21)), Verdict::Pending);
    assert_eq!(verdict(date(2026, 6, 22)), Verdict::Unknown);
}

#[test]
fn what_follows_from_a_lot_names_the_lot_of_each_fact() {
    let mut case = under_regime(date(2026, 3, 1));
    case.lots = vec![released(date(2026, 3, 2))];
    let found = finding(&case, date(2026, 9, 5), "reg:6");
    assert_eq!(found.verdict, Verdict::Pending);
    let of = |key| found.facts().find(|fact| fact.what == key).unwrap().lot.clone();
    assert_eq!(of(FactKey::Released), Some(LotId("lot-1".into())));
}

#[test]
fn a_plan_is_made_as_if_nothing_had_been_done() {
    let mut done = released(date(2026, 3, 2));
    let stated = Stated::by(Source::Customs);
    done.planned_for = Some(date(2026, 12, 1));
    done.taken_on_account = Fact::service(date(2021, 9, 1));
    done.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000)];
    done.customs_application = Some(CustomsApplication {
        number: None,
        date: date(2026, 3, 1),
        stated,
    });
    done.commitment = Some(Commitment {
        number: None,
        date: date(2026, 3, 1),
        stated,
    });
    done.customs_notice = Fact::customs(date(2026, 3, 5));
    done.exports = vec![export("e1", date(2026, 4, 1), 10_000, "UZ")];
    done.refund_applications = vec![refund(Body::Customs, date(2026, 5, 1))];
    let planned = |lot: &Lot| plan(&dossier(), lot, &POLICIES, &CALENDAR);
    let mut fresh = lot("CN");
    fresh.planned_for = done.planned_for;
    assert_eq!(planned(&done), planned(&fresh));
    done.imported_from = Fact::service(Country::parse("KZ").unwrap());
    fresh.imported_from = done.imported_from.clone();
    done.indirect_tax_reports = vec![IndirectTaxReport {
        number: "sample".to_owned(),
        filed: date(2026, 4, 20),
        month: None,
        with_receipt: true,
        stated,
    }];
    assert_eq!(planned(&done), planned(&fresh));
}

proptest! {
    #[test]
    fn the_term_of_a_lot_had_it_been_imported_on_a_day_is_the_one_it_has_when_it_was(
        lot in arbitrary::lot(),
        day in arbitrary::day(),
        on in arbitrary::day(),
    ) {
        let mut imported = lot.clone();
        imported.released = Fact::service(day);
        imported.taken_on_account = Fact::service(day);
        let nobody = dossier();
        for (anchor, days) in [
            (ReturnAnchor::ReleaseOrTakingOnAccount, ReturnDays::Calendar),
            (ReturnAnchor::ReleaseOrTakingOnAccount, ReturnDays::Working),
            (ReturnAnchor::DepositPaid, ReturnDays::Calendar),
            (ReturnAnchor::DepositPaid, ReturnDays::Working),
        ] {
            let policies = policies_read_as(|readings| {
                readings.return_anchor.value = anchor;
                readings.return_days.value = days;
            });
            let case = Case::new(&nobody, &policies, &CALENDAR, on);
            prop_assert_eq!(
                returns::last_day_if_imported(&case, &lot, day),
                LotCase::new(&case, &imported).last_day
            );
        }
    }
}
