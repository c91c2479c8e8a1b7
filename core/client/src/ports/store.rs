//! The sealed store on the phone's disk.

use std::fmt;

use super::VaultError;
use crate::attachments::FileId;
use crate::consent::DocumentId;
use crate::regime::TableKind;
use crate::session::TaxpayerId;

/// Names of what the store keeps; sealed and hashed before they reach the disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StoreKey {
    /// Language and what else this phone was told.
    Settings,
    /// The accounts on this phone.
    Accounts,
    /// The documents in force, as last heard.
    Catalogue,
    /// One document's text.
    Text(DocumentId),
    /// The receipts given by one account, by its local id; only ever added to.
    Receipts(String),
    /// A table of the law, as last heard.
    Table(TableKind),
    /// A taxpayer's case, as last heard, by account and taxpayer.
    Dossier {
        /// The account's local id.
        account: String,
        /// The taxpayer's opaque id.
        taxpayer: TaxpayerId,
    },
    /// What one account holds of drafts and applications, by its local id.
    Filing(String),
    /// An index of drafts and applications that could not be understood, by the account's local id: it is kept for a version that can.
    FilingAside(String),
    /// An application on its way, by account, taxpayer and its key.
    Application {
        /// The account's local id.
        account: String,
        /// The taxpayer's opaque id.
        taxpayer: TaxpayerId,
        /// The application's key.
        key: String,
    },
    /// A draft, by account, taxpayer and the form's name.
    Draft {
        /// The account's local id.
        account: String,
        /// The taxpayer's opaque id.
        taxpayer: TaxpayerId,
        /// The form's name.
        name: String,
    },
    /// A taxpayer's certificate, by account and taxpayer.
    Certificate {
        /// The account's local id.
        account: String,
        /// The taxpayer's opaque id.
        taxpayer: TaxpayerId,
    },
    /// What one account's person entered for each taxpayer, by the account's local id.
    Entries(String),
    /// Every attached file on this phone, and whose it is.
    AttachmentIndex,
    /// What is known of one attached file.
    Attachment(FileId),
    /// What was typed for a registration, and the applications for access that were sent.
    Registration,
}

/// One change to the store.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// Replaces what stands under the key.
    Put(StoreKey, Vec<u8>),
    /// Removes what stands under the key, if anything.
    Remove(StoreKey),
}

impl fmt::Debug for Change {
    /// The key only: the content is a person's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Put(key, _) => f.debug_tuple("Put").field(key).finish_non_exhaustive(),
            Self::Remove(key) => f.debug_tuple("Remove").field(key).finish(),
        }
    }
}

/// The sealed store on the phone's disk.
pub trait Store: Send + Sync {
    /// Reads records, in the order asked for; `None` for each that is absent.
    ///
    /// # Errors
    /// [`StoreError`]; a damaged record makes only [`StoreError::Damaged`], never an absent one.
    fn load(&self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError>;
    /// Applies all changes or none, durably before it returns.
    ///
    /// # Errors
    /// [`StoreError`] when nothing was changed.
    fn save(&self, changes: &[Change]) -> Result<(), StoreError>;
    /// Erases every record and the file.
    ///
    /// # Errors
    /// [`StoreError`] when something may be left.
    fn erase(&self) -> Result<(), StoreError>;
    /// Commits and closes, so that the system may put the app to sleep; later calls reopen.
    ///
    /// # Errors
    /// [`StoreError`] when the last commit is not durable.
    fn suspend(&self) -> Result<(), StoreError>;
}

/// Why the store could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file or a record is damaged or sealed under another key. It was set aside under this name.
    #[error("the store is damaged")]
    Damaged,
    /// Written by a newer version of the app.
    #[error("the store was written by a newer version")]
    Newer,
    /// The key vault gave no key.
    #[error("the store's key is not to be had: {0}")]
    NoKey(VaultError),
    /// The system refused.
    #[error("the store can't be used: {0}")]
    Io(String),
}
