//! The size gate.

use std::fs;

use anyhow::{Context, Result};

use super::Target;
use crate::place::Place;

/// Where the gate stands.
pub(super) const FILE: &str = "docs/size-gate.toml";

/// The most bytes a target's library may have; `None` where no gate is set.
///
/// # Errors
/// When the file is gone, is no TOML, or names a target that there is not.
pub(super) fn most_bytes(place: &Place, target: Target) -> Result<Option<u64>> {
    let text = fs::read_to_string(place.root.join(FILE)).with_context(|| format!("can't read {FILE}"))?;
    read(&text, target).with_context(|| format!("in {FILE}"))
}

fn read(text: &str, target: Target) -> Result<Option<u64>> {
    let table: toml::Table = text.parse()?;
    let known = |name: &String| Target::ALL.iter().any(|target| target.triple() == name);
    if let Some(unknown) = table.keys().find(|name| !known(name)) {
        anyhow::bail!("`{unknown}` is no target");
    }
    let Some(value) = table.get(target.triple()) else {
        return Ok(None);
    };
    let bytes = value.as_integer().and_then(|bytes| u64::try_from(bytes).ok());
    bytes
        .map(Some)
        .with_context(|| format!("`{target}` is not a number of bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_is_read_for_its_target_alone() {
        let text = "aarch64-linux-android = 3_500_000";
        assert_eq!(read(text, Target::AndroidArm64).unwrap(), Some(3_500_000));
        assert_eq!(read(text, Target::IosArm64).unwrap(), None);
    }

    #[test]
    fn a_gate_that_guards_nothing_is_an_error() {
        for text in [
            "aarch64-linux-andriod = 1",
            "aarch64-linux-android = \"1\"",
            "aarch64-linux-android = -1",
            "?",
        ] {
            assert!(read(text, Target::AndroidArm64).is_err(), "{text}");
        }
    }

    #[test]
    fn the_gate_of_arm64_android_is_set() {
        assert!(
            most_bytes(&Place::find().unwrap(), Target::AndroidArm64)
                .unwrap()
                .is_some()
        );
    }
}
