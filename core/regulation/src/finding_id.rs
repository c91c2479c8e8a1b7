//! A finding's id: the rule, the lot and the item that it is about.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::rule::RuleId;
use crate::text::Text;

/// A finding's stable id, such as `reg:18/lot-1`. It shares the lot's own letters and copies none; ids are the same when
/// their letters are, however they were made.
#[derive(Clone)]
pub struct FindingId {
    rule: Option<RuleId>,
    /// What comes after the rule: the lot's id, and that of the item.
    rest: Option<Text>,
}

impl FindingId {
    /// The id with these letters.
    pub fn new(text: &str) -> Self {
        FindingId {
            rule: None,
            rest: Some(text.into()),
        }
    }

    /// The id of a rule's finding on the taxpayer, or on a lot, or on an item of it.
    #[inline]
    pub(crate) fn of(rule: RuleId, about: Option<Text>) -> Self {
        FindingId {
            rule: Some(rule),
            rest: about,
        }
    }

    /// Tells the copy with this number from the others.
    pub(crate) fn copy(&self, number: u32) -> Self {
        FindingId::new(&format!("{self}~{number}"))
    }

    /// Its letters, part by part.
    fn parts(&self) -> [&str; 3] {
        let slash = if self.rule.is_some() && self.rest.is_some() {
            "/"
        } else {
            ""
        };
        let rest = self.rest.as_ref().map_or("", Text::as_str);
        [self.rule.map_or("", RuleId::as_str), slash, rest]
    }

    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.parts().into_iter().flat_map(str::bytes)
    }
}

impl PartialEq for FindingId {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts() || self.bytes().eq(other.bytes())
    }
}

impl Eq for FindingId {}

impl PartialOrd for FindingId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FindingId {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.rule == other.rule {
            // The letters differ after the rule and the slash, and where one has no more it comes first.
            return self.rest.cmp(&other.rest);
        }
        self.bytes().cmp(other.bytes())
    }
}

impl Hash for FindingId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().for_each(|byte| state.write_u8(byte));
        state.write_u8(0xff);
    }
}

impl From<&str> for FindingId {
    fn from(text: &str) -> Self {
        FindingId::new(text)
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().into_iter().try_for_each(|part| f.write_str(part))
    }
}

impl fmt::Debug for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FindingId({:?})", self.to_string())
    }
}

impl Serialize for FindingId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FindingId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(|text| FindingId {
            rule: None,
            rest: Some(text),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::*;

    #[test]
    fn ids_are_the_same_when_their_letters_are() {
        let made = FindingId::of(RuleId::Reg19, Some("a/b/c".into()));
        let same = [
            FindingId::of(RuleId::Reg19, Some("a/b/c".into())),
            FindingId::new("reg:19/a/b/c"),
            serde_json::from_str("\"reg:19/a/b/c\"").unwrap(),
        ];
        let hasher = RandomState::new();
        for one in same {
            assert_eq!(made, one);
            assert_eq!(made.cmp(&one), Ordering::Equal);
            assert_eq!(hasher.hash_one(&made), hasher.hash_one(&one));
        }
        assert_eq!(made.to_string(), "reg:19/a/b/c");
        assert_eq!(serde_json::to_string(&made).unwrap(), "\"reg:19/a/b/c\"");
        assert_eq!(format!("{made:?}"), "FindingId(\"reg:19/a/b/c\")");
    }

    #[test]
    fn other_letters_make_other_ids_in_the_order_of_the_letters() {
        let id = |text: &str| FindingId::from(text);
        assert_ne!(id("reg:1"), id("reg:2"));
        assert_ne!(id("reg:1"), id("reg:18"));
        assert!(id("reg:1") < id("reg:18") && id("reg:18") < id("reg:18/a") && id("reg:18/b") < id("reg:2"));
        let hasher = RandomState::new();
        assert_ne!(hasher.hash_one(id("reg:1")), hasher.hash_one(id("reg:2")));
        let first = FindingId::of(RuleId::Reg1, None);
        assert_eq!((first.copy(1), first.copy(12)), (id("reg:1~1"), id("reg:1~12")));
        let named = FindingId::of(RuleId::Reg20, Some("a/b".into()));
        assert_eq!(named.copy(2), id("reg:20/a/b~2"));
    }
}
