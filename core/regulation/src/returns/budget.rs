//! Point 21: what is not confirmed in the term goes to the budget.

use jiff::civil::Date;

use crate::case::LotCase;
use crate::dossier::BudgetTransfer;
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, OtherStart, Verdict};
use crate::imports;
use crate::money::Money;
use crate::months::{add_days, day_after};
use crate::page::Sheet;
use crate::penalty::{self, Late};
use crate::policy::{BudgetPenaltyStart, BudgetTerm, CountryKind, ReadingKey};
use crate::returns::term::latest_last_day;
use crate::returns::{binds, use_application, use_decision};
use crate::rule::RuleId;
use crate::shares::Split;
use crate::terms::use_deposits;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// The last day on which the export can be confirmed; `None` when the term of return cannot be counted.
pub(crate) fn budget_last_day(lot: &LotCase<'_>) -> Option<Date> {
    with_decision(lot, lot.last_day?)
}

/// The last day after which what is not confirmed is lost for certain; `None` when no such day can be told.
pub(crate) fn lost_after(lot: &LotCase<'_>) -> Option<Date> {
    with_decision(lot, latest_last_day(lot)?)
}

fn with_decision(lot: &LotCase<'_>, last_day: Date) -> Option<Date> {
    let edition = lot.policy.edition;
    match edition.readings.budget_term.value {
        BudgetTerm::TermOfReturn => Some(last_day),
        BudgetTerm::TermOfReturnAndDecision => add_days(last_day, edition.figures.decision_days.value),
    }
}

/// The transfers to the budget up to the day, in the order they are recorded in.
fn transfers<'a>(lot: &LotCase<'a>) -> impl Iterator<Item = &'a BudgetTransfer> {
    let on = lot.case.on;
    let transfers = lot.lot.budget_transfers.iter();
    transfers.filter(move |transfer| transfer.date <= on)
}

/// Those that the body says it made, each with its day and its sum: the person's word of one ends no term.
pub(crate) fn transfers_by_the_body(lot: &LotCase<'_>) -> impl Iterator<Item = (Date, Money)> {
    let by_the_body = transfers(lot).filter(|transfer| transfer.stated.is_settled());
    by_the_body.map(|transfer| (transfer.date, transfer.sum.max(Money::ZERO)))
}

/// `reg:21`: where the export is not confirmed in the term, the VAT that was paid in goes to the budget, with a penalty.
///
/// The transfer is the body's. The penalty is an estimate, and a range: the text does not set its first day.
pub(crate) fn to_budget(lot: &LotCase<'_>, split: &Split, sheet: &mut Sheet) -> Finding {
    let holder = lot.holder().map_or(Binds::Nobody, binds);
    let mut draft = Draft::lot(sheet, RuleId::Reg21, holder, &lot.lot.id, lot.policy);
    for reading in [
        ReadingKey::BudgetTerm,
        ReadingKey::ExportConfirmed,
        ReadingKey::ShareWeight,
        ReadingKey::ShareRounding,
    ] {
        draft.reads(reading);
    }
    let Some((last_day, ends)) = super::count(lot, &mut draft).zip(budget_last_day(lot)) else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    if ends != last_day {
        draft.step(Step::CalendarDays {
            from: last_day,
            days: lot.policy.edition.figures.decision_days.value,
            to: ends,
        });
    }
    draft.dates().begins = day_after(ends);
    if split.sums.deposit == Money::ZERO {
        draft.lacks(FactKey::Deposit);
        return draft.close(if lot.is_placed() {
            Verdict::NotApplicable
        } else {
            Verdict::Unknown
        });
    }
    use_deposits(&mut draft, lot.rightly_paid());
    for (_, application) in &lot.applications {
        use_application(&mut draft, application);
        if let Some(decision) = super::decided(lot, application) {
            use_decision(&mut draft, decision);
        }
    }
    if lot.has_other_units_up_to(lot.case.on) {
        draft.doubt(Doubt::UnitsDiffer);
    }
    draft.step(Step::Split {
        deposit: split.sums.deposit,
        confirmed: split.sums.confirmed,
        at_risk: split.sums.at_risk,
        to_budget: split.sums.to_budget,
    });
    let verdict = verdict(lot, &mut draft, split);
    if lot.is_placed() && lot.case.on > ends && split.sums.to_budget > Money::ZERO {
        reckon(lot, &mut draft, split, ends);
    }
    draft.close(verdict)
}

fn verdict(lot: &LotCase<'_>, draft: &mut Draft, split: &Split) -> Verdict {
    let holder = lot.holder().map_or(Binds::Nobody, binds);
    let mut made: Vec<_> = transfers(lot).collect();
    made.sort();
    for transfer in &made {
        draft.uses_item(
            FactKey::BudgetTransfer,
            FactValue::Money(transfer.sum),
            transfer.stated,
        );
    }
    if !lot.is_placed() {
        return Verdict::Unknown;
    }
    if split.is_unweighed {
        draft.doubt(Doubt::UnitsDiffer);
        draft.misses(FactKey::Goods);
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return Verdict::Unknown;
    }
    if split.lost() > Money::ZERO {
        draft.next(holder, Deed::TransferToBudget, None);
        return Verdict::Pending;
    }
    if split.sums.at_risk > Money::ZERO {
        if super::is_under_way(lot) {
            draft.next(holder, Deed::DecideOnReturn, None);
        }
        return Verdict::Pending;
    }
    if split.sums.to_budget > Money::ZERO {
        draft.dates().done = transfers_by_the_body(lot).map(|(day, _)| day).max();
        return Verdict::Met;
    }
    Verdict::NotApplicable
}

/// Reckons the penalty from the first day that is chosen, and from the other one.
fn reckon(lot: &LotCase<'_>, draft: &mut Draft, split: &Split, ends: Date) {
    draft.reads(ReadingKey::BudgetPenaltyStart);
    if lot.origin == Some(CountryKind::EaeuMember) {
        draft.reads(ReadingKey::DepositDue);
    }
    for reading in [
        ReadingKey::PenaltyDays,
        ReadingKey::PenaltyBase,
        ReadingKey::PenaltyRounding,
        ReadingKey::PenaltyCap,
    ] {
        draft.reads(reading);
    }
    let mut paid: Vec<_> = transfers_by_the_body(lot).collect();
    paid.sort();
    let edition = lot.case.policies.in_force(ends).edition;
    let late = |due: Date| Late {
        sum: split.sums.to_budget,
        due,
        paid: &paid,
        on: lot.case.on,
    };
    let (chosen, other) = match lot.policy.edition.readings.budget_penalty_start.value {
        BudgetPenaltyStart::DayAfterTerm => (Some(ends), import_due(lot)),
        BudgetPenaltyStart::ReleaseOrDueDay => (import_due(lot), Some(ends)),
    };
    let Some(due) = chosen else { return };
    let Some(mut penalty) =
        penalty::estimate(&late(due), lot.case.policies, edition, |step| draft.step(step))
    else {
        return;
    };
    penalty.otherwise = other.and_then(|due| {
        let estimate = penalty::estimate(&late(due), lot.case.policies, edition, |_| {})?;
        Some(OtherStart {
            from: penalty::first_day(due, edition)?,
            days: estimate.days,
            sum: estimate.sum,
            at_disputed_rate: estimate.at_disputed_rate,
        })
    });
    if penalty::is_disputed(&penalty) {
        draft.doubt(Doubt::FigureDisputed);
    }
    draft.penalty(penalty);
}

/// The day that the tax would have been due on but for the regime: release, or the due day of `reg:16`.
fn import_due(lot: &LotCase<'_>) -> Option<Date> {
    match lot.origin? {
        CountryKind::ThirdCountry => lot.lot.released.value().copied(),
        CountryKind::EaeuMember => {
            let accounted = *lot.lot.taken_on_account.value()?;
            imports::deposit_days(lot.case.policies, accounted).map(|days| days.due)
        }
    }
}
