//! Lists that the findings of one lot keep together, so that none needs memory of its own.

use core::fmt;
use core::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::finding::Finding;
use crate::why::{FactUsed, Step};

/// A finding's own stretch of a list that it shares. Read as a slice; on the wire, a list.
#[derive(Clone)]
pub struct Listed<T> {
    all: Option<Arc<[T]>>,
    from: u32,
    to: u32,
}

/// The facts and steps of findings in the making.
#[derive(Default)]
pub(crate) struct Sheet {
    facts: Vec<FactUsed>,
    steps: Vec<Step>,
}

/// Where a sheet's lists stood.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    facts: u32,
    steps: u32,
}

impl Sheet {
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            facts: length(&self.facts),
            steps: length(&self.steps),
        }
    }

    pub(crate) fn fact(&mut self, fact: FactUsed) {
        self.facts.push(fact);
    }

    pub(crate) fn step(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// The facts since a mark.
    pub(crate) fn facts_since(&mut self, mark: Mark) -> impl Iterator<Item = &mut FactUsed> {
        self.facts.iter_mut().skip(place(mark.facts))
    }

    /// Says that what was written since a mark is a finding's.
    pub(crate) fn give(&self, since: Mark, finding: &mut Finding) {
        finding.facts.set(since.facts, length(&self.facts));
        finding.steps.set(since.steps, length(&self.steps));
    }

    /// Hands the lists over to the findings that were made with them, and begins anew.
    pub(crate) fn finish<'all>(&mut self, findings: impl IntoIterator<Item = &'all mut Finding>) {
        let facts: Option<Arc<[FactUsed]>> = shared(&mut self.facts);
        let steps: Option<Arc<[Step]>> = shared(&mut self.steps);
        for finding in findings {
            finding.facts.share(facts.as_ref());
            finding.steps.share(steps.as_ref());
        }
    }
}

fn shared<T>(list: &mut Vec<T>) -> Option<Arc<[T]>> {
    let next = Vec::with_capacity(list.len());
    (!list.is_empty()).then(|| core::mem::replace(list, next).into())
}

fn length<T>(list: &[T]) -> u32 {
    // A list of 2³² facts fits no memory.
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

fn place(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

impl<T> Listed<T> {
    /// Nothing.
    pub const EMPTY: Listed<T> = Listed {
        all: None,
        from: 0,
        to: 0,
    };

    fn set(&mut self, from: u32, to: u32) {
        (self.from, self.to) = (from, to);
    }

    fn share(&mut self, all: Option<&Arc<[T]>>) {
        if self.from < self.to {
            self.all = all.cloned();
        }
    }
}

impl<T> Deref for Listed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        let all = self.all.as_deref().unwrap_or_default();
        all.get(place(self.from)..place(self.to)).unwrap_or_default()
    }
}

impl<T> From<Vec<T>> for Listed<T> {
    fn from(list: Vec<T>) -> Self {
        Listed {
            from: 0,
            to: length(&list),
            all: Some(list.into()),
        }
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed::EMPTY
    }
}

impl<'list, T> IntoIterator for &'list Listed<T> {
    type Item = &'list T;
    type IntoIter = core::slice::Iter<'list, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for Listed<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Listed<T> {}

impl<T: PartialEq, const N: usize> PartialEq<[T; N]> for Listed<T> {
    fn eq(&self, other: &[T; N]) -> bool {
        **self == *other
    }
}

impl<T: fmt::Debug> fmt::Debug for Listed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Listed::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_what_it_was_made_of() {
        let list = Listed::from(vec![1, 2, 3]);
        assert_eq!(list, [1, 2, 3]);
        assert_ne!(list, Listed::from(vec![1, 2]));
        assert_eq!(list.clone(), list);
        assert_eq!((&list).into_iter().sum::<i32>(), 6);
        assert_eq!(format!("{list:?}"), "[1, 2, 3]");
        assert_eq!(serde_json::to_string(&list).unwrap(), "[1,2,3]");
        assert_eq!(serde_json::from_str::<Listed<i32>>("[1,2,3]").unwrap(), list);
        assert!(Listed::<i32>::default().is_empty());
        assert_eq!(Listed::<i32>::default(), Listed::from(Vec::new()));
    }
}
