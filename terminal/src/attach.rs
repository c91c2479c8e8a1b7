//! A file of this machine, handed to the phone in pieces.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use salyk_client::fault::Fault;
use salyk_client::ports::{AttachmentSource, SourceError};

use crate::phone::Phone;

/// Hands the file at a path over, to be attached to `to`; gives whether there is one that can be read.
///
/// # Errors
/// A [`Fault`] when the core can't take it.
pub fn hand_over(phone: &dyn Phone, to: &str, path: &str) -> Result<bool, Fault> {
    let path = Path::new(path.trim());
    let Ok(source) = FileSource::open(path) else {
        return Ok(false);
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    phone.attach(to.to_owned(), name.into_owned(), Arc::new(source))?;
    Ok(true)
}

/// A file that is read as it is asked for.
struct FileSource(Mutex<File>);

impl FileSource {
    fn open(path: &Path) -> std::io::Result<Self> {
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
