//! What may stand where in a text: a closed JSON Schema, in the form in which a text is held against it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use salyk_regulation::schema;
use serde_json::Value;

/// What may stand in one place.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// What kinds of values; any where there is none.
    kinds: BTreeSet<Kind>,
    /// The only words; any text where there is none.
    words: Vec<String>,
    /// What every text must match, as a schema writes it.
    pattern: Option<String>,
    /// The smallest and the largest whole number.
    least: Option<u64>,
    most: Option<u64>,
    /// A list has at least one item.
    has_items: bool,
    /// What an object may be, each with its fields; any fields where there is none.
    pub(super) forms: Vec<Form>,
    /// The field by which the forms are told apart.
    pub(super) told_by: Option<String>,
    /// What may stand in a list.
    pub(super) items: Option<Box<Shape>>,
}

/// One form of an object.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// Its fields.
    pub(super) fields: BTreeMap<String, Shape>,
    /// Those that it must have.
    pub(super) required: Vec<String>,
}

impl Form {
    pub(super) fn get(&self, name: &str) -> Option<&Shape> {
        self.fields.get(name)
    }
}

/// A kind of JSON's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Whole,
    Fraction,
    Truth,
    Nothing,
    List,
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Whole => "a whole number",
            Self::Fraction => "a number",
            Self::Truth => "true or false",
            Self::Nothing => "null",
            Self::List => "a list",
            Self::Object => "an object",
        })
    }
}

impl Shape {
    /// The shape that a closed schema describes. Schemas that contain themselves have none.
    pub(super) fn of(schema: &Value) -> Self {
        let mut leaves = Vec::new();
        follow(schema, schema, &mut leaves);
        Self::of_leaves(schema, &leaves)
    }

    fn of_leaves(root: &Value, leaves: &[&Value]) -> Self {
        let mut shape = Self::default();
        for leaf in leaves {
            shape.kinds.extend(kinds(leaf));
            let one = leaf.get("const").into_iter();
            let words = one.chain(leaf.get("enum").and_then(Value::as_array).into_iter().flatten());
            shape
                .words
                .extend(words.filter_map(Value::as_str).map(str::to_owned));
            let whole = |key: &str| leaf.get(key).and_then(Value::as_u64);
            shape.least = shape.least.or(whole("minimum"));
            shape.most = shape.most.or(whole("maximum"));
            shape.has_items |= whole("minItems").is_some_and(|least| least > 0);
            let pattern = leaf.get("pattern").and_then(Value::as_str);
            shape.pattern = shape.pattern.or(pattern.map(str::to_owned));
            shape.forms.extend(form(root, leaf));
            if let Some(items) = leaf.get("items") {
                shape.items = Some(Box::new(within(root, items)));
            }
        }
        shape.told_by = telling(&shape.forms);
        shape
    }

    /// Whether a value of this kind may stand here.
    pub(super) fn takes(&self, kind: Kind) -> bool {
        let wider = kind == Kind::Whole && self.kinds.contains(&Kind::Fraction);
        self.kinds.is_empty() || self.kinds.contains(&kind) || wider
    }

    /// What may stand here, in words.
    pub(super) fn kinds(&self) -> String {
        let kinds: Vec<_> = self.kinds.iter().map(Kind::to_string).collect();
        kinds.join(" or ")
    }

    /// The only words that may stand here, where there are such.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Why this text may not stand here, if it may not.
    pub(super) fn fault_of(&self, text: &str) -> Option<String> {
        if !self.words.is_empty() && self.words.iter().all(|word| word != text) {
            return Some(unknown(text, self.words.iter()));
        }
        // Other patterns belong to types that say themselves what they take.
        let said = match self.pattern.as_deref()? {
            schema::DAY if day(text).is_none() => {
                "is no day of the years 1900 to 2199; write it as YYYY-MM-DD"
            }
            schema::SEEN | schema::NAME if text.trim().is_empty() => {
                "is empty; leave the field out where nothing is known"
            }
            schema::NAME if text.chars().any(char::is_control) => "has characters that cannot be shown",
            schema::GOODS_CODE if !is_goods_code(text) => "is no goods code; it has 4 to 10 digits",
            _ => return None,
        };
        Some(format!("`{}` {said}", short(text)))
    }

    /// Why this whole number may not stand here, if it may not; `None` for a number is one below zero.
    pub(super) fn number_fault(&self, number: Option<u64>) -> Option<String> {
        let least = self
            .least
            .filter(|least| number.is_none_or(|number| number < *least));
        let most = self
            .most
            .filter(|most| number.is_some_and(|number| number > *most));
        least
            .map(|least| format!("it must be {least} or more"))
            .or_else(|| most.map(|most| format!("it must be {most} or less")))
    }

    /// Why a list without items may not stand here, if it may not.
    pub(super) fn empty_fault(&self) -> Option<&'static str> {
        self.has_items
            .then_some("the list is empty; it must have at least one item")
    }
}

/// A day as it is written by hand: four digits of a year of 1900 to 2199, and two of the month and the day.
pub(super) fn day(text: &str) -> Option<Date> {
    written(text).filter(|day| (1900..2200).contains(&day.year()))
}

/// A day that is written as YYYY-MM-DD and in no other of the forms that dates can have.
pub(super) fn written(text: &str) -> Option<Date> {
    let form = |(place, letter): (usize, u8)| match place {
        4 | 7 => letter == b'-',
        _ => letter.is_ascii_digit(),
    };
    let formed = text.len() == 10 && text.bytes().enumerate().all(form);
    formed.then(|| text.parse().ok()).flatten()
}

fn is_goods_code(text: &str) -> bool {
    (4..=10).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_digit())
}

/// Says that a name or a word is not known, which one is nearest to it, and which are known.
pub(super) fn unknown<'a>(given: &str, known: impl Iterator<Item = &'a String>) -> String {
    let known: BTreeSet<_> = known.collect();
    let distance = |name: &str| strsim::osa_distance(given, name);
    let near = known.iter().min_by_key(|name| distance(name));
    // A slip leaves most letters in their places.
    let near = near.filter(|name| distance(name) * 3 <= name.chars().count().max(3));
    let meant = near.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    format!(
        "`{}` is not known here{meant} (known here: {})",
        short(given),
        known.join(", ")
    )
}

/// The beginning of what was given, which may be of any length.
pub(super) fn short(given: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = given.chars().take(SHOWN).collect();
    if shown.len() < given.len() {
        shown.push('…');
    }
    shown
}

/// The schemas that a schema chooses among, and itself where it does not choose.
fn follow<'s>(root: &'s Value, schema: &'s Value, leaves: &mut Vec<&'s Value>) {
    let named = schema.get("$ref").and_then(Value::as_str);
    if let Some(meant) = named.and_then(|named| root.pointer(named.strip_prefix('#')?)) {
        return follow(root, meant, leaves);
    }
    let choices = ["oneOf", "anyOf"].map(|key| schema.get(key).and_then(Value::as_array));
    match choices.into_iter().flatten().next() {
        Some(choices) => choices.iter().for_each(|choice| follow(root, choice, leaves)),
        None => leaves.push(schema),
    }
}

fn within(root: &Value, schema: &Value) -> Shape {
    let mut leaves = Vec::new();
    follow(root, schema, &mut leaves);
    Shape::of_leaves(root, &leaves)
}

fn kinds(leaf: &Value) -> Vec<Kind> {
    let types = match leaf.get("type") {
        Some(Value::Array(types)) => types.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let kind = |name: &Value| match name.as_str()? {
        "string" => Some(Kind::Text),
        "integer" => Some(Kind::Whole),
        "number" => Some(Kind::Fraction),
        "boolean" => Some(Kind::Truth),
        "null" => Some(Kind::Nothing),
        "array" => Some(Kind::List),
        "object" => Some(Kind::Object),
        _ => None,
    };
    types.into_iter().filter_map(kind).collect()
}

/// The fields of an object, or the rows of a table whose names are listed.
fn form(root: &Value, leaf: &Value) -> Option<Form> {
    if let Some(fields) = leaf.get("properties").and_then(Value::as_object) {
        let fields = fields.iter();
        let required = leaf.get("required").and_then(Value::as_array).into_iter();
        let required = required.flatten().filter_map(Value::as_str);
        return Some(Form {
            fields: fields
                .map(|(name, schema)| (name.clone(), within(root, schema)))
                .collect(),
            required: required.map(str::to_owned).collect(),
        });
    }
    let names = leaf.pointer("/propertyNames/enum")?.as_array()?;
    let row = leaf.get("additionalProperties")?;
    let names = names.iter().filter_map(Value::as_str);
    Some(Form {
        fields: names.map(|name| (name.to_owned(), within(root, row))).collect(),
        required: Vec::new(),
    })
}

/// The field that has one word in each of several forms.
fn telling(forms: &[Form]) -> Option<String> {
    let (first, rest) = forms.split_first()?;
    let tells = |form: &Form, name: &str| form.get(name).is_some_and(|shape| shape.words.len() == 1);
    let mut names = first.fields.keys();
    let name = names.find(|name| tells(first, name) && rest.iter().all(|form| tells(form, name)));
    name.filter(|_| !rest.is_empty()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossiers_shape_has_its_names_words_kinds_and_forms() {
        let shape = Shape::of(&schema::dossier());
        let at = |path: &str| {
            path.split('.').fold(&shape, |shape, name| match name {
                "[]" => shape.items.as_deref().unwrap(),
                name => shape.forms.iter().find_map(|form| form.get(name)).unwrap(),
            })
        };
        assert_eq!(at("registered").told_by.as_deref(), Some("state"));
        assert_eq!(at("registered.value").told_by.as_deref(), Some("kind"));
        assert_eq!(at("registered.value").forms.len(), 4);
        assert_eq!(at("lots.[]").told_by, None);
        assert_eq!(
            at("lots.[].deposits.[].source").words,
            ["service", "customs", "person"]
        );
        assert_eq!(at("lots.[].released.value").pattern.as_deref(), Some(schema::DAY));
        assert_eq!(at("lots.[].planned_for").kinds(), "a text or null");
        assert_eq!(at("taxpayer.activities").forms[0].fields.len(), 9);
        assert!(at("debts.value.[].sum").takes(Kind::Whole));
        assert!(!at("debts.value.[].sum").takes(Kind::Fraction));
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        for text in ["1900-01-01", "2026-06-02", "2199-12-31"] {
            assert_eq!(day(text).unwrap().to_string(), text);
        }
        for text in [
            "20260602",
            "2026-06-02T00:00:00",
            "2026-06-02T20:30:00+00:00[UTC]",
            "0000-01-01",
            "-000001-01-01",
            "1899-12-31",
            "2200-01-01",
            "2026-02-30",
            "2026-6-2",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let known = ["released", "deposits"].map(str::to_owned);
        let told = unknown("releasd", known.iter());
        assert_eq!(
            told,
            "`releasd` is not known here; did you mean `released`? (known here: `deposits`, `released`)"
        );
        assert!(!unknown("colour", known.iter()).contains("did you mean"));
        assert!(unknown(&"x".repeat(1 << 20), known.iter()).len() < 200);
    }
}
