//! Dossiers one step away from a written one: a fact left out, doubled, dated a day earlier or later, stated by somebody else,
//! a word or a number changed.

use std::str::FromStr;

use jiff::civil::Date;
use salyk_regulation::dossier::Dossier;
use serde_json::Value;

/// Words of which one may stand where another does.
const WORDS: &[&[&str]] = &[
    &["service", "customs", "person"],
    &["known", "provisional"],
    &["tax_body", "customs"],
    &["KZ", "CN"],
    &["returned", "offset", "secured", "refused", "unknown"],
    &[
        "settlement_account",
        "other_taxes",
        "customs_payments",
        "coming_obligations",
        "tax_debt",
        "unknown",
    ],
    &["written", "electronic"],
];

/// Each text in a value, wherever it stands.
pub(crate) fn each_text(value: &Value, see: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(all) => all.iter().for_each(|one| each_text(one, see)),
        Value::Object(all) => all.values().for_each(|one| each_text(one, see)),
        _ => {}
    }
}

/// Of what is one step away, from the `first` on every `nth` that can be read as a dossier.
pub(crate) fn dossiers(written: &Value, first: usize, nth: usize) -> impl Iterator<Item = Dossier> {
    let steps = steps(written).into_iter().skip(first).step_by(nth);
    steps.filter_map(|value| serde_json::from_value(value).ok())
}

/// Every value that is one step away.
fn steps(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Bool(is) => vec![Value::from(!is)],
        Value::Number(number) => {
            let near = |number: u64| [number.saturating_add(1), number / 2, 0];
            let near = number.as_u64().map(near).into_iter().flatten();
            near.map(Value::from).collect()
        }
        Value::String(text) => of_text(text),
        Value::Array(all) => of_list(all),
        Value::Object(all) => {
            let mut found = Vec::new();
            for (key, inner) in all {
                let mut without = all.clone();
                without.remove(key);
                found.push(Value::Object(without));
                found.extend(steps(inner).into_iter().map(|step| {
                    let mut with = all.clone();
                    with.insert(key.clone(), step);
                    Value::Object(with)
                }));
            }
            found
        }
    }
}

fn of_text(text: &str) -> Vec<Value> {
    if let Ok(day) = Date::from_str(text) {
        let around = [day.yesterday(), day.tomorrow(), day.last_of_month().tomorrow()];
        return around
            .into_iter()
            .flatten()
            .map(|day| Value::from(day.to_string()))
            .collect();
    }
    let alike = WORDS.iter().filter(|words| words.contains(&text));
    alike
        .flat_map(|words| words.iter())
        .filter(|word| **word != text)
        .map(|word| Value::from(*word))
        .collect()
}

fn of_list(all: &[Value]) -> Vec<Value> {
    let mut found = Vec::new();
    for (index, inner) in all.iter().enumerate() {
        let mut without = all.to_vec();
        without.remove(index);
        found.push(Value::Array(without));
        let mut twice = all.to_vec();
        twice.push(inner.clone());
        found.push(Value::Array(twice));
        found.extend(steps(inner).into_iter().map(|step| {
            let mut with = all.to_vec();
            with.splice(index..=index, [step]);
            Value::Array(with)
        }));
    }
    found
}
