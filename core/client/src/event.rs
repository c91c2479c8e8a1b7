//! What happens to the core: a person asks, or an effect is answered.

use salyk_certificate::PublicKey;

use crate::attachments::{SealedFile, Source, UploadProgress};
use crate::certificate::{Issued, PaperCode};
use crate::consent::{Catalogue, DocumentText};
use crate::effect::Ticket;
use crate::filing::{Filed, Withdrawal};
use crate::intent::{FieldKey, Intent, RequestId, ScreenId};
use crate::ports::{DossierAnswer, Fetched, FilesError, ServiceError, SignerError, StoreError, VaultError};
use crate::regime::Table;
use crate::registration::RegistrationAnswer;
use crate::secret::Secret;
use crate::session::{Opened, Taxpayer, Tokens};

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The app was started.
    Started,
    /// The app came back to the foreground.
    Resumed,
    /// The app is about to sleep.
    Suspending,
    /// A person asked for something.
    Asked(Intent),
    /// A person typed a secret: all of it, after an edit.
    SecretEntered {
        /// The screen it was typed on.
        screen: ScreenId,
        /// Which field.
        field: FieldKey,
        /// All of its content.
        secret: Secret,
    },
    /// The host did what it was asked, or could not.
    HostAnswered {
        /// Which request.
        request: RequestId,
        /// Whether it was done.
        done: bool,
    },
    /// The documents in force.
    Catalogue(Ticket, Result<Fetched<Catalogue>, ServiceError>),
    /// A document's text.
    Document(Ticket, Result<DocumentText, ServiceError>),
    /// A table of the law.
    Table(Ticket, Result<Fetched<Table>, ServiceError>),
    /// A session was opened, or not.
    SignedIn(Ticket, Result<Opened, ServiceError>),
    /// A refresh token was exchanged, or not.
    Refreshed(Ticket, Result<Tokens, ServiceError>),
    /// A call of a registration was answered.
    Registration(Ticket, Result<RegistrationAnswer, ServiceError>),
    /// A session's call was answered.
    Called(Ticket, Result<CallAnswer, ServiceError>),
    /// A vault entry was read.
    VaultRead(Ticket, Result<Option<Secret>, VaultError>),
    /// A vault entry was written or erased.
    VaultChanged(Ticket, Result<(), VaultError>),
    /// Records were read.
    Loaded(Ticket, Result<Vec<Option<Vec<u8>>>, StoreError>),
    /// Records were changed, erased, or the store was closed.
    Saved(Ticket, Result<(), StoreError>),
    /// A person has chosen a file, and the host hands it over.
    FileOffered {
        /// To what it is to be attached, as the view named it.
        to: String,
        /// Its name, as the host knows it.
        name: String,
        /// What the host reads.
        source: Source,
    },
    /// So many bytes of a file have been sealed.
    FilePassed(Ticket, u64),
    /// A file was sealed, or not.
    FileSealed(Ticket, Result<SealedFile, FilesError>),
    /// Files that nobody wants were erased, so many.
    FilesSwept(Ticket, Result<u32, FilesError>),
    /// The phone's public key.
    DeviceKey(Ticket, Result<PublicKey, SignerError>),
    /// The text of a code in which the time was signed.
    Presented(Ticket, Result<String, SignerError>),
    /// The moment asked for has come.
    Woke(Ticket),
}

/// What a session's call came to.
#[derive(Debug, Clone, PartialEq)]
pub enum CallAnswer {
    /// The taxpayers that this login may act for.
    Taxpayers(Vec<Taxpayer>),
    /// One taxpayer's case.
    Dossier(Box<Fetched<DossierAnswer>>),
    /// The receipts were added.
    ReceiptsAdded,
    /// The application was received.
    Filed(Filed),
    /// What became of the wish to withdraw.
    Withdrawal(Withdrawal),
    /// How much of a file the service holds; or why the phone's own copy could not be read.
    Uploaded(Result<UploadProgress, FilesError>),
    /// The registration is certified.
    Certified(Issued),
    /// A code to be printed.
    PaperCode(PaperCode),
    /// The session has ended.
    SignedOut,
}
