//! Attached files on threads of their own: reading a large one must hold up neither the loop nor the store's queue.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use crate::attachments::{FileId, PART_BYTES, Source, UploadStep};
use crate::effect::Ticket;
use crate::event::Event;
use crate::ports::{AttachmentFiles, FilesError};

/// A file's way is told again after so many bytes.
const TELL_EVERY: u64 = 512 * 1024;

/// Seals a file; its answer, and how far it has come, go to the inbox. Must be called on the runtime.
pub(super) fn seal(
    files: Arc<dyn AttachmentFiles>,
    inbox: UnboundedSender<Event>,
    ticket: Ticket,
    file: FileId,
    source: Source,
) {
    spawn_blocking(move || {
        let mut told = 0;
        let mut progress = |passed: u64| {
            if passed - told >= TELL_EVERY {
                told = passed;
                let _ = inbox.send(Event::FilePassed(ticket, passed));
            }
            // Nobody waits for a core that is being closed.
            !source.is_stopped() && !inbox.is_closed()
        };
        let sealed = guarded(|| files.seal(&file, source.host(), &mut progress));
        let _ = inbox.send(Event::FileSealed(ticket, sealed));
    });
}

/// Erases what is not to be kept.
pub(super) fn sweep(
    files: Arc<dyn AttachmentFiles>,
    inbox: UnboundedSender<Event>,
    ticket: Ticket,
    keep: Vec<FileId>,
) {
    spawn_blocking(move || {
        let swept = guarded(|| files.sweep(&keep));
        let _ = inbox.send(Event::FilesSwept(ticket, swept));
    });
}

/// What a step of an upload sends of the file.
pub(super) async fn part(
    files: Arc<dyn AttachmentFiles>,
    file: FileId,
    step: &UploadStep,
) -> Result<Zeroizing<Vec<u8>>, FilesError> {
    let UploadStep::Part { bytes, from, .. } = *step else {
        return Ok(Zeroizing::default());
    };
    let most = usize::try_from(PART_BYTES).unwrap_or(usize::MAX);
    let reading = spawn_blocking(move || guarded(|| files.read(&file, bytes, from, most)));
    reading
        .await
        .unwrap_or_else(|_| Err(FilesError::Io("reading was cut off".to_owned())))
}

fn guarded<T>(job: impl FnOnce() -> Result<T, FilesError>) -> Result<T, FilesError> {
    catch_unwind(AssertUnwindSafe(job))
        .unwrap_or_else(|_| Err(FilesError::Io("the files' adapter panicked".to_owned())))
}
