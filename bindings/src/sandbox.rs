//! The way in for the sandbox of the tax service, absent from release artefacts.

use std::sync::Arc;

use jiff::civil::Date;
use salyk_client::adapters::https::Trust;
use salyk_client::adapters::system::SystemClock;
use salyk_client::fault::Fault;
use salyk_client::shell::Config;

use crate::guard::guarded;
use crate::host::{HostConfig, KeyVault};
use crate::salyk::Salyk;
use crate::signer::DeviceSigner;

#[uniffi::export]
impl Salyk {
    /// Starts a core that trusts one more certificate authority, in DER, and that takes `today` (`2026-06-15`) for the present
    /// day in Bishkek.
    ///
    /// # Errors
    /// As for [`Salyk::new`], and [`Fault::TellSupport`] when the authority or the day can't be read.
    #[uniffi::constructor]
    pub fn for_sandbox(
        config: Config,
        host: HostConfig,
        vault: Arc<dyn KeyVault>,
        signer: Arc<dyn DeviceSigner>,
        authority: Vec<u8>,
        today: Option<String>,
    ) -> Result<Self, Fault> {
        guarded(|| {
            let unreadable = |code: &str| Fault::TellSupport {
                code: code.to_owned(),
            };
            let trust = Trust::bundled()
                .with_extra_root(&authority)
                .map_err(|_| unreadable("sandbox-authority"))?;
            let clock = match today {
                Some(day) => {
                    SystemClock::shifted_to(day.parse::<Date>().map_err(|_| unreadable("sandbox-day"))?)
                }
                None => SystemClock::default(),
            };
            Self::start(config, host, vault, signer, trust, clock)
        })
    }
}
