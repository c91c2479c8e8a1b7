//! What may stand where in a text: a closed JSON Schema, in the form in which a text is held against it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

/// What may stand in one place.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// What kinds of values; any where there is none.
    kinds: BTreeSet<Kind>,
    /// The only words; any text where there is none.
    words: Vec<String>,
    /// A text is a day.
    is_day: bool,
    /// What an object may be, each with its fields; any fields where there is none.
    pub(super) forms: Vec<Form>,
    /// The field by which the forms are told apart.
    pub(super) told_by: Option<String>,
    /// What may stand in a list.
    pub(super) items: Option<Box<Shape>>,
}

/// The fields of one form of an object.
pub(super) type Form = BTreeMap<String, Shape>;

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
            shape
                .words
                .extend(leaf.get("const").and_then(Value::as_str).map(str::to_owned));
            shape.is_day |= leaf.get("format").is_some_and(|format| format == "date");
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
        (self.is_day && text.parse::<jiff::civil::Date>().is_err())
            .then(|| format!("`{}` is no day; write it as YYYY-MM-DD", short(text)))
    }
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
        return Some(
            fields
                .map(|(name, schema)| (name.clone(), within(root, schema)))
                .collect(),
        );
    }
    let names = leaf.pointer("/propertyNames/enum")?.as_array()?;
    let row = leaf.get("additionalProperties")?;
    let names = names.iter().filter_map(Value::as_str);
    Some(names.map(|name| (name.to_owned(), within(root, row))).collect())
}

/// The field that has one word in each of several forms.
fn telling(forms: &[Form]) -> Option<String> {
    let (first, rest) = forms.split_first()?;
    let tells = |form: &Form, name: &str| form.get(name).is_some_and(|shape| shape.words.len() == 1);
    let mut names = first.keys();
    let name = names.find(|name| tells(first, name) && rest.iter().all(|form| tells(form, name)));
    name.filter(|_| !rest.is_empty()).cloned()
}

#[cfg(test)]
mod tests {
    use salyk_regulation::schema;

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
        assert!(at("lots.[].released.value").is_day);
        assert_eq!(at("lots.[].planned_for").kinds(), "a text or null");
        assert_eq!(at("taxpayer.activities").forms[0].len(), 9);
        assert!(at("debts.value.[].sum").takes(Kind::Whole));
        assert!(!at("debts.value.[].sum").takes(Kind::Fraction));
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
