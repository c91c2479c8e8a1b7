//! What whoever runs the sandbox can ask of it. The real service has none of this.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::applications::FiledApplication;
use crate::documents::{DocumentKind, DocumentLanguage};
use crate::dossier::DebtKind;
use crate::lots::{DirectedSum, Outcome};
use crate::registrations::{ApplicantKind, RegistrationStatus};

/// Puts a new version of a document in force at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutInForce {
    /// Which document.
    pub kind: DocumentKind,
    /// The new version, a plain path segment that was not used before.
    pub version: String,
    /// New texts; a language that is not given keeps its text with a line that names the version.
    #[serde(default)]
    pub texts: Vec<NewText>,
}

/// A text of a new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewText {
    /// The language.
    pub language: DocumentLanguage,
    /// The document's name.
    pub title: String,
    /// The text, marked up as [`crate::documents::DocumentText::text`] says.
    pub text: String,
}

/// Sets the service's date. Without a date the service goes back to the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetToday {
    /// The date in Bishkek.
    #[serde(default)]
    pub date: Option<Date>,
}

/// Moves the clock that tokens and attempts are measured by, and with it the time that the service tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdvanceClock {
    /// How far forward, in seconds.
    pub seconds: u32,
}

/// Whose sessions to revoke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeSessions {
    /// The login; without it, everybody's.
    #[serde(default)]
    pub login: Option<String>,
}

/// How many things an operator's call changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The count.
    pub changed: u64,
}

/// Locks or unlocks an account. Unlocking also forgets failed attempts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAccount {
    /// The login.
    pub login: String,
    /// Whether it is to be locked.
    pub locked: bool,
}

/// A dossier's new revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRevision {
    /// The revision now served.
    pub revision: u64,
}

/// The applications for access, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationList {
    /// The applications.
    pub registrations: Vec<RegistrationOnDesk>,
}

/// An application for access as an inspector sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationOnDesk {
    /// Who applies.
    pub applicant: ApplicantKind,
    /// The person's name.
    pub person: String,
    /// The organisation's name.
    #[serde(default)]
    pub organisation: Option<String>,
    /// Where it is.
    pub status: RegistrationStatus,
}

/// What an inspector does with an application for access (guide:G5, G6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum RegistrationStep {
    /// Takes it up.
    Review,
    /// Confirms it.
    Confirm,
    /// Refuses it.
    Refuse {
        /// Why.
        reason: String,
    },
    /// Records that the passport was shown.
    RecordPassport,
}

/// An inspector's step on an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOnRegistration {
    /// The application's number.
    pub number: String,
    /// What is done with it.
    #[serde(flatten)]
    pub step: RegistrationStep,
}

/// What goes wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// 503; with `Retry-After` where seconds are given.
    Unavailable {
        /// Seconds for `Retry-After`.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// The right status and type, the body cut in the middle of its JSON.
    MalformedJson,
    /// The right body called `text/html`.
    WrongContentType,
    /// A body of so many bytes, sent without a length.
    HugeBody {
        /// How many bytes.
        bytes: u64,
    },
    /// Every word of the contract's closed lists in the answer replaced by one that nobody knows.
    UnknownWords,
    /// Every number replaced by text and every text by a number.
    WrongTypes,
    /// The answer waits until the faults are forgotten or the service stops.
    Hold,
    /// The connection ends without an answer, *after* the request took effect.
    LoseAnswer,
    /// The service's clock in the answer is off by so many seconds (`Date` header and `now`).
    ClockOff {
        /// Seconds ahead (behind where negative).
        seconds: i64,
    },
}

/// Changes the next answers on a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFault {
    /// Paths that begin with this are concerned.
    pub path_prefix: String,
    /// How many answers.
    pub times: u32,
    /// What goes wrong.
    pub fault: FaultKind,
}

/// The requests seen, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLog {
    /// The requests.
    pub requests: Vec<LoggedRequest>,
    /// How many older ones were let go for want of room.
    pub dropped: u64,
}

/// A request as it arrived. Kept in memory only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedRequest {
    /// When, UTC.
    pub at: Timestamp,
    /// The method.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The status of the answer; absent while there is none.
    #[serde(default)]
    pub status: Option<u16>,
    /// Names and values of the headers; the value of `authorization` is left out.
    pub headers: Vec<(String, String)>,
    /// Length of the body in bytes.
    pub body_bytes: u64,
    /// The body, as text.
    pub body: String,
}

/// An application of some taxpayer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationOf {
    /// The taxpayer's id.
    pub taxpayer: String,
    /// The application.
    pub filed: FiledApplication,
}

/// The applications of every taxpayer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllApplications {
    /// The applications, the oldest first.
    pub applications: Vec<ApplicationOf>,
}

/// Registers the change of regime that a taxpayer has applied for (reg:9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRegime {
    /// The taxpayer's id.
    pub taxpayer: String,
}

/// Records that customs released a lot's goods today (reg:14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseGoods {
    /// The taxpayer's id.
    pub taxpayer: String,
    /// The lot's id.
    pub lot: String,
    /// The goods declaration's number, for a lot that has none yet: `NNNNNNNN/DDMMYY/NNNNNNN`.
    #[serde(default)]
    pub declaration: Option<String>,
}

/// Decides today on an application for return (reg:19, reg:20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideRefund {
    /// The taxpayer's id.
    pub taxpayer: String,
    /// The application's number.
    pub application: String,
    /// What is decided.
    pub outcome: Outcome,
    /// Where the money goes; without parts, as the application claimed.
    #[serde(default)]
    pub parts: Vec<DirectedSum>,
    /// Why, where refused.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// Registers a debt that is overdue since today (reg:19).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterDebt {
    /// The taxpayer's id.
    pub taxpayer: String,
    /// On what.
    pub kind: DebtKind,
    /// How much, tyiyn; more than zero.
    pub sum_tyiyn: i64,
}

/// Records that a taxpayer's debts of one kind were paid today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleDebt {
    /// The taxpayer's id.
    pub taxpayer: String,
    /// On what.
    pub kind: DebtKind,
}
