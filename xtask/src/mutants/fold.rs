//! All mutants of a file in one text: each function's body stands once for each mutant, chosen by its number while the tests run.
//!
//! A mutant then costs a run of the tests and no build. What cannot be chosen so stays as it is and is named: constants outside of
//! functions, `const fn`, and functions that return `impl …`, whose bodies have types of their own.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

/// What a folded crate asks for the number, and where it stands.
pub(super) const CHOICE: &str =
    "//! Which mutant is on: the number in the variable `MUTANT`, none without it.
use std::sync::OnceLock;
static ON: OnceLock<usize> = OnceLock::new();
/// The number.
pub(crate) fn on() -> usize {
    *ON.get_or_init(|| std::env::var(\"MUTANT\").ok().and_then(|number| number.parse().ok()).unwrap_or(0))
}
";
const CHOOSE: &str = "\nmatch crate::folded::on() {\n";

/// A mutant, as cargo-mutants lists it.
#[derive(Debug, Clone)]
pub(super) struct Mutant {
    /// From 1.
    pub(super) number: usize,
    pub(super) file: String,
    pub(super) name: String,
    span: Span,
    function: Option<Span>,
    replacement: String,
}

/// Lines and columns from 1, columns in characters; the end is the place after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    start: (usize, usize),
    end: (usize, usize),
}

/// A file with all its mutants.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// First and last line of each mutant's own body.
    pub(super) lines: Vec<(usize, usize, usize)>,
    /// Those that cannot be chosen.
    pub(super) apart: Vec<usize>,
}

/// Reads `cargo mutants --list --json`.
pub(super) fn listed(json: &str) -> Result<Vec<Mutant>> {
    if json.trim().is_empty() {
        // A change in which nothing can be mutated.
        return Ok(Vec::new());
    }
    let all: Vec<Value> = serde_json::from_str(json).context("cargo-mutants lists no JSON")?;
    let mut mutants = Vec::new();
    for (index, one) in all.iter().enumerate() {
        let text = |key: &str| {
            let text = one.get(key).and_then(Value::as_str);
            text.map(str::to_owned)
                .with_context(|| format!("a mutant without {key}"))
        };
        mutants.push(Mutant {
            number: index + 1,
            file: text("file")?,
            name: text("name")?,
            span: Span::read(one.get("span")).context("a mutant without its place")?,
            function: Span::read(one.pointer("/function/span")),
            replacement: text("replacement")?,
        });
    }
    Ok(mutants)
}

impl Span {
    fn read(value: Option<&Value>) -> Option<Self> {
        let place = |end: &str| {
            let number = |key: &str| value?.get(end)?.get(key)?.as_u64()?.try_into().ok();
            Some((number("line")?, number("column")?))
        };
        Some(Self {
            start: place("start")?,
            end: place("end")?,
        })
    }

    fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Folds the mutants of a file into its text, but for those that do not build.
pub(super) fn fold(text: &str, mutants: &[&Mutant], unbuilt: &BTreeSet<usize>) -> Result<Folded> {
    let mut folded = Folded::default();
    let mut taken = (1, 1);
    for function in outermost(mutants) {
        let source = cut(text, function.start, function.end)?;
        let open = body_opens(source).context("a function without a body")?;
        let (head, body) = source.split_at(open + 1);
        let body = body.strip_suffix('}').context("a function without an end")?;
        folded.push(cut(text, taken, function.start)?);
        taken = function.end;
        let inside = mutants.iter().filter(|one| function.contains(&one.span));
        if is_apart(head) {
            folded.apart.extend(inside.map(|one| one.number));
            folded.push(head);
            folded.push(body);
        } else {
            folded.push(&head.replacen("const fn ", "fn ", 1));
            folded.push(CHOOSE);
            let starts = offset(text, function.start)? + open + 1;
            let ends = offset(text, function.end)? - 1;
            for one in inside.filter(|one| !unbuilt.contains(&one.number)) {
                let first = folded.line();
                let (from, to) = (offset(text, one.span.start)?, offset(text, one.span.end)?);
                let before = text.get(starts..from).context("a mutant before its body")?;
                let behind = text.get(to..ends).context("a mutant after its body")?;
                folded.push(&format!(
                    "{} => {{{before}{} {behind}}}\n",
                    one.number, one.replacement
                ));
                folded.lines.push((first, folded.line() - 1, one.number));
            }
            folded.push(&format!("_ => {{{body}}}\n}}\n"));
        }
        folded.push("}");
    }
    let rest = offset(text, taken)?;
    folded.push(text.get(rest..).unwrap_or_default());
    let outside = mutants.iter().filter(|one| one.function.is_none());
    folded.apart.extend(outside.map(|one| one.number));
    Ok(folded)
}

impl Folded {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn line(&self) -> usize {
        self.text.matches('\n').count() + 1
    }
}

fn outermost(mutants: &[&Mutant]) -> Vec<Span> {
    let all: BTreeSet<Span> = mutants.iter().filter_map(|one| one.function).collect();
    let inside_another = |span: &Span| all.iter().any(|other| other != span && other.contains(span));
    all.iter().filter(|span| !inside_another(span)).copied().collect()
}

/// Whether a function's bodies cannot stand beside each other.
fn is_apart(head: &str) -> bool {
    let head: String = head
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join(" ");
    let returned = head.split_once("->").map_or("", |(_, returned)| returned);
    returned.contains("impl ")
}

/// The byte of a function's opening brace.
fn body_opens(function: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut rest = function.char_indices();
    while let Some((at, character)) = rest.next() {
        match character {
            '/' if function.get(at..)?.starts_with("//") => {
                rest.find(|(_, character)| *character == '\n')?;
            }
            '"' => while !matches!(rest.next()?.1, '"') {},
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '{' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

fn cut(text: &str, from: (usize, usize), to: (usize, usize)) -> Result<&str> {
    let span = offset(text, from)?..offset(text, to)?;
    text.get(span).context("a place outside of its file")
}

/// The byte of a line and a column.
fn offset(text: &str, (line, column): (usize, usize)) -> Result<usize> {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let of_line = text.get(start..).context("a line outside of its file")?;
    let width: usize = of_line.chars().take(column - 1).map(char::len_utf8).sum();
    Ok(start + width)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "const A: u8 = 1;\n/// «Ы» {.\npub fn twice(of: u8) -> u8 {\n    of * 2\n}\nconst fn one() -> u8 {\n    1\n}\n";

    fn mutant(number: usize, span: Span, function: Span, replacement: &str) -> Mutant {
        Mutant {
            number,
            file: "a.rs".to_owned(),
            name: number.to_string(),
            span,
            function: Some(function),
            replacement: replacement.to_owned(),
        }
    }

    fn span(start: (usize, usize), end: (usize, usize)) -> Span {
        Span { start, end }
    }

    #[test]
    fn each_body_stands_beside_the_true_one() {
        let twice = span((2, 1), (5, 2));
        let one = span((6, 1), (8, 2));
        let plus = mutant(1, span((4, 8), (4, 9)), twice, "+");
        let zero = mutant(2, span((4, 5), (4, 11)), twice, "0");
        let constant = mutant(3, span((7, 5), (7, 6)), one, "0");
        let all = [&plus, &zero, &constant];
        let folded = fold(SOURCE, &all, &BTreeSet::new()).unwrap();
        assert!(folded.text.contains("1 => {\n    of +  2\n}"), "{}", folded.text);
        assert!(folded.text.contains("2 => {\n    0 \n}"));
        let true_one = "_ => {\n    of * 2\n}\n}\n}\nfn one() -> u8 {";
        assert!(folded.text.contains(true_one), "{}", folded.text);
        assert!(folded.apart.is_empty());
        let lines: Vec<_> = folded.text.lines().collect();
        for (first, last, number) in folded.lines {
            assert!(lines[first - 1].starts_with(&format!("{number} =>")));
            assert_eq!(lines[last - 1], "}");
        }
        let without = fold(SOURCE, &all, &BTreeSet::from([1])).unwrap();
        assert!(!without.text.contains("of +"));
    }

    #[test]
    fn what_has_a_type_of_its_own_stands_apart() {
        assert!(!is_apart("pub(crate) const fn a() {"));
        assert!(is_apart("fn a() -> impl Iterator {"));
        assert!(!is_apart(
            "/// A const that implements ->\nfn a(of: impl Fn()) -> u8 {"
        ));
        assert_eq!(body_opens("fn a(of: [u8; { 1 }]) -> u8 { 2 }"), Some(28));
    }

    #[test]
    fn reads_what_is_listed() {
        let json = r#"[{"file": "a.rs", "name": "a.rs:4:8: replace", "replacement": "+", "function": null,
            "span": {"start": {"line": 4, "column": 8}, "end": {"line": 4, "column": 9}}}]"#;
        let mutants = listed(json).unwrap();
        assert_eq!(mutants[0].span, span((4, 8), (4, 9)));
        assert_eq!((mutants[0].number, mutants[0].function), (1, None));
        assert!(listed("[{}]").is_err());
        assert!(listed("").unwrap().is_empty() && listed("[]").unwrap().is_empty());
    }
}
