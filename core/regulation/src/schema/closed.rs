//! A schema with nothing left open: what a person writes by hand has no names and no words but the known ones.

use serde_json::{Map, Value};

/// Closes a schema and all within it: objects take their own fields alone, and an enum its own words.
pub(super) fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Array(branches)) = fields.get_mut("oneOf") {
                branches.retain(|branch| !is_open(branch));
            }
            if fields.get("properties").is_some_and(Value::is_object) && is_type(fields) {
                fields.insert("additionalProperties".to_owned(), false.into());
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(all) => all.iter_mut().for_each(close),
        _ => {}
    }
}

/// Whether the fields are a schema of objects, and not a list of fields of which one is called `properties`.
fn is_type(fields: &Map<String, Value>) -> bool {
    fields.get("type").is_some_and(|of| of == "object")
}

/// Whether the branch of an enum stands for the words that this version does not know.
fn is_open(branch: &Value) -> bool {
    let word = branch.pointer("/properties/kind").unwrap_or(branch);
    word.get("not").is_some() || word.get("const").is_some_and(|word| word == UNKNOWN)
}

/// As what a word is written again that was not known.
const UNKNOWN: &str = "unknown";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_and_words_that_are_not_known_are_shut_out_at_every_depth() {
        let mut schema = json!({
            "type": "object",
            "properties": {
                "kind": { "oneOf": [{ "const": "debt" }, { "const": "unknown" }, { "not": { "enum": ["debt"] } }] },
                "properties": { "type": "array", "items": { "type": "object", "properties": {} } },
                "state": { "oneOf": [
                    { "type": "object", "properties": { "kind": { "const": "on" } } },
                    { "type": "object", "properties": { "kind": { "not": { "enum": ["on"] } } } },
                ] },
            },
        });
        close(&mut schema);
        let closed = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "kind": { "oneOf": [{ "const": "debt" }] },
                "properties": { "type": "array", "items": {
                    "type": "object", "properties": {}, "additionalProperties": false,
                } },
                "state": { "oneOf": [
                    { "type": "object", "properties": { "kind": { "const": "on" } }, "additionalProperties": false },
                ] },
            },
        });
        assert_eq!(schema, closed);
    }
}
