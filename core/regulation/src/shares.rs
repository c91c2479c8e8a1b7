//! What of a lot's deposit is confirmed, at risk and lost, and the lot's state (`reg:18`–`reg:21`).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::assessment::{LotState, LotSums, Share};
use crate::case::LotCase;
use crate::dossier::{GoodsLine, Outcome, RefundApplication};
use crate::money::{Money, Quantity};
use crate::policy::CountryKind;
use crate::returns::{self, Standing};
use crate::terms::paid_in;

/// A lot's money and states.
pub(crate) struct Split {
    pub(crate) sums: LotSums,
    pub(crate) shares: Vec<Share>,
    pub(crate) state: LotState,
}

/// Splits a lot's deposit: confirmed + at risk + to the budget is the deposit, always.
pub(crate) fn split(lot: &LotCase<'_>) -> Split {
    let deposits = lot.deposits();
    let of_holder = |right: bool| {
        let chosen = deposits
            .iter()
            .filter(|one| lot.holder().is_none_or(|holder| holder == one.account) == right);
        Money::total(chosen.map(|deposit| paid_in(deposit)))
    };
    let deposit = of_holder(true);
    let last_day = returns::last_day(lot);
    let mut confirmed = Money::ZERO;
    let mut by_state: BTreeMap<LotState, Money> = BTreeMap::new();
    let mut last_confirmed = None;
    for (application, outcome) in conforming(lot, last_day) {
        let share = confirmed_share(lot, application, deposit).min(deposit.less(confirmed));
        confirmed = confirmed.saturating_add(share);
        let state = settled_state(outcome);
        let sum = by_state.entry(state).or_default();
        *sum = sum.saturating_add(share);
        last_confirmed = Some(state);
    }
    let rest = deposit.less(confirmed);
    let open = open_state(lot, last_day);
    let lost = matches!(open, LotState::Expired | LotState::ToBudget);
    let state = match last_confirmed {
        Some(state) if rest == Money::ZERO => state,
        _ => open,
    };
    if rest > Money::ZERO {
        by_state.insert(open, rest);
    }
    let (at_risk, to_budget) = if lost {
        (Money::ZERO, rest)
    } else {
        (rest, Money::ZERO)
    };
    let vat = lot.lot.vat.value().copied();
    let misplaced = of_holder(false);
    let sums = LotSums {
        vat,
        deposit,
        misplaced,
        confirmed,
        at_risk,
        to_budget,
    };
    let shares = by_state
        .into_iter()
        .map(|(state, sum)| Share { state, sum })
        .collect();
    Split { sums, shares, state }
}

fn settled_state(outcome: Outcome) -> LotState {
    match outcome {
        Outcome::Offset => LotState::Offset,
        Outcome::Secured => LotState::Secured,
        Outcome::Returned | Outcome::Refused | Outcome::Unknown => LotState::Refunded,
    }
}

/// The applications that an authority found conforming, filed in the term with the right body, by their receipt.
fn conforming<'a>(lot: &LotCase<'a>, last_day: Option<Date>) -> Vec<(&'a RefundApplication, Outcome)> {
    lot.applications()
        .into_iter()
        .filter(|(filed, one)| last_day.is_none_or(|last| *filed <= last) && lot.rightly_addressed(one))
        .filter_map(|(_, one)| {
            let decision = one.decision.as_ref()?;
            let said = decision.date <= lot.case.on && decision.source.is_authority();
            (said && decision.outcome.is_conforming()).then_some((one, decision.outcome))
        })
        .collect()
}

/// The share that one conforming application confirms: the sum that the body decided on, else by what it covers.
fn confirmed_share(lot: &LotCase<'_>, application: &RefundApplication, deposit: Money) -> Money {
    if let Some(sum) = application.decision.as_ref().and_then(|decision| decision.sum) {
        return sum.max(Money::ZERO).min(deposit);
    }
    let covered = covered(lot, application);
    let lines = &lot.lot.lines;
    if lines.iter().all(|line| {
        covered
            .get(&line.number)
            .is_some_and(|quantity| *quantity >= line.quantity)
    }) {
        return deposit;
    }
    by_weight(lines, &covered, deposit)
}

/// Goods lines weigh by their own VAT where all are known, else by quantity; rounded down (`reg:21`).
fn by_weight(lines: &[GoodsLine], covered: &BTreeMap<u32, Quantity>, deposit: Money) -> Money {
    let known: Option<Vec<Money>> = lines.iter().map(|line| line.vat.value().copied()).collect();
    let of = |line: &GoodsLine| {
        covered
            .get(&line.number)
            .copied()
            .unwrap_or_default()
            .min(line.quantity)
    };
    if let Some(weights) = known {
        let whole: u128 = weights
            .iter()
            .map(|vat| vat.tyiyn().max(0).unsigned_abs())
            .map(u128::from)
            .sum();
        let share = Money::total(lines.iter().zip(&weights).map(|(line, vat)| {
            vat.share_down(of(line).thousandths().into(), line.quantity.thousandths().into())
        }));
        return deposit.share_down(share.tyiyn().max(0).unsigned_abs().into(), whole);
    }
    let units: BTreeSet<_> = lines.iter().map(|line| &line.unit).collect();
    if units.len() > 1 {
        // Quantities of different units are never added: nothing is confirmed by weight.
        return Money::ZERO;
    }
    let whole = lines
        .iter()
        .map(|line| u128::from(line.quantity.thousandths()))
        .sum();
    deposit.share_down(
        lines.iter().map(|line| u128::from(of(line).thousandths())).sum(),
        whole,
    )
}

/// Quantities by goods line that an application covers.
fn covered(lot: &LotCase<'_>, application: &RefundApplication) -> BTreeMap<u32, Quantity> {
    let filed = application.filed.value().copied().unwrap_or(lot.case.on);
    exported(lot, |id, day| {
        day <= filed && (application.covers.is_empty() || application.covers.iter().any(|one| one == id))
    })
}

/// Quantities exported by goods line, of those exports that are asked for and are in the line's own unit.
fn exported(lot: &LotCase<'_>, asked: impl Fn(&str, Date) -> bool) -> BTreeMap<u32, Quantity> {
    let units: BTreeMap<_, _> = lot
        .lot
        .lines
        .iter()
        .map(|line| (line.number, &line.unit))
        .collect();
    let mut quantities: BTreeMap<u32, Quantity> = BTreeMap::new();
    for export in &lot.lot.exports {
        if units.get(&export.line) == Some(&&export.unit) && asked(&export.id, export.date) {
            let quantity = quantities.entry(export.line).or_default();
            *quantity = quantity.saturating_add(export.quantity);
        }
    }
    quantities
}

/// The state of what is not confirmed.
fn open_state(lot: &LotCase<'_>, last_day: Option<Date>) -> LotState {
    let on = lot.case.on;
    let happened = |day: Option<&Date>| day.is_some_and(|day| *day <= on);
    if happened(lot.lot.transferred_to_budget.value()) {
        return LotState::ToBudget;
    }
    let over = last_day.is_some_and(|last| on > last);
    match last_day.map(|last| returns::standing(lot, last)) {
        Some(Standing::Filed(..)) => return LotState::RefundFiled,
        _ if over => return LotState::Expired,
        Some(Standing::Refused) => return LotState::Refused,
        _ => {}
    }
    let exported = exported(lot, |_, day| day <= on);
    let lines = &lot.lot.lines;
    let out = |line: &GoodsLine| {
        exported
            .get(&line.number)
            .is_some_and(|quantity| *quantity >= line.quantity)
    };
    if !lines.is_empty() && lines.iter().all(out) {
        LotState::Exported
    } else if lot.lot.exports.iter().any(|export| export.date <= on) {
        LotState::PartlyExported
    } else if happened(lot.lot.released.value()) && lot.origin != Some(CountryKind::EaeuMember) {
        LotState::Released
    } else if happened(lot.lot.taken_on_account.value()) && lot.origin != Some(CountryKind::ThirdCountry) {
        LotState::Accounted
    } else if !lot.deposits().is_empty() {
        LotState::Deposited
    } else {
        LotState::Planned
    }
}
