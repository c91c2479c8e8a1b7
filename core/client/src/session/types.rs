//! What a session is made of.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::consent::Receipt;
use crate::secret::Secret;

/// The service's opaque name of a taxpayer; never an INN.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TaxpayerId(pub String);

/// A taxpayer that a login may act for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taxpayer {
    /// The service's opaque name of it.
    pub id: TaxpayerId,
    /// The person's or firm's name.
    pub name: String,
    /// 14 digits.
    pub inn: String,
    /// Whether it is a legal entity: its name heads every screen, while a person's INN is masked.
    pub legal_entity: bool,
    /// What the person may do for it.
    pub role: Role,
}

impl fmt::Debug for Taxpayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Taxpayer")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// In what capacity a person acts for a taxpayer (`guide:G7`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// For himself.
    Owner,
    /// As the head of a legal entity, «Жетекчи».
    Head,
    /// As its accountant, «Бухгалтер».
    Accountant,
    /// In a capacity that this version of the app does not know.
    Other,
}

/// What goes to the service with «Кирүү».
#[derive(Clone, PartialEq, Eq)]
pub struct SignInRequest {
    /// Opaque text, as typed.
    pub login: String,
    /// As typed, never trimmed.
    pub password: Secret,
    /// One for each document (`guide:M3`).
    pub receipts: Vec<Receipt>,
    /// This app's version.
    pub app_version: String,
    /// Random, made anew at each sign-out; not the device's.
    pub installation_id: String,
}

impl fmt::Debug for SignInRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInRequest")
            .field("receipts", &self.receipts.len())
            .finish_non_exhaustive()
    }
}

/// The two tokens of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Kept in memory only.
    pub access: Secret,
    /// Whole seconds for which `access` is good.
    pub access_expires_in: u32,
    /// Kept in the vault only; good for one use.
    pub refresh: Secret,
}

/// What the service gives when it opens a session.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    /// The session's tokens.
    pub tokens: Tokens,
    /// How the service calls the person.
    pub person: String,
    /// The taxpayers that the login may act for.
    pub taxpayers: Vec<Taxpayer>,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("taxpayers", &self.taxpayers.len())
            .finish_non_exhaustive()
    }
}

/// One attempt to exchange a refresh token. It is durable in the vault before it is sent, so that a refresh cut off by a
/// kill is repeated and not taken for theft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshAttempt {
    /// The token to be exchanged.
    pub refresh: Secret,
    /// Names the attempt: the service answers the same name and token with the same successor until that is used.
    pub request_id: String,
}
