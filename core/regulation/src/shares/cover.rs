//! What applications for return cover, and the share of the deposit that this is (`reg:21`).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::case::LotCase;
use crate::dossier::{Export, GoodsLine, Outcome, RefundApplication};
use crate::money::{Money, Quantity};
use crate::order;
use crate::policy::ShareWeight;
use crate::returns;

/// Quantities by goods line.
type Quantities = BTreeMap<u32, Quantity>;

/// The shares that conforming applications confirm, by their receipt; together never more than is confirmed.
///
/// A decision that names its sums is taken at its word; the others confirm what they cover, each export once.
pub(super) fn confirmed(lot: &LotCase<'_>, deposit: Money) -> Vec<(Outcome, Money)> {
    let mut covered: BTreeSet<&Export> = BTreeSet::new();
    let mut by_cover = Money::ZERO;
    let mut shares = Vec::new();
    for (filed, application) in lot.applications() {
        let Some(decision) = returns::found_conforming(lot, application) else {
            continue;
        };
        let share = match decision.sum() {
            Some(sum) => sum,
            None if lot.lot.exports.is_empty() => deposit,
            None => {
                covered.extend(covers(lot, filed, application));
                let now = share_of(lot, &exported(lot, |export| covered.contains(export)), deposit);
                let before = core::mem::replace(&mut by_cover, now);
                now.less(before)
            }
        };
        shares.push((decision.outcome, share));
    }
    shares
}

/// Whether the applications received in the term and not refused cover all of the lot; `None` when no export is recorded to
/// tell by and no decision names the whole sum.
pub(crate) fn applied_for_all(lot: &LotCase<'_>, last_day: Date) -> Option<bool> {
    let mut covered: BTreeSet<&Export> = BTreeSet::new();
    let mut decided = Money::ZERO;
    for (filed, application) in lot.applications() {
        if let Some(decision) = returns::found_conforming(lot, application) {
            decided = decided.saturating_add(decision.sum().unwrap_or_default());
        } else if returns::is_refused(lot, application)
            || !returns::in_term(lot, filed, application, last_day)
        {
            continue;
        }
        covered.extend(covers(lot, filed, application));
    }
    if lot.lot.exports.is_empty() {
        let (deposit, _) = super::paid(lot);
        return (deposit > Money::ZERO && decided >= deposit).then_some(true);
    }
    Some(is_whole(
        &lot.lot.lines,
        &exported(lot, |export| covered.contains(export)),
    ))
}

/// The exports that an application covers: those it names, or all up to the day of its receipt.
fn covers<'a>(lot: &LotCase<'a>, filed: Date, application: &RefundApplication) -> Vec<&'a Export> {
    let named = |export: &Export| application.covers.is_empty() || application.covers.contains(&export.id);
    lot.lot
        .exports
        .iter()
        .filter(|export| export.date <= filed && named(export))
        .collect()
}

/// Quantities exported by goods line, of those exports that are asked for and are in the line's own unit.
pub(super) fn exported(lot: &LotCase<'_>, asked: impl Fn(&Export) -> bool) -> Quantities {
    let units: BTreeSet<_> = order::gathered(lot.lot.lines.iter().map(|line| (line.number, &line.unit)));
    let mut quantities = Quantities::new();
    for export in lot.lot.exports.iter().filter(|export| asked(export)) {
        if units.contains(&(export.line, &export.unit)) {
            let quantity = quantities.entry(export.line).or_default();
            *quantity = quantity.saturating_add(export.quantity);
        }
    }
    quantities
}

fn is_whole(lines: &[GoodsLine], quantities: &Quantities) -> bool {
    lines.iter().all(|line| {
        quantities
            .get(&line.number)
            .is_some_and(|quantity| *quantity >= line.quantity)
    })
}

/// The share of the deposit that the quantities are: goods lines weigh by their own VAT where all are known, else by
/// quantity; rounded down.
fn share_of(lot: &LotCase<'_>, quantities: &Quantities, deposit: Money) -> Money {
    let lines = &lot.lot.lines;
    if is_whole(lines, quantities) {
        return deposit;
    }
    let known: Option<Vec<u128>> = match lot.policy.edition.readings.share_weight.value {
        ShareWeight::OwnVatElseQuantity => lines.iter().map(own_vat).collect(),
        ShareWeight::QuantityOnly => None,
    };
    let out = |line: &GoodsLine| {
        quantities
            .get(&line.number)
            .copied()
            .unwrap_or_default()
            .min(line.quantity)
    };
    let parts = |line: &GoodsLine| {
        (
            u128::from(out(line).thousandths()),
            u128::from(line.quantity.thousandths()),
        )
    };
    if let Some(weights) = known {
        let whole = weights.iter().sum();
        let share = Fraction::total(lines.iter().zip(weights).map(|(line, vat)| {
            let (out, all) = parts(line);
            Fraction {
                above: vat.saturating_mul(out),
                below: all.max(1),
            }
        }));
        return share.of(deposit, whole);
    }
    let units: BTreeSet<_> = order::gathered(lines.iter().map(|line| &line.unit));
    if units.len() > 1 {
        // Quantities of different units are never added: nothing is confirmed by weight.
        return Money::ZERO;
    }
    deposit.share_down(
        lines.iter().map(|line| parts(line).0).sum(),
        lines.iter().map(|line| parts(line).1).sum(),
    )
}

fn own_vat(line: &GoodsLine) -> Option<u128> {
    line.vat.value().and_then(|vat| u128::try_from(vat.tyiyn()).ok())
}

/// An exact fraction, so that a share is rounded once and not once for each line.
#[derive(Clone, Copy)]
struct Fraction {
    above: u128,
    below: u128,
}

impl Fraction {
    /// The sum. Where the exact one does not fit 128 bits the parts are rounded down to whole tyiyn first.
    fn total(parts: impl Iterator<Item = Fraction> + Clone) -> Fraction {
        let exact = parts
            .clone()
            .try_fold(Fraction { above: 0, below: 1 }, Fraction::checked_add);
        exact.unwrap_or_else(|| Fraction {
            above: parts.map(|part| part.above / part.below).sum(),
            below: 1,
        })
    }

    fn checked_add(self, other: Fraction) -> Option<Fraction> {
        let shared = gcd(self.below, other.below).max(1);
        let below = self.below.checked_mul(other.below / shared)?;
        let above = self.above.checked_mul(other.below / shared)?;
        let above = above.checked_add(other.above.checked_mul(self.below / shared)?)?;
        let common = gcd(above, below).max(1);
        Some(Fraction {
            above: above / common,
            below: below / common,
        })
    }

    /// This part of `whole`, of a sum, rounded down.
    fn of(self, sum: Money, whole: u128) -> Money {
        match whole.checked_mul(self.below) {
            Some(whole) => sum.share_down(self.above, whole),
            None => sum.share_down(self.above / self.below, whole),
        }
    }
}

fn gcd(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
