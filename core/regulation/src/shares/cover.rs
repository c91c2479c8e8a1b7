//! What applications for return cover, and the share of the deposit that this is (`reg:21`).

use jiff::civil::Date;
use smallvec::SmallVec;

use super::ledger::Ledger;
use super::weight::{exported, share_of};
use crate::assessment::LotState;
use crate::case::LotCase;
use crate::dossier::{Decision, DirectionKind, Outcome, RefundApplication};
use crate::fact::Fact;
use crate::money::Money;
use crate::policy::ExportConfirmed;
use crate::returns;

/// What decisions confirm.
pub(super) struct Confirmed<'lot, 'case> {
    /// The shares by what became of them.
    pub(super) shares: SmallVec<[(LotState, Money); 1]>,
    /// What became of the last of them.
    pub(super) last: Option<LotState>,
    ledger: Ledger<'lot, 'case>,
}

impl Confirmed<'_, '_> {
    /// Whether the share of one of them could not be told.
    pub(super) fn is_unweighed(&self) -> bool {
        self.ledger.unweighed
    }
}

/// What the applications confirm that the body found conforming, by their receipt; together never more than the deposit.
///
/// A decision that names its sums is taken at its word; the others confirm what they cover, each export once.
pub(super) fn confirmed<'lot, 'case>(
    lot: &'lot LotCase<'case>,
    deposit: Money,
    ends: Option<Date>,
) -> Confirmed<'lot, 'case> {
    let by_decision = lot.policy.edition.readings.export_confirmed.value == ExportConfirmed::DecisionMade;
    let mut confirmed = Confirmed {
        shares: SmallVec::new(),
        last: None,
        ledger: Ledger::new(lot, deposit),
    };
    for (filed, application) in lot.applications.iter().copied() {
        let Some(decision) = returns::found_conforming(lot, application) else {
            continue;
        };
        if by_decision && ends.is_some_and(|ends| decision.date > ends) {
            continue;
        }
        confirmed.last = Some(became(decision.outcome));
        let Some(share) = confirmed.ledger.take(filed, application, Some(decision)) else {
            continue;
        };
        let mut left = share;
        for part in &decision.parts {
            let sum = part.sum.max(Money::ZERO).min(left);
            left = left.less(sum);
            confirmed.shares.push((went(part.to, decision.outcome), sum));
        }
        confirmed.shares.push((became(decision.outcome), left));
    }
    confirmed
}

/// What became of money on which a decision says nothing closer.
fn became(outcome: Outcome) -> LotState {
    match outcome {
        Outcome::Offset => LotState::Offset,
        Outcome::Secured => LotState::Secured,
        Outcome::Returned | Outcome::Refused | Outcome::Unknown => LotState::Refunded,
    }
}

/// What became of a part that went one way (`reg:20`).
fn went(to: DirectionKind, outcome: Outcome) -> LotState {
    match to {
        DirectionKind::SettlementAccount => LotState::Refunded,
        DirectionKind::OtherTaxes | DirectionKind::CustomsPayments | DirectionKind::TaxDebt => {
            LotState::Offset
        }
        DirectionKind::ComingObligations => LotState::Secured,
        DirectionKind::Unknown => became(outcome),
    }
}

/// The share of the deposit that applications of the term cover which the body has yet to decide on, beyond what is
/// confirmed; `None` where it cannot be told. None of it where only a decision made in the term confirms.
pub(super) fn under_way(lot: &LotCase<'_>, confirmed: Confirmed<'_, '_>) -> Option<Money> {
    let by_decision = lot.policy.edition.readings.export_confirmed.value == ExportConfirmed::DecisionMade;
    if by_decision {
        return Some(Money::ZERO);
    }
    let mut ledger = confirmed.ledger;
    let mut sum = Money::ZERO;
    for (filed, application) in returns::under_way(lot) {
        sum = sum.saturating_add(ledger.take(filed, application, None)?);
    }
    Some(sum)
}

/// The share of the deposit whose goods are out in the term, where that is enough to be confirmed; `None` where it cannot
/// be told.
pub(super) fn goods_out(lot: &LotCase<'_>, deposit: Money, ends: Option<Date>) -> Option<Money> {
    let enough = lot.policy.edition.readings.export_confirmed.value == ExportConfirmed::GoodsOut;
    let Some(ends) = ends.filter(|_| enough && !lot.lot.lines.is_empty()) else {
        return Some(Money::ZERO);
    };
    let last = ends.min(lot.case.on);
    share_of(lot, &exported(lot, |_, export| export.date <= last), deposit)
}

/// What an application may ask for: the share of the deposit that it covers and that no other one has confirmed or asked
/// for before it, and that did not go to the budget; nothing where no body may decide on it, or it came after the term. `None` where it cannot be told.
pub(crate) fn claimed(lot: &LotCase<'_>, application: &RefundApplication) -> Option<Money> {
    let deposit = super::paid(lot);
    let decision = returns::found_conforming(lot, application);
    let filed = application.filed.value().copied().unwrap_or(lot.case.on);
    if decision.is_none() && !returns::may_be_decided_on(lot, filed, application) {
        return Some(Money::ZERO);
    }
    let mut ledger = Ledger::new(lot, deposit);
    let others = lot.applications.iter().copied();
    if decision.is_none() {
        for (filed, other) in others.clone() {
            if let Some(decision) = returns::found_conforming(lot, other) {
                ledger.take(filed, other, Some(decision));
            }
        }
    }
    for (filed, other) in others.take_while(|(_, other)| !core::ptr::eq(*other, application)) {
        let conforming = returns::found_conforming(lot, other);
        if conforming.is_some() == decision.is_some()
            && (decision.is_some() || returns::may_be_decided_on(lot, filed, other))
        {
            ledger.take(filed, other, conforming);
        }
    }
    let is_told = !ledger.unweighed;
    let gone = if decision.is_some() {
        Money::ZERO
    } else {
        super::transferred(lot)
    };
    let left = deposit.less(ledger.given).less(gone);
    let covers = ledger.cover(filed.min(lot.case.on), application);
    let covers = covers.filter(|_| is_told || left == Money::ZERO);
    match decision.and_then(Decision::sum) {
        Some(sum) => Some(sum.min(left).max(covers.unwrap_or_default().min(left))),
        None => covers.map(|covers| covers.min(left)),
    }
}

/// What an application to the holder of the deposit may ask for that is received on the day of the assessment: nothing
/// while no goods have left. `None` where it cannot be told.
pub(crate) fn claimable(lot: &LotCase<'_>) -> Option<Money> {
    let Some(addressee) = lot.holder().filter(|_| lot.has_left()) else {
        return Some(Money::ZERO);
    };
    let application = RefundApplication {
        id: String::new(),
        addressee,
        filed: Fact::service(lot.case.on),
        covers: Vec::new(),
        directions: Vec::new(),
        attachments: Vec::new(),
        decision: None,
    };
    claimed(lot, &application)
}

/// How much of a lot is applied for, and given back.
#[derive(Clone, Copy)]
pub(crate) struct AppliedFor {
    /// Whether applications of the term that are not refused cover all of it, and decisions on them gave no less than they
    /// cover; `None` while no export or no goods line is recorded to tell by.
    pub(crate) in_term: Option<bool>,
    /// Whether decisions made in the term name the whole deposit.
    pub(crate) is_given_in_term: bool,
    /// Whether something of it may still be applied for: neither covered nor given back.
    pub(crate) is_open: bool,
}

/// How much of a lot the applications cover up to the day but those that are `refused`. What only came after the term never
/// makes the term kept.
pub(crate) fn applied_for(
    lot: &LotCase<'_>,
    last_day: Date,
    refused: impl Fn(&LotCase<'_>, &RefundApplication) -> bool,
) -> AppliedFor {
    let deposit = super::paid(lot);
    let conforming = |application| returns::found_conforming(lot, application);
    let named_by = |day: Date| {
        let decisions = lot.applications.iter().filter_map(|(_, one)| conforming(one));
        let decisions = decisions.filter(|decision| decision.date <= day);
        let named = Money::total(decisions.filter_map(Decision::sum));
        deposit > Money::ZERO && named >= deposit
    };
    let (mut of_term, mut of_all) = (Ledger::new(lot, deposit), Ledger::new(lot, deposit));
    for (filed, application) in lot.applications.iter().copied() {
        let decision = conforming(application);
        let counts = !refused(lot, application) && returns::in_term(lot, filed, application, last_day);
        if counts {
            of_term.take_at_most(filed, application, decision);
        }
        if counts || decision.is_some() {
            of_all.take(filed, application, decision);
        }
    }
    let recorded = of_all.is_recorded();
    AppliedFor {
        in_term: recorded.then(|| of_term.is_all()),
        is_given_in_term: named_by(last_day.min(lot.case.on)),
        is_open: recorded && !of_all.is_all() && !named_by(lot.case.on),
    }
}
