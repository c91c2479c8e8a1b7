//! What the phone knows of attached files.

use litemap::LiteMap;
use serde::{Deserialize, Serialize};

use super::file::{FileId, SealedFile};
use super::kind::FileKind;
use super::refusal::Refusal;
use super::source::Source;
use super::upload::{Certification, Upload};
use crate::accounts::AccountId;
use crate::consent::Digest;
use crate::effect::Ticket;
use crate::model::Connection;
use crate::session::TaxpayerId;

/// Most files that the phone keeps for one taxpayer under one account.
pub(super) const MOST_FILES: usize = 500;

/// Whose files.
pub(crate) type Owner = (AccountId, TaxpayerId);

/// All attached files.
#[derive(Debug)]
pub(crate) struct State {
    /// Every file on the phone and whose it is; its record is read when that taxpayer is acted for.
    pub(super) index: LiteMap<FileId, Row>,
    /// The list on the disk could not be understood: nothing is swept by it.
    pub(super) unreadable: bool,
    /// What is known of the files, as far as it was read.
    pub(super) files: LiteMap<FileId, Attachment>,
    pub(super) loading: LiteMap<Ticket, Vec<FileId>>,
    /// Files that are being sealed.
    pub(super) sealing: LiteMap<Ticket, Sealing>,
    /// Files that could not be attached, until the person has read so.
    pub(super) refused: Vec<Refused>,
    /// What the connection was after the step before.
    pub(super) connection: Connection,
    pub(super) waking: Option<(Ticket, jiff::Timestamp)>,
    pub(super) sweeping: Option<Ticket>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            index: LiteMap::new(),
            unreadable: false,
            files: LiteMap::new(),
            loading: LiteMap::new(),
            sealing: LiteMap::new(),
            refused: Vec::new(),
            connection: Connection::Unknown,
            waking: None,
            sweeping: None,
        }
    }
}

/// Whose a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(super) account: AccountId,
    pub(super) taxpayer: TaxpayerId,
    /// When it came, UTC.
    pub(super) since: jiff::Timestamp,
}

#[cfg(test)]
impl State {
    pub(crate) fn digest_of(&self, file: &str) -> Option<Digest> {
        let id = FileId::try_from(file.to_owned()).ok()?;
        self.files.get(&id).map(|attachment| attachment.sha256)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.index.is_empty() && self.files.is_empty()
    }
}

impl Row {
    pub(super) fn is_of(&self, (account, taxpayer): &Owner) -> bool {
        self.account == *account && self.taxpayer == *taxpayer
    }
}

/// A file that is wholly sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attachment {
    /// To what it is attached: an opaque name that whoever owns that has given.
    pub(crate) to: String,
    pub(crate) name: String,
    pub(super) kind: FileKind,
    pub(super) bytes: u64,
    pub(crate) sha256: Digest,
    pub(crate) certified: Option<Certification>,
    pub(super) upload: Upload,
}

impl Attachment {
    pub(super) fn sealed(&self) -> SealedFile {
        SealedFile {
            kind: self.kind,
            bytes: self.bytes,
            sha256: self.sha256,
        }
    }
}

/// A file that is being sealed.
#[derive(Debug)]
pub(super) struct Sealing {
    pub(super) id: FileId,
    pub(super) owner: Owner,
    pub(super) to: String,
    pub(super) name: String,
    pub(super) source: Source,
    /// How much has passed, in bytes.
    pub(super) passed: u64,
}

/// A file that could not be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) owner: Owner,
    pub(super) to: String,
    pub(super) name: String,
    pub(super) why: Why,
}

/// Why a file could not be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    File(Refusal),
    /// The phone has no room.
    Full,
    /// The phone's disk or key store.
    Phone,
    /// A newer version of the app wrote the list of files: this one would lose it.
    Newer,
}
