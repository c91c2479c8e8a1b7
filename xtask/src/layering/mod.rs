//! Who may know whom: the crates' dependencies point one way, and only the client's adapters know the outside world.
//!
//! Checked twice: in cargo's resolved graph, and in the sources, where a crate that may be linked is still not to be named.

mod graph;
mod source;

use std::fs;

use anyhow::{Result, bail};

use crate::files;
use crate::log::{Log, output};
use crate::place::Place;
use crate::rust::cargo;
use graph::Graph;

/// What must not be reached from a crate, directly or through others.
struct Unreachable {
    from: &'static str,
    crates: &'static [&'static str],
    why: &'static str,
}

/// Doing something in the world: none of it belongs in a crate that only says what the law or the contract is.
const OUTSIDE_WORLD: &[&str] = &[
    "async-std",
    "axum",
    "getrandom",
    "hyper",
    "keyring-core",
    "mio",
    "rand",
    "redb",
    "reqwest",
    "ring",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "uniffi",
    "ureq",
];

/// The same without `ring` and the entropy it brings: certificates verify with it, and draw nothing from it.
const NETWORK_AND_STORE: &[&str] = &[
    "async-std",
    "axum",
    "hyper",
    "keyring-core",
    "mio",
    "redb",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "uniffi",
    "ureq",
];

const UNREACHABLE: &[Unreachable] = &[
    Unreachable {
        from: "salyk-regulation",
        crates: OUTSIDE_WORLD,
        why: "the law does no I/O and has no clock",
    },
    Unreachable {
        from: "salyk-contract",
        crates: OUTSIDE_WORLD,
        why: "the contract is words, not transport",
    },
    Unreachable {
        from: "salyk-contract",
        crates: &[
            "salyk-client",
            "salyk-regulation",
            "salyk-bindings",
            "salyk-sandbox",
        ],
        why: "the contract stands alone",
    },
    Unreachable {
        from: "salyk-regulation",
        crates: &[
            "salyk-client",
            "salyk-contract",
            "salyk-bindings",
            "salyk-sandbox",
        ],
        why: "the law stands alone",
    },
    Unreachable {
        from: "salyk-certificate",
        crates: NETWORK_AND_STORE,
        why: "certificates do no I/O and have no clock",
    },
    Unreachable {
        from: "salyk-certificate",
        crates: &[
            "salyk-client",
            "salyk-contract",
            "salyk-regulation",
            "salyk-bindings",
            "salyk-sandbox",
        ],
        why: "certificates stand alone",
    },
    Unreachable {
        from: "salyk-client",
        crates: &["uniffi", "uniffi_core", "uniffi_macros", "salyk-bindings"],
        why: "the core is free of its bindings",
    },
    Unreachable {
        from: "salyk-client",
        crates: &["salyk-sandbox", "axum", "rcgen", "ratatui", "crossterm", "clap"],
        why: "the core knows no server and no terminal",
    },
    Unreachable {
        from: "salyk-bindings",
        crates: &["salyk-sandbox", "axum", "rcgen", "ratatui", "crossterm"],
        why: "phones carry no server and no terminal",
    },
];

/// All that a crate may depend on by itself.
const ALLOWED: &[(&str, &[&str])] = &[
    (
        "salyk-regulation",
        &[
            "csv",
            "jiff",
            "miniz_oxide",
            "schemars",
            "serde",
            "serde_json",
            "smallvec",
            "thiserror",
        ],
    ),
    (
        "salyk-certificate",
        &[
            "jiff",
            "miniz_oxide",
            "p256",
            "png",
            "qrcode",
            "ring",
            "thiserror",
        ],
    ),
];

/// Crates that only the client's adapters, and tests of the outside, may depend on.
const TRANSPORT: &[&str] = &[
    "keyring-core",
    "redb",
    "reqwest",
    "rustls",
    "tokio-rustls",
    "webpki-roots",
    "zbus-secret-service-keyring-store",
];

/// Words of the sources and the only folders they may stand in.
const WORDS: &[(&str, &[&str])] = &[
    ("keyring_core", ADAPTERS),
    ("redb", ADAPTERS),
    ("reqwest", ADAPTERS),
    ("rustls", ADAPTERS),
    ("tokio_rustls", ADAPTERS),
    ("webpki_roots", ADAPTERS),
    ("zbus_secret_service_keyring_store", ADAPTERS),
    ("uniffi", &["bindings/"]),
];
const ADAPTERS: &[&str] = &["core/client/src/adapters/", "tests/"];

/// # Errors
/// Names every crossing found.
pub(crate) fn check(place: &Place, log: &mut Log) -> Result<()> {
    let metadata =
        output(cargo(place).args(["metadata", "--format-version", "1", "--all-features", "--locked"]))?;
    let graph = Graph::read(&serde_json::from_str(&metadata)?)?;
    let mut crossings = in_graph(&graph)?;
    for path in files::of_project(place)?
        .iter()
        .filter(|path| path.ends_with(".rs"))
    {
        crossings.extend(in_source(path, &fs::read_to_string(place.root.join(path))?));
    }
    if !crossings.is_empty() {
        bail!("layers are crossed:\n    {}", crossings.join("\n    "));
    }
    log.say("no layer is crossed")
}

fn in_graph(graph: &Graph) -> Result<Vec<String>> {
    let mut crossings = Vec::new();
    for rule in UNREACHABLE {
        if let Some(path) = graph.path(rule.from, rule.crates)? {
            crossings.push(format!("{} ({})", path.join(" → "), rule.why));
        }
    }
    for (from, allowed) in ALLOWED {
        for dependency in graph.direct(from)?.filter(|name| !allowed.contains(name)) {
            crossings.push(format!(
                "{from} → {dependency} (not on its list of allowed crates)"
            ));
        }
    }
    for (member, folder) in graph.members() {
        let is_at_home = member == "salyk-client" || folder.starts_with("tests/");
        if !is_at_home {
            let known = graph.direct(member)?.filter(|name| TRANSPORT.contains(name));
            crossings
                .extend(known.map(|name| format!("{member} → {name} (only the client's adapters know it)")));
        }
    }
    Ok(crossings)
}

fn in_source(path: &str, text: &str) -> Vec<String> {
    let forbidden = WORDS
        .iter()
        .filter(|(_, homes)| !homes.iter().any(|home| path.starts_with(home)));
    let forbidden: Vec<&str> = forbidden.map(|(word, _)| *word).collect();
    let found = source::words(text)
        .into_iter()
        .filter(|(_, word)| forbidden.contains(&word.as_str()));
    found
        .map(|(line, word)| format!("{path}:{line} names `{word}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &[&str])]) -> Graph {
        let members = [
            ("salyk-regulation", "core/regulation"),
            ("salyk-certificate", "core/certificate"),
            ("salyk-contract", "core/contract"),
            ("salyk-client", "core/client"),
            ("salyk-bindings", "bindings"),
            ("salyk-sandbox", "tests/sandbox"),
            ("salyk", "terminal"),
        ];
        Graph::of(&members, edges)
    }

    fn crossings(edges: &[(&str, &[&str])]) -> Vec<String> {
        in_graph(&graph(edges)).unwrap()
    }

    #[test]
    fn the_house_as_it_is_drawn_passes() {
        let edges: &[(&str, &[&str])] = &[
            ("salyk-regulation", &["serde", "jiff"]),
            ("salyk-certificate", &["ring", "jiff"]),
            (
                "salyk-client",
                &["salyk-regulation", "salyk-contract", "reqwest", "redb"],
            ),
            ("salyk-bindings", &["salyk-client", "uniffi"]),
            ("salyk-sandbox", &["salyk-contract", "axum", "rustls"]),
            ("salyk", &["salyk-client", "salyk-sandbox"]),
        ];
        assert!(crossings(edges).is_empty());
    }

    #[test]
    fn a_client_that_reaches_uniffi_through_another_crate_is_found() {
        let found = crossings(&[("salyk-client", &["helpful"]), ("helpful", &["uniffi_core"])]);
        assert_eq!(
            found,
            ["salyk-client → helpful → uniffi_core (the core is free of its bindings)"]
        );
    }

    #[test]
    fn a_law_with_anything_off_its_list_is_found() {
        assert_eq!(crossings(&[("salyk-regulation", &["chrono"])]).len(), 1);
        assert_eq!(
            crossings(&[("salyk-regulation", &["jiff"]), ("jiff", &["tokio"])]).len(),
            1
        );
    }

    #[test]
    fn a_contract_that_knows_the_client_is_found() {
        assert_eq!(crossings(&[("salyk-contract", &["salyk-client"])]).len(), 1);
    }

    #[test]
    fn a_terminal_with_its_own_transport_is_found() {
        assert_eq!(crossings(&[("salyk", &["reqwest"])]).len(), 1);
        assert_eq!(crossings(&[("salyk-sandbox", &["reqwest"])]).len(), 0);
    }

    #[test]
    fn a_rule_for_a_crate_that_is_gone_is_an_error() {
        let graph = Graph::of(&[], &[]);
        assert!(in_graph(&graph).is_err());
    }

    #[test]
    fn words_are_found_where_they_are_not_at_home() {
        let text = "use rustls::ClientConfig;\n";
        assert_eq!(
            in_source("core/client/src/session/step.rs", text),
            ["core/client/src/session/step.rs:1 names `rustls`"]
        );
        assert!(in_source("core/client/src/adapters/https/tls.rs", text).is_empty());
        assert!(in_source("tests/sandbox/src/tls.rs", text).is_empty());
        assert_eq!(
            in_source("core/client/src/lib.rs", "#[derive(uniffi::Record)]").len(),
            1
        );
        assert!(in_source("bindings/src/lib.rs", "#[derive(uniffi::Record)]").is_empty());
    }
}
