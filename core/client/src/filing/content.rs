//! What is applied for, in the core's own words.

use std::fmt;

use salyk_regulation::dossier::Activity;
use serde::{Deserialize, Serialize};

use super::outbox::Receipt;

/// What is applied for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Application {
    /// The regime itself (`reg:8`).
    Regime(RegimeApplication),
}

/// An application for the regime. The person has answered that none of the nine exclusions applies (`reg:3`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeApplication {
    /// The exclusions that were asked about, each answered with no.
    pub none_of: Vec<Activity>,
    /// The person knows that the VAT registration will be cancelled (`reg:8`).
    pub cancels_vat: bool,
    /// Code of the tax office of registration.
    pub office: String,
}

/// What the service says of an application that was sent.
pub type Filed = Receipt;

/// What the service says of a wish to withdraw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withdrawal {
    /// Nothing is filed under the key, nor ever will be.
    Withdrawn,
    /// The application was received before.
    Received(Receipt),
}

impl Application {
    /// What it stands in line with: the regime, or a lot.
    pub(super) fn lane(&self) -> String {
        match self {
            Self::Regime(_) => "regime".to_owned(),
        }
    }

    /// The names of the attached files that went with it.
    pub(crate) fn files(&self) -> &[String] {
        match self {
            Self::Regime(_) => &[],
        }
    }

    /// The key of its name.
    pub(crate) fn name_key(&self) -> &'static str {
        match self {
            Self::Regime(_) => "filing-regime-title",
        }
    }
}

/// Says the kind, and nothing of a taxpayer's affairs.
impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Regime(_) => "Regime",
        })
    }
}

impl fmt::Debug for RegimeApplication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegimeApplication").finish_non_exhaustive()
    }
}
