//! All that one sandbox holds.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ring::rand::SystemRandom;
use salyk_contract::Secret;

use crate::accounts::Accounts;
use crate::applications::Applications;
use crate::attachments::Attachments;
use crate::attempts::Attempts;
use crate::certificates::CertificateOffice;
use crate::clock::Clock;
use crate::consents::Receipts;
use crate::documents::Library;
use crate::dossiers::Dossiers;
use crate::faults::Faults;
use crate::http_log::HttpLog;
use crate::options::SandboxOptions;
use crate::registrations::Registrations;
use crate::server::SandboxError;
use crate::sessions::{Sessions, random_hex};
use crate::tables::Tables;

/// The state behind the paths; each part has its own lock, taken in one order where several are held.
pub(crate) struct Service {
    pub(crate) clock: Clock,
    pub(crate) operator_key: Secret,
    pub(crate) tables: Tables,
    pub(crate) log: HttpLog,
    pub(crate) faults: Faults,
    accounts: Mutex<Accounts>,
    attempts: Mutex<Attempts>,
    sessions: Mutex<Sessions>,
    receipts: Mutex<Receipts>,
    library: Mutex<Library>,
    applications: Mutex<Applications>,
    dossiers: Mutex<Dossiers>,
    attachments: Mutex<Attachments>,
    registrations: Mutex<Registrations>,
    look_ups: Mutex<Attempts>,
    /// The ids of the taxpayers by their places in the status list, which never change.
    certified: Mutex<Vec<String>>,
}

pub(crate) type Shared = Arc<Service>;

impl Service {
    pub(crate) fn new(options: &SandboxOptions) -> Result<Self, SandboxError> {
        let clock = Clock::new(options.today);
        let dossiers = Dossiers::samples(clock.today(), clock.told()).map_err(SandboxError::samples)?;
        let operator_key = random_hex(&SystemRandom::new()).map_err(|_| SandboxError::Randomness)?;
        Ok(Self {
            operator_key: Secret::new(operator_key),
            tables: Tables::bundled().map_err(SandboxError::samples)?,
            log: HttpLog::default(),
            faults: Faults::default(),
            accounts: Mutex::new(Accounts::new(options.password_cost).map_err(SandboxError::samples)?),
            attempts: Mutex::new(Attempts::new(options.attempts)),
            sessions: Mutex::new(Sessions::new(options.access_lifetime, options.refresh_lifetime)),
            receipts: Mutex::default(),
            library: Mutex::new(Library::samples()),
            applications: Mutex::default(),
            dossiers: Mutex::new(dossiers),
            attachments: Mutex::default(),
            registrations: Mutex::default(),
            look_ups: Mutex::new(Attempts::new(options.look_ups)),
            certified: Mutex::default(),
            clock,
        })
    }

    pub(crate) fn accounts(&self) -> MutexGuard<'_, Accounts> {
        lock(&self.accounts)
    }

    pub(crate) fn attempts(&self) -> MutexGuard<'_, Attempts> {
        lock(&self.attempts)
    }

    pub(crate) fn sessions(&self) -> MutexGuard<'_, Sessions> {
        lock(&self.sessions)
    }

    pub(crate) fn receipts(&self) -> MutexGuard<'_, Receipts> {
        lock(&self.receipts)
    }

    pub(crate) fn library(&self) -> MutexGuard<'_, Library> {
        lock(&self.library)
    }

    /// Taken before the dossiers, and these before the attachments, wherever several are.
    pub(crate) fn applications(&self) -> MutexGuard<'_, Applications> {
        lock(&self.applications)
    }

    /// As of the day that the clock shows now.
    pub(crate) fn dossiers(&self) -> MutexGuard<'_, Dossiers> {
        let mut dossiers = lock(&self.dossiers);
        dossiers.begin_day(self.clock.today(), self.clock.told());
        dossiers
    }

    /// The certificate office, over the dossiers as they are now.
    pub(crate) fn certificate_office(&self) -> Result<CertificateOffice, SandboxError> {
        let mut dossiers = self.dossiers().all();
        let mut certified = lock(&self.certified);
        for dossier in &dossiers {
            if !certified.contains(&dossier.taxpayer.id) {
                certified.push(dossier.taxpayer.id.clone());
            }
        }
        dossiers.sort_by_key(|dossier| certified.iter().position(|id| *id == dossier.taxpayer.id));
        CertificateOffice::of(dossiers)
    }

    pub(crate) fn attachments(&self) -> MutexGuard<'_, Attachments> {
        lock(&self.attachments)
    }

    pub(crate) fn registrations(&self) -> MutexGuard<'_, Registrations> {
        lock(&self.registrations)
    }

    /// Look-ups are counted as sign-ins are, by INN and by address.
    pub(crate) fn look_ups(&self) -> MutexGuard<'_, Attempts> {
        lock(&self.look_ups)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
