//! Files that a person attaches: PDF, JPEG, PNG or HEIC of at most 20 MB, recognised by their content.
//!
//! A file is sealed into one of its own beside the store while it is read, and counts as attached only when it is wholly there
//! and the row that names it is saved; what no row names is swept at the start. The person certifies each copy (`reg:18`). Then
//! it goes to the service in parts: the upload is named before anything is sent, so that a part or an announcement that is sent
//! twice counts once, and after a break the service is asked how much it holds. A file that is refused harms no other.

mod file;
mod inspect;
mod kind;
mod left;
mod name;
mod of_form;
mod refusal;
#[cfg(any(test, feature = "fakes"))]
pub mod samples;
mod sending;
mod source;
mod state;
mod step;
mod stored;
#[cfg(test)]
mod tests;
mod upload;
mod view;
mod whole;

pub use file::{FileId, NoFileId, SealedFile};
pub use inspect::{Inspection, MAX_FILE_BYTES};
pub use kind::FileKind;
pub(crate) use left::{left, open_of, read_all};
pub(crate) use of_form::{OfForm, arrived, is_known, known, of_form};
pub use refusal::Refusal;
pub(crate) use sending::{answered, failed, hurry, send_again, woke};
pub use source::Source;
pub(crate) use state::State;
pub(crate) use step::{
    ask_for_file, certify, dismiss, drop_all, forget_account, inherit, keep_current, let_go, offered,
    open_lot, passed, pause, remove, sealed, sweep, swept,
};
pub(crate) use stored::{loaded, restore};
pub use upload::{Announcement, Certification, PART_BYTES, UploadProgress, UploadStep};
pub(crate) use view::{copy, view, within_form};
