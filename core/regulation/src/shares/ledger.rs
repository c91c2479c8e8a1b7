//! The ledger of a lot's deposit: applications taken one after another, and what each is given.

use jiff::civil::Date;
use smallvec::{SmallVec, smallvec};

use super::weight::{Quantities, exported, is_whole, share_of};
use crate::case::LotCase;
use crate::dossier::{Decision, Export, RefundApplication};
use crate::money::Money;

/// Which of a lot's exports are covered, by their places among those that count.
type Covered = SmallVec<[bool; 8]>;

/// Applications taken one after another: what they cover together, and what they are given of the deposit.
pub(super) struct Ledger<'lot, 'case> {
    lot: &'lot LotCase<'case>,
    deposit: Money,
    covered: Covered,
    /// The share of the deposit that is covered so far; `None` where it cannot be told.
    share: Option<Money>,
    pub(super) given: Money,
    /// Whether the share of one of them could not be told.
    pub(super) unweighed: bool,
}

impl<'lot, 'case> Ledger<'lot, 'case> {
    pub(super) fn new(lot: &'lot LotCase<'case>, deposit: Money) -> Self {
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
    pub(super) fn take(
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
    pub(super) fn take_at_most(
        &mut self,
        filed: Date,
        application: &RefundApplication,
        decision: Option<&Decision>,
    ) {
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
    pub(super) fn cover(&mut self, filed: Date, application: &RefundApplication) -> Option<Money> {
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
    pub(super) fn is_all(&self) -> bool {
        (self.unweighed || self.given >= self.deposit) && is_whole(&self.lot.lines, &self.quantities())
    }

    fn quantities(&self) -> Quantities {
        exported(self.lot, |place, _| {
            self.covered.get(place).is_some_and(|covered| *covered)
        })
    }

    /// Whether exports and goods lines are recorded to weigh a share by; without them an application stands for all.
    pub(super) fn is_recorded(&self) -> bool {
        !self.lot.lot.exports.is_empty() && !self.lot.lot.lines.is_empty()
    }
}
