//! What no file of the project may look like.

use std::fs;

use anyhow::{Result, bail};

use crate::files;
use crate::log::Log;
use crate::place::Place;

/// A source of more lines than this is probably two ideas.
const MOST_LINES: usize = 400;
const MANY_LINES: usize = 300;

/// Endings of files whose lines are counted.
const SOURCES: &[&str] = &[".rs", ".kt", ".kts", ".swift", ".sh", ".py", ".ftl"];

/// Folders that only builds fill.
const GENERATED: &[&str] = &[
    ".build",
    ".venv",
    "__pycache__",
    "build",
    "generated",
    "node_modules",
    "target",
];

/// Texts that show unfinished work; written in halves so that this file does not hold them.
const UNFINISHED: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[ig", "nore]"),
    concat!("@Dis", "abled"),
    concat!("allow(dead", "_code)"),
    concat!("<<<<", "<<< "),
    concat!(">>>>", ">>> "),
];

/// Texts that belong to one machine or to one network.
const FOREIGN: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("index.cr", "ates.io"),
    concat!("static.cr", "ates.io"),
    concat!("py", "pi.org"),
    concat!("pythonhosted", ".org"),
    concat!("registry.np", "mjs"),
    concat!("proxy.go", "lang.org"),
    concat!("repo1.ma", "ven"),
    concat!("repo.ma", "ven"),
    concat!("deb.deb", "ian.org"),
    concat!("-docker", ".pkg.dev"),
    concat!("pkg", ".dev/"),
];

/// # Errors
/// Names every fault found.
pub(crate) fn check(place: &Place, log: &mut Log) -> Result<()> {
    let mut faults = Vec::new();
    let mut long = Vec::new();
    for path in files::of_project(place)? {
        faults.extend(in_path(&path));
        let bytes = fs::read(place.root.join(&path))?;
        // Pictures and fonts have neither lines nor words.
        if let Ok(text) = String::from_utf8(bytes) {
            faults.extend(in_text(&path, &text));
            if is_source(&path) && text.lines().count() > MANY_LINES {
                long.push(format!("{path} ({})", text.lines().count()));
            }
        }
    }
    if !long.is_empty() {
        log.say(&format!("over {MANY_LINES} lines: {}", long.join(", ")))?;
    }
    if !faults.is_empty() {
        bail!("{} faults:\n    {}", faults.len(), faults.join("\n    "));
    }
    log.say("every file is clean")
}

fn is_source(path: &str) -> bool {
    SOURCES.iter().any(|ending| path.ends_with(ending))
}

fn in_path(path: &str) -> Option<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let generated = folder.split('/').find(|part| GENERATED.contains(part))?;
    Some(format!(
        "{path}: generated files (`{generated}`) do not belong in git"
    ))
}

fn in_text(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if is_source(path) && text.lines().count() > MOST_LINES {
        faults.push(format!(
            "{path}: {} lines, {MOST_LINES} at most",
            text.lines().count()
        ));
    }
    if !text.is_empty() && !text.ends_with('\n') {
        faults.push(format!("{path}: no line end after the last line"));
    }
    // A lock file names its registry; nobody writes it by hand.
    let is_lock = path.ends_with("Cargo.lock");
    for (index, line) in text.lines().enumerate() {
        let at = format!("{path}:{}", index + 1);
        let texts = UNFINISHED.iter().chain(if is_lock { &[] } else { FOREIGN });
        faults.extend(
            texts
                .filter(|text| has(line, text))
                .map(|text| format!("{at}: `{text}`")),
        );
        if line.starts_with("-----BEGIN ") && line.contains("PRIVATE KEY") {
            faults.push(format!("{at}: a private key"));
        }
        if path.ends_with(".rs") && is_catch_all_module(line) {
            faults.push(format!("{at}: a module named after nothing; name the idea"));
        }
        if line.ends_with('\r') || (is_source(path) && line.ends_with([' ', '\t'])) {
            faults.push(format!("{at}: blank characters at the line's end"));
        }
    }
    faults
}

/// Whether the line holds the text; one made of letters counts only as a word of its own, and not as the name of the function
/// that Kotlin has for it, which is written with empty parentheses when it is only talked about.
fn has(line: &str, text: &str) -> bool {
    let is_word = text.chars().all(|c| c.is_ascii_uppercase());
    line.match_indices(text).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line.get(at + text.len()..).unwrap_or_default();
        let inside_a_word = before
            .into_iter()
            .chain(after.chars().next())
            .any(char::is_alphanumeric);
        !is_word || !inside_a_word && !after.starts_with("()")
    })
}

fn is_catch_all_module(line: &str) -> bool {
    let words: Vec<&str> = line
        .split([' ', ';', '{'])
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .any(|pair| matches!(pair, ["mod", "util" | "utils" | "helper" | "helpers" | "misc"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_clean(path: &str, text: &str) -> bool {
        in_text(path, text).is_empty()
    }

    #[test]
    fn every_unfinished_or_foreign_text_is_found() {
        for text in UNFINISHED.iter().chain(FOREIGN) {
            assert!(!is_clean("a.rs", &format!("// {text} \"x\n")), "{text}");
        }
        assert!(is_clean("Cargo.lock", &format!("{}\n", FOREIGN[4])));
    }

    #[test]
    fn private_keys_are_found_and_talk_about_them_is_not() {
        let key = concat!("-----BEGIN ", "EC PRIVATE KEY-----\n");
        assert!(!is_clean("key.pem", key));
        assert!(is_clean(
            "a.rs",
            &format!("let refused = \"{}\";\n", key.trim_end())
        ));
    }

    #[test]
    fn words_inside_other_words_are_not_faults() {
        assert!(is_clean("a.md", concat!("MASTO", "DON\n")));
        assert!(!is_clean("a.md", concat!("(TO", "DO)\n")));
        assert!(!is_clean("a.kt", concat!("TO", "DO(\"later\")\n")));
        assert!(is_clean("a.md", concat!("what TO", "DO() throws\n")));
    }

    #[test]
    fn long_sources_and_open_ends_are_found() {
        assert!(is_clean("a.rs", &"x\n".repeat(MOST_LINES)));
        assert!(!is_clean("a.rs", &"x\n".repeat(MOST_LINES + 1)));
        assert!(is_clean("a.csv", &"x\n".repeat(MOST_LINES + 1)));
        assert!(!is_clean("a.csv", "x"));
        assert!(is_clean("a.csv", ""));
        assert!(!is_clean("a.rs", "x \n"));
    }

    #[test]
    fn modules_named_after_nothing_are_found() {
        assert!(!is_clean("a.rs", concat!("mod ut", "ils;\n")));
        assert!(!is_clean("a.rs", concat!("pub(crate) mod hel", "pers {\n")));
        assert!(is_clean("a.rs", "mod utilities_of_the_calendar;\n"));
    }

    #[test]
    fn generated_folders_are_found_and_files_of_such_names_are_not() {
        assert!(in_path("bindings/kotlin/target/a.class").is_some());
        assert!(in_path("core/client/src/target.rs").is_none());
        assert!(in_path("xtask/build").is_none());
    }
}
