//! What applications for return cover, and the share of the deposit that this is (`reg:21`).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::case::LotCase;
use crate::dossier::{Decision, Export, GoodsLine, Outcome, RefundApplication};
use crate::money::{Money, Quantity};
use crate::policy::{ExportConfirmed, ShareRounding, ShareWeight};
use crate::returns;

/// Quantities by goods line.
type Quantities = BTreeMap<u32, Quantity>;

/// The shares that conforming applications confirm, by their receipt; together never more than is confirmed.
///
/// A decision that names its sums is taken at its word; the others confirm what they cover, each export once.
pub(super) fn confirmed(lot: &LotCase<'_>, deposit: Money, ends: Option<Date>) -> Vec<(Outcome, Money)> {
    let by_decision = lot.policy.edition.readings.export_confirmed.value == ExportConfirmed::DecisionMade;
    let mut covered: BTreeSet<&Export> = BTreeSet::new();
    let mut by_cover = Money::ZERO;
    let mut shares = Vec::new();
    for (filed, application) in lot.applications() {
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
    let conforming = lot.applications().into_iter();
    let conforming =
        conforming.filter(|(_, application)| returns::found_conforming(lot, application).is_some());
    let covered: BTreeSet<&Export> = conforming
        .chain(waiting)
        .flat_map(|(filed, application)| covers(lot, filed, application))
        .collect();
    share_of(lot, &exported(lot, |export| covered.contains(export)), deposit).less(confirmed)
}

/// The share of the deposit whose goods are out in the term, where that is enough to be confirmed.
pub(super) fn goods_out(lot: &LotCase<'_>, deposit: Money, ends: Option<Date>) -> Money {
    let enough = lot.policy.edition.readings.export_confirmed.value == ExportConfirmed::GoodsOut;
    let Some(ends) = ends.filter(|_| enough && !lot.lot.lines.is_empty()) else {
        return Money::ZERO;
    };
    let last = ends.min(lot.case.on);
    share_of(lot, &exported(lot, |export| export.date <= last), deposit)
}

/// What an application may ask for: the share of the deposit that it covers and no other conforming one has confirmed.
pub(crate) fn claimed(lot: &LotCase<'_>, application: &RefundApplication, deposit: Money) -> Money {
    let decided = returns::found_conforming(lot, application).and_then(Decision::sum);
    if let Some(sum) = decided {
        return sum.min(deposit);
    }
    let mut before: BTreeSet<&Export> = BTreeSet::new();
    let mut named = Money::ZERO;
    for (filed, other) in lot.applications() {
        if let Some(decision) = returns::found_conforming(lot, other).filter(|_| other != application) {
            named = named.saturating_add(decision.sum().unwrap_or_default());
            before.extend(covers(lot, filed, other));
        }
    }
    if !is_weighable(lot) {
        return deposit.less(named);
    }
    let filed = application.filed.value().copied().unwrap_or(lot.case.on);
    let mut with: BTreeSet<&Export> = before.clone();
    with.extend(covers(lot, filed, application));
    let share =
        |set: &BTreeSet<&Export>| share_of(lot, &exported(lot, |export| set.contains(export)), deposit);
    share(&with).less(share(&before).max(named))
}

/// Whether the applications received in the term and not refused cover all of the lot; `None` when no export or no goods
/// line is recorded to tell by and no decision names the whole sum.
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
    if !is_weighable(lot) {
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
    lot.exports()
        .filter(|export| export.date <= filed && named(export))
        .collect()
}

/// Quantities exported by goods line, of those exports that are asked for and are in the line's own unit.
pub(super) fn exported(lot: &LotCase<'_>, asked: impl Fn(&Export) -> bool) -> Quantities {
    let mut quantities = Quantities::new();
    for export in lot.exports().filter(|export| asked(export)) {
        let quantity = quantities.entry(export.line).or_default();
        *quantity = quantity.saturating_add(export.quantity);
    }
    quantities
}

/// Whether exports and goods lines are recorded to weigh a share by; without them an application stands for all.
fn is_weighable(lot: &LotCase<'_>) -> bool {
    !lot.lot.exports.is_empty() && !lot.lot.lines.is_empty()
}

fn is_whole(lines: &[GoodsLine], quantities: &Quantities) -> bool {
    lines.iter().all(|line| {
        quantities
            .get(&line.number)
            .is_some_and(|quantity| *quantity >= line.quantity)
    })
}

/// The share of the deposit that the quantities are: goods lines weigh by their own VAT where all are known, else by
/// quantity; rounded down once for the lot, or for each line.
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
