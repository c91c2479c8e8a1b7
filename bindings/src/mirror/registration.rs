//! Registration and following an application.

use salyk_client::intent::{FieldKey, RegistrationAsk};
use salyk_client::registration::{ApplicantKind, Representative, Subject};
use salyk_client::view::{
    Action, ApplicationView, Choice, ChoiceField, Field, FilledField, FormItem, Notice, RegistrationView,
    SecretField, Section, Tick,
};

/// What a person asks for about a registration (`guide:G0–G7`).
#[uniffi::remote(Enum)]
pub enum RegistrationAsk {
    /// «Каттоо»: opens the form.
    Open,
    /// «Жактын түрү».
    ChooseKind {
        /// The kind.
        kind: ApplicantKind,
    },
    /// «Кызматыңыз» (`guide:G7`).
    ChooseRole {
        /// The role.
        role: Representative,
    },
    /// «Издөө».
    LookUp {
        /// Whom to look up.
        subject: Subject,
    },
    /// A field was left: what is wrong with it may be said from now on.
    Leave {
        /// Which field.
        field: FieldKey,
    },
    /// «Катталуу», or the mended application sent again.
    Submit,
    /// Erases what was typed; asked about first.
    EraseDraft,
    /// Opens an application that was sent.
    OpenApplication {
        /// Its local id.
        application: String,
    },
    /// Opens the form that mends the refused application in front.
    Mend,
    /// Goes to sign in with the login that was granted.
    UseLogin,
    /// Follows the application in front no more; asked about first.
    Forget,
}

/// «Жактын түрү» (`guide:I1`, `guide:L1`).
#[uniffi::remote(Enum)]
pub enum ApplicantKind {
    /// «жеке жак».
    Individual,
    /// «Юридикалык жак».
    LegalEntity,
}

/// Who registers a legal entity (`guide:G7`).
#[uniffi::remote(Enum)]
pub enum Representative {
    /// «Жетекчи».
    Head,
    /// «Бухгалтер».
    Accountant,
}

/// Whom «Издөө» looks up.
#[uniffi::remote(Enum)]
pub enum Subject {
    /// The person who registers (`guide:I2`, `guide:L2`).
    Person,
    /// The organisation (`guide:L3`).
    Organisation,
}

/// The form (`guide:I1–I5`, `guide:L1–L5`).
#[uniffi::remote(Record)]
pub struct RegistrationView {
    /// How one registers; one method is offered (`guide:G2`).
    pub method: ChoiceField,
    /// The privacy policy, as a link.
    pub privacy: Action,
    /// The box for it; before it is ticked nothing is looked up (`guide:M2a`).
    pub consent: Tick,
    /// That the box is still to be ticked, once «Катталуу» was pressed.
    pub consent_problem: Option<String>,
    /// The fields in the guide's order.
    pub fields: Vec<FormItem>,
    /// How a submission stands that was begun, or why the application was refused.
    pub state: Option<Notice>,
    /// «Катталуу».
    pub submit: Action,
    /// The Cabinet's site, and erasing what was typed.
    pub links: Vec<Action>,
}

/// A field of the form.
#[uniffi::remote(Enum)]
pub enum FormItem {
    /// An INN, with «Издөө».
    LookedUp {
        /// The field.
        field: Field,
        /// An INN that looks odd, or how a look-up stands: a warning, never a refusal.
        note: Option<Notice>,
        /// «Издөө».
        look_up: Action,
    },
    /// What only a look-up fills: read-only.
    Filled {
        /// The field.
        field: FilledField,
    },
    /// A password.
    Secret {
        /// The field.
        field: SecretField,
    },
    /// One of several.
    Choice {
        /// The field.
        field: ChoiceField,
    },
}

/// A field that a person can read and not change.
#[uniffi::remote(Record)]
pub struct FilledField {
    /// Its label.
    pub label: String,
    /// What a screen reader says instead.
    pub spoken: String,
    /// What it was filled with; empty before.
    pub text: String,
    /// What is wrong with it, in one sentence.
    pub problem: Option<String>,
}

/// A field of which one choice is taken.
#[uniffi::remote(Record)]
pub struct ChoiceField {
    /// Its label.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
    /// What is wrong with it, in one sentence.
    pub problem: Option<String>,
}

/// An application that was sent.
#[uniffi::remote(Record)]
pub struct ApplicationView {
    /// Its number, in one line.
    pub number: String,
    /// What is still missing, in one sentence.
    pub message: Notice,
    /// Heading of the timeline.
    pub timeline_heading: String,
    /// What happened and what is to come, in order.
    pub timeline: Vec<Notice>,
    /// Which office reviews it, and where the passport is to be shown.
    pub office: Section,
    /// The login, once access is granted.
    pub login: Option<Section>,
    /// When this was heard from the service.
    pub heard: String,
    /// Sign in with the login, mend and send again, ask for the newest, follow it no more.
    pub actions: Vec<Action>,
}
