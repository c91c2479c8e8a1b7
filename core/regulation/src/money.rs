//! Sums in whole tyiyn and quantities in thousandths: integers only.

use serde::{Deserialize, Serialize};

/// A sum in tyiyn (1 som = 100 tyiyn). Arithmetic is checked; there are no fractions of a tyiyn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Money = Money(0);
    /// The largest sum that can be held; sums of many facts stop here instead of wrapping.
    pub const MAX: Money = Money(i64::MAX);

    /// A sum from tyiyn.
    pub const fn from_tyiyn(tyiyn: i64) -> Self {
        Money(tyiyn)
    }

    /// A sum from whole som; `None` when it does not fit.
    pub const fn from_som(som: i64) -> Option<Self> {
        match som.checked_mul(100) {
            Some(tyiyn) => Some(Money(tyiyn)),
            None => None,
        }
    }

    /// The sum in tyiyn.
    pub const fn tyiyn(self) -> i64 {
        self.0
    }

    /// Whole som and the remaining tyiyn (0–99), both of the absolute value.
    pub const fn som_and_tyiyn(self) -> (u64, u8) {
        let absolute = self.0.unsigned_abs();
        (absolute / 100, (absolute % 100) as u8)
    }

    /// Whether the sum is less than zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum of both; `None` when it does not fit.
    pub const fn checked_add(self, other: Money) -> Option<Money> {
        match self.0.checked_add(other.0) {
            Some(tyiyn) => Some(Money(tyiyn)),
            None => None,
        }
    }

    /// This less the other; `None` when it does not fit.
    pub const fn checked_sub(self, other: Money) -> Option<Money> {
        match self.0.checked_sub(other.0) {
            Some(tyiyn) => Some(Money(tyiyn)),
            None => None,
        }
    }

    /// The sum of both, stopping at the ends of the range.
    pub const fn saturating_add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }

    /// This less the other, but never below zero.
    pub fn less(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0).max(0))
    }

    /// The sum of many, added without loss and stopped at the ends of the range once: the order does not matter.
    pub fn total(sums: impl IntoIterator<Item = Money>) -> Money {
        let mut exact = Sum::default();
        sums.into_iter().for_each(|sum| exact.add(sum));
        exact.total()
    }

    /// `share / whole` of this sum, rounded down; zero when the whole is zero (`reg:21`).
    pub fn share_down(self, share: u128, whole: u128) -> Money {
        let Ok(sum) = u128::try_from(self.0) else {
            return Money::ZERO;
        };
        let part = part_down(sum, share.min(whole), whole);
        i64::try_from(part).map_or(self, Money)
    }

    pub(crate) fn clamped(exact: i128) -> Money {
        Money(i64::try_from(exact).unwrap_or(if exact.is_negative() { i64::MIN } else { i64::MAX }))
    }
}

/// Many sums being added: without loss, so that their order does not matter.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum(i128);

impl Sum {
    pub(crate) fn add(&mut self, sum: Money) {
        self.0 += i128::from(sum.0);
    }

    /// Takes over what was added elsewhere.
    pub(crate) fn append(&mut self, other: Sum) {
        self.0 += other.0;
    }

    /// All of them, stopped at the ends of the range once.
    pub(crate) fn total(self) -> Money {
        Money::clamped(self.0)
    }
}

/// `sum × share ÷ whole`, rounded down, for a share that is no more than the whole; zero when the whole is zero.
fn part_down(sum: u128, share: u128, whole: u128) -> u128 {
    if whole == 0 {
        return 0;
    }
    if let Some(product) = sum.checked_mul(share) {
        return product / whole;
    }
    // Digit by digit from the first, as in long division: what is left over stays below the whole, so nothing overflows.
    let carried = |left: u128, more: u128| match more.checked_sub(whole - left) {
        Some(over) => (1, over),
        None => (0, left + more),
    };
    let (mut part, mut left) = (0, 0);
    for place in (0..u128::BITS - sum.leading_zeros()).rev() {
        let (carry, doubled) = carried(left, left);
        (part, left) = (2 * part + carry, doubled);
        if (sum >> place) & 1 == 1 {
            let (carry, added) = carried(left, share);
            (part, left) = (part + carry, added);
        }
    }
    part
}

/// A quantity of goods in thousandths of its unit (2.5 kg is 2500).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Quantity(u64);

impl Quantity {
    /// Nothing.
    pub const ZERO: Quantity = Quantity(0);

    /// A quantity from thousandths of its unit.
    pub const fn from_thousandths(thousandths: u64) -> Self {
        Quantity(thousandths)
    }

    /// The quantity in thousandths of its unit.
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// Both together, stopping at the largest quantity.
    pub const fn saturating_add(self, other: Quantity) -> Quantity {
        Quantity(self.0.saturating_add(other.0))
    }

    /// What is left of this after the other, never below nothing.
    pub const fn less(self, other: Quantity) -> Quantity {
        Quantity(self.0.saturating_sub(other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn som_and_tyiyn_are_split() {
        assert_eq!(Money::from_tyiyn(12_000_005).som_and_tyiyn(), (120_000, 5));
        assert_eq!(Money::from_tyiyn(-105).som_and_tyiyn(), (1, 5));
        assert_eq!(Money::from_som(i64::MAX), None);
        assert_eq!(Money::from_som(-5), Some(Money::from_tyiyn(-500)));
        let signs = [-1, 0, 1].map(|tyiyn| Money::from_tyiyn(tyiyn).is_negative());
        assert_eq!(signs, [true, false, false]);
    }

    #[test]
    fn arithmetic_at_the_ends_is_checked() {
        let (two, three) = (Money::from_tyiyn(2), Money::from_tyiyn(3));
        assert_eq!(two.checked_add(three), Some(Money::from_tyiyn(5)));
        assert_eq!(two.checked_sub(three), Some(Money::from_tyiyn(-1)));
        assert_eq!(Money::MAX.checked_add(Money::from_tyiyn(1)), None);
        assert_eq!(
            Money::from_tyiyn(i64::MIN).checked_sub(Money::from_tyiyn(1)),
            None
        );
        assert_eq!(
            Money::total([Money::MAX, Money::MAX, Money::from_tyiyn(i64::MIN)]),
            Money::from_tyiyn(i64::MAX - 1)
        );
        assert_eq!(Money::total([Money::MAX, Money::MAX]), Money::MAX);
        assert_eq!(Money::from_tyiyn(3).less(Money::from_tyiyn(5)), Money::ZERO);
        assert_eq!(Money::clamped(i128::MIN), Money::from_tyiyn(i64::MIN));
        assert_eq!(Money::clamped(i128::MAX), Money::MAX);
    }

    #[test]
    fn a_share_is_rounded_down() {
        assert_eq!(Money::from_tyiyn(100).share_down(1, 3), Money::from_tyiyn(33));
        assert_eq!(Money::from_tyiyn(100).share_down(5, 3), Money::from_tyiyn(100));
        assert_eq!(Money::from_tyiyn(100).share_down(0, 0), Money::ZERO);
        assert_eq!(Money::MAX.share_down(u128::MAX, u128::MAX), Money::MAX);
    }

    proptest! {
        #[test]
        fn a_share_is_exact_beyond_128_bits(sum in 0..=i64::MAX, share in any::<u128>(), whole in 1..=u128::MAX) {
            use num_bigint::BigInt;
            let exact = BigInt::from(sum) * share.min(whole) / whole;
            prop_assert_eq!(BigInt::from(Money::from_tyiyn(sum).share_down(share, whole).tyiyn()), exact);
        }

        #[test]
        fn a_share_is_between_nothing_and_all(sum in 0..=1_000_000_000_000_000i64, share in any::<u64>(), whole in any::<u64>()) {
            let part = Money::from_tyiyn(sum).share_down(share.into(), whole.into());
            prop_assert!(part >= Money::ZERO && part.tyiyn() <= sum);
            if whole > 0 {
                let exact = i128::from(sum) * i128::from(share.min(whole)) / i128::from(whole);
                prop_assert_eq!(i128::from(part.tyiyn()), exact);
            }
        }
    }
}
