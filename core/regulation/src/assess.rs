//! The one entry: a dossier, the tables and a day in; an assessment out.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::assessment::{Assessment, Deadline, DepositTotals, EditionUsed, LotAssessment, LotState};
use crate::calendar::Calendar;
use crate::case::{Case, LotCase};
use crate::dossier::{Body, Dossier, Lot};
use crate::fact::Fact;
use crate::finding::{Binds, Finding, FindingId, Verdict};
use crate::money::Money;
use crate::order;
use crate::policy::PolicyBook;
use crate::{conditions, imports, regime, registration, returns, shares, terms};

/// Says what follows from a dossier on a day.
///
/// Total and pure: it never fails and never panics, reads no clock, and gives the same result for the same facts in any
/// order. Facts dated after `on` are not counted as happened.
pub fn assess(dossier: &Dossier, policies: &PolicyBook, calendar: &Calendar, on: Date) -> Assessment {
    let case = Case {
        dossier,
        policies,
        calendar,
        on,
    };
    let findings = vec![
        terms::legal_basis(&case),
        conditions::exclusions(&case),
        registration::right(&case),
        registration::application(&case),
        registration::change_of_regime(&case),
        registration::first_day(&case),
    ];
    let edition = policies.in_force(on).edition;
    let mut lots: Vec<_> = dossier.lots.iter().collect();
    order::sort_by(&mut lots, |one, other| {
        one.id
            .cmp(&other.id)
            .then_with(|| in_order(one).cmp(&in_order(other)))
    });
    let mut lots: Vec<_> = lots
        .into_iter()
        .map(|lot| assess_lot(&LotCase::new(case, lot)))
        .collect();
    tell_same_ids_apart(&mut lots);
    for lot in &mut lots {
        lot.next_deadline = next_deadline(&lot.findings);
    }
    Assessment {
        on,
        revision: dossier.revision,
        edition: EditionUsed {
            id: edition.id.clone(),
            article: edition.legal_basis.value.clone(),
            last_confirmed: edition.legal_basis.last_confirmed,
        },
        regime: regime::finding(&case, &findings),
        deposits: totals(&case, &lots),
        findings,
        lots,
    }
}

fn assess_lot(lot: &LotCase<'_>) -> LotAssessment {
    let mut findings = vec![
        terms::conditional_accrual(lot),
        terms::deposit_account(lot, Body::Customs),
        terms::deposit_account(lot, Body::TaxBody),
        imports::customs_notice(lot),
        imports::eaeu_deposit(lot),
        returns::application(lot),
    ];
    let mut applications: Vec<_> = lot.lot.refund_applications.iter().collect();
    order::sort(&mut applications);
    findings.extend(
        applications
            .into_iter()
            .map(|application| returns::decision(lot, application)),
    );
    let split = shares::split(lot);
    LotAssessment {
        id: lot.lot.id.clone(),
        state: split.state,
        shares: split.shares,
        origin: known_by(&lot.lot.imported_from, lot.origin),
        holder: known_by(&lot.lot.imported_from, lot.holder()),
        destinations: returns::destinations(lot.lot),
        documents: returns::documents(lot),
        sums: split.sums,
        next_deadline: None,
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

fn next_deadline(findings: &[Finding]) -> Option<Deadline> {
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
        .min_by(|one, other| one.due.cmp(&other.due).then_with(|| one.rule.cmp(&other.rule)))
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

/// A lot with its lists in order, so that lots with one id are told apart by their facts and not by the order of these.
fn in_order(lot: &Lot) -> Lot {
    let mut lot = lot.clone();
    order::sort(&mut lot.lines);
    order::sort(&mut lot.deposits);
    order::sort(&mut lot.indirect_tax_reports);
    order::sort(&mut lot.exports);
    order::sort(&mut lot.refund_applications);
    order::sort(&mut lot.budget_transfers);
    lot
}

/// Two lots or applications with one id are a fault of the dossier; their findings still get ids of their own.
fn tell_same_ids_apart(lots: &mut [LotAssessment]) {
    let mut copies: BTreeMap<FindingId, u32> = BTreeMap::new();
    for finding in lots.iter_mut().flat_map(|lot| &mut lot.findings) {
        let plain = finding.id.0.clone();
        let mut copy = copies.get(&finding.id).copied().unwrap_or(0);
        while copies.contains_key(&finding.id) {
            copy += 1;
            finding.id = FindingId(format!("{plain}~{copy}"));
        }
        copies.insert(FindingId(plain), copy);
        copies.entry(finding.id.clone()).or_insert(0);
    }
}
