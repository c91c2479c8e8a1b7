//! The one entry: a dossier, the tables and a day in; an assessment out.

use core::cmp::Reverse;

use jiff::civil::Date;
use smallvec::SmallVec;

use crate::assessment::{Assessment, Deadline, EditionUsed, LotAssessment, LotState};
use crate::calendar::Calendar;
use crate::case::{Case, LotCase};
use crate::conditions::Imports;
use crate::dossier::{Body, Dossier, RefundApplication};
use crate::fact::Fact;
use crate::finding::{Binds, Finding, FindingId, Verdict};
use crate::lot_case::by_facts;
use crate::lots::{Lots, OfLots};
use crate::months::days_between;
use crate::page::Sheet;
use crate::policy::PolicyBook;
use crate::rule::RuleId;
use crate::same_ids;
use crate::{conditions, imports, regime, registration, returns, shares, terms};

/// The findings that every lot has, besides those of points 19 and 20 on each of its applications.
const LOT_RULES: usize = 14;

/// Says what follows from a dossier on a day.
///
/// Total and pure: it never fails and never panics, reads no clock, and gives the same result for the same facts in any
/// order. Facts dated after `on` are not counted as happened.
pub fn assess(dossier: &Dossier, policies: &PolicyBook, calendar: &Calendar, on: Date) -> Assessment {
    of_case(&Case::new(dossier, policies, calendar, on))
}

/// Says what follows from a case that is opened already.
pub(crate) fn of_case(case: &Case<'_>) -> Assessment {
    let edition = case.policy_now().edition;
    let Lots {
        assessed: mut lots,
        imports,
        names,
        taken,
    } = Lots::of(case);
    same_ids::tell_apart(&names, case.dossier, &mut lots, case.on);
    let mut sheet = Sheet::default();
    let (findings, because) = assess_taxpayer(case, &imports, (&taken, &lots), &mut sheet);
    Assessment {
        on: case.on,
        revision: case.dossier.revision,
        edition: EditionUsed {
            id: edition.id.clone(),
            article: edition.legal_basis.value.clone(),
            last_confirmed: edition.legal_basis.last_confirmed,
        },
        regime: regime::finding(case, &findings, because),
        deposits: taken.totals(),
        findings,
        lots,
    }
}

/// The points on the taxpayer as a whole, and the findings that the general procedure follows from.
fn assess_taxpayer(
    case: &Case<'_>,
    imports: &Imports<'_>,
    (taken, lots): (&OfLots, &[LotAssessment]),
    sheet: &mut Sheet,
) -> (Vec<Finding>, Vec<FindingId>) {
    let of_lots = |rule: RuleId| {
        taken.open.iter().filter_map(move |place| {
            let findings = &lots.get(*place)?.findings;
            Some((*place, findings.iter().find(|one| one.rule == rule)?))
        })
    };
    let deposits: Vec<_> = of_lots(RuleId::Reg16).map(|(_, finding)| finding).collect();
    let under_spell = imports.under_spell(case);
    let mut findings = vec![
        terms::legal_basis(case, sheet),
        terms::other_terms(case, sheet),
        conditions::exclusions(case, sheet),
        conditions::only_under_regime(case, sheet),
        conditions::import_with_export(case, imports, sheet),
        conditions::payments(case, &deposits, sheet),
    ];
    sheet.finish(&mut findings);
    // Only goods imported under this spell of the regime end it.
    let goods = of_lots(RuleId::Reg5_2);
    let goods =
        goods.filter_map(|(place, finding)| (under_spell.get(place) == Some(&true)).then_some(finding));
    let conditions: Vec<_> = findings.iter().chain(goods).collect();
    let passing = conditions::general_procedure(case, &conditions, taken.readings, sheet);
    let mut others = [
        passing.finding,
        registration::right(case, sheet),
        registration::application(case, sheet),
        registration::change_of_regime(case, sheet),
        registration::first_day(case, sheet),
    ];
    sheet.finish(&mut others);
    findings.extend(others);
    (findings, passing.because)
}

/// The points on one lot.
pub(crate) fn assess_lot(lot: &LotCase<'_>, sheet: &mut Sheet) -> LotAssessment {
    let split = shares::split(lot);
    let mut applications: SmallVec<[&RefundApplication; 1]> = lot.lot.refund_applications.iter().collect();
    applications.sort_by(|one, other| by_facts(one, other));
    let mut findings = Vec::with_capacity(LOT_RULES + (2 * applications.len()).max(1));
    findings.push(terms::conditional_accrual(lot, sheet));
    findings.push(terms::deposit_account(lot, Body::Customs, sheet));
    findings.push(terms::deposit_account(lot, Body::TaxBody, sheet));
    findings.push(conditions::export_in_full(lot, sheet));
    findings.push(imports::customs_application(lot, sheet));
    findings.push(imports::customs_deposit(lot, sheet));
    findings.push(imports::commitment(lot, sheet));
    findings.push(imports::release(lot, sheet));
    findings.push(imports::customs_notice(lot, sheet));
    findings.push(imports::eaeu_deposit(lot, sheet));
    findings.push(imports::report_with_receipt(lot, sheet));
    findings.push(returns::application(lot, sheet));
    findings.push(returns::debts_gate(lot, &split, sheet));
    for application in &applications {
        findings.push(returns::decision(lot, application, sheet));
    }
    if applications.is_empty() {
        findings.push(returns::direction(lot, None, sheet));
    }
    for application in &applications {
        findings.push(returns::direction(lot, Some(application), sheet));
    }
    findings.push(returns::to_budget(lot, &split, sheet));
    sheet.finish(&mut findings);
    LotAssessment {
        id: lot.lot.id.clone(),
        state: split.state,
        shares: split.shares,
        origin: known_by(&lot.lot.imported_from, lot.origin),
        holder: known_by(&lot.lot.imported_from, lot.holder()),
        documents: returns::documents(lot),
        destinations: returns::destinations(lot),
        sums: split.sums,
        next_deadline: next_deadline(split.state, &findings, lot.case.on),
        findings,
    }
}

/// What follows from a fact is as firm as the fact.
fn known_by<T, U>(fact: &Fact<T>, follows: Option<U>) -> Fact<U> {
    match (fact, follows) {
        (Fact::Known { source, .. }, Some(value)) => Fact::Known {
            value,
            source: *source,
        },
        (Fact::Provisional { source, .. }, Some(value)) => Fact::Provisional {
            value,
            source: *source,
        },
        _ => Fact::Missing,
    }
}

/// The soonest last day to come of what the taxpayer still has open; phones show the same. What is done by the person's word
/// alone, or may still change, stays open until an authority says for good that it is done.
pub(crate) fn next_deadline(state: LotState, findings: &[Finding], on: Date) -> Option<Deadline> {
    // The body found the export conforming: whatever else is open presses no more.
    if matches!(state, LotState::Refunded | LotState::Offset | LotState::Secured) {
        return None;
    }
    let open = findings.iter().filter_map(|finding| {
        // Unknown is shown too: while a fact is missing the earlier deadline stands.
        let open = matches!(finding.verdict, Verdict::Pending | Verdict::Unknown);
        let due = finding.dates().due.filter(|due| *due >= on)?;
        (finding.binds == Binds::Taxpayer && open).then_some((due, finding))
    });
    // On one day, the later point: goods are exported (`reg:5.2`) so that the return can be applied for (`reg:18`).
    let (due, finding) = open.min_by_key(|(due, finding)| (*due, Reverse(finding.rule)))?;
    Some(Deadline {
        finding: finding.id(),
        rule: finding.rule,
        remind: finding.dates().remind.unwrap_or(due),
        due,
        days_left: days_between(on, due),
        certainty: finding.certainty,
        rests_on_reading: !finding.readings.is_empty(),
        falls_on_day_off: finding.dates().falls_on_day_off,
    })
}
