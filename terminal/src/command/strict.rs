//! A text held against a shape while it is read, so that what is refused is told where it stands.
//!
//! A phone lets names and words pass that it does not know; what a person writes by hand and asks an answer about must not lose a
//! fact to a slip of the hand.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::shape::{Form, Kind, Shape, unknown};

/// What may stand in the place that is read next.
#[derive(Clone, Copy)]
pub(super) struct Held<'s>(pub(super) &'s Shape);

/// The value of a field that may not stand here: nothing of it is read.
struct Refused(String);

/// The word by which the forms of an object are told apart.
struct Telling<'o, 's> {
    name: &'o str,
    /// The forms that it may still have.
    open: &'o mut Vec<&'s Form>,
    /// The fields that came before.
    before: &'o [String],
}

impl Held<'_> {
    /// A whole number; one below zero is `None`.
    fn whole<E: Error>(self, number: Option<u64>) -> Result<(), E> {
        self.takes(Kind::Whole)?;
        self.0
            .number_fault(number)
            .map_or(Ok(()), |fault| Err(E::custom(fault)))
    }

    fn takes<E: Error>(self, kind: Kind) -> Result<(), E> {
        if self.0.takes(kind) {
            return Ok(());
        }
        Err(E::custom(format!("{kind}, expected {}", self.0.kinds())))
    }
}

impl<'de> DeserializeSeed<'de> for Held<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Held<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.kinds())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.takes(Kind::Truth)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.whole(u64::try_from(number).ok())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.whole(Some(number))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.takes(Kind::Fraction)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.takes(Kind::Nothing)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.takes(Kind::Text)?;
        self.0
            .fault_of(text)
            .map_or(Ok(()), |fault| Err(E::custom(fault)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.takes(Kind::List)?;
        let mut empty = true;
        match self.0.items.as_deref() {
            Some(items) => {
                while list.next_element_seed(Held(items))?.is_some() {
                    empty = false;
                }
            }
            None => while list.next_element::<IgnoredAny>()?.is_some() {},
        }
        let fault = self.0.empty_fault().filter(|_| empty);
        fault.map_or(Ok(()), |fault| Err(A::Error::custom(fault)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        self.takes(Kind::Object)?;
        let mut open: Vec<&Form> = self.0.forms.iter().collect();
        let mut before: Vec<String> = Vec::new();
        while let Some(name) = fields.next_key::<String>()? {
            if before.contains(&name) {
                fields.next_value_seed(Refused("it stands here a second time".to_owned()))?;
            } else if self.0.told_by.as_ref() == Some(&name) {
                fields.next_value_seed(Telling {
                    name: &name,
                    open: &mut open,
                    before: &before,
                })?;
            } else if let Some(shape) = open.iter().find_map(|form| form.get(&name)) {
                fields.next_value_seed(Held(shape))?;
            } else if self.0.forms.is_empty() {
                fields.next_value::<IgnoredAny>()?;
            } else {
                let known = open.iter().flat_map(|form| form.fields.keys());
                fields.next_value_seed(Refused(unknown(&name, known)))?;
            }
            before.push(name);
        }
        // Where the forms are not told apart yet, what tells them is required in each.
        let required = open
            .first()
            .map(|form| form.required.as_slice())
            .unwrap_or_default();
        match required.iter().find(|name| !before.contains(name)) {
            Some(name) => Err(A::Error::custom(format!("missing field `{name}`"))),
            None => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Refused {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        Err(D::Error::custom(self.0))
    }
}

impl<'de> DeserializeSeed<'de> for Telling<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Telling<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Kind::Text)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<(), E> {
        let fault = |form: &Form| form.get(self.name).and_then(|shape| shape.fault_of(word));
        let words = self.open.iter().filter_map(|form| form.get(self.name));
        let words: Vec<_> = words.flat_map(Shape::words).collect();
        self.open.retain(|form| fault(form).is_none());
        if self.open.is_empty() {
            return Err(E::custom(unknown(word, words.into_iter())));
        }
        let stray = |name: &&String| !self.open.iter().any(|form| form.fields.contains_key(*name));
        match self.before.iter().find(stray) {
            Some(name) => Err(E::custom(format!("`{name}` does not go with `{word}`"))),
            None => Ok(()),
        }
    }
}
