//! What the core needs from outside: one small trait for each, with an adapter, a fake and a fake that fails.
//!
//! `Vault` and `Store` block and are called from blocking threads only; `TaxService` is asynchronous. No method waits for a
//! person.

mod files;
mod signer;
mod store;

pub use files::{AttachmentFiles, AttachmentSource, FilesError, SourceError};
pub(crate) use signer::code;
pub use signer::{DeviceSigner, SignerError};
pub use store::{Change, Store, StoreError, StoreKey};

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use zeroize::Zeroizing;

pub use salyk_certificate::{PublicKey, Signature, fixed_from_der};

use crate::attachments::{UploadProgress, UploadStep};
use crate::certificate::{Issued, PaperCode};
use crate::consent::{Catalogue, DocumentId, DocumentText, Receipt};
use crate::filing::{Application, Filed, Withdrawal};
use crate::regime::{Table, TableKind};
use crate::registration::{RegistrationAnswer, RegistrationCall};
use crate::secret::Secret;
use crate::session::{Opened, RefreshAttempt, SignInRequest, Taxpayer, TaxpayerId, Tokens};
use salyk_regulation::dossier::Dossier;

/// What a call to the tax service comes to, later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ServiceError>> + Send + 'a>>;

/// Something that may have stayed the same since its tag was given (RFC 9110, `ETag`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched<T> {
    /// The newer content and the tag to ask with next time.
    New {
        /// What was fetched.
        content: T,
        /// Opaque text; empty when the service gave none.
        tag: String,
    },
    /// What the caller holds is still current.
    Unchanged,
}

/// A taxpayer's case as the service gave it.
#[derive(Clone, PartialEq)]
pub struct DossierAnswer {
    /// What it says.
    pub dossier: Dossier,
    /// The answer itself, which the store keeps.
    pub answer: Zeroizing<Vec<u8>>,
}

/// Says nothing of a taxpayer's affairs.
impl fmt::Debug for DossierAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DossierAnswer").finish_non_exhaustive()
    }
}

/// Reads a service's answer again, as the store kept it: whose case it should be, and the answer. It asks nobody.
pub type DossierReader = fn(&TaxpayerId, &[u8]) -> Result<Dossier, ServiceError>;

/// The tax service, in the core's own words. Only the adapter knows its paths and field names.
pub trait TaxService: Send + Sync {
    /// The documents now in force.
    fn catalogue(&self, tag: Option<String>) -> Answer<'_, Fetched<Catalogue>>;
    /// One document's text, already checked against `id`'s digest.
    fn document(&self, id: DocumentId) -> Answer<'_, DocumentText>;
    /// A table of the law: policy, calendar or offices.
    fn table(&self, kind: TableKind, tag: Option<String>) -> Answer<'_, Fetched<Table>>;
    /// Opens a session (`guide:M3`: the service checks the receipts by itself).
    fn sign_in(&self, request: SignInRequest) -> Answer<'_, Opened>;
    /// Exchanges a refresh token; the same attempt may be sent again until its answer was used.
    fn refresh(&self, attempt: RefreshAttempt) -> Answer<'_, Tokens>;
    /// Ends the session, on this phone or everywhere.
    fn sign_out(&self, access: Secret, everywhere: bool) -> Answer<'_, ()>;
    /// Adds receipts during a session (`guide:M2a`).
    fn add_receipts(&self, access: Secret, receipts: Vec<Receipt>) -> Answer<'_, ()>;
    /// The taxpayers that this login may act for.
    fn taxpayers(&self, access: Secret) -> Answer<'_, Vec<Taxpayer>>;
    /// One taxpayer's case.
    fn dossier(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        tag: Option<String>,
    ) -> Answer<'_, Fetched<DossierAnswer>>;
    /// Files an application under its key; the same key and contents give the same receipt.
    fn file(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        key: String,
        application: Application,
    ) -> Answer<'_, Filed>;
    /// Withdraws a key, or learns that its application was received.
    fn withdraw(&self, access: Secret, taxpayer: TaxpayerId, key: String) -> Answer<'_, Withdrawal>;
    /// Makes one call of an upload. `part` is what a part sends, and empty with any other.
    fn upload(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        step: UploadStep,
        part: Zeroizing<Vec<u8>>,
    ) -> Answer<'_, UploadProgress>;
    /// Certifies a taxpayer's registration for the phone with this key.
    fn certify(&self, access: Secret, taxpayer: TaxpayerId, device: PublicKey) -> Answer<'_, Issued>;
    /// Makes a code to be printed.
    fn paper_code(&self, access: Secret, taxpayer: TaxpayerId) -> Answer<'_, PaperCode>;
    /// What a registration asks; it needs no session (`guide:M2a`: each look-up carries its receipt).
    fn registration(&self, call: RegistrationCall) -> Answer<'_, RegistrationAnswer>;
    /// How answers of [`dossier`](Self::dossier) are read.
    fn dossier_reader(&self) -> DossierReader;
}

/// Why a call to the tax service gave no answer that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServiceError {
    /// No connection, no name, no route, or a time limit passed: trying later may help.
    #[error("the service could not be reached: {0}")]
    Unreachable(String),
    /// The server's identity could not be established. Nothing was sent.
    #[error("the service's identity could not be established: {0}")]
    Untrusted(String),
    /// The service asks for patience (429, 503).
    #[error("the service is busy")]
    Busy {
        /// Whole seconds to wait (RFC 9110, `Retry-After`), when it said so.
        retry_after: Option<u32>,
    },
    /// Login and password are not a pair that the service knows.
    #[error("wrong login or password")]
    WrongCredentials,
    /// Too many attempts.
    #[error("too many attempts")]
    TooManyAttempts {
        /// Whole seconds until the next attempt may be made.
        retry_after: u32,
    },
    /// The service has locked this account.
    #[error("the account is locked")]
    AccountLocked,
    /// Receipts are missing or stale (`guide:M3`).
    #[error("receipts for the documents in force are missing")]
    ConsentRequired,
    /// The access token has expired; refreshing may help.
    #[error("the access token has expired")]
    AccessExpired,
    /// The session has ended for good: revoked, or its refresh token expired.
    #[error("the session has ended")]
    SessionEnded,
    /// This login may not see what was asked for, or it does not exist.
    #[error("not found")]
    NotFound,
    /// What was sent contradicts what the service holds: its key was used with other content, or the thing has moved on.
    #[error("it contradicts what the service holds")]
    Conflict,
    /// There is an access to the Cabinet already, or an application for it.
    #[error("there is an access already")]
    AlreadyRegistered,
    /// This app is too old for the service.
    #[error("the app is too old for the service")]
    AppTooOld,
    /// The answer was not what the contract promises, or was too large to read.
    #[error("the answer could not be understood: {0}")]
    Malformed(String),
    /// The service refused with a code that this app does not know.
    #[error("refused: {code}")]
    Refused {
        /// The service's own code, at most 64 characters, safe to show.
        code: String,
    },
}

/// Names of what the vault keeps. They say nothing about whose it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VaultKey {
    /// The key that seals the store: 32 bytes.
    StoreKey,
    /// An account's refresh token and the refresh under way, by the account's local id.
    Session(String),
    /// The local ids under which there is, or may be, a [`Session`](Self::Session).
    SessionNames,
    /// The claim secrets of all applications for access.
    Claims,
}

/// Largest entry that every vault takes, in bytes.
pub const MAX_ENTRY_BYTES: usize = 4096;

/// The phone's key store. Entries are small: at most [`MAX_ENTRY_BYTES`].
pub trait Vault: Send + Sync {
    /// Reads an entry; `None` when there is none.
    ///
    /// # Errors
    /// [`VaultError`] when the vault can't answer; never to be taken for an absent entry.
    fn read(&self, key: &VaultKey) -> Result<Option<Secret>, VaultError>;
    /// Writes an entry durably before it returns.
    ///
    /// # Errors
    /// [`VaultError`] when the entry is not durable.
    fn write(&self, key: &VaultKey, value: &Secret) -> Result<(), VaultError>;
    /// Erases an entry; erasing what is absent succeeds.
    ///
    /// # Errors
    /// [`VaultError`] when the entry may still be there.
    fn erase(&self, key: &VaultKey) -> Result<(), VaultError>;
    /// How well this vault keeps what it is given; settings show it.
    fn strength(&self) -> VaultStrength;
}

/// How well a vault keeps secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultStrength {
    /// The system's own key store.
    System,
    /// A sealed file, for machines without a key store: whoever can read the user's files can open it.
    File,
    /// Memory only, for tests.
    Memory,
}

/// Why the vault could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Locked until the person unlocks the phone.
    #[error("the vault is locked")]
    Locked,
    /// The vault refused or is not there.
    #[error("the vault is unavailable: {0}")]
    Unavailable(String),
    /// An entry is there but damaged.
    #[error("an entry of the vault is damaged")]
    Damaged,
}

/// The present moment.
pub trait Clock: Send + Sync {
    /// UTC now.
    fn now(&self) -> Timestamp;
}

/// Unpredictable bytes.
pub trait Entropy: Send + Sync {
    /// Fills the buffer.
    ///
    /// # Errors
    /// [`EntropyError`] when the system has none to give; nothing may go on without it.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), EntropyError>;
}

/// The system gave no unpredictable bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no unpredictable bytes to be had")]
pub struct EntropyError;

/// Everything the core needs from outside, handed over once.
#[derive(Clone)]
pub struct Ports {
    /// The tax service.
    pub service: std::sync::Arc<dyn TaxService>,
    /// The key store.
    pub vault: std::sync::Arc<dyn Vault>,
    /// The sealed store.
    pub store: std::sync::Arc<dyn Store>,
    /// The attached files.
    pub files: std::sync::Arc<dyn AttachmentFiles>,
    /// The phone's own key.
    pub signer: std::sync::Arc<dyn DeviceSigner>,
    /// The clock.
    pub clock: std::sync::Arc<dyn Clock>,
    /// Unpredictable bytes.
    pub entropy: std::sync::Arc<dyn Entropy>,
}
