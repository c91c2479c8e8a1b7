//! The wrapper in Kotlin and its journey against the real sandbox, by Maven.

use std::process::Command;

use anyhow::Result;

use crate::library;
use crate::log::Log;
use crate::place::Place;
use crate::setup::Tool;

pub(crate) fn test(place: &Place, log: &mut Log) -> Result<()> {
    Tool::Maven.ensure(place, log)?;
    let parts = library::build(place, log)?;
    let property = |name: &str, path: &std::path::Path| format!("-D{name}={}", path.display());
    log.run(
        Command::new("mvn")
            .current_dir(place.root.join("bindings").join("kotlin"))
            .args(["--batch-mode", "--no-transfer-progress"])
            .arg(property("salyk.lib.dir", &parts.shared))
            .arg(property("salyk.generated.dir", &parts.kotlin))
            .arg("test")
            .env("SALYK_LIB_DIR", &parts.shared)
            .env("SALYK_SANDBOX_BIN", &parts.sandbox),
    )
}
