//! The lots of a dossier: in order, each assessed, and what they come to for the taxpayer.

use crate::assess::assess_lot;
use crate::assessment::{DepositTotals, LotAssessment};
use crate::case::{Case, LotCase};
use crate::conditions::{self, Imports};
use crate::cores;
use crate::dossier::{Body, Lot};
use crate::finding::Verdict;
use crate::lot_case;
use crate::money::{Money, Sum};
use crate::page::Sheet;
use crate::policy::ReadingKey;
use crate::rule::RuleId;
use crate::same_ids::Names;
use crate::set::KeySet;
use crate::terms;

/// Lots in the order of their ids, assessed.
#[derive(Default)]
pub(crate) struct Lots<'a> {
    pub(crate) assessed: Vec<LotAssessment>,
    pub(crate) imports: Imports<'a>,
    pub(crate) names: Names<'a>,
    pub(crate) taken: OfLots,
}

impl<'a> Lots<'a> {
    /// Assesses all lots of a case, on as many cores as that is worth.
    pub(crate) fn of(case: &'a Case<'a>) -> Self {
        let order = by_ids(&case.dossier.lots);
        let parts = cores::in_stretches(&order, |lots| Self::one_after_another(case, lots));
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_default();
        all.assessed.reserve_exact(order.len() - all.assessed.len());
        all.imports.reserve(order.len());
        parts.for_each(|part| all.append(part));
        all.imports.sort();
        all
    }

    fn one_after_another(case: &'a Case<'a>, lots: &[&'a Lot]) -> Self {
        let mut sheet = Sheet::default();
        let mut all = Lots {
            assessed: Vec::with_capacity(lots.len()),
            ..Lots::default()
        };
        all.imports.reserve(lots.len());
        for lot in lots {
            let lot = LotCase::new(case, lot);
            all.imports.take(&lot);
            all.names.take(lot.lot);
            let assessed = assess_lot(&lot, &mut sheet);
            all.taken.take(all.assessed.len(), &lot, &assessed);
            all.assessed.push(assessed);
        }
        all
    }

    /// Takes over the lots that come next.
    fn append(&mut self, mut next: Self) {
        self.taken.append(next.taken, self.assessed.len());
        self.assessed.append(&mut next.assessed);
        self.imports.append(next.imports);
        self.names.append(next.names);
    }
}

/// What the lots come to for the taxpayer, taken from each while it is at hand.
#[derive(Default)]
pub(crate) struct OfLots {
    /// The places of the lots that may have broken a condition.
    pub(crate) open: Vec<usize>,
    /// The readings that the findings on the lots' conditions rest on.
    pub(crate) readings: KeySet<ReadingKey>,
    tax_body: Account,
    customs: Account,
    at_risk: Sum,
    to_budget: Sum,
}

/// What went through a deposit account.
#[derive(Default)]
struct Account {
    paid: Sum,
    gone: Sum,
}

impl Account {
    fn append(&mut self, other: Account) {
        self.paid.append(other.paid);
        self.gone.append(other.gone);
    }

    fn left(&self) -> Money {
        self.paid.total().less(self.gone.total())
    }
}

impl OfLots {
    fn take(&mut self, place: usize, lot: &LotCase<'_>, assessed: &LotAssessment) {
        let mut open = false;
        for finding in &assessed.findings {
            if finding.rule == RuleId::Reg5_2 {
                self.readings.add(finding.readings);
            }
            open |= match finding.rule {
                RuleId::Reg5_2 if conditions::is_weakly_kept(lot.case, finding) => true,
                RuleId::Reg5_2 | RuleId::Reg16 => {
                    matches!(finding.verdict, Verdict::Breached | Verdict::Unknown)
                }
                _ => false,
            };
        }
        if open {
            self.open.push(place);
        }
        for deposit in &lot.deposits {
            self.account(deposit.account).paid.add(terms::paid_in(deposit));
        }
        if let Some(holder) = assessed.holder.value() {
            let gone = assessed.shares.iter().filter(|share| share.state.is_gone());
            gone.for_each(|share| self.account(*holder).gone.add(share.sum));
        }
        self.at_risk.add(assessed.sums.at_risk);
        self.to_budget.add(assessed.sums.to_budget);
    }

    /// Takes over what so many lots further on come to.
    fn append(&mut self, next: OfLots, lots_before: usize) {
        self.open
            .extend(next.open.into_iter().map(|place| lots_before + place));
        self.readings.add(next.readings);
        self.tax_body.append(next.tax_body);
        self.customs.append(next.customs);
        self.at_risk.append(next.at_risk);
        self.to_budget.append(next.to_budget);
    }

    fn account(&mut self, body: Body) -> &mut Account {
        match body {
            Body::TaxBody => &mut self.tax_body,
            Body::Customs => &mut self.customs,
        }
    }

    pub(crate) fn totals(&self) -> DepositTotals {
        DepositTotals {
            tax_body: self.tax_body.left(),
            customs: self.customs.left(),
            at_risk: self.at_risk.total(),
            to_budget: self.to_budget.total(),
        }
    }
}

/// The lots in the order of their ids; those with one id in the order of their facts.
fn by_ids(lots: &[Lot]) -> Vec<&Lot> {
    let mut order: Vec<_> = lots.iter().map(|lot| (first_letters(lot), lot)).collect();
    order.sort_unstable_by_key(|(first, _)| *first);
    for same in order.chunk_by_mut(|(one, _), (other, _)| one == other) {
        same.sort_by(|(_, one), (_, other)| {
            let ids = one.id.cmp(&other.id);
            ids.then_with(|| in_order(one).cmp(&in_order(other)))
        });
    }
    order.into_iter().map(|(_, lot)| lot).collect()
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::dossier::{Dossier, LotId};
    use crate::fact::Fact;
    use crate::money::Money;
    use crate::same_ids;
    use crate::tests::sample::{self, CALENDAR, POLICIES};

    /// Lots of every kind: exported, lost, returned, of both origins, some with one id.
    fn many() -> Dossier {
        let mut lots = Vec::new();
        for round in 0..12 {
            for (case, _) in crate::tests::flip_cases::cases() {
                for mut lot in case.lots {
                    lot.id = LotId(format!("lot-{:03}", (lots.len() * 7) % 100).into());
                    lot.vat = Fact::service(Money::from_tyiyn(12_000_000 + round));
                    lots.push(lot);
                }
            }
        }
        Dossier {
            lots,
            ..sample::under_regime(date(2026, 1, 1))
        }
    }

    #[test]
    fn lots_in_stretches_come_to_what_they_come_to_one_after_another() {
        let dossier = many();
        let case = Case::new(&dossier, &POLICIES, &CALENDAR, date(2026, 9, 5));
        let order = by_ids(&dossier.lots);
        let whole = Lots::one_after_another(&case, &order);
        let mut shared = Lots::default();
        for stretch in order.chunks(17) {
            shared.append(Lots::one_after_another(&case, stretch));
        }
        assert!(order.len() > 100 && whole.taken.open.len() > 20);
        assert_eq!(shared.taken.open, whole.taken.open);
        assert_eq!(shared.taken.readings, whole.taken.readings);
        assert_eq!(shared.taken.totals(), whole.taken.totals());
        assert_ne!(whole.taken.totals().tax_body, Money::ZERO);
        assert_ne!(whole.taken.totals().to_budget, Money::ZERO);
        assert_eq!(
            shared.imports.under_spell(&case),
            whole.imports.under_spell(&case)
        );
        let told_apart = |mut lots: Lots<'_>| {
            same_ids::tell_apart(&lots.names, &dossier, &mut lots.assessed, case.on);
            lots.assessed
        };
        let (shared, whole) = (told_apart(shared), told_apart(whole));
        assert_eq!(shared, whole);
        let same = Lots::of(&case);
        assert_eq!(told_apart(same), whole);
    }
}
