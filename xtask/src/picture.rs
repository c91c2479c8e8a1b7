//! The README's pictures of an Android phone: the core's screens by Compose, drawn by Robolectric without a phone.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::library;
use crate::log::Log;
use crate::place::Place;
use crate::setup::Tool;

/// Draws `docs/pictures` anew, from the sandbox's answers on a fixed day.
///
/// # Errors
/// When something can't be built, or a screen does not come or is not what the core said.
pub(crate) fn draw(place: &Place, log: &mut Log) -> Result<()> {
    Tool::Maven.ensure(place, log)?;
    Tool::Aapt.ensure(place, log)?;
    let parts = library::build(place, log)?;
    let pictures = place.root.join("docs").join("pictures");
    let property = |name: &str, path: &Path| format!("-D{name}={}", path.display());
    log.run(
        Command::new("mvn")
            .current_dir(place.root.join("bindings").join("kotlin").join("picture"))
            .args(["--batch-mode", "--no-transfer-progress"])
            .arg(property("salyk.target.dir", &place.target))
            .arg(property("salyk.lib.dir", &parts.shared))
            .arg(property("salyk.generated.dir", &parts.kotlin))
            .arg(property("salyk.pictures.dir", &pictures))
            // The jar of Android's libraries is made in this phase, after that of the tests.
            .arg("package")
            .env("SALYK_SANDBOX_BIN", &parts.sandbox),
    )?;
    log.say(&format!("drawn: {}", place.shown(&pictures)))
}
