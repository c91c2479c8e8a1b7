//! What applications for return cover, and the share of the deposit that this is (`reg:21`).

use std::collections::BTreeSet;

use jiff::civil::Date;
use smallvec::{SmallVec, smallvec};

use crate::case::LotCase;
use crate::dossier::{Decision, Export, GoodsLine, Outcome, RefundApplication};
use crate::money::{Money, Quantity};
use crate::policy::{ExportConfirmed, ShareRounding, ShareWeight};
use crate::returns;

/// Quantities by the numbers of goods lines, ascending.
type Quantities = SmallVec<[(u32, Quantity); 4]>;

/// Which of a lot's exports are covered, by their places among those that count.
type Covered = SmallVec<[bool; 8]>;

/// The shares that conforming applications confirm, by their receipt; together never more than is confirmed.
///
/// A decision that names its sums is taken at its word; the others confirm what they cover, each export once.
pub(super) fn confirmed(
    lot: &LotCase<'_>,
    deposit: Money,
    ends: Option<Date>,
) -> SmallVec<[(Outcome, Money); 1]> {
    let by_decision = lot.policy.edition.readings.export_confirmed.value == ExportConfirmed::DecisionMade;
    let mut covered = none_covered(lot);
    let mut by_cover = Money::ZERO;
    let mut shares = SmallVec::new();
    for (filed, application) in lot.applications.iter().copied() {
        let Some(decision) = returns::found_conforming(lot, application) else {
            continue;
        };
        if by_decision && ends.is_some_and(|ends| decision.date > ends) {
            continue;
        }
        let share = match decision.sum() {
            Some(sum) => sum,
            None if !is_weighable(lot) => deposit,
            None => {
                cover(&mut covered, lot, filed, application);
                let now = share_covered(lot, &covered, deposit);
                let before = core::mem::replace(&mut by_cover, now);
                now.less(before)
            }
        };
        shares.push((decision.outcome, share));
    }
    shares
}

/// The share of the deposit that applications of the term cover which the body has yet to decide on, beyond what is
/// confirmed. None where only a decision made in the term confirms.
pub(super) fn under_way(lot: &LotCase<'_>, deposit: Money, confirmed: Money) -> Money {
    let waiting = returns::under_way(lot);
    let by_decision = lot.policy.edition.readings.export_confirmed.value == ExportConfirmed::DecisionMade;
    if waiting.is_empty() || by_decision {
        return Money::ZERO;
    }
    if !is_weighable(lot) {
        return deposit.less(confirmed);
    }
    let conforming = lot.applications.iter().copied();
    let conforming =
        conforming.filter(|(_, application)| returns::found_conforming(lot, application).is_some());
    let mut covered = none_covered(lot);
    for (filed, application) in conforming.chain(waiting) {
        cover(&mut covered, lot, filed, application);
    }
    share_covered(lot, &covered, deposit).less(confirmed)
}

/// The share of the deposit whose goods are out in the term, where that is enough to be confirmed.
pub(super) fn goods_out(lot: &LotCase<'_>, deposit: Money, ends: Option<Date>) -> Money {
    let enough = lot.policy.edition.readings.export_confirmed.value == ExportConfirmed::GoodsOut;
    let Some(ends) = ends.filter(|_| enough && !lot.lot.lines.is_empty()) else {
        return Money::ZERO;
    };
    let last = ends.min(lot.case.on);
    share_of(lot, &exported(lot, |_, export| export.date <= last), deposit)
}

/// What an application may ask for: the share of the deposit that it covers and no other conforming one has confirmed.
pub(crate) fn claimed(lot: &LotCase<'_>, application: &RefundApplication, deposit: Money) -> Money {
    let decided = returns::found_conforming(lot, application).and_then(Decision::sum);
    if let Some(sum) = decided {
        return sum.min(deposit);
    }
    let mut before = none_covered(lot);
    let mut named = Money::ZERO;
    for (filed, other) in lot.applications.iter().copied() {
        if let Some(decision) = returns::found_conforming(lot, other).filter(|_| other != application) {
            named = named.saturating_add(decision.sum().unwrap_or_default());
            cover(&mut before, lot, filed, other);
        }
    }
    if !is_weighable(lot) {
        return deposit.less(named);
    }
    let filed = application.filed.value().copied().unwrap_or(lot.case.on);
    let mut with = before.clone();
    cover(&mut with, lot, filed, application);
    share_covered(lot, &with, deposit).less(share_covered(lot, &before, deposit).max(named))
}

/// Whether the applications received in the term and not refused cover all of the lot; `None` when no export or no goods
/// line is recorded to tell by and no decision names the whole sum.
pub(crate) fn applied_for_all(lot: &LotCase<'_>, last_day: Date) -> Option<bool> {
    let mut covered = none_covered(lot);
    let mut decided = Money::ZERO;
    for (filed, application) in lot.applications.iter().copied() {
        if let Some(decision) = returns::found_conforming(lot, application) {
            decided = decided.saturating_add(decision.sum().unwrap_or_default());
        } else if returns::is_refused(lot, application)
            || !returns::in_term(lot, filed, application, last_day)
        {
            continue;
        }
        cover(&mut covered, lot, filed, application);
    }
    if !is_weighable(lot) {
        let (deposit, _) = super::paid(lot);
        return (deposit > Money::ZERO && decided >= deposit).then_some(true);
    }
    Some(is_whole(&lot.lines, &quantities_covered(lot, &covered)))
}

fn none_covered(lot: &LotCase<'_>) -> Covered {
    smallvec![false; lot.exports.len()]
}

/// Adds the exports that an application covers: those it names, or all up to the day of its receipt.
fn cover(covered: &mut Covered, lot: &LotCase<'_>, filed: Date, application: &RefundApplication) {
    let mut names: SmallVec<[&str; 4]> = application.covers.iter().map(String::as_str).collect();
    names.sort_unstable();
    let named = |export: &Export| names.is_empty() || names.binary_search(&export.id.as_str()).is_ok();
    for (export, covered) in lot.exports.iter().zip(covered) {
        *covered |= export.date <= filed && named(export);
    }
}

fn quantities_covered(lot: &LotCase<'_>, covered: &Covered) -> Quantities {
    exported(lot, |place, _| covered.get(place).is_some_and(|covered| *covered))
}

fn share_covered(lot: &LotCase<'_>, covered: &Covered, deposit: Money) -> Money {
    share_of(lot, &quantities_covered(lot, covered), deposit)
}

/// Quantities exported by goods line, of those exports that are asked for by their place or by themselves.
pub(super) fn exported(lot: &LotCase<'_>, asked: impl Fn(usize, &Export) -> bool) -> Quantities {
    let exports = lot.exports.iter().enumerate();
    let asked = exports.filter(|(place, export)| asked(*place, export));
    let mut quantities: Quantities = asked.map(|(_, export)| (export.line, export.quantity)).collect();
    quantities.sort_unstable_by_key(|(line, _)| *line);
    quantities.dedup_by(|next, sum| {
        let same = next.0 == sum.0;
        if same {
            sum.1 = sum.1.saturating_add(next.1);
        }
        same
    });
    quantities
}

fn quantity_of(quantities: &Quantities, line: &GoodsLine) -> Option<Quantity> {
    let place = quantities.partition_point(|(number, _)| *number < line.number);
    let (number, quantity) = *quantities.get(place)?;
    (number == line.number).then_some(quantity)
}

/// Whether exports and goods lines are recorded to weigh a share by; without them an application stands for all.
fn is_weighable(lot: &LotCase<'_>) -> bool {
    !lot.lot.exports.is_empty() && !lot.lot.lines.is_empty()
}

pub(super) fn is_whole(lines: &[&GoodsLine], quantities: &Quantities) -> bool {
    lines
        .iter()
        .all(|line| quantity_of(quantities, line).is_some_and(|quantity| quantity >= line.quantity))
}

/// The share of the deposit that the quantities are: goods lines weigh by their own VAT where all are known, else by
/// quantity; rounded down once for the lot, or for each line.
fn share_of(lot: &LotCase<'_>, quantities: &Quantities, deposit: Money) -> Money {
    if is_whole(&lot.lines, quantities) {
        return deposit;
    }
    let lines = &lot.lot.lines;
    let known: Option<Vec<u128>> = match lot.policy.edition.readings.share_weight.value {
        ShareWeight::OwnVatElseQuantity => lines.iter().map(own_vat).collect(),
        ShareWeight::QuantityOnly => None,
    };
    let out = |line: &GoodsLine| {
        quantity_of(quantities, line)
            .unwrap_or_default()
            .min(line.quantity)
    };
    let parts = |line: &GoodsLine| {
        (
            u128::from(out(line).thousandths()),
            u128::from(line.quantity.thousandths()),
        )
    };
    let per_line = lot.policy.edition.readings.share_rounding.value == ShareRounding::DownPerLine;
    if let Some(weights) = known {
        let whole: u128 = weights.iter().sum();
        if per_line {
            return Money::total(lines.iter().zip(weights).map(|(line, vat)| {
                let (out, all) = parts(line);
                let line = Fraction {
                    above: vat.saturating_mul(out),
                    below: all.max(1),
                };
                line.of(deposit, whole)
            }));
        }
        let share = Fraction::total(lines.iter().zip(weights).map(|(line, vat)| {
            let (out, all) = parts(line);
            Fraction {
                above: vat.saturating_mul(out),
                below: all.max(1),
            }
        }));
        return share.of(deposit, whole);
    }
    let units: BTreeSet<_> = lines.iter().map(|line| &line.unit).collect();
    if units.len() > 1 {
        // Quantities of different units are never added: nothing is confirmed by weight.
        return Money::ZERO;
    }
    let whole: u128 = lines.iter().map(|line| parts(line).1).sum();
    if per_line {
        return Money::total(lines.iter().map(|line| deposit.share_down(parts(line).0, whole)));
    }
    deposit.share_down(lines.iter().map(|line| parts(line).0).sum(), whole)
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
