//! A file of this machine, handed to the phone in pieces.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use salyk_client::ports::{AttachmentSource, SourceError};

/// A file that is read as it is asked for.
pub struct FileSource(Mutex<File>);

impl FileSource {
    /// Opens the file at a path.
    ///
    /// # Errors
    /// When there is none that can be read.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let file = File::open(path)?;
        if !file.metadata()?.is_file() {
            return Err(std::io::ErrorKind::InvalidInput.into());
        }
        Ok(Self(Mutex::new(file)))
    }
}

impl AttachmentSource for FileSource {
    fn read(&self, max: usize) -> Result<Vec<u8>, SourceError> {
        let mut piece = vec![0; max];
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = file.read(&mut piece).map_err(|_| SourceError)?;
        piece.truncate(read);
        Ok(piece)
    }
}

#[cfg(test)]
mod tests {
    use salyk_client::ports::AttachmentSource;

    use super::FileSource;

    #[test]
    fn a_file_comes_in_pieces_and_a_folder_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sample.pdf");
        std::fs::write(&path, b"%PDF-1.4 %%EOF").unwrap();
        let source = FileSource::open(&path).unwrap();
        assert_eq!(source.read(5).unwrap(), b"%PDF-");
        assert_eq!(source.read(100).unwrap(), b"1.4 %%EOF");
        assert_eq!(source.read(100).unwrap(), b"");
        assert!(FileSource::open(folder.path()).is_err());
        assert!(FileSource::open(&folder.path().join("none")).is_err());
    }
}
