//! What share of a lot's deposit some quantities of its goods are, exactly (`reg:21`).

use smallvec::SmallVec;

use crate::case::LotCase;
use crate::dossier::{Export, GoodsLine};
use crate::money::{Money, Quantity};
use crate::policy::{ShareRounding, ShareWeight};

/// Quantities by the numbers of goods lines, ascending.
pub(super) type Quantities = SmallVec<[(u32, Quantity); 4]>;

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

pub(super) fn is_whole(lines: &[&GoodsLine], quantities: &Quantities) -> bool {
    lines
        .iter()
        .all(|line| quantity_of(quantities, line).is_some_and(|quantity| quantity >= line.quantity))
}

/// The share of the deposit that the quantities are: goods lines weigh by their own VAT where all are known, else by
/// quantity; rounded down once for the lot, or for each line.
///
/// `None` where it cannot be told: a part of goods in different units, whose quantities are never added, without the VAT
/// of each line.
pub(super) fn share_of(lot: &LotCase<'_>, quantities: &Quantities, deposit: Money) -> Option<Money> {
    if is_whole(&lot.lines, quantities) {
        return Some(deposit);
    }
    let readings = &lot.policy.edition.readings;
    let lines = &lot.lot.lines;
    let known: Option<SmallVec<[u64; 4]>> = match readings.share_weight.value {
        ShareWeight::OwnVatElseQuantity => lines.iter().map(own_vat).collect(),
        ShareWeight::QuantityOnly => None,
    };
    let out = |line: &GoodsLine| {
        let out = quantity_of(quantities, line).unwrap_or_default();
        out.min(line.quantity).thousandths()
    };
    let per_line = readings.share_rounding.value == ShareRounding::DownPerLine;
    let Ok(sum) = u64::try_from(deposit.tyiyn()) else {
        return Some(Money::ZERO);
    };
    if let Some(weights) = known {
        let parts = lines.iter().zip(weights).map(|(line, weight)| Part {
            weight,
            out: out(line),
            of: line.quantity.thousandths(),
        });
        let share = weighed(sum, parts, per_line);
        return Some(Money::clamped(share.try_into().unwrap_or(i128::MAX)));
    }
    let unit = lines.first().map(|line| &line.unit);
    if lines.iter().any(|line| Some(&line.unit) != unit) {
        return lines.iter().all(|line| out(line) == 0).then_some(Money::ZERO);
    }
    let whole: u128 = lines
        .iter()
        .map(|line| u128::from(line.quantity.thousandths()))
        .sum();
    let parts = lines.iter().map(|line| u128::from(out(line)));
    Some(if per_line {
        Money::total(parts.map(|part| deposit.share_down(part, whole)))
    } else {
        deposit.share_down(parts.sum(), whole)
    })
}

fn own_vat(line: &GoodsLine) -> Option<u64> {
    line.vat.value().and_then(|vat| u64::try_from(vat.tyiyn()).ok())
}

/// One goods line: its weight, and how much of it is out.
#[derive(Debug, Clone, Copy)]
struct Part {
    weight: u64,
    out: u64,
    of: u64,
}

/// `sum × (Σ weight × out ÷ of) ÷ Σ weight`, rounded down once or for each part; exact, whatever the denominators.
fn weighed(sum: u64, parts: impl Iterator<Item = Part> + Clone, per_part: bool) -> u128 {
    let all: u128 = parts.clone().map(|part| u128::from(part.weight)).sum();
    if all == 0 {
        return 0;
    }
    let (mut shares, mut rests) = (0, 0);
    let mut fractions: SmallVec<[Fraction; 4]> = SmallVec::new();
    for part in parts.filter(|part| part.of > 0) {
        // sum × weight × out ÷ of has more than 128 bits before the division and fewer after it.
        let (product, of) = (u128::from(sum) * u128::from(part.weight), u128::from(part.of));
        let out = u128::from(part.out.min(part.of));
        let below = product % of * out;
        let quotient = product / of * out + below / of;
        shares += quotient / all;
        rests += quotient % all;
        let rest = u64::try_from(below % of).unwrap_or_default();
        fractions.push(Fraction { rest, of: part.of });
    }
    if per_part {
        return shares;
    }
    shares + (rests + whole_of(&mut fractions)) / all
}

/// A fraction below one.
struct Fraction {
    rest: u64,
    of: u64,
}

/// How many whole ones are in the sum of the fractions, whatever their denominators.
///
/// The sum is written out in digits of base 2⁶⁴, as in long division, until the digits tell on which side of the next whole
/// one it lies. A sum of n such fractions that is no whole number is at least 2⁻⁶⁴ⁿ away from one, so n + 1 digits tell.
fn whole_of(fractions: &mut SmallVec<[Fraction; 4]>) -> u128 {
    const BASE: u128 = 1 << 64;
    let digits = |fractions: &mut SmallVec<[Fraction; 4]>| -> u128 {
        let next = |fraction: &mut Fraction| {
            let (above, of) = (u128::from(fraction.rest) * BASE, u128::from(fraction.of));
            fraction.rest = u64::try_from(above % of).unwrap_or_default();
            above / of
        };
        let sum = fractions.iter_mut().map(next).sum();
        fractions.retain(|fraction| fraction.rest > 0);
        sum
    };
    fractions.retain(|fraction| fraction.rest > 0);
    let count = fractions.len();
    let first = digits(fractions);
    let whole = first / BASE;
    // What is missing up to the next whole one, in units of the last digit; what is left of each fraction is less than one.
    let mut missing = BASE - first % BASE;
    for _ in 0..count {
        if missing >= fractions.len() as u128 {
            return whole;
        }
        let more = digits(fractions);
        if more >= missing * BASE {
            return whole + 1;
        }
        missing = missing * BASE - more;
    }
    if missing >= fractions.len() as u128 {
        whole
    } else {
        whole + 1
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// The same by exact fractions of another maker.
    fn by_fractions(sum: u64, parts: &[Part], per_part: bool) -> BigInt {
        let all = parts.iter().map(|part| BigInt::from(part.weight)).sum::<BigInt>();
        let shares = parts.iter().map(|part| {
            let above = BigInt::from(sum) * part.weight * part.out;
            BigRational::new(above, BigInt::from(part.of) * &all)
        });
        if per_part {
            shares.map(|share| share.floor().to_integer()).sum()
        } else {
            shares.sum::<BigRational>().floor().to_integer()
        }
    }

    #[test]
    fn shares_that_no_128_bits_hold() {
        // 9 lines of 12 000.00 VAT each, a third of each line out, rounded down to grams.
        let grams = [
            10_007, 10_009, 10_037, 10_039, 10_061, 10_067, 10_069, 10_079, 10_091,
        ];
        let parts = grams.map(|of| Part {
            weight: 1_200_000,
            out: of / 3,
            of,
        });
        assert_eq!(weighed(10_800_000, parts.into_iter(), false), 3_599_403);
        let one = Part {
            weight: 781_098_143_574_798,
            out: 1_235_415_013,
            of: 9_900_968_442,
        };
        assert_eq!(
            weighed(781_098_143_574_798, [one].into_iter(), false),
            97_463_230_880_050
        );
        // A third and two thirds, in thirds that have no denominator in common, are one.
        let thirds = [(1, 3), (2_000_000_000_000_002, 3_000_000_000_000_003)].map(|(out, of)| Part {
            weight: 1,
            out,
            of,
        });
        assert_eq!(weighed(2, thirds.into_iter(), false), 1);
        assert_eq!(weighed(2, thirds.into_iter(), true), 0);
    }

    #[test]
    fn whole_ones_are_counted_however_near_the_sum_is_to_one() {
        let counted = |fractions: &[(u64, u64)]| {
            let exact: BigRational = fractions
                .iter()
                .map(|(rest, of)| BigRational::new((*rest).into(), (*of).into()))
                .sum();
            let of_sum = |(rest, of): &(u64, u64)| Fraction { rest: *rest, of: *of };
            let whole = whole_of(&mut fractions.iter().map(of_sum).collect());
            assert_eq!(BigInt::from(whole), exact.floor().to_integer(), "{fractions:?}");
        };
        counted(&[]);
        counted(&[(0, 7)]);
        for times in 1..9 {
            counted(&vec![(1, 2); times]);
            counted(&vec![(2, 3); times]);
            counted(&vec![(u64::MAX - 1, u64::MAX); times]);
        }
        let large = (0..6).map(|less| u64::MAX - less).chain([3, 6, 10, 1 << 32]);
        for (one, other) in large
            .clone()
            .flat_map(|one| large.clone().map(move |other| (one, other)))
        {
            // On this side of one, on the other, or one itself.
            counted(&[(1, one), (other - 1, other)]);
            counted(&[(2, one), (other - 2, other), (one - 1, one), (1, other)]);
        }
    }

    fn part() -> impl Strategy<Value = Part> {
        let numbers = prop_oneof![
            (1..=1_000u64, 0..=12u64, 1..=12u64),
            (0..=i64::MAX as u64, any::<u64>(), 1..=u64::MAX),
            (1..=1_000_000_000_000_000u64, 0..=20_000u64, 1..=20_000u64),
        ];
        numbers.prop_map(|(weight, out, of)| Part {
            weight,
            out: out.min(of),
            of,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn shares_are_exact(sum in prop_oneof![0..=100u64, 0..=i64::MAX as u64], parts in vec(part(), 1..12)) {
            prop_assume!(parts.iter().any(|part| part.weight > 0));
            for per_part in [false, true] {
                let share = weighed(sum, parts.iter().copied(), per_part);
                prop_assert_eq!(BigInt::from(share), by_fractions(sum, &parts, per_part));
            }
        }
    }
}
