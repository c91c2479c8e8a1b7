//! Prints cases as JSON lines: first the worlds, then as many cases as are asked for.

use std::env;
use std::io::{BufWriter, Write, stdout};

use anyhow::{Context, Result};
use salyk_certificate_cases::case;
use salyk_certificate_cases::world::worlds;
use serde_json::json;

fn main() -> Result<()> {
    let count: u64 = env::args().nth(1).context("how many cases?")?.parse()?;
    let mut out = BufWriter::new(stdout().lock());
    let worlds = worlds()?;
    let told: Vec<_> = worlds.iter().map(|world| &world.told).collect();
    writeln!(out, "{}", json!({"worlds": told}))?;
    for number in 0..count {
        writeln!(out, "{}", case(number, &worlds)?)?;
    }
    Ok(out.flush()?)
}
