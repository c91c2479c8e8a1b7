//! The screens of what is filed.

use salyk_client::view::{
    Action, ApplicationRow, Choice, Notice, OutboxHeadings, OutboxView, QuestionShown, RegimeApplicationView,
    Section, ShownDate, Tick, Tone,
};

/// What waits, what was received, what was refused.
#[uniffi::remote(Record)]
pub struct OutboxView {
    /// What waiting means, in one or two sentences; what is there to be seen, when nothing is.
    pub message: String,
    /// What holds everything back, where something does.
    pub held: Option<Notice>,
    /// The applications, the newest first.
    pub applications: Vec<ApplicationRow>,
    /// Tries to send now what waits.
    pub try_now: Action,
    /// Names of the values.
    pub headings: OutboxHeadings,
}

/// An application in the outbox.
#[uniffi::remote(Record)]
pub struct ApplicationRow {
    /// Its key.
    pub application: String,
    /// What is applied for.
    pub title: String,
    /// How it stands.
    pub tone: Tone,
    /// Its standing in a word or two.
    pub standing: String,
    /// What that means, and why where it was refused.
    pub explanation: String,
    /// The service's number, once it was received.
    pub number: Option<String>,
    /// The day of filing by the service's receipt.
    pub filed: Option<ShownDate>,
    /// When the service received it, in Bishkek time.
    pub received: Option<String>,
    /// What can be done about it: open its receipt, take it back, or put it away.
    pub actions: Vec<Action>,
}

/// Names of the values in the outbox.
#[uniffi::remote(Record)]
pub struct OutboxHeadings {
    /// The service's number.
    pub number: String,
    /// The day of filing.
    pub filed: String,
    /// The moment of receipt.
    pub received: String,
}

/// The application for the regime (`reg:3`, `reg:8`, `reg:10`).
#[uniffi::remote(Record)]
pub struct RegimeApplicationView {
    /// What it is, that the form is ours, and what it also does.
    pub explanation: Section,
    /// The nine exclusions as questions, in the text's order.
    pub questions: Vec<QuestionShown>,
    /// Every ground that matches, and what the service's records have besides.
    pub grounds: Vec<Notice>,
    /// That the VAT registration will be cancelled; for one that is known to pay no VAT, none.
    pub vat: Option<Tick>,
    /// From which day the regime would apply.
    pub begins: String,
    /// The same day.
    pub begins_on: Option<ShownDate>,
    /// What is missing before it can be sent.
    pub missing: Section,
    /// Files it.
    pub file: Action,
    /// Heading of the questions.
    pub questions_heading: String,
}

/// A question that is answered with yes or no.
#[uniffi::remote(Record)]
pub struct QuestionShown {
    /// The question.
    pub question: String,
    /// No, and yes.
    pub answers: Vec<Choice>,
}
