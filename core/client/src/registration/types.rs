//! What is said between the phone and the service about a registration.

use std::fmt;

use jiff::Timestamp;
use salyk_regulation::inn::Inn;
use serde::{Deserialize, Serialize};

use crate::consent::Receipt;
use crate::secret::Secret;

/// «Жактын түрү» (`guide:I1`, `guide:L1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// «жеке жак».
    Individual,
    /// «Юридикалык жак».
    LegalEntity,
}

/// Who registers a legal entity (`guide:G7`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Representative {
    /// «Жетекчи».
    Head,
    /// «Бухгалтер».
    Accountant,
}

/// Whom «Издөө» looks up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The person who registers (`guide:I2`, `guide:L2`).
    Person,
    /// The organisation (`guide:L3`).
    Organisation,
}

/// A territorial tax office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// «МСКБ коду», three characters.
    pub code: String,
    /// Its name as the service writes it.
    pub name: String,
}

/// What a look-up came to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookedUp {
    /// The register knows the INN.
    Found {
        /// The name in the register.
        name: String,
        /// The office of the INN.
        office: Office,
    },
    /// The register does not know it.
    NotFound,
    /// There is an access for it, or an application under way.
    AlreadyRegistered,
}

/// Names no one.
impl fmt::Debug for LookedUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Found { .. } => "Found",
            Self::NotFound => "NotFound",
            Self::AlreadyRegistered => "AlreadyRegistered",
        })
    }
}

/// An application as it goes to the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Who is to have access.
    pub applicant: ApplicantKind,
    /// The person's INN.
    pub inn: Inn,
    /// For a legal entity: its INN, and what the person is to it.
    pub organisation: Option<(Inn, Representative)>,
    /// The code of the office.
    pub office: String,
    /// As typed, never trimmed (`guide:I4`).
    pub password: Secret,
    /// For the privacy policy in force (`guide:M2a`).
    pub receipt: Receipt,
    /// This app's version.
    pub app_version: String,
}

/// Whose application it is: its number, and the secret that was given with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The application's number.
    pub number: String,
    /// Kept in the vault only.
    pub secret: Secret,
}

/// What is asked of the service without a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistrationCall {
    /// «Издөө».
    LookUp {
        /// Whom.
        subject: Subject,
        /// For which kind of registration.
        applicant: ApplicantKind,
        /// The INN, which goes in a body and never in an address.
        inn: Inn,
        /// For the privacy policy in force (`guide:M2a`).
        receipt: Receipt,
    },
    /// «Катталуу», or a refused application sent again.
    Submit {
        /// Names the submission; durable before it is sent. The service answers the same key and content with the same receipt.
        key: Secret,
        /// The application.
        submission: Box<Submission>,
        /// The application that it mends.
        mends: Option<Claim>,
    },
    /// The answer to a submission that may have been lost.
    AskReceipt {
        /// The submission's key.
        key: Secret,
    },
    /// Where an application is.
    Status {
        /// Whose it is.
        claim: Claim,
    },
}

/// What such a call came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistrationAnswer {
    /// To a look-up.
    LookedUp(LookedUp),
    /// The service has the application.
    Received(Received),
    /// Where it is.
    Status(ApplicationStatus),
}

/// The service's receipt of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The application's number.
    pub number: String,
    /// When the service received it, UTC.
    pub submitted_at: Timestamp,
    /// For the vault only.
    pub secret: Secret,
}

/// Where an application is, as last heard.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationStatus {
    /// Where it is.
    pub state: ApplicationState,
    /// Why it was refused, in the inspector's words.
    pub reason: Option<String>,
    /// Whether the passport was shown (`guide:G6`).
    pub passport_shown: bool,
    /// The office that reviews it.
    pub office: Office,
    /// The login, once access is granted.
    pub login: Option<String>,
    /// What happened, oldest first.
    pub events: Vec<(ApplicationEvent, Timestamp)>,
}

/// Says nothing of whose it is.
impl fmt::Debug for ApplicationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApplicationStatus")
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Where an application is (`guide:G5`, `guide:G6`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationState {
    /// Sent.
    Submitted,
    /// An inspector reviews it.
    UnderReview,
    /// Refused, with a reason.
    Refused,
    /// Confirmed.
    Confirmed,
    /// Confirmed, and the passport was shown.
    AccessGranted,
    /// A state that this version of the app does not know.
    Other,
}

/// Something that happened to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationEvent {
    /// It was sent.
    Submitted,
    /// It was mended and sent again.
    Resubmitted,
    /// An inspector took it up.
    UnderReview,
    /// It was refused.
    Refused,
    /// It was confirmed.
    Confirmed,
    /// The passport was shown.
    PassportShown,
    /// Access was granted.
    AccessGranted,
}
