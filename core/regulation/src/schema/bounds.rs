//! What a person may write within a kind of value: days of the law's own time, sums that can be, texts that say something.
//!
//! The types are wider, and every rule answers whatever it is given: a phone must not stop at a fact that it finds odd.

use serde_json::{Map, Value, json};

/// A day of the years 1900–2199, written with four, two and two digits.
pub const DAY: &str = "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$";
/// A text with a letter, a digit or a sign to be seen.
pub const SEEN: &str = r"\S";
/// A text to be seen, without characters that steer a terminal: a name by which something is called.
pub const NAME: &str =
    r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";
/// A goods code: whole headings have 4 digits, whole codes 10.
pub const GOODS_CODE: &str = "^[0-9]{4,10}$";
/// The largest sum, in tyiyn, and the largest quantity, in thousandths.
pub const MOST: u64 = 1_000_000_000_000_000;

/// Bounds the values of a dossier's schema.
pub(super) fn of_dossier(schema: &mut Value) {
    texts(schema);
    bound(schema, "/$defs/Money", &json!({ "minimum": 0, "maximum": MOST }));
    bound(
        schema,
        "/$defs/Quantity",
        &json!({ "minimum": 1, "maximum": MOST }),
    );
    for line in [
        "/$defs/GoodsLine/properties/number",
        "/$defs/Export/properties/line",
    ] {
        bound(schema, line, &json!({ "minimum": 1, "maximum": u32::MAX }));
    }
    let code = "/$defs/GoodsLine/properties/goods_code";
    bound(schema, code, &json!({ "pattern": GOODS_CODE }));
}

/// Bounds the values of a policy's schema.
pub(super) fn of_policy(schema: &mut Value) {
    texts(schema);
    bound(
        schema,
        "/$defs/PolicyEdition/properties/id",
        &json!({ "pattern": NAME }),
    );
}

fn bound(schema: &mut Value, at: &str, by: &Value) {
    if let (Some(Value::Object(fields)), Value::Object(bounds)) = (schema.pointer_mut(at), by) {
        fields.extend(bounds.clone());
    }
}

/// Says of every text within what it must be, where nothing else says so.
fn texts(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(pattern) = pattern(fields) {
                fields.insert("pattern".to_owned(), pattern.into());
            }
            fields.values_mut().for_each(texts);
        }
        Value::Array(all) => all.iter_mut().for_each(texts),
        _ => {}
    }
}

fn pattern(fields: &Map<String, Value>) -> Option<&'static str> {
    let is_text = match fields.get("type")? {
        Value::Array(types) => types.iter().any(|of| of == "string"),
        of => of == "string",
    };
    let said = ["const", "enum", "pattern", "not"]
        .iter()
        .any(|key| fields.contains_key(*key));
    match fields.get("format").and_then(Value::as_str) {
        _ if said || !is_text => None,
        Some("date") => Some(DAY),
        _ => Some(SEEN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;

    #[test]
    fn everything_that_is_bounded_is_there() {
        let dossier = schema::dossier();
        let of = |at: &str| dossier.pointer(at).unwrap_or(&Value::Null);
        assert_eq!(of("/$defs/Money/maximum"), MOST);
        assert_eq!(of("/$defs/Quantity/minimum"), 1);
        assert_eq!(of("/$defs/GoodsLine/properties/number/minimum"), 1);
        assert_eq!(of("/$defs/Export/properties/line/minimum"), 1);
        assert_eq!(of("/$defs/GoodsLine/properties/goods_code/pattern"), GOODS_CODE);
        assert_eq!(of("/$defs/LotId/pattern"), SEEN);
        assert_eq!(of("/$defs/Inn/pattern"), "^[0-9]{14}$");
        assert_eq!(of("/$defs/Debt/properties/settled/pattern"), DAY);
        assert_eq!(
            schema::policy()
                .pointer("/$defs/PolicyEdition/properties/id/pattern")
                .unwrap(),
            NAME
        );
    }
}
