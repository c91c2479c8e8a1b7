//! The object that an app holds.

use std::sync::{Arc, Mutex, PoisonError};

use salyk_client::adapters::attachment_files::SealedFiles;
use salyk_client::adapters::https::{HttpsService, SetUpError, Trust};
use salyk_client::adapters::sealed_store::SealedStore;
use salyk_client::adapters::system::{SystemClock, SystemEntropy};
use salyk_client::fault::Fault;
use salyk_client::intent::{FieldKey, Intent, RequestId, ScreenId};
use salyk_client::ports::{Clock, Entropy, Ports, Vault};
use salyk_client::secret::Secret;
use salyk_client::shell::{self, Config};

use crate::guard::guarded;
use crate::host::{
    AttachmentSource, HostConfig, HostObserver, HostSource, HostVault, KeyVault, ViewObserver,
};
use crate::signer::{DeviceSigner, HostSigner};

/// The phone's core. It does its work on threads of its own. No method here waits for the network or a person;
/// [`Salyk::suspend`] and [`Salyk::shut_down`] wait for the disk, two seconds at most, and so does releasing a core that was
/// not shut down.
#[derive(uniffi::Object)]
pub struct Salyk {
    pub(crate) core: shell::Salyk,
}

impl Salyk {
    /// Puts the core together with the adapters that every phone uses.
    pub(crate) fn start(
        config: Config,
        host: HostConfig,
        vault: Arc<dyn KeyVault>,
        signer: Arc<dyn DeviceSigner>,
        trust: Trust,
        clock: SystemClock,
    ) -> Result<Self, Fault> {
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let vault: Arc<dyn Vault> = Arc::new(HostVault {
            vault,
            strength: host.vault_strength,
        });
        let service = HttpsService::new(&host.service, &config.app_version, trust).map_err(unusable)?;
        let files = SealedFiles::new(&host.data_folder, Arc::clone(&vault), Arc::clone(&entropy));
        let store = SealedStore::new(host.data_folder, Arc::clone(&vault), Arc::clone(&entropy));
        let clock: Arc<dyn Clock> = Arc::new(clock);
        let ports = Ports {
            service: Arc::new(service),
            vault,
            store: Arc::new(store),
            files: Arc::new(files),
            signer: Arc::new(HostSigner(signer)),
            clock,
            entropy,
        };
        Ok(Self {
            core: shell::Salyk::start(config, ports)?,
        })
    }
}

/// Nobody who uses the app can mend what it was built with.
fn unusable(error: SetUpError) -> Fault {
    let code = match error {
        SetUpError::Address => "service-address",
        SetUpError::Trust(_) => "service-trust",
        SetUpError::Client => "service-connection",
    };
    Fault::TellSupport {
        code: code.to_owned(),
    }
}

#[uniffi::export]
impl Salyk {
    /// Starts a core over the tax service at the given address.
    ///
    /// # Errors
    /// [`Fault::TellSupport`] when the address is not https, [`Fault::Phone`] when the phone lacks what the core needs.
    #[uniffi::constructor]
    pub fn new(
        config: Config,
        host: HostConfig,
        vault: Arc<dyn KeyVault>,
        signer: Arc<dyn DeviceSigner>,
    ) -> Result<Self, Fault> {
        guarded(|| {
            Self::start(
                config,
                host,
                vault,
                signer,
                Trust::bundled(),
                SystemClock::default(),
            )
        })
    }

    /// Tells the core what a person asked for. What comes of it arrives in an update.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`Salyk::shut_down`].
    pub fn dispatch(&self, intent: Intent) -> Result<(), Fault> {
        guarded(|| self.core.dispatch(intent))
    }

    /// Hands over a secret field's whole content. It never comes back out; the view says only that the field is filled.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`Salyk::shut_down`].
    pub fn enter_secret(&self, screen: ScreenId, field: FieldKey, secret: Vec<u8>) -> Result<(), Fault> {
        let secret = Secret::new(secret);
        guarded(|| self.core.enter_secret(screen, field, secret))
    }

    /// Hands over a file that the person chose. It is read to its end on a thread of the core's, and sealed; the view shows how far that
    /// is. `to` is what the request to choose a file named.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`Salyk::shut_down`].
    pub fn attach(&self, to: String, name: String, source: Arc<dyn AttachmentSource>) -> Result<(), Fault> {
        guarded(|| self.core.attach(to, name, Arc::new(HostSource(source))))
    }

    /// Answers a request to the host, which is repeated until then.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`Salyk::shut_down`].
    pub fn answered(&self, request: RequestId, done: bool) -> Result<(), Fault> {
        guarded(|| self.core.answered(request, done))
    }

    /// Calls the observer with the app as it stands and then with every change, until the subscription ends.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`Salyk::shut_down`].
    pub fn observe(&self, observer: Box<dyn ViewObserver>) -> Result<Subscription, Fault> {
        guarded(|| self.core.observe(Arc::new(HostObserver(observer)))).map(Subscription::new)
    }

    /// Tells the core that the system is about to put the app to sleep, and waits until the store is committed and closed, two
    /// seconds at most.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`Salyk::shut_down`], [`Fault::Phone`] when the disk did not finish in time.
    pub fn suspend(&self) -> Result<(), Fault> {
        guarded(|| self.core.suspend())
    }

    /// Takes up work again after [`Salyk::suspend`].
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`Salyk::shut_down`].
    pub fn resume(&self) -> Result<(), Fault> {
        guarded(|| self.core.resume())
    }

    /// Ends the core: what was to be stored is stored, and that is waited for, two seconds at most. Every later call gives
    /// [`Fault::Closed`]. A second time does nothing. (`close` is the name of what UniFFI gives every Kotlin object, to
    /// release it.)
    ///
    /// # Errors
    /// [`Fault::TellSupport`] when ending it panicked.
    pub fn shut_down(&self) -> Result<(), Fault> {
        guarded(|| {
            self.core.close();
            Ok(())
        })
    }
}

/// Watching ends when this is dropped or told to.
#[derive(uniffi::Object)]
pub struct Subscription {
    watching: Mutex<Option<shell::Subscription>>,
}

impl Subscription {
    fn new(watching: shell::Subscription) -> Self {
        Self {
            watching: Mutex::new(Some(watching)),
        }
    }
}

#[uniffi::export]
impl Subscription {
    /// Ends it now; a call under way may still finish. A second time does nothing.
    ///
    /// # Errors
    /// [`Fault::TellSupport`] when ending it panicked.
    pub fn end(&self) -> Result<(), Fault> {
        guarded(|| {
            drop(
                self.watching
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .take(),
            );
            Ok(())
        })
    }
}
