//! Registering in the Taxpayer's Cabinet (guide:G0–G7, I1–I5, L1–L5). Whoever registers has no session: an application is
//! claimed by its number and the secret that was given with it.
//!
//! INNs, secrets and numbers travel in bodies, never in an address.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Secret;
use crate::consents::Receipt;

/// The header that names a submission: a UUID that was durable on the phone before the first attempt. The same key with the same
/// content gets the same answer again; with other content it is refused (409).
pub const KEY_HEADER: &str = "idempotency-key";

crate::words::words! {
    /// How one registers (guide:G2).
    Method {
        /// «Логин жана сыр сөз».
        LoginAndPassword = "login_and_password",
    }
}

crate::words::words! {
    /// «Жактын түрү» (guide:I1, L1).
    ApplicantKind {
        /// «жеке жак»: an individual or an individual entrepreneur.
        Individual = "individual",
        /// «Юридикалык жак», registered by a person of it.
        LegalEntity = "legal_entity",
    }
}

crate::words::words! {
    /// Who registers a legal entity (guide:G7).
    RepresentativeRole {
        /// «Жетекчи».
        Head = "head",
        /// «Бухгалтер».
        Accountant = "accountant",
    }
}

crate::words::words! {
    /// What a look-up came to.
    LookUpOutcome {
        /// The register knows the INN: name and office are there.
        Found = "found",
        /// The register does not know it.
        NotFound = "not_found",
        /// There is an access to the Cabinet for it, or an application under way.
        AlreadyRegistered = "already_registered",
    }
}

crate::words::words! {
    /// Where an application is (guide:G5, G6).
    RegistrationState {
        /// Sent, and nobody has looked at it yet.
        Submitted = "submitted",
        /// An inspector reviews it.
        UnderReview = "under_review",
        /// Refused; it can be mended and sent again.
        Refused = "refused",
        /// Confirmed; the passport is still to be shown.
        Confirmed = "confirmed",
        /// Confirmed, and the passport was shown: there is a login.
        AccessGranted = "access_granted",
    }
}

crate::words::words! {
    /// Something that happened to an application.
    RegistrationEventKind {
        /// It was sent.
        Submitted = "submitted",
        /// It was mended and sent again.
        Resubmitted = "resubmitted",
        /// An inspector took it up.
        UnderReview = "under_review",
        /// It was refused.
        Refused = "refused",
        /// It was confirmed.
        Confirmed = "confirmed",
        /// The passport was shown at the office.
        PassportShown = "passport_shown",
        /// Access was granted.
        AccessGranted = "access_granted",
    }
}

/// «Издөө» for a person (guide:I2, L2).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookUpPerson {
    /// The person's INN.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{14}$"))]
    pub inn: Secret,
    /// For which kind of registration: a person who has access already can still register a legal entity.
    pub applicant: ApplicantKind,
    /// The receipt of the privacy policy in force (guide:M2a).
    pub receipt: Receipt,
}

/// «Издөө» for an organisation (guide:L3).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookUpOrganisation {
    /// The organisation's INN.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{14}$"))]
    pub inn: Secret,
    /// The receipt of the privacy policy in force (guide:M2a).
    pub receipt: Receipt,
}

/// What a look-up came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookedUp {
    /// What it came to.
    pub outcome: LookUpOutcome,
    /// With `found`: the name in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// With `found`: the tax office that the INN belongs to (guide:I3, L4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<TerritorialOffice>,
}

/// A territorial tax office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TerritorialOffice {
    /// «МСКБ коду», three characters.
    pub code: String,
    /// The office's name as the service writes it.
    pub name: String,
}

/// A legal entity that a person registers (guide:L1–L4).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organisation {
    /// «Юридикалык жактын ИСНи».
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{14}$"))]
    pub inn: Secret,
    /// What the person is to it (guide:G7).
    pub role: RepresentativeRole,
}

/// An application for access. It goes with the header [`KEY_HEADER`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registration {
    /// How one registers.
    pub method: Method,
    /// «Жактын түрү».
    pub applicant: ApplicantKind,
    /// «ИСН» of the person.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{14}$"))]
    pub inn: Secret,
    /// With `legal_entity`: which, and in what role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Organisation>,
    /// «МСКБ коду».
    #[cfg_attr(feature = "openapi", schema(min_length = 3, max_length = 3))]
    pub office: String,
    /// «Сыр сөз», as typed (guide:I4): at least 8 Unicode characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 8, max_length = 4096))]
    pub password: Secret,
    /// The receipt of the privacy policy in force (guide:M2a).
    pub receipt: Receipt,
    /// The app's version.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub app_version: String,
}

/// An application was received. A claim secret follows it from then on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submitted {
    /// The application's number.
    pub number: String,
    /// When the service received it, UTC.
    pub submitted_at: Timestamp,
    /// Shows that the application is the asker's. Kept like a password.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 128))]
    pub claim_secret: Secret,
}

/// Asks for the answer to a submission that may have been lost on its way. It is given until the claim secret was first used.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskReceipt {
    /// The submission's key, a UUID.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "uuid", min_length = 36, max_length = 36))]
    pub key: Secret,
}

/// Whose application it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// The application's number.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub number: String,
    /// The secret that was given with it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 256))]
    pub claim_secret: Secret,
}

/// A refused application, mended. It goes with the header [`KEY_HEADER`] and a key of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mended {
    /// Whose application it is.
    pub claim: Claim,
    /// All of it, as it is now.
    pub registration: Registration,
}

/// Where an application is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegistrationStatus {
    /// The application's number.
    pub number: String,
    /// Where it is.
    pub state: RegistrationState,
    /// With `refused`: why, in the inspector's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether the passport was shown (guide:G6), before or after the confirmation.
    pub passport_shown: bool,
    /// The office that reviews it, and where the passport is to be shown.
    pub office: TerritorialOffice,
    /// With `access_granted`: the login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// What happened, oldest first.
    pub events: Vec<RegistrationEvent>,
}

/// Something that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegistrationEvent {
    /// What.
    pub kind: RegistrationEventKind,
    /// When, UTC.
    pub at: Timestamp,
    /// With `refused`: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
