//! Point 5 (3): taxes and customs payments are paid.

use jiff::civil::Date;

use crate::case::Case;
use crate::dossier::{Debt, DebtKind, Dossier};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Money;
use crate::page::Sheet;
use crate::policy::{DebtBreach, LateDeposit, ReadingKey};
use crate::rule::RuleId;
use crate::spell;
use crate::why::{FactKey, FactValue};

/// `reg:5.3`: who uses the regime pays taxes and customs payments as tax and customs law say.
///
/// A debt that was overdue on a day of the spell breaks it, even if it has been paid since; a late deposit (`reg:16`), under
/// one reading.
pub(crate) fn payments(case: &Case<'_>, deposits: &[&Finding], sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg5_3, Binds::Taxpayer, case.policy_now());
    let spell = match spell::under(case, &mut draft) {
        Ok(spell) => spell,
        Err(verdict) => return draft.close(verdict),
    };
    draft.reads(ReadingKey::DebtBreach);
    draft.reads(ReadingKey::LateDeposit);
    let firm = !draft.rests_on_weak_facts();
    // Each day on which the duty was broken, and whether an authority's word shows it.
    let mut broken: Vec<(bool, Date)> = Vec::new();
    let mut open = false;
    let debts = &case.dossier.debts;
    let mut stated: Vec<&Debt> = debts.value().into_iter().flatten().collect();
    stated.sort();
    for debt in stated {
        if let Some(day) = overdue_in(case, debt, spell.since) {
            use_debt(&mut draft, debt);
            broken.push((debt.stated.is_settled(), day));
            open |= is_open(debt, case.on);
        }
    }
    for finding in deposits {
        let breaks = |day: &Date| {
            let reading = case.policies.in_force(*day).edition.readings.late_deposit.value;
            reading == LateDeposit::BreaksPayment && *day >= spell.since
        };
        let late = finding
            .dates()
            .overdue_from
            .filter(|_| finding.verdict == Verdict::Breached);
        if let Some(day) = late.filter(breaks) {
            draft.follows_from(finding);
            broken.push((finding.settled_by().is_empty(), day));
        }
    }
    let by_authority = broken
        .iter()
        .filter(|(settled, _)| *settled)
        .map(|(_, day)| *day)
        .min();
    if let Some(first) = by_authority.or_else(|| broken.iter().map(|(_, day)| *day).min()) {
        if firm && by_authority.is_some() {
            draft.settle();
        }
        draft.dates().overdue_from = Some(first);
        if open {
            draft.next(Binds::Taxpayer, Deed::PayDebts, None);
        }
        return draft.close(spell::breached(case));
    }
    match draft.uses(FactKey::Debt, debts, |debts| FactValue::Flag(!debts.is_empty())) {
        Some(_) => draft.close(Verdict::Met),
        None => {
            draft.next(Binds::Taxpayer, Deed::StateFacts, None);
            draft.close(Verdict::Unknown)
        }
    }
}

/// The first day of the spell on which the debt was overdue and broke the duty to pay.
fn overdue_in(case: &Case<'_>, debt: &Debt, since: Date) -> Option<Date> {
    let day = debt.overdue_from.max(since);
    let ran = debt.sum > Money::ZERO && day <= case.on && debt.settled.is_none_or(|settled| settled >= day);
    let counts = match case.policies.in_force(day).edition.readings.debt_breach.value {
        DebtBreach::AnyFromFirstOverdueDay => true,
        DebtBreach::TaxesAndCustomsPaymentsOnly => matches!(
            debt.kind,
            DebtKind::OtherTaxes | DebtKind::ImportVat | DebtKind::CustomsPayments
        ),
    };
    (ran && counts).then_some(day)
}

/// Whether the debt is overdue and not paid on the day.
fn is_open(debt: &Debt, on: Date) -> bool {
    debt.sum > Money::ZERO && debt.overdue_from <= on && debt.settled.is_none_or(|settled| settled > on)
}

/// The debts that are open on a day, in order; `None` when nobody says whether there are any.
pub(crate) fn open_debts(dossier: &Dossier, on: Date) -> Option<Vec<&Debt>> {
    let stated = dossier.debts.value()?.iter();
    let mut open: Vec<_> = stated.filter(|debt| is_open(debt, on)).collect();
    open.sort();
    Some(open)
}

/// Lists a debt among the facts.
pub(crate) fn use_debt(draft: &mut Draft, debt: &Debt) {
    let value = FactValue::Debt {
        debt: debt.kind,
        sum: debt.sum,
        overdue_from: debt.overdue_from,
        settled: debt.settled,
    };
    draft.uses_item(FactKey::Debt, value, debt.stated);
}
