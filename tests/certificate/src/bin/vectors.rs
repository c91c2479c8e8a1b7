//! Writes the examples into the folder that is named.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use salyk_certificate_cases::vectors::files;

fn main() -> Result<()> {
    let folder = PathBuf::from(env::args().nth(1).context("into which folder?")?);
    for (name, text) in files()? {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}
