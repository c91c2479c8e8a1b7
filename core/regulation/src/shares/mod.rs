//! What of a lot's deposit is confirmed, at risk and lost (`reg:21`), and the lot's state.

mod cover;
mod state;

use smallvec::SmallVec;

use crate::assessment::{LotState, LotSums, Share};
use crate::case::LotCase;
use crate::dossier::Outcome;
use crate::money::Money;
use crate::returns;
use crate::terms::paid_in;

pub(crate) use cover::{applied_for_all, claimed};

/// A lot's money and states.
pub(crate) struct Split {
    pub(crate) sums: LotSums,
    pub(crate) shares: Vec<Share>,
    pub(crate) state: LotState,
    /// What is neither confirmed nor transferred to the budget: it may still be returned.
    pub(crate) left: Money,
}

impl Split {
    /// What goes to the budget and was not transferred yet.
    pub(crate) fn lost(&self) -> Money {
        self.left.less(self.sums.at_risk)
    }
}

/// Splits a lot's deposit: confirmed + at risk + to the budget is the deposit, always.
pub(crate) fn split(lot: &LotCase<'_>) -> Split {
    let (deposit, misplaced) = paid(lot);
    let ends = returns::budget_last_day(lot);
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
    let mut last_confirmed = None;
    for (outcome, share) in cover::confirmed(lot, deposit, ends) {
        let share = share.min(deposit.less(confirmed));
        confirmed = confirmed.saturating_add(share);
        last_confirmed = Some(settled(outcome));
        add(settled(outcome), share);
    }
    let out = cover::goods_out(lot, deposit, ends).less(confirmed);
    add(LotState::Exported, out);
    confirmed = confirmed.saturating_add(out);
    let rest = deposit.less(confirmed);
    let transfers = lot
        .lot
        .budget_transfers
        .iter()
        .filter(|transfer| transfer.date <= lot.case.on);
    let transferred = Money::total(transfers.map(|transfer| transfer.sum.max(Money::ZERO))).min(rest);
    let left = rest.less(transferred);
    add(LotState::ToBudget, transferred);
    let late = ends.is_some_and(|ends| lot.case.on > ends);
    // After the term only what an application of the term covers may still be confirmed.
    let held = if late {
        cover::under_way(lot, deposit, confirmed).min(left)
    } else {
        left
    };
    let lost = left.less(held);
    let open = if late && deposit > Money::ZERO {
        match held {
            Money::ZERO => LotState::Expired,
            _ => LotState::RefundFiled,
        }
    } else {
        state::open(lot, ends)
    };
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
        misplaced,
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
    }
}

/// What was paid to the holder's deposit account, and what to the other; all of it while the holder is not known.
fn paid(lot: &LotCase<'_>) -> (Money, Money) {
    let of = |right: bool| {
        let chosen = lot
            .deposits
            .iter()
            .filter(|one| lot.holder().is_none_or(|holder| holder == one.account) == right);
        Money::total(chosen.map(|deposit| paid_in(deposit)))
    };
    (of(true), of(false))
}

fn settled(outcome: Outcome) -> LotState {
    match outcome {
        Outcome::Offset => LotState::Offset,
        Outcome::Secured => LotState::Secured,
        Outcome::Returned | Outcome::Refused | Outcome::Unknown => LotState::Refunded,
    }
}
