//! The policy: every figure and every reading as dated data, checked when it is loaded.

mod check;
mod edition;
mod readings;
mod sourced;

pub use edition::{CountryKind, Figures, PenaltyRate, PolicyEdition};
pub use readings::*;
pub use sourced::Sourced;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::bundled;
use crate::order;
use crate::text::Text;

/// The editions of the policy: at least one, without gap or overlap, the last one open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyBook {
    first: PolicyEdition,
    later: Vec<PolicyEdition>,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Pages {
    /// The editions, in any order; together they leave no day out from the first one's on.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    editions: Vec<PolicyEdition>,
}

/// Why a policy is refused.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is not the expected JSON; the position is named.
    #[error("the policy cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// It has no edition.
    #[error("the policy has no edition")]
    Empty,
    /// Two editions have one id.
    #[error("two editions are called {0}")]
    SameId(Text),
    /// Days between two editions belong to none.
    #[error("no edition is in force between {0} and {1}")]
    Gap(Text, Text),
    /// Days belong to two editions, or an edition ends before it begins.
    #[error("editions {0} and {1} overlap")]
    Overlap(Text, Text),
    /// The last edition ends.
    #[error("the last edition, {0}, must be open")]
    LastEnds(Text),
    /// A field is not as it must be.
    #[error("edition {edition}: {field}: {must}")]
    Range {
        /// The edition's id.
        edition: Text,
        /// The field.
        field: &'static str,
        /// What it must be.
        must: &'static str,
    },
}

/// The edition that governs a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce<'book> {
    /// The edition.
    pub edition: &'book PolicyEdition,
    /// The day is before the first edition, which is used for want of another.
    pub before_first: bool,
}

impl PolicyBook {
    /// The policy that this version was made with.
    ///
    /// # Errors
    /// Never with the file that was tested; a typed error instead of a panic all the same.
    pub fn bundled() -> Result<Self, PolicyError> {
        Self::from_json(&bundled::policy())
    }

    /// Reads and checks a policy.
    ///
    /// # Errors
    /// When the text is not a policy, or its editions leave a gap, overlap, or hold a figure out of range.
    pub fn from_json(text: &str) -> Result<Self, PolicyError> {
        // From bytes like everything else that is read, so that a phone holds one reader of JSON.
        let pages: Pages = serde_json::from_slice(text.as_bytes())?;
        Self::from_editions(pages.editions)
    }

    /// Binds editions, in any order, into a book.
    ///
    /// # Errors
    /// When the editions leave a gap, overlap, or hold a figure out of range.
    pub fn from_editions(mut editions: Vec<PolicyEdition>) -> Result<Self, PolicyError> {
        order::sort_by(&mut editions, |one, other| {
            one.valid_from
                .cmp(&other.valid_from)
                .then_with(|| one.id.cmp(&other.id))
        });
        let mut editions = editions.into_iter();
        let first = editions.next().ok_or(PolicyError::Empty)?;
        let book = PolicyBook {
            first,
            later: editions.collect(),
        };
        book.check()?;
        Ok(book)
    }

    /// The policy as JSON.
    ///
    /// # Errors
    /// Only when memory runs out.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&Pages {
            editions: self.editions().cloned().collect(),
        })
    }

    /// The editions by their first days.
    pub fn editions(&self) -> impl Iterator<Item = &PolicyEdition> {
        core::iter::once(&self.first).chain(&self.later)
    }

    /// The first day that an edition covers.
    pub fn first_day(&self) -> Date {
        self.first.valid_from
    }

    /// The edition in force on a day. Before the first, the first, marked so.
    pub fn in_force(&self, on: Date) -> InForce<'_> {
        let edition = self
            .later
            .iter()
            .rev()
            .find(|edition| edition.valid_from <= on)
            .unwrap_or(&self.first);
        InForce {
            edition,
            before_first: on < self.first.valid_from,
        }
    }

    fn check(&self) -> Result<(), PolicyError> {
        let mut ids = std::collections::BTreeSet::new();
        for edition in self.editions() {
            if !ids.insert(&edition.id) {
                return Err(PolicyError::SameId(edition.id.clone()));
            }
            edition.check()?;
        }
        for (one, next) in self.editions().zip(&self.later) {
            let ids = || (one.id.clone(), next.id.clone());
            let overlap = || PolicyError::Overlap(ids().0, ids().1);
            let end = one.valid_to.ok_or_else(overlap)?;
            if end >= next.valid_from || end < one.valid_from {
                return Err(overlap());
            }
            if end.tomorrow().ok() != Some(next.valid_from) {
                return Err(PolicyError::Gap(ids().0, ids().1));
            }
        }
        let last = self.later.last().unwrap_or(&self.first);
        if last.valid_to.is_some() {
            Err(PolicyError::LastEnds(last.id.clone()))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests;
