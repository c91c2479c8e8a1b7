//! Answers JSON lines of `world`, `now`, `newest` and `text` that another made, in the same order.

use std::io::{BufRead, stdin};

use anyhow::{Context, Result};
use salyk_certificate::{Clock, verify};
use salyk_certificate_cases::told;
use salyk_certificate_cases::world::worlds;
use serde_json::Value;

fn main() -> Result<()> {
    let worlds = worlds()?;
    for line in stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let number = |key: &str| {
            case.get(key)
                .and_then(Value::as_i64)
                .context("a number is missing")
        };
        let world = worlds.get(usize::try_from(number("world")?)?);
        let clock = Clock {
            now: number("now")?,
            newest_verified: number("newest")?,
        };
        let text = case
            .get("text")
            .and_then(Value::as_str)
            .context("the text is missing")?;
        let lists = &world.context("there is no such world")?.lists;
        println!("{}", told(&verify(text, lists, clock)));
    }
    Ok(())
}
