//! What can happen in a history.

use salyk_client::intent::Ask;
use salyk_client::ports::ServiceError;
use salyk_client::text::Language;

/// One thing that happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Move {
    /// The login field's whole content after an edit.
    Login(&'static str),
    /// The password field's whole content after an edit.
    Password(&'static str),
    /// The box is ticked or cleared.
    Box(bool),
    /// «Кирүү» is pressed, allowed or not.
    Enter,
    /// Another language.
    Language(Language),
    /// A document is opened, 0 or 1.
    Read(usize),
    /// Back, where it means something.
    Back,
    /// Try again.
    Refresh,
    /// Anything else that a user interface could send and that must not touch the gate.
    Stray(Ask),
    /// The same, on a screen that is not in front.
    Elsewhere(Ask),
    /// The app goes to sleep and comes back.
    Sleep,
    /// It comes back to the foreground.
    Resume,
    /// Seconds pass.
    Pass(u32),
    /// A newer version of a document (0 or 1), with this set of languages, comes into force at the service.
    Publish(usize, usize),
    /// A document's text is replaced under the same version.
    Replace(usize),
    /// What the core asked for is answered; the number counts what is still open.
    Answer(usize, How),
    /// An answer comes a second time; the number counts the answers given.
    Repeat(usize),
}

/// How something the core asked for is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    /// As it should be.
    Well,
    /// With what was true when it was asked.
    Late,
    /// Not changed since, whatever the tag.
    Unchanged,
    /// Not at all.
    Badly(ServiceError),
}
