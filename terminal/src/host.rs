//! The phone's host: a sandbox to talk to, a folder for the profile, and the ports between them and the core.

pub mod operator;
mod sandbox;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use salyk_client::adapters::attachment_files::SealedFiles;
use salyk_client::adapters::https::{HttpsService, Trust};
use salyk_client::adapters::sealed_store::SealedStore;
use salyk_client::adapters::software_signer::SoftwareSigner;
use salyk_client::adapters::system::{SystemClock, SystemEntropy};
use salyk_client::adapters::vault::{FileVault, desktop_vault};
use salyk_client::ports::{Clock, Ports, Store, Vault};
use salyk_client::shell::{Config, Salyk};
use tempfile::TempDir;

pub use sandbox::RunningSandbox;

use crate::cli::Options;
use crate::problem::Problem;
use crate::tty::Leaving;
use crate::ui::SampleLogin;

/// The core with everything that it stands on.
pub struct Host {
    /// The core.
    pub core: Salyk,
    /// The service's address.
    pub address: String,
    store: Arc<SealedStore>,
    _profile: Profile,
    _sandbox: Option<RunningSandbox>,
}

/// How the clock goes on a day of one's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    /// At the real time of day.
    Real,
    /// From nine o'clock in Bishkek, so that two runs show the same.
    FromNine,
}

impl Host {
    /// Starts everything that the phone needs, and the core.
    ///
    /// # Errors
    /// [`Problem`] with what to change on the command line, or what failed.
    pub fn start(options: &Options, hours: Hours, leaving: &Leaving) -> Result<Self, Problem> {
        let (address, root, sandbox) = service(options)?;
        let refused = |reason: String| Problem::Service {
            address: address.clone(),
            reason,
        };
        let trust = Trust::bundled()
            .with_extra_root(&root)
            .map_err(|error| refused(error.to_string()))?;
        let version = env!("CARGO_PKG_VERSION");
        let https =
            HttpsService::new(&address, version, trust).map_err(|error| refused(error.to_string()))?;
        let profile = Profile::open(options.data.as_deref(), leaving)?;
        let vault = profile.vault()?;
        let store = SealedStore::new(profile.folder(), Arc::clone(&vault), Arc::new(SystemEntropy));
        let store = Arc::new(store);
        let files = SealedFiles::new(profile.folder(), Arc::clone(&vault), Arc::new(SystemEntropy));
        let ports = Ports {
            service: Arc::new(https),
            vault,
            store: Arc::<SealedStore>::clone(&store),
            files: Arc::new(files),
            signer: Arc::new(SoftwareSigner::new(Arc::new(SystemEntropy))),
            clock: clock(options.today, hours),
            entropy: Arc::new(SystemEntropy),
        };
        let config = Config {
            app_version: version.to_owned(),
            language: options.language,
            official: false,
        };
        let core = Salyk::start(config, ports)?;
        Ok(Self {
            core,
            address,
            store,
            _profile: profile,
            _sandbox: sandbox,
        })
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.core.close();
        // The profile may be about to be removed: the store's file is closed first. What can't be closed is removed all the same.
        let _ = self.store.suspend();
    }
}

/// The logins of the sandbox.
#[must_use]
pub fn sample_logins() -> Vec<SampleLogin> {
    salyk_sandbox::SAMPLE_LOGINS
        .iter()
        .map(|sample| SampleLogin {
            login: sample.login.to_owned(),
            password: sample.password.to_owned(),
            who: sample.display_name.to_owned(),
        })
        .collect()
}

/// The service's address, its authority's certificate in DER, and the sandbox that has to be kept running.
fn service(options: &Options) -> Result<(String, Vec<u8>, Option<RunningSandbox>), Problem> {
    match (&options.service, &options.ca) {
        (Some(address), Some(file)) => Ok((address.clone(), authority(address, file)?, None)),
        _ => {
            let sandbox = RunningSandbox::start(0, options.today)?;
            Ok((
                sandbox.address().to_owned(),
                sandbox.ca_der().to_vec(),
                Some(sandbox),
            ))
        }
    }
}

/// Reads a certificate from a PEM file of at most 64 KiB.
fn authority(address: &str, file: &Path) -> Result<Vec<u8>, Problem> {
    use std::io::Read;
    let unreadable = |source| Problem::Authority {
        path: file.to_owned(),
        source,
    };
    let mut text = Vec::new();
    std::fs::File::open(file)
        .and_then(|opened| opened.take(64 * 1024).read_to_end(&mut text))
        .map_err(unreadable)?;
    let refused = |reason: String| Problem::Service {
        address: address.to_owned(),
        reason,
    };
    let block = pem::parse(text).map_err(|error| refused(format!("{}: {error}", file.display())))?;
    if block.tag() != "CERTIFICATE" {
        return Err(refused(format!("{} holds no certificate", file.display())));
    }
    Ok(block.into_contents())
}

/// The folder of the phone's profile.
struct Profile {
    folder: PathBuf,
    /// Removes the folder when dropped.
    temporary: Option<TempDir>,
}

impl Profile {
    fn open(folder: Option<&Path>, leaving: &Leaving) -> Result<Self, Problem> {
        if let Some(folder) = folder {
            return Ok(Self {
                folder: folder.to_owned(),
                temporary: None,
            });
        }
        let made = tempfile::Builder::new().prefix("salyk-").tempdir();
        let temporary = made.map_err(|source| Problem::Folder {
            path: std::env::temp_dir(),
            source,
        })?;
        leaving.remove_later(temporary.path().to_owned());
        Ok(Self {
            folder: temporary.path().to_owned(),
            temporary: Some(temporary),
        })
    }

    fn folder(&self) -> &Path {
        &self.folder
    }

    /// A profile that is about to vanish keeps its keys in its own folder, so that none is left behind in the system's key store.
    fn vault(&self) -> Result<Arc<dyn Vault>, Problem> {
        if self.temporary.is_some() {
            return Ok(Arc::new(FileVault::new(self.folder(), Arc::new(SystemEntropy))));
        }
        desktop_vault(self.folder()).map_err(|error| self.unusable(&error))
    }

    fn unusable(&self, reason: &dyn std::error::Error) -> Problem {
        let source = std::io::Error::other(reason.to_string());
        Problem::Folder {
            path: self.folder.clone(),
            source,
        }
    }
}

fn clock(today: Option<Date>, hours: Hours) -> Arc<dyn Clock> {
    match (today, hours) {
        (None, _) => Arc::new(SystemClock::default()),
        (Some(day), Hours::Real) => Arc::new(SystemClock::shifted_to(day)),
        (Some(day), Hours::FromNine) => match ClockFromNine::on(day) {
            Some(clock) => Arc::new(clock),
            None => Arc::new(SystemClock::shifted_to(day)),
        },
    }
}

/// A clock that shows nine o'clock in Bishkek when it is made.
struct ClockFromNine {
    nine: Timestamp,
    made: Instant,
}

impl ClockFromNine {
    fn on(day: Date) -> Option<Self> {
        let bishkek = TimeZone::fixed(Offset::constant(6));
        let nine = day.at(9, 0, 0, 0).to_zoned(bishkek).ok()?.timestamp();
        Some(Self {
            nine,
            made: Instant::now(),
        })
    }
}

impl Clock for ClockFromNine {
    fn now(&self) -> Timestamp {
        let gone = SignedDuration::try_from(self.made.elapsed()).unwrap_or(SignedDuration::ZERO);
        self.nine.checked_add(gone).unwrap_or(self.nine)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use salyk_client::ports::Clock;

    use super::{ClockFromNine, Profile, authority};
    use crate::problem::Problem;
    use crate::tty::Leaving;

    #[test]
    fn the_day_begins_at_nine_in_bishkek() {
        let clock = ClockFromNine::on(date(2026, 8, 29)).unwrap();
        assert!(clock.now().to_string().starts_with("2026-08-29T03:00:0"));
    }

    #[test]
    fn a_profile_without_a_name_is_gone_at_the_end() {
        let profile = Profile::open(None, &Leaving::default()).unwrap();
        let folder = profile.folder().to_owned();
        assert!(folder.is_dir());
        drop(profile);
        assert!(!folder.exists());
    }

    #[test]
    fn a_signal_removes_the_profile_too() {
        let leaving = Leaving::default();
        let profile = Profile::open(None, &leaving).unwrap();
        leaving.leave();
        assert!(!profile.folder().exists());
    }

    #[test]
    fn a_file_that_is_no_certificate_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        assert!(matches!(
            authority("https://x", &file),
            Err(Problem::Authority { .. })
        ));
        std::fs::write(
            &file,
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        )
        .unwrap();
        assert!(matches!(
            authority("https://x", &file),
            Err(Problem::Service { .. })
        ));
    }
}
