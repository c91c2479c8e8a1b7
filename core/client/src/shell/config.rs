//! What the host tells the core once, at the start.

use crate::text::Language;

/// What the host tells the core once, at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The app's version, `1.2.3`; it goes into receipts and to the service.
    pub app_version: String,
    /// The phone's language, used until the person chooses one.
    pub language: Language,
    /// Whether the other end is the tax authority's own service. When not, a fixed band says so on every screen.
    pub official: bool,
}
