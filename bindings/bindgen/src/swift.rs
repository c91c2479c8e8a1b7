//! Reads a built library and writes the Swift code, C header and module map that call it.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
