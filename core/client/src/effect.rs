//! What `step` wants done. The shell does it and answers each with one [`Event`](crate::event::Event).

use jiff::Timestamp;
use salyk_certificate::PublicKey;

use crate::attachments::{FileId, Source, UploadStep};
use crate::consent::{DocumentId, Receipt};
use crate::filing::Application;
use crate::ports::{Change, StoreKey, VaultKey};
use crate::regime::TableKind;
use crate::registration::RegistrationCall;
use crate::secret::Secret;
use crate::session::{RefreshAttempt, SignInRequest, TaxpayerId};

/// Ties an answer to the effect that asked; never reused. An answer whose ticket nobody awaits changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// A session's calls carry the access token, and say whose they are when they come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// The taxpayers that this login may act for.
    Taxpayers,
    /// One taxpayer's case.
    Dossier {
        /// Whose case.
        taxpayer: TaxpayerId,
        /// The tag of what the phone already holds.
        tag: Option<String>,
    },
    /// Receipts given during the session (`guide:M2a`).
    AddReceipts {
        /// One for each document.
        receipts: Vec<Receipt>,
    },
    /// An application, under its key.
    File {
        /// Whose.
        taxpayer: TaxpayerId,
        /// Its idempotency key.
        key: String,
        /// What is applied for.
        application: Application,
    },
    /// Takes an application back that may not have arrived.
    Withdraw {
        /// Whose.
        taxpayer: TaxpayerId,
        /// Its idempotency key.
        key: String,
    },
    /// Sends something of an attached file.
    Upload {
        /// Whose file.
        taxpayer: TaxpayerId,
        /// Which file.
        file: FileId,
        /// What is sent.
        step: Box<UploadStep>,
    },
    /// Certifies a taxpayer's registration for this phone.
    Certify {
        /// Whose.
        taxpayer: TaxpayerId,
        /// The phone's key.
        device: PublicKey,
    },
    /// Makes a code to be printed.
    PaperCode {
        /// Whose.
        taxpayer: TaxpayerId,
    },
    /// Ends the session.
    SignOut {
        /// On every phone.
        everywhere: bool,
    },
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask for the documents in force.
    FetchCatalogue {
        /// Echoed in the answer.
        ticket: Ticket,
        /// The tag of what the phone already holds.
        tag: Option<String>,
    },
    /// Ask for one text.
    FetchDocument {
        /// Echoed in the answer.
        ticket: Ticket,
        /// Which text.
        id: DocumentId,
    },
    /// Ask for a table of the law.
    FetchTable {
        /// Echoed in the answer.
        ticket: Ticket,
        /// Which table.
        kind: TableKind,
        /// The tag of what the phone already holds.
        tag: Option<String>,
    },
    /// Open a session.
    SignIn {
        /// Echoed in the answer.
        ticket: Ticket,
        /// What to send.
        request: SignInRequest,
    },
    /// Exchange a refresh token.
    Refresh {
        /// Echoed in the answer.
        ticket: Ticket,
        /// What to send; it is already durable in the vault.
        attempt: RefreshAttempt,
    },
    /// Ask what a registration needs, without a session.
    Registration {
        /// Echoed in the answer.
        ticket: Ticket,
        /// What is asked.
        call: RegistrationCall,
    },
    /// Make a call of a session.
    Call {
        /// Echoed in the answer.
        ticket: Ticket,
        /// The session's access token.
        access: Secret,
        /// Which call.
        call: Call,
    },
    /// Read a vault entry.
    ReadVault {
        /// Echoed in the answer.
        ticket: Ticket,
        /// Which entry.
        key: VaultKey,
    },
    /// Write a vault entry.
    WriteVault {
        /// Echoed in the answer.
        ticket: Ticket,
        /// Which entry.
        key: VaultKey,
        /// Its new value.
        value: Secret,
    },
    /// Erase a vault entry.
    EraseVault {
        /// Echoed in the answer.
        ticket: Ticket,
        /// Which entry.
        key: VaultKey,
    },
    /// Read records.
    Load {
        /// Echoed in the answer.
        ticket: Ticket,
        /// Which records.
        keys: Vec<StoreKey>,
    },
    /// Change records, all or none. Saves are done in the order in which they were asked for.
    Save {
        /// Echoed in the answer.
        ticket: Ticket,
        /// What to change.
        changes: Vec<Change>,
    },
    /// Erase the whole store.
    EraseStore {
        /// Echoed in the answer.
        ticket: Ticket,
    },
    /// Commit and close the store before the app sleeps.
    SuspendStore {
        /// Echoed in the answer.
        ticket: Ticket,
    },
    /// Read a file from the host to its end and seal it.
    SealFile {
        /// Echoed in the answer, and in what is told on the way.
        ticket: Ticket,
        /// The name that it gets.
        file: FileId,
        /// What the host reads.
        source: Source,
    },
    /// Stop a sealing; its own answer says whether that came in time.
    StopSealing {
        /// The sealing's.
        ticket: Ticket,
        /// What was to be read.
        source: Source,
    },
    /// Erase all sealed files but these and those that are being sealed.
    SweepFiles {
        /// Echoed in the answer.
        ticket: Ticket,
        /// What stays.
        keep: Vec<FileId>,
    },
    /// Give the phone's public key of this name; it is made where there is none.
    DeviceKey {
        /// Echoed in the answer.
        ticket: Ticket,
        /// The key's name.
        name: String,
    },
    /// Sign the time with the phone's key, and give the code's text.
    Present {
        /// Echoed in the answer.
        ticket: Ticket,
        /// The key's name.
        name: String,
        /// The certificate that it is shown with.
        certificate: Vec<u8>,
        /// The time, UTC.
        stamp: Timestamp,
    },
    /// Erase the phone's keys whose names begin so. Nobody awaits it: a key without its certificate is of no use.
    EraseDeviceKeys {
        /// Never answered.
        ticket: Ticket,
        /// How their names begin.
        beginning: String,
    },
    /// Wake the core up at this moment.
    Wake {
        /// Echoed in the answer.
        ticket: Ticket,
        /// When, UTC.
        at: Timestamp,
    },
}

impl Effect {
    /// The ticket that its answer will carry.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        match self {
            Self::FetchCatalogue { ticket, .. }
            | Self::FetchDocument { ticket, .. }
            | Self::FetchTable { ticket, .. }
            | Self::SignIn { ticket, .. }
            | Self::Refresh { ticket, .. }
            | Self::Registration { ticket, .. }
            | Self::Call { ticket, .. }
            | Self::ReadVault { ticket, .. }
            | Self::WriteVault { ticket, .. }
            | Self::EraseVault { ticket, .. }
            | Self::Load { ticket, .. }
            | Self::Save { ticket, .. }
            | Self::EraseStore { ticket }
            | Self::SuspendStore { ticket }
            | Self::SealFile { ticket, .. }
            | Self::StopSealing { ticket, .. }
            | Self::SweepFiles { ticket, .. }
            | Self::DeviceKey { ticket, .. }
            | Self::Present { ticket, .. }
            | Self::EraseDeviceKeys { ticket, .. }
            | Self::Wake { ticket, .. } => *ticket,
        }
    }
}
