//! The penalty (туум) on a sum that was paid late, as an estimate (`reg:16`).

use jiff::civil::Date;
use smallvec::{SmallVec, smallvec};

use crate::finding::{PenaltyEstimate, RateUsed};
use crate::money::Money;
use crate::months::{day_after, day_before, days_between};
use crate::policy::{
    PenaltyBase, PenaltyCap, PenaltyDays, PenaltyRate, PenaltyRounding, PolicyBook, PolicyEdition,
};
use crate::why::Step;

const PPM: i128 = 1_000_000;

/// A sum that was late, and how it was paid.
pub(crate) struct Late<'a> {
    /// What was late on the due day.
    pub(crate) sum: Money,
    /// The due day.
    pub(crate) due: Date,
    /// Payments after the due day, in order.
    pub(crate) paid: &'a [(Date, Money)],
    /// The day up to which days run for what is still unpaid.
    pub(crate) on: Date,
}

/// One part of the late sum and its last overdue day.
struct Part {
    sum: Money,
    until: Date,
    paid: bool,
}

/// Reckons the penalty: each part by its days and the rates of those days, each under the edition of its day, rounded once
/// at the end, capped; shows each step. The readings are those of `edition`.
///
/// `None` when no rate is known for one of the days.
pub(crate) fn estimate(
    late: &Late<'_>,
    policies: &PolicyBook,
    edition: &PolicyEdition,
    mut show: impl FnMut(Step),
) -> Option<PenaltyEstimate> {
    if edition.figures.penalty_rates.is_empty() {
        return None;
    }
    let readings = &edition.readings;
    let mut parts = late.parts();
    if readings.penalty_base.value == PenaltyBase::WholeSum {
        let last = parts.iter().map(|part| part.until).max()?;
        let paid = parts.iter().all(|part| part.paid);
        parts = smallvec![Part {
            sum: late.sum,
            until: last,
            paid,
        }];
    }
    let first = first_day(late.due, edition)?;
    let mut used: Vec<RateUsed> = Vec::new();
    let (mut exact, mut exact_disputed) = (0_i128, 0_i128);
    let mut disputed_used = false;
    for part in &parts {
        for Span { rate, from, to } in spans(policies, first, part.until)? {
            let days = days_between(from, to) + 1;
            let weight = i128::from(part.sum.tyiyn()) * i128::from(days);
            exact = exact.saturating_add(weight * i128::from(rate.per_day_ppm));
            let disputed = rate.disputed_per_day_ppm.unwrap_or(rate.per_day_ppm);
            exact_disputed = exact_disputed.saturating_add(weight * i128::from(disputed));
            show(Step::Penalty {
                late: part.sum,
                from,
                to,
                days,
                per_day_ppm: rate.per_day_ppm,
            });
            disputed_used |= rate.disputed_per_day_ppm.is_some();
            if used
                .iter()
                .all(|one| (one.from, one.per_day_ppm) != (rate.from, rate.per_day_ppm))
            {
                used.push(RateUsed {
                    from: rate.from,
                    per_day_ppm: rate.per_day_ppm,
                    source: rate.source.clone(),
                    last_confirmed: rate.last_confirmed,
                });
            }
        }
    }
    let close = |exact: i128| {
        let rounded = match readings.penalty_rounding.value {
            PenaltyRounding::OnceHalfUp => exact.saturating_add(PPM / 2) / PPM,
            PenaltyRounding::OnceDown => exact / PPM,
        };
        let sum = Money::clamped(rounded);
        match readings.penalty_cap.value {
            PenaltyCap::LateOnDueDay => sum.min(late.sum),
            PenaltyCap::NoCap => sum,
        }
    };
    let sum = close(exact);
    let capped =
        readings.penalty_cap.value == PenaltyCap::LateOnDueDay && exact / PPM >= i128::from(late.sum.tyiyn());
    let mut rates = edition.figures.penalty_rates.iter();
    let disputed = disputed_used || rates.any(|rate| rate.disputed_per_day_ppm.is_some());
    let until = parts.iter().map(|part| part.until).max()?;
    let estimate = PenaltyEstimate {
        sum,
        days: (days_between(first, until) + 1).max(0),
        late: late.sum,
        capped,
        running: parts.iter().any(|part| !part.paid),
        rates: used,
        at_disputed_rate: disputed.then(|| close(exact_disputed)),
        otherwise: None,
    };
    Some(estimate)
}

/// The first overdue day counted after a due day.
pub(crate) fn first_day(due: Date, edition: &PolicyEdition) -> Option<Date> {
    match edition.readings.penalty_days.value {
        PenaltyDays::DueExcludedPaymentIncluded => day_after(due),
        PenaltyDays::BothIncluded => Some(due),
    }
}

/// Whether a rate that was used has no confirmed source, or sources disagree.
pub(crate) fn is_disputed(penalty: &PenaltyEstimate) -> bool {
    penalty.at_disputed_rate.is_some() || penalty.rates.iter().any(|rate| rate.last_confirmed.is_none())
}

impl Late<'_> {
    fn parts(&self) -> SmallVec<[Part; 2]> {
        let mut left = self.sum;
        let mut parts = SmallVec::new();
        for (day, sum) in self.paid {
            let part = (*sum).min(left);
            if part > Money::ZERO {
                parts.push(Part {
                    sum: part,
                    until: *day,
                    paid: true,
                });
                left = left.less(part);
            }
        }
        if left > Money::ZERO {
            parts.push(Part {
                sum: left,
                until: self.on,
                paid: false,
            });
        }
        parts
    }
}

/// Days at one rate.
struct Span<'book> {
    rate: &'book PenaltyRate,
    from: Date,
    to: Date,
}

/// The days from `first` to `last`, cut where the rate changes: each day has the rate of the edition in force on it. Days
/// before an edition's first rate take that one. `None` where an edition has no rate.
fn spans(policies: &PolicyBook, first: Date, last: Date) -> Option<SmallVec<[Span<'_>; 2]>> {
    let mut spans: SmallVec<[Span<'_>; 2]> = SmallVec::new();
    let mut from = first;
    while from <= last {
        let in_force = policies.in_force(from);
        let rates = &in_force.edition.figures.penalty_rates;
        let later = rates.partition_point(|rate| rate.from <= from).max(1);
        let rate = rates.get(later.checked_sub(1)?)?;
        let next_rate = rates.get(later).map(|next| next.from);
        let next_edition = if in_force.before_first {
            Some(policies.first_day())
        } else {
            in_force.edition.valid_to.and_then(day_after)
        };
        let next = [next_rate, next_edition].into_iter().flatten().min();
        let to = next.and_then(day_before).unwrap_or(last).min(last);
        match spans.last_mut().filter(|span| span.rate == rate) {
            Some(span) => span.to = to,
            None => spans.push(Span { rate, from, to }),
        }
        match day_after(to) {
            Some(day) => from = day,
            None => break,
        }
    }
    Some(spans)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// What 100 som that were due on 20 December 2026 cost by 10 January 2027, by two editions that meet at the year's turn; each
    /// says whether its rate is disputed, and whether it was confirmed.
    fn over_the_turn_of_the_year(editions: [(bool, bool); 2]) -> PenaltyEstimate {
        let turn = date(2027, 1, 1);
        let bundled = PolicyBook::bundled().unwrap();
        let mut made: Vec<_> = vec![bundled.editions().last().unwrap().clone(); 2];
        made[0].valid_to = turn.yesterday().ok();
        made[1].valid_from = turn;
        for (number, (edition, (disputed, confirmed))) in made.iter_mut().zip(editions).enumerate() {
            edition.id = number.to_string().into();
            let rate = edition.figures.penalty_rates.last_mut().unwrap();
            rate.per_day_ppm = if number == 0 { 800 } else { 900 };
            rate.disputed_per_day_ppm = disputed.then_some(1_300);
            rate.last_confirmed = confirmed.then_some(turn);
            let rate = rate.clone();
            edition.figures.penalty_rates = vec![rate];
        }
        let policies = PolicyBook::from_editions(made).unwrap();
        let late = Late {
            sum: Money::from_tyiyn(10_000),
            due: date(2026, 12, 20),
            paid: &[],
            on: date(2027, 1, 10),
        };
        let edition = policies.in_force(late.on).edition;
        estimate(&late, &policies, edition, |_| {}).unwrap()
    }

    #[test]
    fn a_rate_that_was_used_is_disputed_whatever_later_editions_say() {
        let confirmed = [(false, true), (false, true)];
        let settled = over_the_turn_of_the_year(confirmed);
        assert!(settled.at_disputed_rate.is_none() && !is_disputed(&settled));
        for disputed in [[(true, true), (false, true)], [(false, true), (true, true)]] {
            let found = over_the_turn_of_the_year(disputed);
            assert!(
                found.at_disputed_rate > Some(found.sum) && is_disputed(&found),
                "{found:?}"
            );
        }
        let unconfirmed = over_the_turn_of_the_year([(false, true), (false, false)]);
        assert!(unconfirmed.at_disputed_rate.is_none() && is_disputed(&unconfirmed));
    }
}
