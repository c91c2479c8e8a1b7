//! What applications for return cover, and the share of the deposit that this is (`reg:21`).

use jiff::civil::Date;
use smallvec::{SmallVec, smallvec};

use super::weight::{Quantities, exported, is_whole, share_of};
use crate::assessment::LotState;
use crate::case::LotCase;
use crate::dossier::{Decision, DirectionKind, Export, Outcome, RefundApplication};
use crate::fact::Fact;
use crate::money::Money;
use crate::policy::ExportConfirmed;
use crate::returns;

/// Which of a lot's exports are covered, by their places among those that count.
type Covered = SmallVec<[bool; 8]>;

/// Applications taken one after another: what they cover together, and what they are given of the deposit.
pub(super) struct Ledger<'lot, 'case> {
    lot: &'lot LotCase<'case>,
    deposit: Money,
    covered: Covered,
    /// The share of the deposit that is covered so far; `None` where it cannot be told.
    share: Option<Money>,
    given: Money,
    /// Whether the share of one of them could not be told.
    unweighed: bool,
}

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

impl<'lot, 'case> Ledger<'lot, 'case> {
    fn new(lot: &'lot LotCase<'case>, deposit: Money) -> Self {
        Ledger {
            lot,
            deposit,
            covered: smallvec![false; lot.exports.len()],
            share: Some(Money::ZERO),
            given: Money::ZERO,
            unweighed: false,
        }
    }

    /// Takes one more application and says what it is given: what its decision names, else what it covers and no earlier
    /// one was given for. `None` where that cannot be told.
    fn take(
        &mut self,
        filed: Date,
        application: &RefundApplication,
        decision: Option<&Decision>,
    ) -> Option<Money> {
        let covers = self.cover(filed, application);
        self.give(match decision.and_then(Decision::sum) {
            Some(sum) => Some(sum),
            None => covers,
        })
    }

    /// Takes one more application for no more than it covers, and for less where its decision names less.
    fn take_at_most(&mut self, filed: Date, application: &RefundApplication, decision: Option<&Decision>) {
        let covers = self.cover(filed, application);
        let sum = decision.and_then(Decision::sum).unwrap_or(Money::MAX);
        self.give(covers.map(|covers| covers.min(sum)));
    }

    fn give(&mut self, share: Option<Money>) -> Option<Money> {
        let share = share.map(|share| share.min(self.deposit.less(self.given)));
        match share {
            Some(share) => {
                self.given = self.given.saturating_add(share);
                // Once all of the goods are covered, the parts need no weights.
                self.unweighed = self.unweighed && !is_whole(&self.lot.lines, &self.quantities());
            }
            None => self.unweighed = true,
        }
        share
    }

    /// Adds the exports that an application covers, those it names or all up to the day of its receipt, and says what share
    /// of the deposit these are that no earlier one was given for.
    fn cover(&mut self, filed: Date, application: &RefundApplication) -> Option<Money> {
        if !self.is_recorded() {
            return Some(self.deposit.less(self.given));
        }
        let mut names: SmallVec<[&str; 4]> = application.covers.iter().map(String::as_str).collect();
        names.sort_unstable();
        let named = |export: &Export| names.is_empty() || names.binary_search(&export.id.as_str()).is_ok();
        let mut again = false;
        for (export, covered) in self.lot.exports.iter().zip(&mut self.covered) {
            if export.date <= filed && named(export) {
                again |= *covered;
                *covered = true;
            }
        }
        let now = share_of(self.lot, &self.quantities(), self.deposit);
        let before = core::mem::replace(&mut self.share, now);
        // Where a decision gave less than was covered, the rest is open to one that covers the same exports again.
        let taken = match before {
            Some(before) if !again => self.given.max(before),
            _ => self.given,
        };
        Some(now?.less(taken))
    }

    /// Whether all of the goods are covered, and all of the deposit given.
    fn is_all(&self) -> bool {
        (self.unweighed || self.given >= self.deposit) && is_whole(&self.lot.lines, &self.quantities())
    }

    fn quantities(&self) -> Quantities {
        exported(self.lot, |place, _| {
            self.covered.get(place).is_some_and(|covered| *covered)
        })
    }

    /// Whether exports and goods lines are recorded to weigh a share by; without them an application stands for all.
    fn is_recorded(&self) -> bool {
        !self.lot.lot.exports.is_empty() && !self.lot.lot.lines.is_empty()
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
