//! The lists that an inspector holds, as files in a folder.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use salyk_certificate::{ListError, Lists, PublicKey};
use salyk_sandbox::CertificateOffice;

use crate::problem::Problem;

/// The largest file that is read, in bytes: a country's extract.
const LARGEST: u64 = 64 * 1024 * 1024;

const ROOT: &str = "root.key";
const KEYS: &str = "keys.cwt";
const STATUS: &str = "status.cwt";
const REGISTER: &str = "register.cwt";

/// The bytes of each file.
pub(super) struct Files {
    /// The key that signs key lists: a compressed point of P-256.
    pub(super) root: Vec<u8>,
    pub(super) keys: Vec<u8>,
    pub(super) status: Vec<u8>,
    pub(super) register: Vec<u8>,
}

impl Files {
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let files = [
            (ROOT, &self.root),
            (KEYS, &self.keys),
            (STATUS, &self.status),
            (REGISTER, &self.register),
        ];
        files
            .iter()
            .try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
    }
}

/// The lists of a folder. A status list or an extract may be missing, the root key and the key list may not.
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
    let taken = lists.take_keys(&read_file(folder, KEYS)?);
    taken.map_err(|error| refused(folder, KEYS, error.to_string()))?;
    take(&mut lists, folder, STATUS, Lists::take_status)?;
    take(&mut lists, folder, REGISTER, Lists::take_register)?;
    Ok(lists)
}

/// The samples' lists of a moment.
pub(super) fn of_samples(now: Timestamp) -> Result<Lists, Problem> {
    let office = CertificateOffice::sample(now.to_zoned(TimeZone::UTC).date())?;
    let signed = office.lists(now)?;
    let mut lists = Lists::new(vec![office.root()?]);
    let taken = lists
        .take_keys(&signed.keys)
        .and_then(|()| lists.take_status(&signed.status))
        .and_then(|()| lists.take_register(&signed.register));
    taken.map_err(|error| Problem::Sandbox(error.to_string()))?;
    Ok(lists)
}

fn take(
    lists: &mut Lists,
    folder: &Path,
    name: &str,
    take: impl Fn(&mut Lists, &[u8]) -> Result<(), ListError>,
) -> Result<(), Problem> {
    if !folder.join(name).exists() {
        return Ok(());
    }
    take(lists, &read_file(folder, name)?).map_err(|error| refused(folder, name, error.to_string()))
}

fn read_file(folder: &Path, name: &str) -> Result<Vec<u8>, Problem> {
    let path = folder.join(name);
    let unreadable = |source| Problem::Unreadable {
        what: "list",
        path: path.clone(),
        source,
    };
    if fs::metadata(&path).map_err(unreadable)?.len() > LARGEST {
        return Err(unreadable(io::ErrorKind::FileTooLarge.into()));
    }
    fs::read(&path).map_err(unreadable)
}

fn refused(folder: &Path, name: &str, reason: String) -> Problem {
    Problem::ListRefused {
        path: folder.join(name),
        reason,
    }
}
