//! The lists that an inspector holds, as files in a folder.

use std::fs;
use std::io::{self, Read, Write, stderr};
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use salyk_certificate::{Kept, ListError, Lists, PublicKey};
use salyk_sandbox::CertificateOffice;
use tempfile::NamedTempFile;

use crate::problem::Problem;

/// The largest file that is read, in bytes: a country's extract.
const LARGEST: u64 = 64 * 1024 * 1024;

const ROOT: &str = "root.key";
const KEYS: &str = "keys.cwt";
const STATUS: &str = "status.cwt";
const REGISTER: &str = "register.cwt";
/// The newest verified time, in seconds of UTC.
const NEWEST: &str = "newest";

/// Says whose root key lies beside it.
const NOTE: &str = "SAMPLE.txt";
const NOTE_TEXT: &str = "\
Бул папкадагы root.key – үлгүлөрдүн ачкычы, анын сыры баарына ачык: ал үлгүлөрдөн башка эч нерсеге күбө болбойт.
Ключ root.key в этой папке – ключ образцов, его секрет открыт всем: он не ручается ни за что, кроме образцов.
The root.key of this folder is the samples', whose secret is open to all: it vouches for nothing but samples.
";

/// What is held was taken at its time: no clock is asked again.
const HELD: i64 = i64::MAX;

/// The bytes of each file of the samples' lists.
pub(super) struct Files {
    /// The key that signs key lists: a compressed point of P-256.
    pub(super) root: Vec<u8>,
    pub(super) keys: Vec<u8>,
    pub(super) status: Vec<u8>,
    pub(super) register: Vec<u8>,
}

impl Files {
    /// Writes them, with a note that they are samples'.
    ///
    /// # Errors
    /// When something can't be written, or another root key is there: a folder that trusts it would trust everyone from then on.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Problem> {
        fs::create_dir_all(folder)?;
        if is_there(&folder.join(ROOT))? && fs::read(folder.join(ROOT)).ok().as_ref() != Some(&self.root) {
            return Err(Problem::Unfit {
                option: "--lists",
                reason: format!(
                    "{} has the root key of another; choose a folder of their own for the samples' lists",
                    folder.display()
                ),
            });
        }
        let files = [
            (NOTE, NOTE_TEXT.as_bytes()),
            (ROOT, &self.root),
            (KEYS, &self.keys),
            (STATUS, &self.status),
            (REGISTER, &self.register),
        ];
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes)?;
        }
        Ok(())
    }
}

/// The lists of a folder. A status list or an extract may be missing, the root key and the key list may not. No code needs the
/// extract, so that one that can't be taken is told, and the rest goes on.
pub(super) fn read(folder: &Path) -> Result<Lists, Problem> {
    let root = read_file(folder, ROOT)?;
    let root = root.as_slice().try_into().ok().map(PublicKey::from_compressed);
    let Some(Ok(root)) = root else {
        return Err(refused(
            folder,
            ROOT,
            "33 bytes of a point of P-256 are wanted".to_owned(),
        ));
    };
    let mut lists = Lists::new(vec![root]);
    let taken = lists.take_keys(&read_file(folder, KEYS)?, HELD);
    let _ = taken.map_err(|error| refused(folder, KEYS, error.to_string()))?;
    let mut keys = lists.keys().map(|list| list.all().iter()).unwrap_or_default();
    if CertificateOffice::is_sample_root(&root) && keys.any(|key| !key.is_sample) {
        let reason = "the samples' root key, which anyone has, vouches for a key that is not for samples";
        return Err(refused(folder, KEYS, reason.to_owned()));
    }
    take(&mut lists, folder, STATUS, Lists::take_status)?;
    if let Err(problem) = take(&mut lists, folder, REGISTER, Lists::take_register) {
        warn(&problem);
    }
    Ok(lists)
}

/// The newest verified time that a folder knows; 0 before the first. One that can't be read is told and counts as none: the
/// lists' own times still guard the clock.
pub(super) fn newest(folder: &Path) -> i64 {
    let path = folder.join(NEWEST);
    let read = is_there(&path).and_then(|there| {
        if there {
            fs::read_to_string(&path)
        } else {
            Ok("0".to_owned())
        }
    });
    let number = read.map_err(|error| error.to_string()).and_then(|text| {
        text.trim()
            .parse()
            .map_err(|_| "a number of seconds is wanted".to_owned())
    });
    number.unwrap_or_else(|reason| {
        warn(&refused(folder, NEWEST, reason));
        0
    })
}

/// Keeps the newest verified time, whole or not at all. A folder that can't be written is told; the answer holds all the same.
pub(super) fn keep_newest(folder: &Path, newest: i64) {
    if let Err(source) = replace(folder, NEWEST, format!("{newest}\n").as_bytes()) {
        warn(&Problem::Folder {
            path: folder.to_owned(),
            source,
        });
    }
}

fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name)).map_err(|error| error.error)?;
    fs::File::open(folder)?.sync_all()
}

fn warn(problem: &dyn std::fmt::Display) {
    let _ = writeln!(stderr(), "salyk: {problem}");
}

/// The samples' lists of a moment.
pub(super) fn of_samples(now: Timestamp) -> Result<Lists, Problem> {
    let office = CertificateOffice::sample(now.to_zoned(TimeZone::UTC).date())?;
    let signed = office.lists(now)?;
    let mut lists = Lists::new(vec![office.root()?]);
    let now = now.as_second();
    let taken = lists
        .take_keys(&signed.keys, now)
        .and_then(|_| lists.take_status(&signed.status, now))
        .and_then(|_| lists.take_register(&signed.register, now));
    let _ = taken.map_err(|error| Problem::Sandbox(error.to_string()))?;
    Ok(lists)
}

fn take(
    lists: &mut Lists,
    folder: &Path,
    name: &str,
    take: impl Fn(&mut Lists, &[u8], i64) -> Result<Kept, ListError>,
) -> Result<(), Problem> {
    let path = folder.join(name);
    let is_there = is_there(&path).map_err(|source| Problem::Unreadable {
        what: "list",
        path,
        source,
    })?;
    if !is_there {
        return Ok(());
    }
    let taken = take(lists, &read_file(folder, name)?, HELD);
    taken
        .map(|_| ())
        .map_err(|error| refused(folder, name, error.to_string()))
}

/// Whether something has this name, also a link that leads nowhere.
fn is_there(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn read_file(folder: &Path, name: &str) -> Result<Vec<u8>, Problem> {
    let path = folder.join(name);
    let unreadable = |source| Problem::Unreadable {
        what: "list",
        path: path.clone(),
        source,
    };
    let mut bytes = Vec::new();
    let file = fs::File::open(&path).map_err(unreadable)?;
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(unreadable(io::ErrorKind::FileTooLarge.into()));
    }
    Ok(bytes)
}

fn refused(folder: &Path, name: &str, reason: String) -> Problem {
    Problem::ListRefused {
        path: folder.join(name),
        reason,
    }
}
