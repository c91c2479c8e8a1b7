//! Files and standard input, read within limits; what is refused is told with its line, its column and its field.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use salyk_regulation::dossier::Dossier;
use serde::de::DeserializeOwned;

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

/// Every dossier of a text, one after another: one over several lines, or one a line.
pub(super) fn dossiers(text: &[u8]) -> Result<Vec<Dossier>, Problem> {
    if text.trim_ascii_start().starts_with(b"[") {
        return Err(refused(
            DOSSIER,
            "it is a list; give one dossier a line instead".to_owned(),
        ));
    }
    let mut reader = serde_json::Deserializer::from_slice(text);
    let mut dossiers = Vec::new();
    while reader.end().is_err() {
        dossiers.push(value(DOSSIER, &mut reader)?);
    }
    if dossiers.is_empty() {
        return Err(refused(DOSSIER, "there is none".to_owned()));
    }
    Ok(dossiers)
}

/// The only value of a text.
pub(super) fn only<T: DeserializeOwned>(kind: Kind, text: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let read = value(kind, &mut reader)?;
    reader.end().map_err(|error| at(kind, &error, None))?;
    Ok(read)
}

fn value<'text, T: DeserializeOwned>(
    kind: Kind,
    reader: &mut serde_json::Deserializer<serde_json::de::SliceRead<'text>>,
) -> Result<T, Problem> {
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let field = error.path().to_string();
        // Neither the whole nor what broke off has a name.
        let named = Some(field).filter(|field| !matches!(field.as_str(), "." | "?"));
        at(kind, error.inner(), named)
    })
}

fn at(kind: Kind, error: &serde_json::Error, field: Option<String>) -> Problem {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let said = error.to_string();
    let reason = said.strip_suffix(&place).unwrap_or(&said);
    let field = field.map_or_else(String::new, |field| format!(", field {field}"));
    refused(
        kind,
        format!(
            "line {}, column {}{field}: {reason}",
            error.line(),
            error.column()
        ),
    )
}

/// The refusal of what was read.
pub(super) fn refused(kind: Kind, reason: String) -> Problem {
    Problem::Refused {
        what: kind.name,
        // It may repeat what was read.
        reason: reason.chars().filter(|letter| !letter.is_control()).collect(),
        accepted: kind.accepted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::testing::{SAMPLE, one_line};

    fn told(text: &str) -> String {
        dossiers(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn one_over_many_lines_or_many_one_a_line() {
        assert_eq!(dossiers(SAMPLE.as_bytes()).unwrap().len(), 1);
        let line = one_line();
        let three = format!("{line}\n{line}\r\n\n{line}");
        assert_eq!(dossiers(three.as_bytes()).unwrap().len(), 3);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_column_and_field() {
        let wrong = SAMPLE.replace("\"2026-06-02\"", "\"2 June\"");
        let line = wrong.lines().position(|line| line.contains("2 June")).unwrap() + 1;
        let told_of = told(&wrong);
        for part in [
            "the dossier",
            "field lots[0].released",
            "salyk schema dossier",
            "YYYY-MM-DD",
        ] {
            assert!(told_of.contains(part), "{part} is not in: {told_of}");
        }
        assert!(told_of.contains(&format!("line {line}, column ")), "{told_of}");
        let second = format!("{}\n{{\"revision\": true}}\n", one_line());
        let told_of = told(&second);
        assert!(told_of.contains("line 2, column 17, field revision"), "{told_of}");
        assert!(told_of.contains("expected u64"), "{told_of}");
        let word = one_line().replace("\"customs\"", "\"neighbour\"");
        assert!(told(&word).contains("expected one of `service`, `customs`, `person`"));
    }

    #[test]
    fn what_is_no_dossier_at_all_is_refused() {
        for (text, reason) in [
            ("", "there is none"),
            (" \n ", "there is none"),
            ("[]", "it is a list"),
            ("{}", "missing field `revision`"),
            ("\u{1b}[2J", "line 1, column 1"),
            ("{\"revision\": 1", "EOF while parsing"),
        ] {
            let told = told(text);
            assert!(told.contains(reason), "{text}: {told}");
            assert!(!told.contains('\u{1b}') && !told.contains("field ?"));
        }
        assert!(dossiers(&[0xff, 0xfe]).is_err());
    }

    #[test]
    fn no_more_is_read_than_is_allowed() {
        let kind = Kind { most: 4, ..DOSSIER };
        let path = Path::new("-");
        assert_eq!(bytes(kind, path, &mut &b"1234"[..]).unwrap(), b"1234");
        let refused = bytes(kind, path, &mut io::repeat(b' ')).unwrap_err();
        assert!(refused.to_string().contains("longer than 4 bytes"));
        assert_eq!(bytes(kind, path, &mut &b"\xef\xbb\xbf1"[..]).unwrap(), b"1");
    }
}
