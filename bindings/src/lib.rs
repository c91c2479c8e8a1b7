//! Everything that crosses to Kotlin and Swift through UniFFI.
