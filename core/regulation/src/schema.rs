//! JSON Schemas (draft 2020-12) of what is read and written, made out of the types themselves.
//!
//! That of a dossier is for those who write one: a phone lets fields and words of a newer service pass, but a name or a word
//! that is not known is most likely a slip of the hand, and `salyk assess` refuses it.

mod bounds;
mod calendar;
mod closed;

pub use bounds::{DAY, GOODS_CODE, MOST, NAME, SEEN};
pub use calendar::calendar;

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::assessment::Assessment;
use crate::country::Country;
use crate::dossier::Dossier;
use crate::finding::{Finding, FindingId};
use crate::finding_wire::FindingWire;
use crate::inn::Inn;
use crate::policy::Pages;
use crate::set::{Key, KeySet};
use crate::text::Text;

/// The schema of a [`Dossier`] as it is written by hand: nothing but known fields and known words.
#[must_use]
pub fn dossier() -> Value {
    let mut schema = titled(
        SchemaSettings::draft2020_12()
            .into_generator()
            .into_root_schema_for::<Dossier>(),
        "Dossier",
    );
    closed::close(&mut schema);
    bounds::of_dossier(&mut schema);
    described(schema, BEYOND_OF_DOSSIER)
}

/// The schema of a [`crate::policy::PolicyBook`] as it is read.
#[must_use]
pub fn policy() -> Value {
    let mut schema = titled(
        SchemaSettings::draft2020_12()
            .into_generator()
            .into_root_schema_for::<Pages>(),
        "Policy",
    );
    bounds::of_policy(&mut schema);
    described(schema, BEYOND_OF_POLICY)
}

/// What is asked of a dossier beyond its schema.
const BEYOND_OF_DOSSIER: &str = "Beyond what a schema can say, `salyk` refuses: ids and line numbers that stand twice, an \
    export of a line or an application on an export that the lot has not, a deposit that stands twice, a period that ends \
    before it begins, a debt settled before it is overdue, and sums that are together more than 9,223,372,036,854,775,807 \
    tyiyn.";

/// What is asked of a policy beyond its schema.
const BEYOND_OF_POLICY: &str = "Beyond what a schema can say, a policy is refused when two editions have one id, when a day \
    from the first edition's on belongs to no edition or to two, when the last edition ends, when an edition's penalty rates \
    are not in the order of their first days, or when the first of them begins after its edition.";

fn described(mut schema: Value, beyond: &str) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        let said = fields
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let said = format!("{said} {beyond}");
        fields.insert("description".to_owned(), said.trim().into());
    }
    schema
}

/// The schema of an [`Assessment`] as it is written.
#[must_use]
pub fn assessment() -> Value {
    written::<Assessment>("Assessment")
}

/// The schema of what is written with answers of this crate in it.
#[must_use]
pub fn written<T: JsonSchema>(title: &str) -> Value {
    titled(
        SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator()
            .into_root_schema_for::<T>(),
        title,
    )
}

fn titled(mut schema: Schema, title: &str) -> Value {
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}

/// Lets a word pass that is none of an enum's own: it is read as unknown (`serde(other)`).
pub(crate) fn other_words(schema: &mut Schema) {
    let known = words(schema.as_value());
    let Some(variants) = schema.get_mut("oneOf").and_then(Value::as_array_mut) else {
        return;
    };
    let word = json!({ "type": "string", "not": { "enum": known } });
    let tagged = variants.iter().any(|variant| variant.get("properties").is_some());
    let other = if tagged {
        json!({ "type": "object", "required": ["kind"], "properties": { "kind": word } })
    } else {
        word
    };
    let mut other = other;
    if let Some(fields) = other.as_object_mut() {
        fields.insert(
            "description".to_owned(),
            "Any other word is read as unknown.".into(),
        );
    }
    variants.push(other);
}

/// The names of a table's rows: the words of the enum by which they are found.
pub(crate) fn names<T: JsonSchema>() -> Value {
    let mut schema = T::json_schema(&mut SchemaGenerator::default()).to_value();
    closed::close(&mut schema);
    json!({ "enum": words(&schema) })
}

/// Asks that a list with its source has something, each once, and of an enum's own words only: what is read as unknown in a
/// dossier is a fault in a policy.
pub(crate) fn own_words<T: JsonSchema>(schema: &mut Schema) {
    let known = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    let list = json!({ "minItems": 1, "uniqueItems": true, "items": { "enum": words(known.as_value()) } });
    schema.insert("properties".to_owned(), json!({ "value": list }));
}

/// The words that a schema names as constants.
fn words(schema: &Value) -> Vec<Value> {
    match schema {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| match (name.as_str(), value) {
                ("const", word) => vec![word.clone()],
                ("enum", Value::Array(all)) => all.clone(),
                _ => words(value),
            })
            .collect(),
        Value::Array(all) => all.iter().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl JsonSchema for FindingId {
    fn schema_name() -> Cow<'static, str> {
        "FindingId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Stable: the rule, the lot and the item, such as `reg:18/lot-1`." })
    }
}

impl JsonSchema for Country {
    fn schema_name() -> Cow<'static, str> {
        "Country".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[A-Za-z]{2}$",
            "description": "A country as its ISO 3166-1 alpha-2 code, such as `KZ`.",
        })
    }
}

impl JsonSchema for Inn {
    fn schema_name() -> Cow<'static, str> {
        "Inn".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{14}$",
            "description": "An identification number (ИСН): exactly 14 digits.",
        })
    }
}

impl JsonSchema for Finding {
    fn schema_name() -> Cow<'static, str> {
        FindingWire::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        FindingWire::json_schema(generator)
    }
}

impl<K: Key + JsonSchema> JsonSchema for KeySet<K> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Set_of_{}", K::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "items": generator.subschema_for::<K>(),
            "uniqueItems": true,
        })
    }
}
