//! The project's own files.

use std::process::Command;

use anyhow::Result;

use crate::log::output;
use crate::place::Place;

/// Every file that git keeps or would keep, by its path from the checkout; links, such as those to generated code, are left out.
///
/// # Errors
/// When git can't be asked.
pub(crate) fn of_project(place: &Place) -> Result<Vec<String>> {
    let listed = output(Command::new("git").current_dir(&place.root).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let mut files: Vec<String> = listed
        .split('\0')
        .filter(|path| !path.is_empty())
        .map(str::to_owned)
        .collect();
    // A file that was deleted and not yet committed is still listed.
    files.retain(|path| {
        place
            .root
            .join(path)
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_file())
    });
    files.sort();
    files.dedup();
    Ok(files)
}
