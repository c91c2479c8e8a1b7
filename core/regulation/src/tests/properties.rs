//! What holds for every dossier.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::sample::{CALENDAR, POLICIES};
use super::{arbitrary, sample};
use crate::assess;
use crate::assessment::LotAssessment;
use crate::dossier::{Body, Dossier, Export, LotId, RegisteredState};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Binds, Certainty, Finding, FindingId, Subject, Verdict};
use crate::money::{Money, Quantity};
use crate::rule::RuleId;
use crate::why::Step;

fn check_finding(finding: &Finding) -> TestCaseResult {
    let weak = finding
        .facts
        .iter()
        .any(|fact| fact.source == Some(Source::Person) || fact.provisional);
    if finding.verdict == Verdict::Met {
        prop_assert!(!weak, "weak facts turned {:?} green", finding.id);
        prop_assert!(finding.settled_by.is_empty());
        prop_assert_ne!(finding.certainty, Certainty::Missing);
    }
    prop_assert_eq!(finding.certainty == Certainty::Known, finding.doubts.is_empty());
    if let (Some(remind), Some(due)) = (finding.dates.remind, finding.dates.due) {
        prop_assert!(remind <= due);
        prop_assert_eq!(finding.dates.overdue_from, due.tomorrow().ok());
    }
    if let Some(late) = finding.dates.days_late {
        prop_assert!(late > 0);
    }
    if let Some(penalty) = &finding.penalty {
        prop_assert!(penalty.sum >= Money::ZERO && penalty.sum <= penalty.late);
        if finding.binds == Binds::Taxpayer {
            prop_assert_eq!(finding.verdict, Verdict::Breached);
        }
    }
    Ok(())
}

/// `reg:20`: what is returnable is a part of what nobody was given yet, and the parts add up to it.
fn check_parts(finding: &Finding, lot: &LotAssessment) -> TestCaseResult {
    let compared = finding.steps.iter().find_map(|step| match step {
        Step::PartsAgainstReturnable { returnable, parts } => Some((*returnable, *parts)),
        _ => None,
    });
    let Some((returnable, parts)) = compared else {
        return Ok(());
    };
    let sums = lot.sums;
    prop_assert!(returnable > Money::ZERO && returnable <= sums.deposit);
    if finding.dates.done.is_none() {
        prop_assert!(
            returnable <= sums.deposit.less(sums.confirmed),
            "{:?}",
            finding.id
        );
        prop_assert!(finding.verdict != Verdict::Met || parts == returnable);
    }
    Ok(())
}

/// The same facts in another order.
fn turned(mut dossier: Dossier) -> Dossier {
    dossier.applications.reverse();
    dossier.confirmations.reverse();
    if let Fact::Known { value, .. } | Fact::Provisional { value, .. } = &mut dossier.debts {
        value.reverse();
    }
    if let Fact::Known { value, .. } | Fact::Provisional { value, .. } = &mut dossier.other_activities {
        value.reverse();
    }
    dossier.lots.reverse();
    for lot in &mut dossier.lots {
        lot.lines.reverse();
        lot.deposits.reverse();
        lot.exports.reverse();
        lot.refund_applications.reverse();
        lot.budget_transfers.reverse();
        lot.indirect_tax_reports.reverse();
        for application in &mut lot.refund_applications {
            application.directions.reverse();
        }
    }
    dossier
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_dossier_on_any_day(dossier in arbitrary::dossier(), on in arbitrary::day()) {
        let assessment = assess(&dossier, &POLICIES, &CALENDAR, on);
        for finding in assessment.all_findings() {
            check_finding(finding)?;
        }
        let mut ids: Vec<_> = assessment.all_findings().map(|finding| &finding.id).collect();
        let count = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), count, "two findings with one id");
        for lot in &assessment.lots {
            let sums = lot.sums;
            let parts = Money::total([sums.confirmed, sums.at_risk, sums.to_budget]);
            prop_assert_eq!(parts, sums.deposit);
            prop_assert_eq!(Money::total(lot.shares.iter().map(|share| share.sum)), sums.deposit);
        }
        for lot in &assessment.lots {
            for finding in lot.findings.iter().filter(|one| one.rule == RuleId::Reg20) {
                check_parts(finding, lot)?;
            }
        }
        let again = assess(&turned(dossier), &POLICIES, &CALENDAR, on);
        let bytes = |assessment| serde_json::to_string(assessment).unwrap();
        prop_assert!(bytes(&assessment) == bytes(&again), "the order of facts matters");
    }

    #[test]
    fn a_dossier_and_its_assessment_travel(dossier in arbitrary::dossier(), on in arbitrary::day()) {
        let json = serde_json::to_string(&dossier).unwrap();
        let read: Dossier = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &dossier);
        let assessment = sample::on(&dossier, on);
        let json = serde_json::to_string(&assessment).unwrap();
        prop_assert_eq!(serde_json::from_str::<crate::assessment::Assessment>(&json).unwrap(), assessment);
    }

    #[test]
    fn later_anchors_have_no_earlier_deadlines(one in arbitrary::day(), other in arbitrary::day(), on in arbitrary::day()) {
        let (first, second) = (one.min(other), one.max(other));
        let due = |dossier: &Dossier, id: &str| sample::finding(dossier, on, id).dates.due;
        type Case = fn(Date) -> Dossier;
        let cases: [(&str, Case); 3] = [
            ("reg:15/lot-1", |day| sample::with(sample::released(day))),
            ("reg:16/lot-1", |day| sample::with(sample::accounted(day))),
            ("reg:18/lot-1", |day| sample::with(sample::released(day))),
        ];
        for (id, case) in cases {
            if let (Some(earlier), Some(later)) = (due(&case(first), id), due(&case(second), id)) {
                prop_assert!(earlier <= later, "{id}: {first} gives {earlier}, {second} gives {later}");
                prop_assert!(earlier > first);
            }
        }
    }

    #[test]
    fn a_missed_term_stays_missed(dossier in arbitrary::dossier(), on in arbitrary::day(), later in 0i32..4000) {
        let after = on.checked_add(jiff::Span::new().days(later)).unwrap_or(Date::MAX);
        let (before, after) = (sample::on(&dossier, on), sample::on(&dossier, after));
        // A new spell of the regime begins anew for the taxpayer; a lot's terms never do.
        let missed = |one: &&Finding| one.verdict == Verdict::Breached && one.dates.due.is_some() && one.subject != Subject::Taxpayer;
        for missed in before.all_findings().filter(missed) {
            let then = after.finding(&missed.id).map(|finding| finding.verdict);
            prop_assert_eq!(then, Some(Verdict::Breached), "{:?}", &missed.id);
        }
    }
}

/// Gives lots and applications ids of their own.
fn tell_apart(case: &mut Dossier) {
    for (index, lot) in case.lots.iter_mut().enumerate() {
        lot.id = LotId(format!("lot-{index}").into());
        for (index, application) in lot.refund_applications.iter_mut().enumerate() {
            application.id = format!("r{index}");
        }
    }
}

/// How bad an answer is.
fn badness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Met | Verdict::NotApplicable => 0,
        Verdict::Pending => 1,
        Verdict::Unknown => 2,
        Verdict::Breached => 3,
    }
}

/// One more export of a lot: of its first line, no more than is left, in its term, to where it already goes.
fn one_more(case: &Dossier, index: usize, on: Date, share: u64) -> Option<Dossier> {
    let lot = case.lots.get(index)?;
    let like = lot.exports.iter().find(|export| {
        export
            .destination
            .value()
            .is_some_and(|to| POLICIES.in_force(on).edition.kind_of(*to).is_some())
    })?;
    let line = lot.lines.first()?;
    let of_line = lot.exports.iter().filter(|export| export.line == line.number);
    let gone = of_line.fold(Quantity::ZERO, |sum, export| sum.saturating_add(export.quantity));
    let left = line.quantity.less(gone).thousandths();
    let term = sample::on(case, on)
        .lots
        .iter()
        .find(|one| one.id == lot.id)?
        .findings
        .iter()
        .find(|finding| finding.rule == RuleId::Reg18)?
        .dates
        .due?;
    let mut more = case.clone();
    more.lots.get_mut(index)?.exports.push(Export {
        id: "one more".to_owned(),
        line: line.number,
        quantity: Quantity::from_thousandths(share.min(left)),
        unit: line.unit.clone(),
        date: on.min(term),
        stated: Stated::by(Source::Customs),
        ..like.clone()
    });
    Some(more)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn one_more_export_in_term_never_worsens_it(
        mut case in arbitrary::dossier(),
        on in arbitrary::day(),
        since in (2021i16..2030, 1i8..=12),
        share in any::<u64>(),
    ) {
        let since = Date::new(since.0, since.1, 1).unwrap();
        case.registered = Fact::service(RegisteredState::InForce { since });
        tell_apart(&mut case);
        for index in 0..case.lots.len() {
            let Some(more) = one_more(&case, index, on, share) else { continue };
            let (before, after) = (sample::on(&case, on), sample::on(&more, on));
            for finding in before.all_findings().filter(|one| matches!(one.rule, RuleId::Reg5_1 | RuleId::Reg5_2)) {
                let now = after.finding(&finding.id).unwrap().verdict;
                prop_assert!(badness(now) <= badness(finding.verdict), "{:?}: {:?} to {now:?}", finding.id, finding.verdict);
            }
        }
    }

    #[test]
    fn what_was_broken_under_the_regime_stays_broken(
        mut case in arbitrary::dossier(),
        on in arbitrary::day(),
        since in (2021i16..2030, 1i8..=12),
        later in 0i32..4000,
    ) {
        let since = Date::new(since.0, since.1, 1).unwrap();
        case.registered = Fact::service(RegisteredState::InForce { since });
        // Before the first day that the register names an application may have begun another spell.
        let on = on.max(since);
        let after = on.checked_add(jiff::Span::new().days(later)).unwrap_or(Date::MAX);
        let (before, after) = (sample::on(&case, on), sample::on(&case, after));
        for id in ["reg:4", "reg:5.1", "reg:5.3"].map(FindingId::new) {
            if before.finding(&id).unwrap().verdict == Verdict::Breached {
                prop_assert_eq!(after.finding(&id).unwrap().verdict, Verdict::Breached, "{:?}", id);
            }
        }
    }

    #[test]
    fn what_nobody_says_turns_nothing_green(mut case in arbitrary::dossier(), on in arbitrary::day()) {
        tell_apart(&mut case);
        let mut silent = case.clone();
        silent.debts = Fact::Missing;
        silent.other_activities = Fact::Missing;
        silent.taxpayer.activities.clear();
        silent.taxpayer.taxable_imports = Fact::Missing;
        for lot in &mut silent.lots {
            lot.imported_from = Fact::Missing;
            lot.vat = Fact::Missing;
            lot.lines.clear();
        }
        let (spoken, silent) = (sample::on(&case, on), sample::on(&silent, on));
        for finding in silent.all_findings().filter(|one| one.verdict == Verdict::Met) {
            let before = spoken.finding(&finding.id).map(|one| one.verdict);
            let definition = matches!(finding.binds, Binds::Nobody);
            prop_assert!(before == Some(Verdict::Met) || definition, "{:?} was {before:?}", finding.id);
        }
    }
}

/// Every day of the years that the app is for, with open and closed lots of both origins.
#[test]
fn every_day_from_2021_to_2035() {
    let mut day = date(2021, 1, 1);
    while day <= date(2035, 12, 31) {
        let in_force: Vec<_> = POLICIES
            .editions()
            .filter(|edition| edition.valid_from <= day && edition.valid_to.is_none_or(|last| day <= last))
            .collect();
        assert_eq!(in_force.len(), 1, "{day} belongs to {} editions", in_force.len());
        assert_eq!(POLICIES.in_force(day).edition, in_force[0]);
        assert!(!POLICIES.in_force(day).before_first);
        let mut accounted = sample::accounted(day);
        accounted.deposits = vec![sample::deposit(Body::TaxBody, day, 12_000_000)];
        let mut dossier = sample::applied(day);
        dossier.lots = vec![sample::released(day), accounted];
        for on in [day, date(2030, 6, 30)] {
            for finding in assess(&dossier, &POLICIES, &CALENDAR, on).all_findings() {
                assert!(check_finding(finding).is_ok());
            }
        }
        day = day.tomorrow().unwrap();
    }
}
