//! Sign in, stay in, sign out.

use serde::{Deserialize, Serialize};

use crate::Secret;
use crate::consents::Receipt;
use crate::taxpayers::TaxpayerSummary;

/// A sign-in with its consent receipts (guide:M1–M3).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// The login: opaque text.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 256))]
    pub login: String,
    /// The password, as typed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 1, max_length = 4096))]
    pub password: Secret,
    /// One receipt for each document in force.
    #[cfg_attr(feature = "openapi", schema(max_items = 32))]
    pub receipts: Vec<Receipt>,
    /// The app's version.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub app_version: String,
    /// A random id of this installation, forgotten at sign-out; a UUID.
    #[cfg_attr(
        feature = "openapi",
        schema(format = "uuid", min_length = 36, max_length = 36)
    )]
    pub installation_id: String,
}

/// A pair of tokens: one short-lived for access, one to rotate.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tokens {
    /// Sent as `Authorization: Bearer …`; kept in memory only.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub access_token: Secret,
    /// Life of the access token from this answer on, in seconds.
    pub access_expires_in: u64,
    /// Good for one rotation.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub refresh_token: Secret,
}

/// A session that began.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// The first pair of tokens.
    #[serde(flatten)]
    pub tokens: Tokens,
    /// Who signed in.
    pub person: Person,
    /// For whom this login may act.
    pub taxpayers: Vec<TaxpayerSummary>,
}

/// The person behind a login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// The name to greet.
    pub display_name: String,
}

/// Asks for the successor of a refresh token.
///
/// Repeating the same token with the same request id gives the same successor until that is first used. Any other reuse of
/// a rotated token revokes the whole family.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refresh {
    /// The token to rotate.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 256))]
    pub refresh_token: Secret,
    /// A UUID that was durable on the phone before this was sent.
    #[cfg_attr(
        feature = "openapi",
        schema(format = "uuid", min_length = 36, max_length = 36)
    )]
    pub request_id: String,
}
