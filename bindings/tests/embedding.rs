//! What the documents show of Kotlin and Swift is code that the tests in those languages run.

use std::fs;
use std::path::Path;

/// The blocks of a document in one language.
fn blocks<'a>(document: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    document
        .split(fence.as_str())
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect()
}

#[test]
fn documents_show_the_code_that_is_tested() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(here.join(path));
    for (language, file) in [
        ("kotlin", "kotlin/src/test/kotlin/kg/salyk/EmbeddingTest.kt"),
        ("swift", "swift/Tests/SalykKitTests/EmbeddingTests.swift"),
    ] {
        let code = read(file).unwrap();
        let (_, rest) = code.split_once("// README\n").unwrap();
        let (tested, _) = rest.split_once("// README ends").unwrap();
        assert_eq!(blocks(&read("README.md").unwrap(), language), [tested]);
        let front = read("../README.md").unwrap_or_default();
        assert!(
            blocks(&front, language).iter().all(|block| *block == tested),
            "README.md shows other {language}"
        );
    }
}
