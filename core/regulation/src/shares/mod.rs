//! What of a lot's deposit is confirmed, at risk and lost (`reg:21`), and the lot's state.

mod cover;
mod ledger;
mod state;
mod weight;

use smallvec::SmallVec;

use crate::assessment::{LotState, LotSums, Share};
use crate::case::LotCase;
use crate::dossier::Deposit;
use crate::money::Money;
use crate::returns;
use crate::terms::paid_in;

pub(crate) use cover::{applied_for, claimable, claimed};

/// A lot's money and states.
pub(crate) struct Split {
    pub(crate) sums: LotSums,
    pub(crate) shares: Vec<Share>,
    pub(crate) state: LotState,
    /// What is neither confirmed nor transferred to the budget: it may still be returned.
    pub(crate) left: Money,
    /// Whether what is confirmed cannot be told: parts of goods in different units, without the VAT of each line.
    pub(crate) is_unweighed: bool,
}

impl Split {
    /// What goes to the budget and was not transferred yet.
    pub(crate) fn lost(&self) -> Money {
        self.left.less(self.sums.at_risk)
    }
}

/// Splits a lot's deposit: confirmed + at risk + to the budget is the deposit, always.
pub(crate) fn split(lot: &LotCase<'_>) -> Split {
    let deposit = paid(lot);
    let ends = returns::lost_after(lot);
    let mut by_state: SmallVec<[Share; 4]> = SmallVec::new();
    let mut add = |state: LotState, sum: Money| {
        if sum > Money::ZERO {
            match by_state.iter_mut().find(|share| share.state == state) {
                Some(share) => share.sum = share.sum.saturating_add(sum),
                None => by_state.push(Share { state, sum }),
            }
        }
    };
    let mut confirmed = Money::ZERO;
    let decided = cover::confirmed(lot, deposit, ends);
    for (state, share) in &decided.shares {
        confirmed = confirmed.saturating_add(*share);
        add(*state, *share);
    }
    let out = cover::goods_out(lot, deposit, ends);
    let mut is_unweighed = decided.is_unweighed() || out.is_none();
    let out = out.unwrap_or_default().less(confirmed);
    add(LotState::Exported, out);
    confirmed = confirmed.saturating_add(out);
    let rest = deposit.less(confirmed);
    let transferred = transferred(lot).min(rest);
    let left = rest.less(transferred);
    add(LotState::ToBudget, transferred);
    let late = ends.is_some_and(|ends| lot.case.on > ends);
    let last_confirmed = decided.last;
    // After the term only what an application of the term covers may still be confirmed.
    let held = if late {
        let waiting = cover::under_way(lot, decided);
        is_unweighed |= waiting.is_none();
        waiting
            .map(|waiting| waiting.less(out).min(left))
            .filter(|_| !is_unweighed)
            .unwrap_or(left)
    } else {
        left
    };
    let lost = left.less(held);
    let is_lost = late && held == Money::ZERO && deposit > Money::ZERO;
    let open = state::open(lot, late, is_lost);
    add(open, held);
    add(LotState::Expired, lost);
    let state = match last_confirmed {
        _ if left > Money::ZERO => open,
        _ if transferred > Money::ZERO => LotState::ToBudget,
        Some(state) => state,
        None => open,
    };
    let sums = LotSums {
        vat: lot.lot.vat.value().copied(),
        deposit,
        misplaced: misplaced(lot),
        confirmed,
        at_risk: held,
        to_budget: transferred.saturating_add(lost),
    };
    by_state.sort_by_key(|share| share.state);
    Split {
        sums,
        shares: by_state.to_vec(),
        state,
        left,
        is_unweighed: is_unweighed && left > Money::ZERO,
    }
}

/// Whether all that was paid in has gone to the budget, as the body says: nothing of it is left to be applied for.
pub(crate) fn is_gone(lot: &LotCase<'_>) -> bool {
    let transferred = transferred(lot);
    transferred > Money::ZERO && transferred >= paid(lot)
}

/// What of the deposit no recorded export covers, whenever it leaves: it still waits for one. `None` where it cannot be told.
pub(crate) fn waiting(lot: &LotCase<'_>) -> Option<Money> {
    let deposit = paid(lot);
    let covered = weight::share_of(lot, &weight::exported(lot, |_, _| true), deposit)?;
    Some(deposit.less(covered))
}

/// What the body says that it transferred to the budget.
fn transferred(lot: &LotCase<'_>) -> Money {
    Money::total(returns::transfers_by_the_body(lot).map(|(_, sum)| sum))
}

/// What was paid to the holder's deposit account; all that was paid while the holder is not known.
fn paid(lot: &LotCase<'_>) -> Money {
    Money::total(lot.rightly_paid().iter().map(|deposit| paid_in(deposit)))
}

/// What was paid to the other deposit account.
fn misplaced(lot: &LotCase<'_>) -> Money {
    let is_other = |one: &&&Deposit| lot.holder().is_some_and(|holder| holder != one.account);
    let others = lot.deposits.iter().filter(is_other);
    Money::total(others.map(|deposit| paid_in(deposit)))
}
