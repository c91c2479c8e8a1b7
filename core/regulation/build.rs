//! Packs the tables that a version is made with: as JSON without its white space, compressed.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

use miniz_oxide::deflate::compress_to_vec_zlib;
use serde_json::{Value, json};

/// As small as it gets; it is done once a build.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    let policy: Value = serde_json::from_str(&fs::read_to_string("data/policy.json")?)?;
    pack("policy", &policy)?;
    let days_off = rows("data/kg_holidays.csv")?;
    let worked: Vec<_> = rows("data/kg_worked_days.csv")?
        .into_iter()
        .filter_map(|mut row| row.remove("date"))
        .collect();
    pack(
        "calendar",
        &json!({ "days_off": days_off, "worked_days": worked }),
    )
}

/// The rows of a table, by the names of their columns.
fn rows(path: &str) -> Result<Vec<BTreeMap<String, String>>, csv::Error> {
    csv::Reader::from_path(path)?.into_deserialize().collect()
}

fn pack(name: &str, table: &Value) -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo names the folder to write into")?;
    let packed = compress_to_vec_zlib(table.to_string().as_bytes(), LEVEL);
    fs::write(Path::new(&out).join(name).with_extension("json.zlib"), packed)?;
    Ok(())
}
