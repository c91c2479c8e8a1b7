//! Files and standard input, read within limits; what is refused is told with its line, its column and its field.

use std::fs::File;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::path::Path;

use salyk_regulation::dossier::Dossier;
use salyk_regulation::schema;
use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed, IgnoredAny};
use serde_json::Value;

use super::links::{self, Slip};
use super::shape::Shape;
use super::strict::Held;
use crate::problem::Problem;

/// The most bytes that the dossiers of one call may have together: some hundred thousand lots.
pub(super) const MOST_OF_DOSSIERS: u64 = 256 << 20;
/// The most bytes that a policy or a calendar may have.
pub(super) const MOST_OF_A_TABLE: u64 = 4 << 20;

/// Stands for standard input.
const STANDARD_INPUT: &str = "-";
/// What some editors put before a text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What is read, and what it should be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// `dossier`, `policy` or `calendar`.
    pub(super) name: &'static str,
    /// What would be accepted, in one sentence.
    pub(super) accepted: &'static str,
    /// The most bytes.
    pub(super) most: u64,
}

pub(super) const DOSSIER: Kind = Kind {
    name: "dossier",
    accepted: "a dossier is one JSON object, many are one a line; `salyk schema dossier` says what is in it; \
               days are \"YYYY-MM-DD\", sums whole tyiyn, quantities thousandths of the unit",
    most: MOST_OF_DOSSIERS,
};

/// The bytes of a file, or of `input` where the path is `-`.
pub(super) fn bytes(kind: Kind, path: &Path, input: &mut dyn Read) -> Result<Vec<u8>, Problem> {
    let unreadable = |source| Problem::Unreadable {
        what: kind.name,
        path: path.to_owned(),
        source,
    };
    let mut read = Vec::new();
    let ended = if path == Path::new(STANDARD_INPUT) {
        all(input, kind.most, &mut read)
    } else {
        File::open(path).and_then(|mut file| all(&mut file, kind.most, &mut read))
    };
    if !ended.map_err(unreadable)? {
        return Err(refused(kind, format!("it is longer than {} bytes", kind.most)));
    }
    if read.starts_with(BYTE_ORDER_MARK) {
        read.drain(..BYTE_ORDER_MARK.len());
    }
    Ok(read)
}

/// Whether the end came within `most` bytes.
fn all(input: &mut dyn Read, most: u64, read: &mut Vec<u8>) -> io::Result<bool> {
    let length = input.take(most + 1).read_to_end(read)?;
    Ok(u64::try_from(length).is_ok_and(|length| length <= most))
}

/// Every dossier of a text, one after another: one over several lines, or one a line. What is wrong first in the text is told.
///
/// Stricter than a phone: a name or a word that is not known would be a fact that the answer leaves out.
pub(super) fn dossiers(text: &[u8]) -> Result<Vec<Dossier>, Problem> {
    if text.trim_ascii_start().starts_with(b"[") {
        return Err(refused(
            DOSSIER,
            "it is a list; give one dossier a line instead".to_owned(),
        ));
    }
    let shape = Shape::of(&schema::dossier());
    let held = values(text, |reader| seeded(Held(&shape), reader));
    let dossiers = first_fault(values(text, value), held).map_err(|fault| fault.told(DOSSIER))?;
    let mut each = dossiers.iter().enumerate();
    if let Some((at, slip)) = each.find_map(|(at, dossier)| Some((at, links::first(dossier)?))) {
        return Err(place_of(text, at, slip).told(DOSSIER));
    }
    if dossiers.is_empty() {
        return Err(refused(DOSSIER, "there is none".to_owned()));
    }
    Ok(dossiers)
}

/// What was read, unless it or its shape has a fault: the first in the text; of two in one place that in plain words.
fn first_fault<T, H>(read: Result<T, Fault>, held: Result<H, Fault>) -> Result<T, Fault> {
    match (read, held) {
        (Ok(read), Ok(_)) => Ok(read),
        (Err(fault), Err(held)) if fault.place < held.place => Err(fault),
        (_, Err(held)) => Err(held),
        (Err(fault), Ok(_)) => Err(fault),
    }
}

/// The only value of a text, of this closed schema.
pub(super) fn only<T: DeserializeOwned>(kind: Kind, schema: &Value, text: &[u8]) -> Result<T, Problem> {
    let shape = Shape::of(schema);
    let held = seeded(Held(&shape), &mut serde_json::Deserializer::from_slice(text));
    let mut reader = serde_json::Deserializer::from_slice(text);
    let read = first_fault(value(&mut reader), held).map_err(|fault| fault.told(kind))?;
    let ended = reader.end();
    ended.map_err(|error| Fault::of(&error, None).told(kind))?;
    Ok(read)
}

/// The refusal of what a text's only value says at a place.
pub(super) fn refused_at(kind: Kind, text: &[u8], slip: Slip) -> Problem {
    place_of(text, 0, slip).told(kind)
}

/// Reads JSON out of bytes.
type Reader<'text> = serde_json::Deserializer<serde_json::de::SliceRead<'text>>;

/// What is wrong in a text, and where.
struct Fault {
    /// Line and column, from 1.
    place: (usize, usize),
    field: Option<String>,
    reason: String,
}

impl Fault {
    fn of(error: &serde_json::Error, field: Option<String>) -> Self {
        let (line, column) = (error.line(), error.column());
        let said = error.to_string();
        let reason = said.strip_suffix(&format!(" at line {line} column {column}"));
        Self {
            place: (line, column),
            field,
            reason: reason.unwrap_or(&said).to_owned(),
        }
    }

    fn told(self, kind: Kind) -> Problem {
        let (line, column) = self.place;
        let field = self
            .field
            .map_or_else(String::new, |field| format!(", field {field}"));
        refused(
            kind,
            format!("line {line}, column {column}{field}: {}", self.reason),
        )
    }
}

/// What is read of every value of a text.
fn values<'text, T>(
    text: &'text [u8],
    read: impl Fn(&mut Reader<'text>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let mut values = Vec::new();
    while reader.end().is_err() {
        values.push(read(&mut reader)?);
    }
    Ok(values)
}

fn value<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<T, Fault> {
    seeded(PhantomData, reader)
}

fn seeded<'text, S: DeserializeSeed<'text>>(seed: S, reader: &mut Reader<'text>) -> Result<S::Value, Fault> {
    let mut track = serde_path_to_error::Track::new();
    let read = seed.deserialize(serde_path_to_error::Deserializer::new(reader, &mut track));
    read.map_err(|error| {
        let field = track.path().to_string();
        // Neither the whole nor what broke off has a name.
        let field = field.trim_end_matches(['.', '?']);
        let named = Some(field.to_owned()).filter(|field| !field.is_empty());
        Fault::of(&error, named)
    })
}

/// Where in a text the slip of its dossier number `which` stands, from 0.
fn place_of(text: &[u8], which: usize, slip: Slip) -> Fault {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let mut skipped = 0;
    while skipped < which && IgnoredAny::deserialize(&mut reader).is_ok() {
        skipped += 1;
    }
    let found = links::To(&slip.path).deserialize(&mut reader);
    Fault {
        place: found.map_or_else(|error| (error.line(), error.column()), |()| (0, 0)),
        field: Some(slip.field()),
        reason: slip.reason,
    }
}

/// The refusal of what was read.
pub(super) fn refused(kind: Kind, reason: String) -> Problem {
    Problem::Refused {
        what: kind.name,
        // It may repeat what was read.
        reason: super::layout::clean(&reason),
        accepted: kind.accepted,
    }
}

#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod tests;
