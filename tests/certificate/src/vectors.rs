//! The committed examples: some of each kind of case, a file for each kind.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::case;
use crate::kinds::KINDS;
use crate::world::worlds;

/// How many cases of each kind are committed.
const OF_EACH: u64 = 4;

/// The name and the text of each file, the worlds first.
///
/// # Errors
/// When a constant makes no key.
pub fn files() -> Result<Vec<(String, String)>> {
    let worlds = worlds()?;
    let told: Vec<_> = worlds.iter().map(|world| &world.told).collect();
    let mut files = vec![("worlds.json".to_owned(), pretty(&json!({"worlds": told}))?)];
    for (place, kind) in (0_u64..).zip(KINDS) {
        let numbers = (0..OF_EACH).map(|turn| turn * KINDS.len() as u64 + place);
        let cases = numbers
            .map(|number| case(number, &worlds))
            .collect::<Result<Vec<_>>>()?;
        files.push((format!("{kind}.json"), pretty(&json!({"cases": cases}))?));
    }
    Ok(files)
}

fn pretty(value: &Value) -> Result<String> {
    let text = serde_json::to_string_pretty(value).context("JSON is written")?;
    Ok(format!("{text}\n"))
}
