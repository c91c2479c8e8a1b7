//! The words of a Rust source, without those in comments and texts.

/// Every identifier of the code with the line it stands on, counted from 1.
pub(super) fn words(source: &str) -> Vec<(usize, String)> {
    let code = code_only(source);
    let mut words = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let parts = line
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|part| !part.is_empty());
        words.extend(parts.map(|part| (index + 1, part.to_owned())));
    }
    words
}

/// The source with comments and texts replaced by spaces, line ends kept.
fn code_only(source: &str) -> String {
    let mut rest = source;
    let mut code = String::with_capacity(source.len());
    while let Some(first) = rest.chars().next() {
        let skipped = skipped_at(rest);
        let (taken, after) = rest.split_at(if skipped > 0 { skipped } else { first.len_utf8() });
        if skipped > 0 {
            code.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            code.push(first);
        }
        rest = after;
    }
    code
}

/// The length in bytes of the comment or text that starts here; 0 when code does.
fn skipped_at(rest: &str) -> usize {
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        block_comment(rest)
    } else if rest.starts_with('"') {
        1 + quoted(rest.get(1..).unwrap_or_default(), '"')
    } else if rest.starts_with("r\"") || rest.starts_with("r#") {
        raw_text(rest)
    } else if rest.starts_with('\'') {
        character(rest)
    } else {
        0
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        match (before, c) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                before = c;
                continue;
            }
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
        // `/*/` opens once and closes nothing.
        before = ' ';
    }
    rest.len()
}

fn quoted(rest: &str, end: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        if c == end && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`; an identifier such as `r#type` is code.
fn raw_text(rest: &str) -> usize {
    let hashes = rest.chars().skip(1).take_while(|c| *c == '#').count();
    let opening = 1 + hashes;
    if rest.chars().nth(opening) != Some('"') {
        return 0;
    }
    let closing = format!("\"{}", "#".repeat(hashes));
    let body = rest.get(opening + 1..).unwrap_or_default();
    body.find(&closing)
        .map_or(rest.len(), |at| opening + 1 + at + closing.len())
}

/// A character such as `'"'`; a lifetime is code.
fn character(rest: &str) -> usize {
    let mut chars = rest.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), _) => 1 + quoted(rest.get(1..).unwrap_or_default(), '\''),
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        words(source).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn code_is_read_and_lines_are_counted() {
        assert_eq!(
            words("use redb::Database;\n\nfn a() {}")[0],
            (1, String::from("use"))
        );
        assert_eq!(words("\n/* one\ntwo */ redb"), [(3, String::from("redb"))]);
    }

    #[test]
    fn comments_and_texts_are_not_code() {
        assert_eq!(found("// redb\n/// redb\n//! redb\na"), ["a"]);
        assert_eq!(found("/* redb /* nested */ redb */ a"), ["a"]);
        assert_eq!(found("a(\"redb \\\" redb\") b"), ["a", "b"]);
        assert_eq!(found("a(r\"redb\\\") b(r#\"redb \" redb\"#) c"), ["a", "b", "c"]);
    }

    #[test]
    fn characters_and_lifetimes_do_not_open_a_text() {
        assert_eq!(found("'\"' redb '\\'' redb"), ["redb", "redb"]);
        assert_eq!(
            found("fn a<'b>(c: &'b str) { redb }"),
            ["fn", "a", "b", "c", "b", "str", "redb"]
        );
    }

    #[test]
    fn raw_identifiers_are_code() {
        assert_eq!(found("r#type redb"), ["r", "type", "redb"]);
    }
}
