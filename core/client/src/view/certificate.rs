//! The code that an inspector scans.

use super::parts::{Action, Notice, Section};
use super::regime::InnShown;

/// The code, which the host shows as bright as the screen gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateView {
    /// The taxpayer's name.
    pub name: String,
    /// Its INN; the code holds it whole.
    pub inn: Option<InnShown>,
    /// The code; none while there is no valid certificate, or its time is being signed.
    pub code: Option<CodeShown>,
    /// Until when it is valid, or why there is none.
    pub standing: Notice,
    /// What stands in the way of a newer one.
    pub trouble: Option<Notice>,
    /// What it is, and what it is not.
    pub explanation: Section,
    /// Renews it now.
    pub renew: Action,
    /// Offers a code to be printed.
    pub paper: Action,
}

/// A QR code, replaced by a newer one every 30 seconds.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeShown {
    /// What a scanner reads. A picture is made of it where the host draws no modules.
    pub text: String,
    /// How many modules it has a side, 21 to 69, without the light border of four that belongs around it.
    pub side: u32,
    /// Whether each module is dark, row by row from the top left.
    pub modules: Vec<bool>,
    /// What a screen reader says.
    pub spoken: String,
}

/// Says nothing of a taxpayer.
impl std::fmt::Debug for CodeShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CodeShown")
            .field("side", &self.side)
            .finish_non_exhaustive()
    }
}
