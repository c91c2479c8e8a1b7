//! What the host tells the core once, at the start.

use salyk_client::ports::VaultStrength;
use salyk_client::shell::Config;
use salyk_client::text::Language;

/// What the host tells the core once, at the start.
#[uniffi::remote(Record)]
pub struct Config {
    /// The app's version, `1.2.3`; it goes into receipts and to the service.
    pub app_version: String,
    /// The phone's language, used until the person chooses one.
    pub language: Language,
    /// Whether the other end is the tax authority's own service. When not, a fixed band says so on every screen.
    pub official: bool,
}

/// How well a vault keeps secrets.
#[uniffi::remote(Enum)]
pub enum VaultStrength {
    /// The system's own key store.
    System,
    /// A sealed file, for machines without a key store: whoever can read the user's files can open it.
    File,
    /// Memory only, for tests.
    Memory,
}
