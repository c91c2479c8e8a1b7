//! One fact that the person entered.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_regulation::dossier::{Body, Commitment, CustomsApplication, Deposit, Lot, RefundApplication};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::Money;
use serde::{Deserialize, Serialize};

/// What kind of fact the person enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A deposit was paid (`reg:12`, `reg:16`).
    Deposit,
    /// Customs has the application to use the regime (`reg:11`).
    CustomsApplication,
    /// Customs has the commitment on subsequent export (`reg:13`).
    Commitment,
    /// Customs has the application for the return of the deposit (`reg:18`).
    CustomsRefund,
}

/// A fact that the person entered. Its content never changes: what was entered wrongly is taken back and entered anew.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(super) id: String,
    /// The lot's id in the dossier.
    pub(super) lot: String,
    pub(super) what: What,
    /// The number of the payment document, or the one that customs gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
    pub(super) date: Date,
    /// When it was entered, UTC, by the phone's clock.
    pub(super) at: Timestamp,
    /// The case tells it otherwise, and the person stays with this and will ask the office.
    #[serde(default)]
    pub(super) kept: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) told: Option<Told>,
}

/// What it says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum What {
    Deposit {
        /// In tyiyn.
        sum: Money,
        /// To whose deposit account (`reg:2.2`, `reg:2.3`).
        account: Body,
    },
    CustomsApplication,
    Commitment,
    CustomsRefund,
}

/// The case has told it: an acknowledgement.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    /// The first revision in which this phone heard it.
    pub(super) revision: u64,
    /// Under which number, if any: that fact of the case stands for this entry and for no other.
    pub(super) number: Option<String>,
}

/// A screen on which facts are entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryForm {
    /// A deposit that was paid.
    Deposit,
    /// What customs answered, of whichever kind.
    CustomsAnswer,
}

impl EntryForm {
    pub(crate) const ALL: [Self; 2] = [Self::Deposit, Self::CustomsAnswer];

    /// The word that drafts are named by. It never changes.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Deposit => "deposit",
            Self::CustomsAnswer => "customs_answer",
        }
    }

    /// The key of its name.
    pub(crate) fn title_key(self) -> &'static str {
        match self {
            Self::Deposit => "entry-record-deposit",
            Self::CustomsAnswer => "entry-record-customs",
        }
    }
}

impl EntryKind {
    /// The screen on which it is entered.
    pub(super) fn form(self) -> EntryForm {
        match self {
            Self::Deposit => EntryForm::Deposit,
            Self::CustomsApplication | Self::Commitment | Self::CustomsRefund => EntryForm::CustomsAnswer,
        }
    }

    /// The word that drafts keep it by. It never changes.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Deposit => "deposit",
            Self::CustomsApplication => "customs_application",
            Self::Commitment => "commitment",
            Self::CustomsRefund => "customs_refund",
        }
    }

    pub(super) const ALL: [Self; 4] = [
        Self::Deposit,
        Self::CustomsApplication,
        Self::Commitment,
        Self::CustomsRefund,
    ];

    /// Those that customs answers.
    pub(super) const OF_CUSTOMS: [Self; 3] =
        [Self::CustomsApplication, Self::Commitment, Self::CustomsRefund];

    /// Whether a lot has only one of its kind.
    pub(super) fn is_single(self) -> bool {
        matches!(self, Self::CustomsApplication | Self::Commitment)
    }

    /// The key of its name.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Deposit => "entry-deposit",
            Self::CustomsApplication => "entry-customs-application",
            Self::Commitment => "entry-commitment",
            Self::CustomsRefund => "entry-customs-refund",
        }
    }
}

impl Entry {
    pub(super) fn kind(&self) -> EntryKind {
        match self.what {
            What::Deposit { .. } => EntryKind::Deposit,
            What::CustomsApplication => EntryKind::CustomsApplication,
            What::Commitment => EntryKind::Commitment,
            What::CustomsRefund => EntryKind::CustomsRefund,
        }
    }

    /// The sum of a payment, and to whose account it went.
    pub(super) fn payment(&self) -> Option<(Money, Body)> {
        match self.what {
            What::Deposit { sum, account } => Some((sum, account)),
            _ => None,
        }
    }

    /// Whether it is this entry, whatever was heard or wished of it since.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.id == other.id
    }

    /// Adds it to the facts of its lot, as the person's word.
    pub(super) fn add_to(&self, lot: &mut Lot) {
        let (number, date) = (self.number.clone(), self.date);
        let stated = Stated::by(Source::Person);
        match self.what {
            What::Deposit { sum, account } => lot.deposits.push(Deposit {
                number: number.unwrap_or_default(),
                account,
                date,
                sum,
                paying_account: None,
                stated,
            }),
            What::CustomsApplication => {
                let application = CustomsApplication { number, date, stated };
                lot.customs_application.get_or_insert(application);
            }
            What::Commitment => {
                let commitment = Commitment { number, date, stated };
                lot.commitment.get_or_insert(commitment);
            }
            What::CustomsRefund => lot.refund_applications.push(RefundApplication {
                id: number.unwrap_or_else(|| self.id.clone()),
                addressee: Body::Customs,
                filed: Fact::person(date),
                covers: Vec::new(),
                directions: Vec::new(),
                attachments: Vec::new(),
                decision: None,
            }),
        }
    }
}

/// Whether two numbers are the same: spaces and the case of letters are no part of one.
pub(super) fn same_number(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let written = text.chars().filter(|letter| !letter.is_whitespace());
        written.flat_map(char::to_uppercase).collect::<String>()
    };
    letters(one) == letters(other)
}

/// Says nothing of a taxpayer's affairs.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
