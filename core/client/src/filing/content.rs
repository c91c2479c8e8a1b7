//! What is applied for, in the core's own words.

use std::fmt;

use jiff::civil::Date;
use salyk_regulation::dossier::{Activity, Direction, DocumentKind};
use serde::{Deserialize, Serialize};

use super::outbox::Receipt;
use crate::attachments::FileId;
use crate::consent::Digest;

/// What is applied for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Application {
    /// The regime itself (`reg:8`).
    Regime(RegimeApplication),
    /// The return of a deposit that the tax body holds (`reg:18`).
    Refund(RefundApplication),
    /// A report on indirect taxes with the receipt's copy (`reg:17`).
    Report(IndirectTaxReport),
}

/// An application for the regime. The person has answered that none of the nine exclusions applies (`reg:3`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeApplication {
    /// The exclusions that were asked about, each answered with no.
    pub none_of: Vec<Activity>,
    /// The person knows that the VAT registration will be cancelled (`reg:8`).
    pub cancels_vat: bool,
    /// Code of the tax office of registration.
    pub office: String,
}

/// An application for the return of a lot's deposit to the tax body.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundApplication {
    /// The lot's id in the dossier.
    pub lot: String,
    /// What people call the lot: its goods declaration, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
    /// Ids of the exports that it covers.
    pub exports: Vec<String>,
    /// Where the money is to go (`reg:20`).
    pub parts: Vec<Direction>,
    /// The files that go with it, each with the paper that it is a copy of (`reg:18`).
    pub papers: Vec<PaperFile>,
    /// Papers that go without a copy, since the office's own records hold them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<DocumentKind>,
    /// What is known of these files, for as long as the application is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<KnownCopy>,
    /// The service's ids of these files, once all are there.
    #[serde(skip)]
    pub files: Vec<String>,
}

/// A file that goes with an application, as it was when that was filed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownCopy {
    /// The file on this phone.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// SHA-256 of its content.
    pub sha256: Digest,
}

/// A file, and the paper that it is a copy of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperFile {
    /// The paper.
    pub kind: DocumentKind,
    /// The file on this phone.
    pub file: FileId,
}

/// A report on indirect taxes (form STI-123).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndirectTaxReport {
    /// The lot's id in the dossier.
    pub lot: String,
    /// What people call the lot: its goods declaration, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
    /// First day of the month that it reports on.
    pub month: Date,
    /// Copies of the receipt for the deposit.
    pub receipts: Vec<FileId>,
    /// What is known of these files, for as long as the application is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<KnownCopy>,
    /// The service's ids of these files, once all are there.
    #[serde(skip)]
    pub files: Vec<String>,
}

/// What the service says of an application that was sent.
pub type Filed = Receipt;

/// What the service says of a wish to withdraw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withdrawal {
    /// Nothing is filed under the key, nor ever will be.
    Withdrawn,
    /// The application was received before.
    Received(Receipt),
}

impl Application {
    /// What it stands in line with: the regime, the return of a lot's deposit, or the reports about a lot, on which no return
    /// depends (`reg:18`).
    pub(super) fn lane(&self) -> String {
        match self {
            Self::Regime(_) => "regime".to_owned(),
            Self::Refund(refund) => format!("lot.{}", refund.lot),
            Self::Report(report) => format!("report.{}", report.lot),
        }
    }

    /// What is known of a file that goes with it; none where an earlier version filed it.
    pub(crate) fn copy(&self, file: &FileId) -> Option<&KnownCopy> {
        let copies = match self {
            Self::Regime(_) => return None,
            Self::Refund(refund) => &refund.copies,
            Self::Report(report) => &report.copies,
        };
        copies.iter().find(|copy| copy.file == *file)
    }

    /// The same with what is known of its files.
    pub(super) fn with_copies(mut self, known: Vec<KnownCopy>) -> Self {
        match &mut self {
            Self::Regime(_) => {}
            Self::Refund(refund) => refund.copies = known,
            Self::Report(report) => report.copies = known,
        }
        self
    }

    /// The files that have to be with the service before it.
    pub(super) fn files(&self) -> Vec<FileId> {
        match self {
            Self::Regime(_) => Vec::new(),
            Self::Refund(refund) => refund.papers.iter().map(|paper| paper.file.clone()).collect(),
            Self::Report(report) => report.receipts.clone(),
        }
    }

    /// The same with the service's ids of its files.
    pub(super) fn with_files(mut self, ids: Vec<String>) -> Self {
        match &mut self {
            Self::Regime(_) => {}
            Self::Refund(refund) => refund.files = ids,
            Self::Report(report) => report.files = ids,
        }
        self
    }

    /// What people call the lot that it is about.
    pub(crate) fn about(&self) -> Option<&str> {
        match self {
            Self::Regime(_) => None,
            Self::Refund(RefundApplication { lot, named, .. })
            | Self::Report(IndirectTaxReport { lot, named, .. }) => Some(named.as_deref().unwrap_or(lot)),
        }
    }

    /// The key of its name.
    pub(crate) fn name_key(&self) -> &'static str {
        match self {
            Self::Regime(_) => "filing-regime-title",
            Self::Refund(_) => "filing-refund-title",
            Self::Report(_) => "filing-report-title",
        }
    }
}

impl RefundApplication {
    /// The papers that go with it, each once: those of which a copy goes, and those that the office has.
    pub(crate) fn named_papers(&self) -> Vec<DocumentKind> {
        let copied = self.papers.iter().map(|paper| paper.kind);
        let mut kinds: Vec<_> = copied.chain(self.held.iter().copied()).collect();
        kinds.dedup();
        kinds
    }
}

/// Says the kind, and nothing of a taxpayer's affairs.
impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Regime(_) => "Regime",
            Self::Refund(_) => "Refund",
            Self::Report(_) => "Report",
        })
    }
}

impl fmt::Debug for KnownCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KnownCopy").finish_non_exhaustive()
    }
}

impl fmt::Debug for RefundApplication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefundApplication").finish_non_exhaustive()
    }
}

impl fmt::Debug for IndirectTaxReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndirectTaxReport").finish_non_exhaustive()
    }
}

impl fmt::Debug for RegimeApplication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegimeApplication").finish_non_exhaustive()
    }
}
