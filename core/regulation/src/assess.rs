//! The one entry: a dossier, the tables and a day in; an assessment out.

use jiff::civil::Date;
use smallvec::SmallVec;

use crate::assessment::{Assessment, Deadline, DepositTotals, EditionUsed, LotAssessment, LotState};
use crate::calendar::Calendar;
use crate::case::{Case, LotCase};
use crate::conditions::Imports;
use crate::dossier::{Body, Dossier, Lot, RefundApplication};
use crate::fact::Fact;
use crate::finding::{Binds, Finding, FindingId, Verdict};
use crate::listed::Sheet;
use crate::lot_case::{self, by_facts};
use crate::money::Money;
use crate::policy::PolicyBook;
use crate::rule::RuleId;
use crate::{conditions, imports, regime, registration, returns, same_ids, shares, terms};

/// The findings that every lot has, besides those of points 19 and 20 on each of its applications.
const LOT_RULES: usize = 14;

/// Says what follows from a dossier on a day.
///
/// Total and pure: it never fails and never panics, reads no clock, and gives the same result for the same facts in any
/// order. Facts dated after `on` are not counted as happened.
pub fn assess(dossier: &Dossier, policies: &PolicyBook, calendar: &Calendar, on: Date) -> Assessment {
    let case = Case::new(dossier, policies, calendar, on);
    let edition = policies.in_force(on).edition;
    let mut order: Vec<_> = dossier.lots.iter().map(|lot| (first_letters(lot), lot)).collect();
    order.sort_by(|(first, one), (second, other)| {
        first
            .cmp(second)
            .then_with(|| one.id.cmp(&other.id))
            .then_with(|| in_order(one).cmp(&in_order(other)))
    });
    let mut sheet = Sheet::default();
    let mut imports = Imports::with_capacity(order.len());
    let mut lots = Vec::with_capacity(order.len());
    for (_, lot) in order {
        let lot = LotCase::new(&case, lot);
        imports.take(&lot);
        lots.push(assess_lot(&lot, &mut sheet));
    }
    same_ids::tell_apart(dossier, &mut lots);
    let (findings, because) = assess_taxpayer(&case, imports, &lots, &mut sheet);
    Assessment {
        on,
        revision: dossier.revision,
        edition: EditionUsed {
            id: edition.id.clone(),
            article: edition.legal_basis.value.clone(),
            last_confirmed: edition.legal_basis.last_confirmed,
        },
        regime: regime::finding(&case, &findings, because),
        deposits: totals(&case, &lots),
        findings,
        lots,
    }
}

/// The points on the taxpayer as a whole, and the findings that the general procedure follows from.
fn assess_taxpayer(
    case: &Case<'_>,
    imports: Imports<'_>,
    lots: &[LotAssessment],
    sheet: &mut Sheet,
) -> (Vec<Finding>, Vec<FindingId>) {
    let of_lots = |rule: RuleId| {
        lots.iter()
            .flat_map(move |lot| lot.findings.iter().find(move |one| one.rule == rule))
    };
    let deposits: Vec<_> = of_lots(RuleId::Reg16).collect();
    let mut findings = vec![
        terms::legal_basis(case, sheet),
        terms::other_terms(case, sheet),
        conditions::exclusions(case, sheet),
        conditions::only_under_regime(case, sheet),
        conditions::import_with_export(case, imports, sheet),
        conditions::payments(case, &deposits, sheet),
    ];
    sheet.finish(&mut findings);
    let conditions: Vec<_> = findings.iter().chain(of_lots(RuleId::Reg5_2)).collect();
    let passing = conditions::general_procedure(case, &conditions, sheet);
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

fn assess_lot(lot: &LotCase<'_>, sheet: &mut Sheet) -> LotAssessment {
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
        next_deadline: next_deadline(&findings),
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

pub(crate) fn next_deadline(findings: &[Finding]) -> Option<Deadline> {
    let open = findings.iter().filter(|finding| {
        // Unknown is shown too: while a fact is missing the earlier deadline stands.
        finding.binds == Binds::Taxpayer && matches!(finding.verdict, Verdict::Pending | Verdict::Unknown)
    });
    let deadline = |finding: &Finding| {
        let days_left = finding.dates.days_left.filter(|days| *days >= 0)?;
        let due = finding.dates.due?;
        Some(Deadline {
            finding: finding.id.clone(),
            rule: finding.rule,
            remind: finding.dates.remind.unwrap_or(due),
            due,
            days_left,
            certainty: finding.certainty,
            rests_on_reading: !finding.readings.is_empty(),
            falls_on_day_off: finding.dates.falls_on_day_off,
        })
    };
    open.filter_map(deadline)
        // On one day, the later point: goods are exported (`reg:5.2`) so that the return can be applied for (`reg:18`).
        .min_by(|one, other| one.due.cmp(&other.due).then_with(|| other.rule.cmp(&one.rule)))
}

fn totals(case: &Case<'_>, lots: &[LotAssessment]) -> DepositTotals {
    let on_account = |body: Body| {
        let paid = case.dossier.lots.iter().flat_map(|lot| &lot.deposits);
        let paid = paid.filter(|deposit| deposit.account == body && deposit.date <= case.on);
        let gone = lots
            .iter()
            .filter(|lot| lot.holder.value() == Some(&body))
            .flat_map(|lot| &lot.shares);
        let gone = gone.filter(|share| {
            matches!(
                share.state,
                LotState::Refunded | LotState::Offset | LotState::Secured | LotState::ToBudget
            )
        });
        Money::total(paid.map(terms::paid_in)).less(Money::total(gone.map(|share| share.sum)))
    };
    DepositTotals {
        tax_body: on_account(Body::TaxBody),
        customs: on_account(Body::Customs),
        at_risk: Money::total(lots.iter().map(|lot| lot.sums.at_risk)),
        to_budget: Money::total(lots.iter().map(|lot| lot.sums.to_budget)),
    }
}

/// The first letters of a lot's id, by which most lots are told apart without a look at the id itself.
fn first_letters(lot: &Lot) -> u128 {
    let mut letters = [0; 16];
    for (letter, byte) in letters.iter_mut().zip(lot.id.0.bytes()) {
        *letter = byte;
    }
    u128::from_be_bytes(letters)
}

/// A lot with its lists in order, so that lots with one id are told apart by their facts and not by the order of these.
fn in_order(lot: &Lot) -> Lot {
    let mut lot = lot.clone();
    lot.lines.sort();
    lot.deposits.sort();
    lot.indirect_tax_reports.sort();
    lot.exports.sort();
    lot.refund_applications = lot.refund_applications.iter().map(lot_case::in_order).collect();
    lot.refund_applications.sort();
    lot.budget_transfers.sort();
    lot
}
