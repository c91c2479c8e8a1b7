//! The generator of the Kotlin and Swift code.

fn main() {}
