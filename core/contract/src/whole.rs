//! Whole numbers as JSON Schema understands them: `5.0` is the integer 5.

use std::fmt;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// The largest number up to which every whole number has a double of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a whole number.
pub(crate) fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    // Within a tagged choice what was read before is asked again, and a double is then no answer to a wish for an integer.
    deserializer.deserialize_any(Whole)
}

/// Reads a whole number that is not negative.
pub(crate) fn not_negative<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let number = whole(deserializer)?;
    u64::try_from(number).map_err(|_| D::Error::invalid_value(Unexpected::Signed(number), &"zero or more"))
}

struct Whole;

impl Visitor<'_> for Whole {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        i64::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        if number.fract() == 0.0 && number.abs() <= EXACT {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it is whole and within the exact doubles"
            )]
            Ok(number as i64)
        } else {
            Err(E::invalid_type(Unexpected::Float(number), &self))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::not_negative;
    use crate::applications::Application;

    fn read(text: &str) -> Option<u64> {
        not_negative(&mut serde_json::Deserializer::from_str(text)).ok()
    }

    #[test]
    fn what_is_whole_is_read_however_it_is_written() {
        assert_eq!(read("1060"), Some(1060));
        assert_eq!(read("1060.0"), Some(1060));
        assert_eq!(read("1e3"), Some(1000));
        for wrong in ["1.5", "-1", "-1.0", "1e300", "18446744073709551615", "\"5\""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn within_a_tagged_choice_too() {
        let text = r#"{"kind":"refund","lot":"1","body":"tax","exports":[],
            "claimed":[{"direction":"other_taxes","sum_tyiyn":2030.0}]}"#;
        let read: Application = serde_json::from_str(text).unwrap();
        let Application::Refund(refund) = read else {
            panic!("not a refund")
        };
        assert_eq!(refund.claimed[0].sum_tyiyn, 2030);
    }
}
