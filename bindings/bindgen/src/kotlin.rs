//! Reads a built library and writes the Kotlin code that calls it.

fn main() {
    uniffi::uniffi_bindgen_main();
}
