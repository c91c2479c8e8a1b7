//! Answers that break the contract, each told by the name of what broke it and never by its value.

use serde::de::DeserializeOwned;

use crate::ports::ServiceError;

/// A field whose value can't be.
pub(super) fn field(name: impl Into<String>) -> ServiceError {
    ServiceError::Malformed(name.into())
}

/// Reads JSON. The parser's own message repeats values, so only the place is passed on.
pub(super) fn read<T: DeserializeOwned>(what: &str, body: &[u8]) -> Result<T, ServiceError> {
    serde_json::from_slice(body).map_err(|error| {
        field(format!(
            "{what}, line {}, column {}",
            error.line(),
            error.column()
        ))
    })
}

/// Where in the answer the reader is, to name what it finds wrong.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    above: Option<&'a Place<'a>>,
    name: &'a str,
    number: Option<usize>,
}

impl<'a> Place<'a> {
    /// The answer itself.
    pub(super) fn root() -> Self {
        Place {
            above: None,
            name: "",
            number: None,
        }
    }

    /// A field of this.
    pub(super) fn at(&'a self, name: &'a str) -> Self {
        Place {
            above: Some(self),
            name,
            number: None,
        }
    }

    /// An item of the list of that name, from 0.
    pub(super) fn item(&'a self, name: &'a str, number: usize) -> Self {
        Place {
            above: Some(self),
            name,
            number: Some(number),
        }
    }

    /// That what stands here can't be.
    pub(super) fn malformed(&self) -> ServiceError {
        field(self.path())
    }

    fn path(&self) -> String {
        let mut path = match self.above {
            Some(above) if above.above.is_some() => format!("{}.{}", above.path(), self.name),
            _ => self.name.to_owned(),
        };
        if let Some(number) = self.number {
            path.push_str(&format!("[{number}]"));
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, read};
    use crate::ports::ServiceError;

    #[test]
    fn places_are_named_from_the_root() {
        let (root, lot);
        root = Place::root();
        lot = root.item("lots", 3);
        assert_eq!(
            lot.at("vat").malformed(),
            ServiceError::Malformed("lots[3].vat".to_owned())
        );
    }

    #[test]
    fn broken_json_is_told_by_its_place_alone() {
        let error = read::<u32>("count", b"\"canary\"").unwrap_err();
        assert_eq!(
            error,
            ServiceError::Malformed("count, line 1, column 8".to_owned())
        );
    }
}
