//! The few things that are done to the disk, so that a test can make each of them fail.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use crate::adapters::files;

/// One folder of files.
pub(super) trait Disk: Send + Sync {
    /// Makes an empty file in place of what may stand there.
    fn create(&self, name: &str) -> io::Result<Box<dyn Output>>;
    /// Gives a file another name, durably.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file; that it is absent is as good.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Makes removals durable.
    fn sync(&self) -> io::Result<()>;
    /// The names of all files.
    fn names(&self) -> io::Result<Vec<String>>;
    /// A file's length in bytes; `None` when there is none.
    fn length(&self, name: &str) -> io::Result<Option<u64>>;
    /// At most `most` bytes from a place on; fewer only where the file ends.
    fn read_at(&self, name: &str, from: u64, most: usize) -> io::Result<Vec<u8>>;
}

/// A file that is being written.
pub(super) trait Output: Send {
    /// Writes all of it.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes what was written durable.
    fn sync(&mut self) -> io::Result<()>;
}

/// A folder of the system's, made when first written to.
pub(super) struct FolderDisk(pub(super) PathBuf);

impl Disk for FolderDisk {
    fn create(&self, name: &str) -> io::Result<Box<dyn Output>> {
        files::make_private_folder(&self.0)?;
        Ok(Box::new(files::make_private_file(&self.0.join(name))?))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        files::rename(&self.0.join(from), &self.0.join(to))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        files::remove_if_there(&self.0.join(name))
    }

    fn sync(&self) -> io::Result<()> {
        files::sync_folder_of(&self.0.join("."))
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut names = Vec::new();
        for entry in entries {
            if let Ok(name) = entry?.file_name().into_string() {
                names.push(name);
            }
        }
        Ok(names)
    }

    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        match std::fs::metadata(self.0.join(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            found => Ok(Some(found?.len())),
        }
    }

    fn read_at(&self, name: &str, from: u64, most: usize) -> io::Result<Vec<u8>> {
        let mut file = File::open(self.0.join(name))?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::with_capacity(most);
        file.take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Output for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}
