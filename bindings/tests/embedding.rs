//! What the documents show of Kotlin and Swift is code that the tests in those languages run.

use std::fs;
use std::path::Path;

/// The lines between the two marks of a file.
fn shown(path: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let (_, rest) = text.split_once("// README\n").unwrap();
    rest.split_once("// README ends").unwrap().0.to_owned()
}

/// The blocks of a document in one language.
fn blocks<'a>(document: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    document
        .split(fence.as_str())
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

#[test]
fn documents_show_the_code_that_is_tested() {
    let kotlin = shown("kotlin/src/test/kotlin/kg/salyk/EmbeddingTest.kt");
    let swift = shown("swift/Tests/SalykKitTests/EmbeddingTests.swift");
    let here = include_str!("../README.md");
    assert_eq!(blocks(here, "kotlin"), [kotlin.as_str()]);
    assert_eq!(blocks(here, "swift"), [swift.as_str()]);

    let front = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap_or_default();
    assert!(
        blocks(&front, "kotlin").iter().all(|block| **block == kotlin),
        "README.md shows other Kotlin"
    );
    assert!(
        blocks(&front, "swift").iter().all(|block| **block == swift),
        "README.md shows other Swift"
    );
}
