//! Packs the texts of each language: three languages are 140 KB as they are written, and a phone shows one.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

use miniz_oxide::deflate::compress_to_vec_zlib;

const LANGUAGES: [&str; 3] = ["ky", "ru", "en"];
const FILES: [&str; 11] = [
    "app",
    "certificate",
    "entries",
    "files",
    "filing",
    "papers",
    "regime",
    "registration",
    "rules",
    "whatif",
    "why",
];

/// As small as it gets; it is done once a build.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("src").join("text");
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = env::var_os("OUT_DIR").ok_or("cargo names the folder to write into")?;
    for language in LANGUAGES {
        let mut texts = String::new();
        for file in FILES {
            texts += &fs::read_to_string(folder.join(language).join(file).with_extension("ftl"))?;
            texts.push('\n');
        }
        let packed = Path::new(&out).join(language).with_extension("ftl.zlib");
        fs::write(packed, compress_to_vec_zlib(texts.as_bytes(), LEVEL))?;
    }
    Ok(())
}
