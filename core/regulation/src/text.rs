//! Texts that many findings name: an id, a unit, a source. Naming one again copies no letters.

use core::fmt;
use core::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that does not change, shared by all who name it.
///
/// Many name one and few read it, so naming it takes one word: the length stands with the letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<Box<str>>);

impl Text {
    /// Its letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether both share their letters; those of two texts may be the same without it.
    pub(crate) fn is_shared_with(&self, other: &Text) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text(Arc::new(text.into()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text(Arc::new(text.into()))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Text::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_travels_as_its_letters() {
        let text = Text::from("Үлгү");
        assert_eq!(serde_json::to_string(&text).unwrap(), "\"Үлгү\"");
        assert_eq!(serde_json::from_str::<Text>("\"Үлгү\"").unwrap(), text);
        assert!(text == "Үлгү" && text == *"Үлгү" && text != "other" && text != *"other");
        assert_eq!(
            (text.as_str(), text.len(), String::from(text.clone())),
            ("Үлгү", 8, "Үлгү".to_owned())
        );
        assert_eq!(
            (text.to_string(), format!("{text:?}")),
            ("Үлгү".to_owned(), "\"Үлгү\"".to_owned())
        );
    }

    #[test]
    fn only_a_copy_shares_its_letters() {
        let text = Text::from("one");
        assert!(text.is_shared_with(&text.clone()));
        assert!(!text.is_shared_with(&Text::from("one")));
    }
}
