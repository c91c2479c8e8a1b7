//! Closed word lists that an older reader survives growing.

/// Declares an enum that travels as one of the given words. A word that is not in the list reads as `Unknown`.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)+
            /// A word from a newer service. Written back, it is `unknown`.
            Unknown,
        }

        impl $name {
            /// Every word that this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it travels.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unknown => "unknown",
                }
            }

            /// Reads a word; any other gives `Unknown`.
            pub fn from_word(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    _ => Self::Unknown,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::words::WordVisitor(Self::from_word))
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($word),+]))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }
    };
}

pub(crate) use words;

/// Reads a word without allocating.
pub(crate) struct WordVisitor<T>(pub(crate) fn(&str) -> T);

impl<T> serde::de::Visitor<'_> for WordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a word")
    }

    fn visit_str<E>(self, word: &str) -> Result<T, E> {
        Ok((self.0)(word))
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::RegimeState;
    use crate::lots::LotState;

    #[test]
    fn every_word_reads_back_as_itself() {
        for state in LotState::ALL {
            let written = serde_json::to_string(state).unwrap();
            assert_eq!(serde_json::from_str::<LotState>(&written).unwrap(), *state);
        }
    }

    #[test]
    fn a_newer_word_is_unknown_and_a_number_is_an_error() {
        assert_eq!(
            serde_json::from_str::<RegimeState>("\"suspended\"").unwrap(),
            RegimeState::Unknown
        );
        assert_eq!(
            serde_json::from_str::<RegimeState>("\"in\\u005fforce\"").unwrap(),
            RegimeState::InForce
        );
        assert!(serde_json::from_str::<RegimeState>("7").is_err());
    }
}
