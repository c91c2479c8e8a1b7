//! The table in the crate's documentation: every point has its function and its tests, and these exist.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::rule::RuleId;

/// Every source file under a folder.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
        }
    }
}

fn in_ticks(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_point_has_its_function_and_its_tests() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    sources(&home.join("src"), &mut all);
    let rows: BTreeMap<String, (Vec<String>, Vec<String>)> = include_str!("../lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//! | `reg:"))
        .map(|row| {
            let cells: Vec<_> = row.split('|').collect();
            let id = format!("reg:{}", cells[0].trim().trim_end_matches('`'));
            (id, (in_ticks(cells[1]), in_ticks(cells[2])))
        })
        .collect();
    let ids: Vec<_> = RuleId::ALL.iter().map(|rule| rule.as_str().to_owned()).collect();
    assert_eq!(rows.len(), ids.len());
    for id in ids {
        let (functions, tests) = rows
            .get(&id)
            .unwrap_or_else(|| panic!("{id} is not in the table"));
        assert!(!functions.is_empty() && !tests.is_empty(), "{id}");
        for function in functions {
            let (module, name) = function.split_once("::").unwrap();
            let chapter = |path: &str| {
                path.contains(&format!("/src/{module}.rs")) || path.contains(&format!("/src/{module}/"))
            };
            let doc = all
                .iter()
                .filter(|(path, _)| chapter(path))
                .find_map(|(_, source)| {
                    let (before, _) = source.split_once(&format!("\npub(crate) fn {name}("))?;
                    Some(before.rsplit("\n\n").next().unwrap_or_default().to_owned())
                });
            let doc = doc.unwrap_or_else(|| panic!("{id}: there is no {function}"));
            assert!(
                doc.contains(&format!("`{id}`")),
                "{function} does not cite {id}: {doc}"
            );
        }
        for test in tests {
            let defined = format!("#[test]\nfn {test}()");
            assert!(
                all.iter().any(|(_, source)| source.contains(&defined)),
                "{id}: there is no test {test}"
            );
        }
    }
}
