//! A value of the policy with where it is from and when that was last confirmed.

use std::fmt;
use std::marker::PhantomData;

use jiff::civil::Date;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

/// A figure or reading with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
pub struct Sourced<T> {
    /// The figure or reading.
    pub value: T,
    /// Where it is from.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub source: String,
    /// The day it was last compared with its source; `None` when it never was. Nothing stops working by it.
    pub last_confirmed: Option<Date>,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    Value,
    Source,
    LastConfirmed,
}

/// What a derive would write, without a second way to read it as a list: there are forty kinds of values, and each costs a phone
/// what is written here.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sourced<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Named(PhantomData))
    }
}

struct Named<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Named<T> {
    type Value = Sourced<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its source")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Sourced<T>, A::Error> {
        let (mut value, mut source, mut last_confirmed) = (None, None, None);
        while let Some(field) = map.next_key()? {
            match field {
                Field::Value => once(&mut value, map.next_value()?, "value")?,
                Field::Source => once(&mut source, map.next_value()?, "source")?,
                Field::LastConfirmed => once(&mut last_confirmed, map.next_value()?, "last_confirmed")?,
            }
        }
        Ok(Sourced {
            value: value.ok_or_else(|| A::Error::missing_field("value"))?,
            source: source.ok_or_else(|| A::Error::missing_field("source"))?,
            last_confirmed: last_confirmed.flatten(),
        })
    }
}

fn once<T, E: Error>(place: &mut Option<T>, given: T, name: &'static str) -> Result<(), E> {
    if place.replace(given).is_some() {
        return Err(E::duplicate_field(name));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Sourced;

    fn read(text: &str) -> Result<Sourced<u8>, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn comes_back_as_it_was() {
        let whole = Sourced {
            value: 3_u8,
            source: "reg:16".to_owned(),
            last_confirmed: Some(date(2026, 11, 22)),
        };
        assert_eq!(read(&serde_json::to_string(&whole).unwrap()), Ok(whole));
        let never = read(r#"{"source":"a","value":1}"#).unwrap();
        assert_eq!(never.last_confirmed, None);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, wrong) in [
            (r#"{"value":1}"#, "missing field `source`"),
            (r#"{"source":"a"}"#, "missing field `value`"),
            (r#"{"source":"a","value":1,"value":2}"#, "duplicate field `value`"),
            (r#"{"source":"a","valeu":1}"#, "unknown field `valeu`"),
            (r#"{"source":"a","value":300}"#, "invalid value: integer `300`"),
            (r#"[1,"a",null]"#, "expected a value with its source"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(wrong) && error.contains("line 1"), "{error}");
        }
    }
}
