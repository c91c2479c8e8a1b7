//! A dossier of nobody for the commands' tests.

use serde_json::Value;

/// A lot released by customs on 2 June 2026, exported in part; the last day to apply for the return is 29 November 2026.
pub(super) const SAMPLE: &str = include_str!("samples/dossier.json");

/// The same on one line.
pub(super) fn one_line() -> String {
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    sample.to_string()
}

/// The sample with the value at `pointer` replaced, or put there.
pub(super) fn changed(pointer: &str, by: &Value) -> Value {
    let mut dossier: Value = serde_json::from_str(SAMPLE).unwrap();
    let (above, last) = pointer.rsplit_once('/').unwrap();
    match dossier.pointer_mut(above).unwrap() {
        Value::Object(fields) => drop(fields.insert(last.to_owned(), by.clone())),
        Value::Array(items) if last == "-" => items.push(by.clone()),
        Value::Array(items) => items[last.parse::<usize>().unwrap()] = by.clone(),
        _ => panic!("{pointer}"),
    }
    dossier
}
