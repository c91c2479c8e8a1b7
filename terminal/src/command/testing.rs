//! A dossier of nobody for the commands' tests.

/// A lot released by customs on 2 June 2026, exported in part; the last day to apply for the return is 29 November 2026.
pub(super) const SAMPLE: &str = include_str!("samples/dossier.json");

/// The same on one line.
pub(super) fn one_line() -> String {
    let sample: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    sample.to_string()
}
