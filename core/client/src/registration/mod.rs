//! Registration: from an unregistered person to a login (`guide:G0–G7`, `guide:I1–I5`, `guide:L1–L5`).
//!
//! The form is one pure function of what was typed and what look-ups answered (`form`). No INN is looked up before there is a
//! receipt for the privacy policy (`guide:M2a`), and nothing is sent while a field is empty or wrong (`guide:G3`). What was typed is
//! stored at every change, but the passwords never: a submission's key is durable before it is sent, and one that was cut off is
//! asked for by that key; where the service never saw it, the person types the password again and the same key is sent. The claim
//! secret lies in the vault. Whoever registers has no session: an application is followed by its number and that secret.

mod application_view;
mod claims;
mod form;
mod inn;
mod items;
mod left;
#[cfg(test)]
mod losing_tests;
mod outcome;
mod receipts;
mod send;
mod state;
mod step;
mod stored;
#[cfg(test)]
mod tests;
mod track;
mod types;
mod view;

pub(crate) use application_view::application_view;
pub(crate) use claims::{vault_changed, vault_read};
pub use form::{
    FieldState, FormField, FormState, LookUp, LookUpLock, LookUps, Problem, Typed, found, look_up_lock,
    office,
};
pub(crate) use left::left;
pub(crate) use outcome::answered;
pub(crate) use receipts::receipts;
pub(crate) use send::{go_on as reconnected, store_answered};
pub(crate) use state::State;
pub(crate) use step::{asked, erase_draft, forget_application, secret_entered, tick, typed, woke};
pub(crate) use stored::{keep, restore};
pub(crate) use track::refresh;
pub use types::{
    ApplicantKind, ApplicationEvent, ApplicationState, ApplicationStatus, Claim, LookedUp, Office, Received,
    RegistrationAnswer, RegistrationCall, Representative, Subject, Submission,
};
pub(crate) use view::{is_busy, links, question, trouble, view};
