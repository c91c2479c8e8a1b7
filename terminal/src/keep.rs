//! Documents that the phone shares are kept as files, for a browser to show and print: a terminal shows text alone.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use salyk_client::intent::RequestId;
use salyk_client::view::{HostRequestKind, Update};

/// The media type of documents.
const DOCUMENT: &str = "text/html";

/// The most files of one name in a folder.
const MOST_OF_A_NAME: u32 = 99;

/// Keeps the documents of updates in a folder; in the place of a document's text the update then has the path of its file. A
/// document that can't be kept stays as it is.
pub fn keeping(folder: PathBuf) -> impl Fn(Update) -> Update + Send + Sync {
    let kept = Mutex::new(BTreeMap::new());
    move |mut update| {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        for request in &mut update.requests {
            let HostRequestKind::ShareFile {
                name,
                media_type,
                text,
            } = &mut request.kind
            else {
                continue;
            };
            if media_type == DOCUMENT
                && let Some(path) = keep(&mut kept, &folder, request.id, name, text)
            {
                *text = path.display().to_string();
            }
        }
        update
    }
}

/// A request is repeated until it is answered, and its file is written once.
fn keep(
    kept: &mut BTreeMap<RequestId, PathBuf>,
    folder: &Path,
    request: RequestId,
    name: &str,
    text: &str,
) -> Option<PathBuf> {
    if let Some(path) = kept.get(&request) {
        return Some(path.clone());
    }
    let path = write(folder, Path::new(name), text)?;
    kept.insert(request, path.clone());
    Some(path)
}

/// Writes beside what is there, for the person alone to read: a document has a taxpayer's numbers.
fn write(folder: &Path, name: &Path, text: &str) -> Option<PathBuf> {
    let stem = name.file_stem()?.to_str()?;
    for number in 1..=MOST_OF_A_NAME {
        let free = match number {
            1 => format!("{stem}.html"),
            more => format!("{stem}-{more}.html"),
        };
        let path = folder.join(free);
        let mut new = OpenOptions::new();
        new.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
        match new.open(&path) {
            Ok(mut file) => return file.write_all(text.as_bytes()).ok().map(|()| path),
            Err(taken) if taken.kind() == ErrorKind::AlreadyExists => {}
            Err(_) => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use salyk_client::view::HostRequest;

    use super::*;
    use crate::fixtures::{asking, update};

    fn shared(id: u64, name: &str, media_type: &str) -> Update {
        let kind = HostRequestKind::ShareFile {
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            text: format!("sample {id}"),
        };
        let id = RequestId(id);
        asking(update(id.0, Vec::new()), HostRequest { id, kind })
    }

    fn text(update: &Update) -> &str {
        match &update.requests[0].kind {
            HostRequestKind::ShareFile { text, .. } => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_document_is_kept_once_and_beside_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let keep = keeping(folder.path().to_owned());
        let name = "salyk-sample.html";
        for (request, file) in [
            (1, "salyk-sample.html"),
            (1, "salyk-sample.html"),
            (2, "salyk-sample-2.html"),
        ] {
            let path = folder.path().join(file);
            let told = keep(shared(request, name, DOCUMENT));
            assert_eq!(text(&told), path.display().to_string());
            assert_eq!(fs::read_to_string(&path).unwrap(), format!("sample {request}"));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn nothing_leaves_the_folder_and_other_files_are_shown_as_text() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("inner");
        fs::create_dir(&folder).unwrap();
        let keep = keeping(folder.clone());
        assert_eq!(text(&keep(shared(1, "salyk.ics", "text/calendar"))), "sample 1");
        keep(shared(2, "../salyk-sample.html", DOCUMENT));
        assert!(folder.join("salyk-sample.html").exists());
        assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_document_that_cannot_be_kept_is_shown() {
        let folder = tempfile::tempdir().unwrap();
        let keep = keeping(folder.path().join("none"));
        assert_eq!(text(&keep(shared(1, "salyk-sample.html", DOCUMENT))), "sample 1");
    }
}
