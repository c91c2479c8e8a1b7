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
        .facts()
        .any(|fact| fact.source == Some(Source::Person) || fact.provisional);
    if finding.verdict == Verdict::Met {
        prop_assert!(!weak, "weak facts turned {:?} green", finding.id());
        prop_assert!(finding.settled_by().is_empty());
        prop_assert_ne!(finding.certainty, Certainty::Missing);
    }
    prop_assert_eq!(finding.certainty == Certainty::Known, finding.doubts.is_empty());
    if let (Some(remind), Some(due)) = (finding.dates().remind, finding.dates().due) {
        prop_assert!(remind <= due);
        prop_assert_eq!(finding.dates().overdue_from, due.tomorrow().ok());
    }
    if let Some(late) = finding.dates().days_late {
        prop_assert!(late > 0);
    }
    if let Some(penalty) = &finding.penalty() {
        prop_assert!(penalty.sum >= Money::ZERO && penalty.sum <= penalty.late);
        if finding.binds == Binds::Taxpayer {
            prop_assert_eq!(finding.verdict, Verdict::Breached);
        }
    }
    Ok(())
}

/// `reg:20`: what is returnable is a part of what nobody was given yet, and the parts add up to it.
fn check_parts(finding: &Finding, lot: &LotAssessment) -> TestCaseResult {
    let compared = finding.steps().iter().find_map(|step| match step {
        Step::PartsAgainstReturnable { returnable, parts } => Some((*returnable, *parts)),
        _ => None,
    });
    let Some((returnable, parts)) = compared else {
        return Ok(());
    };
    let sums = lot.sums;
    prop_assert!(returnable > Money::ZERO && returnable <= sums.deposit);
    if finding.dates().done.is_none() {
        prop_assert!(
            returnable <= sums.deposit.less(sums.confirmed),
            "{:?}",
            finding.id()
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
        let mut ids: Vec<_> = assessment.all_findings().map(Finding::id).collect();
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
        let due = |dossier: &Dossier, id: &str| sample::finding(dossier, on, id).dates().due;
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
        let missed = |one: &&Finding| one.verdict == Verdict::Breached && one.dates().due.is_some() && *one.subject() != Subject::Taxpayer;
        for missed in before.all_findings().filter(missed) {
            let then = after.finding(&missed.id()).map(|finding| finding.verdict);
            prop_assert_eq!(then, Some(Verdict::Breached), "{:?}", &missed.id());
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

/// One more export of a lot whose day of import is known: of its first line, so many millionths of what is left, in its term, to
/// where it already goes.
fn one_more(case: &Dossier, index: usize, on: Date, millionths: u32) -> Option<Dossier> {
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
    let assessed = sample::on(case, on);
    let assessed = assessed.lots.iter().find(|one| one.id == lot.id)?;
    // An export tells something of a day that nobody has stated: it was imported by then.
    assessed.origin.value()?;
    let term = assessed
        .findings
        .iter()
        .find(|finding| finding.rule == RuleId::Reg18)?
        .dates()
        .due?;
    let mut more = case.clone();
    more.lots.get_mut(index)?.exports.push(Export {
        id: "one more".to_owned(),
        line: line.number,
        quantity: Quantity::from_thousandths(
            u64::try_from(u128::from(left) * u128::from(millionths) / 1_000_000).ok()?,
        ),
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
        millionths in 0u32..=1_000_000,
    ) {
        let since = Date::new(since.0, since.1, 1).unwrap();
        case.registered = Fact::service(RegisteredState::InForce { since });
        // An application after a breach begins another spell.
        case.applications.clear();
        tell_apart(&mut case);
        for index in 0..case.lots.len() {
            let Some(more) = one_more(&case, index, on, millionths) else { continue };
            let (before, after) = (sample::on(&case, on), sample::on(&more, on));
            for finding in before.all_findings().filter(|one| matches!(one.rule, RuleId::Reg5_1 | RuleId::Reg5_2)) {
                let now = after.finding(&finding.id()).unwrap().verdict;
                prop_assert!(badness(now) <= badness(finding.verdict), "{:?}: {:?} to {now:?}", finding.id(), finding.verdict);
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
        // An application after a breach begins another spell.
        case.applications.clear();
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
    fn what_nobody_says_turns_nothing_green_and_breaks_nothing(
        mut case in arbitrary::dossier(),
        on in arbitrary::day(),
        which in any::<u32>(),
        lots in any::<u8>(),
    ) {
        tell_apart(&mut case);
        let silent = sample::on(&silenced(case.clone(), which, lots), on);
        let spoken = sample::on(&case, on);
        for finding in silent.all_findings() {
            let before = spoken.finding(&finding.id()).map(|one| one.verdict);
            // That no debt bars a return (`reg:19`) stays so where it is not told whether anything is left to return.
            let definition = finding.binds == Binds::Nobody || finding.rule == RuleId::Reg19;
            let decided = match finding.verdict {
                Verdict::Met => !definition,
                Verdict::Breached => true,
                _ => false,
            };
            prop_assert!(
                !decided || before == Some(finding.verdict),
                "{:?} was {before:?}, is {:?}", finding.id(), finding.verdict
            );
        }
    }
}

/// The same with some facts taken away: `which` of them, and of which `lots`.
fn silenced(mut case: Dossier, which: u32, lots: u8) -> Dossier {
    let is = |bit: u32| which & (1 << bit) != 0;
    if is(0) {
        case.debts = Fact::Missing;
    }
    if is(1) {
        case.other_activities = Fact::Missing;
    }
    if is(2) {
        case.taxpayer.activities.clear();
    }
    if is(3) {
        case.taxpayer.taxable_imports = Fact::Missing;
    }
    if is(4) {
        // The regime begins by the application alone (`reg:10`): nobody says anything of it.
        case.registered = Fact::Missing;
        for application in &mut case.applications {
            application.filed = Fact::Missing;
            application.registered = Fact::Missing;
        }
    }
    let taken = case.lots.iter_mut().enumerate();
    for (_, lot) in taken.filter(|(index, _)| lots & (1 << (index % 8)) != 0) {
        if is(5) {
            lot.imported_from = Fact::Missing;
        }
        if is(6) {
            lot.vat = Fact::Missing;
        }
        if is(7) {
            lot.lines.clear();
        }
        if is(8) {
            lot.released = Fact::Missing;
        }
        if is(9) {
            lot.taken_on_account = Fact::Missing;
        }
        if is(10) {
            lot.customs_notice = Fact::Missing;
        }
        if is(11) {
            for export in &mut lot.exports {
                export.destination = Fact::Missing;
            }
        }
    }
    case
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
