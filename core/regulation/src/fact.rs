//! A fact with how firmly it is known and who says so.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

/// Who says that a fact is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The tax service's own records.
    Service,
    /// The customs body.
    Customs,
    /// The taxpayer's own word: never settled until an authority says the same.
    Person,
}

impl Source {
    /// Whether an authority stands behind the fact.
    pub fn is_authority(self) -> bool {
        self != Source::Person
    }
}

/// Who states an item that was stated as a whole, such as a payment, and whether it may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stated {
    /// Who says so.
    pub source: Source,
    /// Its source says that it may still change.
    #[serde(default)]
    pub provisional: bool,
}

impl Stated {
    /// Firmly stated by this source.
    pub fn by(source: Source) -> Self {
        Stated {
            source,
            provisional: false,
        }
    }

    /// Firm, and an authority's: only such items can settle a finding.
    pub fn is_settled(self) -> bool {
        self.source.is_authority() && !self.provisional
    }
}

/// A fact of a taxpayer's case: known, provisional or missing.
///
/// What only the person says is `Known` with [`Source::Person`] and is still not settled: see [`Fact::is_settled`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Fact<T> {
    /// Stated by its source.
    Known {
        /// What is stated.
        value: T,
        /// Who states it.
        source: Source,
    },
    /// Stated, but its source says that it may still change.
    Provisional {
        /// What is stated for now.
        value: T,
        /// Who states it.
        source: Source,
    },
    /// Nobody has stated it.
    #[default]
    Missing,
}

impl<T> Fact<T> {
    /// A fact out of the tax service's records.
    pub fn service(value: T) -> Self {
        Fact::Known {
            value,
            source: Source::Service,
        }
    }

    /// A fact that customs stated.
    pub fn customs(value: T) -> Self {
        Fact::Known {
            value,
            source: Source::Customs,
        }
    }

    /// A fact that the person entered.
    pub fn person(value: T) -> Self {
        Fact::Known {
            value,
            source: Source::Person,
        }
    }

    /// The value, however firm.
    pub fn value(&self) -> Option<&T> {
        match self {
            Fact::Known { value, .. } | Fact::Provisional { value, .. } => Some(value),
            Fact::Missing => None,
        }
    }

    /// Who says so; nobody when the fact is missing.
    pub fn source(&self) -> Option<Source> {
        match self {
            Fact::Known { source, .. } | Fact::Provisional { source, .. } => Some(*source),
            Fact::Missing => None,
        }
    }

    /// Known, and by an authority: only such facts can settle a finding.
    pub fn is_settled(&self) -> bool {
        matches!(self, Fact::Known { source, .. } if source.is_authority())
    }

    /// Nobody has stated it.
    pub fn is_missing(&self) -> bool {
        matches!(self, Fact::Missing)
    }
}

/// A fact field by field. An enum read by its tag is read as a whole first, and what is wrong inside of its value would have
/// lost its place in the text.
#[derive(Deserialize)]
struct Fields<T> {
    state: State,
    value: Option<T>,
    source: Option<Source>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Known,
    Provisional,
    Missing,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Fields { state, value, source } = Fields::deserialize(deserializer)?;
        match (state, value, source) {
            (State::Missing, _, _) => Ok(Fact::Missing),
            (State::Known, Some(value), Some(source)) => Ok(Fact::Known { value, source }),
            (State::Provisional, Some(value), Some(source)) => Ok(Fact::Provisional { value, source }),
            (_, None, _) => Err(D::Error::missing_field("value")),
            (_, _, None) => Err(D::Error::missing_field("source")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_authority_settles() {
        assert!(Fact::service(1).is_settled());
        assert!(Fact::customs(1).is_settled());
        assert!(!Fact::person(1).is_settled());
        assert!(
            !Fact::Provisional {
                value: 1,
                source: Source::Service
            }
            .is_settled()
        );
        assert!(!Fact::<i32>::Missing.is_settled());
    }

    #[test]
    fn the_wire_form_is_flat_and_names_its_source() {
        let fact = Fact::customs(7);
        let json = serde_json::to_string(&fact).unwrap();
        assert_eq!(json, r#"{"state":"known","value":7,"source":"customs"}"#);
        assert_eq!(serde_json::from_str::<Fact<i32>>(&json).unwrap(), fact);
        let missing = r#"{"state":"missing"}"#;
        assert_eq!(serde_json::from_str::<Fact<i32>>(missing).unwrap(), Fact::Missing);
    }

    #[test]
    fn the_order_of_its_fields_does_not_matter() {
        for json in [
            r#"{"value":7,"source":"customs","state":"known"}"#,
            r#"{"source":"customs","state":"known","value":7,"since":"yesterday"}"#,
        ] {
            assert_eq!(
                serde_json::from_str::<Fact<i32>>(json).unwrap(),
                Fact::customs(7),
                "{json}"
            );
        }
    }

    #[test]
    fn what_is_no_fact_is_refused() {
        for (json, reason) in [
            (r#"{"state":"known","source":"customs"}"#, "missing field `value`"),
            (r#"{"state":"provisional","value":7}"#, "missing field `source`"),
            (r#"{"value":7,"source":"customs"}"#, "missing field `state`"),
            (
                r#"{"state":"guessed"}"#,
                "expected one of `known`, `provisional`, `missing`",
            ),
            (
                r#"{"state":"known","state":"missing"}"#,
                "duplicate field `state`",
            ),
        ] {
            let told = serde_json::from_str::<Fact<i32>>(json).unwrap_err().to_string();
            assert!(told.contains(reason), "{json}: {told}");
        }
    }

    #[test]
    fn what_is_wrong_in_its_value_is_told_where_it_stands() {
        let json = "{\n\"state\": \"known\",\n\"value\": [\n1,\n\"two\",\n3\n],\n\"source\": \"customs\"\n}";
        let told = serde_json::from_str::<Fact<Vec<i32>>>(json).unwrap_err();
        assert_eq!((told.line(), told.column()), (5, 5), "{told}");
    }
}
