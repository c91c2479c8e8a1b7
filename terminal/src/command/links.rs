//! What one part of a dossier says of another: numbers that must differ, and numbers that must be somebody's.

use std::collections::BTreeMap;
use std::fmt;

use salyk_regulation::dossier::{Dossier, Lot};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{impossible, shape::short};

/// A step down into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// To the field of this name.
    Field(&'static str),
    /// To the row of this name.
    Named(String),
    /// To the item of a list, from 0.
    Item(usize),
}

/// Something that cannot be, and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// The way to it from the dossier.
    pub(super) path: Vec<Step>,
    /// What is wrong with it.
    pub(super) reason: String,
}

impl Slip {
    /// The way as it is written: `lots[0].exports[2].line`.
    pub(super) fn field(&self) -> String {
        let mut written = String::new();
        for step in &self.path {
            let name = match step {
                Step::Field(name) => name,
                Step::Named(name) => name.as_str(),
                Step::Item(at) => {
                    written.push_str(&format!("[{at}]"));
                    continue;
                }
            };
            if !written.is_empty() {
                written.push('.');
            }
            written.push_str(name);
        }
        written
    }
}

/// The first of a dossier's slips.
pub(super) fn first(dossier: &Dossier) -> Option<Slip> {
    let applications = dossier.applications.iter().map(|one| one.id.as_str());
    let lots = dossier.lots.iter().map(|lot| &*lot.id.0);
    same(&[], "applications", "id", applications)
        .or_else(|| same(&[], "lots", "id", lots))
        .or_else(|| {
            let mut lots = dossier.lots.iter().enumerate();
            lots.find_map(|(at, lot)| in_lot(&[Step::Field("lots"), Step::Item(at)], lot))
        })
        .or_else(|| impossible::first(dossier))
}

fn in_lot(lot: &[Step], facts: &Lot) -> Option<Slip> {
    let lines = facts.lines.iter().map(|line| line.number);
    let exports = facts.exports.iter().map(|export| export.id.as_str());
    let applications = facts.refund_applications.iter().map(|one| one.id.as_str());
    same(lot, "lines", "number", lines)
        .or_else(|| same(lot, "exports", "id", exports))
        .or_else(|| same(lot, "refund_applications", "id", applications))
        .or_else(|| exported(lot, facts))
        .or_else(|| covered(lot, facts))
}

/// An export of goods that are not in the lot.
fn exported(lot: &[Step], facts: &Lot) -> Option<Slip> {
    let has = |line| facts.lines.iter().any(|goods| goods.number == line);
    let mut exports = facts.exports.iter().enumerate();
    let (at, export) = exports.find(|(_, export)| !has(export.line))?;
    let known = facts.lines.iter().map(|goods| goods.number);
    Some(Slip {
        path: down(
            lot,
            &[Step::Field("exports"), Step::Item(at), Step::Field("line")],
        ),
        reason: nobodys("goods line", &export.line.to_string(), known),
    })
}

/// An application on an export that is not in the lot.
fn covered(lot: &[Step], facts: &Lot) -> Option<Slip> {
    let has = |id: &str| facts.exports.iter().any(|export| export.id == id);
    let applications = facts.refund_applications.iter().enumerate();
    let mut covers = applications.flat_map(|(at, one)| {
        let covers = one.covers.iter().enumerate();
        covers.map(move |(which, id)| (at, which, id))
    });
    let (at, which, id) = covers.find(|(_, _, id)| !has(id))?;
    let known = facts.exports.iter().map(|export| short(&export.id));
    let steps = [
        Step::Field("refund_applications"),
        Step::Item(at),
        Step::Field("covers"),
        Step::Item(which),
    ];
    Some(Slip {
        path: down(lot, &steps),
        reason: nobodys("export", &short(id), known),
    })
}

/// The second of two items of a list with one number.
fn same<I: Ord + ToString>(
    above: &[Step],
    list: &'static str,
    name: &'static str,
    ids: impl Iterator<Item = I>,
) -> Option<Slip> {
    let mut seen = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        if let Some(first) = seen.get(&id) {
            return Some(Slip {
                path: down(above, &[Step::Field(list), Step::Item(at), Step::Field(name)]),
                reason: format!(
                    "`{}` is the {name} of {list}[{first}] already; each has its own",
                    short(&id.to_string())
                ),
            });
        }
        seen.insert(id, at);
    }
    None
}

fn down(above: &[Step], below: &[Step]) -> Vec<Step> {
    [above, below].concat()
}

/// Says that the lot has none of this number, and which it has.
fn nobodys<T: fmt::Display>(what: &str, given: &str, known: impl Iterator<Item = T>) -> String {
    const SHOWN: usize = 20;
    let mut known: Vec<_> = known.map(|id| format!("`{id}`")).collect();
    let more = if known.len() > SHOWN { ", …" } else { "" };
    known.truncate(SHOWN);
    let has = if known.is_empty() {
        "it has none".to_owned()
    } else {
        format!("it has {}{more}", known.join(", "))
    };
    format!("the lot has no {what} `{given}`; {has}")
}

/// Reads a text down to where a path ends, and ends there with an error, which has the line and the column.
pub(super) struct To<'p>(pub(super) &'p [Step]);

impl<'de> DeserializeSeed<'de> for To<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.0.is_empty() {
            serde::Deserialize::deserialize(deserializer).map(|IgnoredAny| ())?;
            return Err(D::Error::custom("here"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for To<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was read before")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((Step::Item(at), rest)) = self.0.split_first() else {
            return Ok(());
        };
        for _ in 0..*at {
            list.next_element::<IgnoredAny>()?;
        }
        list.next_element_seed(To(rest))?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let (wanted, rest) = match self.0.split_first() {
            Some((Step::Field(wanted), rest)) => (*wanted, rest),
            Some((Step::Named(wanted), rest)) => (wanted.as_str(), rest),
            _ => return Ok(()),
        };
        while let Some(name) = fields.next_key::<String>()? {
            if name == wanted {
                fields.next_value_seed(To(rest))?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
