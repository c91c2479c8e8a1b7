//! Tokens whose names say whose they are, so that a watcher can tell them apart.

use salyk_client::secret::Secret;

/// A session's number at the service, and which pair of its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// The session: the tokens that descend from one sign-in.
    pub family: usize,
    /// How often it was renewed.
    pub generation: u32,
}

impl Token {
    /// As an access token.
    #[must_use]
    pub fn access(self) -> String {
        format!("access-{}.{};", self.family, self.generation)
    }

    /// As a refresh token.
    #[must_use]
    pub fn refresh(self) -> String {
        format!("refresh-{}.{};", self.family, self.generation)
    }

    /// Reads either back.
    #[must_use]
    pub fn parse(token: &Secret) -> Option<Self> {
        let (_, name) = token.expose_str()?.split_once('-')?;
        let (family, generation) = name.strip_suffix(';')?.split_once('.')?;
        Some(Self {
            family: family.parse().ok()?,
            generation: generation.parse().ok()?,
        })
    }

    /// The refresh token that a vault entry holds.
    #[must_use]
    pub fn in_entry(entry: &[u8]) -> Option<Self> {
        let entry = std::str::from_utf8(entry).ok()?;
        let (_, rest) = entry.split_once("refresh-")?;
        let (name, _) = rest.split_once(';')?;
        Self::parse(&Secret::from(format!("refresh-{name};")))
    }
}

/// Whether bytes hold this text.
#[must_use]
pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}
