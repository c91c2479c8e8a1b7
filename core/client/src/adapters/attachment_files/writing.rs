//! Writing on a thread of its own: the disk works while the next chunk is read, hashed and sealed.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder};

use zeroize::Zeroizing;

use super::disk::Output;
use crate::ports::FilesError;

/// Most pieces that wait to be written: together with those in hand about a megabyte.
const WAITING: usize = 16;

/// After so many bytes the disk is asked to hold them, so that little is left to wait for at the end.
const HELD_AT: usize = 1024 * 1024;

/// Where sealed pieces go, each in a buffer that is given back empty.
pub(super) struct Pieces {
    to_write: SyncSender<Zeroizing<Vec<u8>>>,
    written: Receiver<Zeroizing<Vec<u8>>>,
}

impl Pieces {
    /// Hands a piece on and gives an empty buffer for the next; none once writing has failed.
    pub(super) fn hand_on(&self, piece: Zeroizing<Vec<u8>>) -> Option<Zeroizing<Vec<u8>>> {
        let size = piece.capacity();
        self.to_write.send(piece).ok()?;
        let empty = self.written.try_recv();
        Some(empty.unwrap_or_else(|_| Zeroizing::new(Vec::with_capacity(size))))
    }
}

/// Writes whatever `make` hands on, in its order, and gives what it made once all of it is on the disk.
///
/// # Errors
/// The disk's, before that of `make`, which fails as well when its pieces are not taken any more.
pub(super) fn while_writing<T>(
    out: &mut dyn Output,
    make: impl FnOnce(&Pieces) -> Result<T, FilesError>,
) -> Result<T, FilesError> {
    let (to_write, pieces) = sync_channel(WAITING);
    let (back, written) = sync_channel(WAITING);
    thread::scope(|scope| {
        let writer = Builder::new().spawn_scoped(scope, move || write(out, &pieces, &back))?;
        let handing = Pieces { to_write, written };
        let made = make(&handing);
        drop(handing);
        writer
            .join()
            .map_err(|_| FilesError::Io("the writer ended".to_owned()))??;
        made
    })
}

fn write(
    out: &mut dyn Output,
    pieces: &Receiver<Zeroizing<Vec<u8>>>,
    back: &SyncSender<Zeroizing<Vec<u8>>>,
) -> std::io::Result<()> {
    let mut since_held = 0;
    while let Ok(mut piece) = pieces.recv() {
        out.write(&piece)?;
        since_held += piece.len();
        if since_held >= HELD_AT {
            out.sync()?;
            since_held = 0;
        }
        piece.clear();
        // Nobody has to take it back.
        let _ = back.try_send(piece);
    }
    out.sync()
}
