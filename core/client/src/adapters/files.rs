//! Files that only their owner can read and that a power cut leaves whole.

use std::fs::{DirBuilder, File, OpenOptions};

use salyk_regulation::order;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes the folder, readable by its owner only where the system knows owners.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes an empty file, readable by its owner only where the system knows owners; what stood there is gone.
pub(super) fn make_private_file(path: &Path) -> io::Result<File> {
    remove_if_there(path)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Replaces a file's content at once: a reader sees the old content or the new, and the new is on the disk on return.
pub(super) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let fresh = with_suffix(path, ".new");
    let mut file = make_private_file(&fresh)?;
    file.write_all(content)?;
    file.sync_all()?;
    drop(file);
    rename(&fresh, path)
}

/// Renames within one folder, durably.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)?;
    sync_folder_of(to)
}

/// Removes a file; that it is absent is as good.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Reads a file of at most `limit` bytes; `None` when there is none.
pub(super) fn read_if_there(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let mut content = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(file, limit + 1), &mut content)?;
    if content.len() as u64 > limit {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(Some(content))
}

/// Moves a damaged file out of the way under the first free name, so that nothing is overwritten.
pub(super) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let free = (1_u32..)
        .map(|number| with_suffix(path, &format!("{SET_ASIDE}{number}")))
        .find(|name| !name.exists());
    let name = free.ok_or(io::ErrorKind::AlreadyExists)?;
    rename(path, &name)?;
    Ok(name)
}

/// The files that were set aside for `path`.
pub(super) fn set_aside_files(path: &Path) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Ok(Vec::new());
    };
    let prefix = format!("{}{SET_ASIDE}", name.to_string_lossy());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            found.push(entry.path());
        }
    }
    order::sort(&mut found);
    Ok(found)
}

/// Makes renames and removals in the file's folder durable, where the system lets a folder be opened.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The path with text added to its last part.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

const SET_ASIDE: &str = ".damaged-";
