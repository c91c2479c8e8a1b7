//! Sets of keys in one word, so that a finding lists its doubts and readings without memory of their own.

use core::fmt;
use core::hash::Hash;
use core::marker::PhantomData;
use core::ops::{BitAnd, BitOr, Not};

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The word that holds a set: no wider than its keys need, since every finding has some.
pub trait Word:
    Copy + Eq + Hash + fmt::Debug + Into<u64> + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self>
{
    /// No bit.
    const NONE: Self;

    /// The bit at this place; no bit where the word is too short.
    fn bit(place: u32) -> Self;
}

impl Word for u32 {
    const NONE: u32 = 0;

    fn bit(place: u32) -> u32 {
        1_u32.checked_shl(place).unwrap_or(0)
    }
}

impl Word for u64 {
    const NONE: u64 = 0;

    fn bit(place: u32) -> u64 {
        1_u64.checked_shl(place).unwrap_or(0)
    }
}

/// A key that can be in a [`KeySet`]: a fieldless enum of no more variants than its word has bits.
pub trait Key: Copy + Eq + Hash + fmt::Debug + 'static {
    /// The word that a set of them fits.
    type Word: Word;

    /// Every key, in the order of the variants.
    const ALL: &'static [Self];

    /// Its place in [`Key::ALL`].
    fn index(self) -> u32;
}

/// Some keys, each once, in the order of their variants. On the wire, a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeySet<K: Key> {
    bits: K::Word,
    of: PhantomData<K>,
}

/// The keys of a set, in the order of their variants.
#[derive(Debug, Clone)]
pub struct Keys<K> {
    bits: u64,
    of: PhantomData<K>,
}

impl<K: Key> KeySet<K> {
    /// No key.
    pub const EMPTY: KeySet<K> = KeySet {
        bits: K::Word::NONE,
        of: PhantomData,
    };

    /// Whether the key is in it.
    pub fn contains(&self, key: &K) -> bool {
        self.bits & bit(*key) != K::Word::NONE
    }

    /// Whether no key is in it.
    pub fn is_empty(&self) -> bool {
        self.bits == K::Word::NONE
    }

    /// How many keys are in it.
    pub fn len(&self) -> usize {
        self.iter().len()
    }

    /// Its keys, in the order of their variants.
    pub fn iter(&self) -> Keys<K> {
        Keys {
            bits: self.bits.into(),
            of: PhantomData,
        }
    }

    /// Puts a key in.
    pub fn insert(&mut self, key: K) {
        self.bits = self.bits | bit(key);
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: K) {
        self.bits = self.bits & !bit(key);
    }

    /// Puts in all that another set holds.
    pub fn add(&mut self, other: KeySet<K>) {
        self.bits = self.bits | other.bits;
    }
}

fn bit<K: Key>(key: K) -> K::Word {
    Word::bit(key.index())
}

impl<K: Key> Iterator for Keys<K> {
    type Item = &'static K;

    fn next(&mut self) -> Option<&'static K> {
        let key = K::ALL.get(usize::try_from(self.bits.trailing_zeros()).ok()?)?;
        self.bits &= self.bits.wrapping_sub(1);
        Some(key)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.bits.count_ones()).unwrap_or(0);
        (left, Some(left))
    }
}

impl<K: Key> ExactSizeIterator for Keys<K> {}

impl<K: Key> IntoIterator for &KeySet<K> {
    type Item = &'static K;
    type IntoIter = Keys<K>;

    fn into_iter(self) -> Keys<K> {
        self.iter()
    }
}

impl<K: Key> FromIterator<K> for KeySet<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = KeySet::EMPTY;
        keys.into_iter().for_each(|key| set.insert(key));
        set
    }
}

impl<K: Key, const N: usize> From<[K; N]> for KeySet<K> {
    fn from(keys: [K; N]) -> Self {
        keys.into_iter().collect()
    }
}

impl<K: Key, const N: usize> PartialEq<[K; N]> for KeySet<K> {
    fn eq(&self, other: &[K; N]) -> bool {
        *self == KeySet::from(*other)
    }
}

impl<K: Key> Default for KeySet<K> {
    fn default() -> Self {
        KeySet::EMPTY
    }
}

impl<K: Key> fmt::Debug for KeySet<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<K: Key + Serialize> Serialize for KeySet<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, K: Key + Deserialize<'de>> Deserialize<'de> for KeySet<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<K>(PhantomData<K>);

        impl<'de, K: Key + Deserialize<'de>> Visitor<'de> for List<K> {
            type Value = KeySet<K>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of keys")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<KeySet<K>, A::Error> {
                let mut set = KeySet::EMPTY;
                while let Some(key) = list.next_element()? {
                    set.insert(key);
                }
                Ok(set)
            }
        }

        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// Makes an enum a [`Key`]: names the word and each of its variants once, in their order.
macro_rules! keys {
    ($name:ident in $word:ty { $($variant:ident),* $(,)? }) => {
        impl $crate::set::Key for $name {
            type Word = $word;

            const ALL: &'static [Self] = &[$($name::$variant),*];

            fn index(self) -> u32 {
                // A variant that is not named above does not compile here.
                match self {
                    $($name::$variant => $name::$variant as u32,)*
                }
            }
        }
    };
}
pub(crate) use keys;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{CountryKind, ReadingKey};
    use crate::why::{Doubt, FactKey};

    fn in_place<K: Key>() {
        assert!(K::ALL.len() <= 8 * size_of::<K::Word>());
        for (place, key) in K::ALL.iter().enumerate() {
            assert_eq!(usize::try_from(key.index()).unwrap(), place, "{key:?}");
        }
    }

    #[test]
    fn every_key_has_its_place() {
        in_place::<Doubt>();
        in_place::<FactKey>();
        in_place::<ReadingKey>();
        in_place::<CountryKind>();
    }

    #[test]
    fn a_set_holds_each_key_once_in_order() {
        let mut set = KeySet::from([Doubt::UnitsDiffer, Doubt::FactMissing, Doubt::UnitsDiffer]);
        assert_eq!(set, [Doubt::FactMissing, Doubt::UnitsDiffer]);
        assert_eq!((set.len(), set.is_empty()), (2, false));
        let listed: Vec<_> = set.iter().copied().collect();
        assert_eq!(listed, [Doubt::FactMissing, Doubt::UnitsDiffer]);
        assert_eq!(format!("{set:?}"), "[FactMissing, UnitsDiffer]");
        assert!(set.contains(&Doubt::UnitsDiffer) && !set.contains(&Doubt::OutOfRange));
        set.remove(Doubt::UnitsDiffer);
        set.remove(Doubt::OutOfRange);
        assert_ne!(set, [Doubt::OutOfRange]);
        set.add(KeySet::from([Doubt::OutOfRange]));
        assert_eq!(set, [Doubt::FactMissing, Doubt::OutOfRange]);
        set.add(KeySet::EMPTY);
        assert_eq!(set.len(), 2);
        assert!(KeySet::<Doubt>::default().is_empty());
    }

    #[test]
    fn a_set_is_a_list_on_the_wire() {
        let set = KeySet::from([FactKey::Vat, FactKey::Office]);
        let json = serde_json::to_string(&set).unwrap();
        assert_eq!(json, r#"["office","vat"]"#);
        assert_eq!(serde_json::from_str::<KeySet<FactKey>>(&json).unwrap(), set);
        let refused = serde_json::from_str::<KeySet<FactKey>>("7")
            .unwrap_err()
            .to_string();
        assert!(refused.contains("a list of keys"), "{refused}");
    }
}
