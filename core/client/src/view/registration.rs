//! Registration and following an application (`guide:G0–G7`).

use super::parts::{Action, Choice, Field, Notice, SecretField, Section, Tick};

/// The form (`guide:I1–I5`, `guide:L1–L5`).
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a form has nine fields at most")]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceField {
    /// Its label.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
    /// What is wrong with it, in one sentence.
    pub problem: Option<String>,
}

/// An application that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
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
