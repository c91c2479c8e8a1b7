//! Cargo's resolved graph, without what only tests need.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result};
use serde_json::Value;

/// Package names and the names they depend on; versions of one name count as one.
pub(super) struct Graph {
    edges: BTreeMap<String, BTreeSet<String>>,
    members: BTreeMap<String, String>,
}

impl Graph {
    /// Reads what `cargo metadata` prints.
    ///
    /// # Errors
    /// When it lacks what this format has had since its version 1.
    pub(super) fn read(metadata: &Value) -> Result<Self> {
        let root = text(metadata, "workspace_root")?;
        let member_ids: BTreeSet<&str> = list(metadata, "workspace_members")?
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let mut names = BTreeMap::new();
        let mut members = BTreeMap::new();
        for package in list(metadata, "packages")? {
            let (id, name) = (text(package, "id")?, text(package, "name")?);
            names.insert(id, name);
            if member_ids.contains(id) {
                let manifest = text(package, "manifest_path")?;
                let folder = manifest
                    .trim_start_matches(root)
                    .trim_start_matches('/')
                    .trim_end_matches("/Cargo.toml");
                members.insert(name.to_owned(), folder.to_owned());
            }
        }
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in list(
            metadata
                .get("resolve")
                .context("cargo metadata has no `resolve`")?,
            "nodes",
        )? {
            let name = names.get(text(node, "id")?).context("a node without a package")?;
            let reached = edges.entry((*name).to_owned()).or_default();
            for dependency in list(node, "deps")? {
                let only_tests = list(dependency, "dep_kinds")?
                    .iter()
                    .all(|kind| kind["kind"] == "dev");
                if !only_tests {
                    let name = names
                        .get(text(dependency, "pkg")?)
                        .context("a dependency without a package")?;
                    reached.insert((*name).to_owned());
                }
            }
        }
        Ok(Self { edges, members })
    }

    #[cfg(test)]
    pub(super) fn of(members: &[(&str, &str)], edges: &[(&str, &[&str])]) -> Self {
        let mut graph = Self {
            edges: BTreeMap::new(),
            members: BTreeMap::new(),
        };
        for (name, folder) in members {
            graph.members.insert((*name).to_owned(), (*folder).to_owned());
            graph.edges.entry((*name).to_owned()).or_default();
        }
        for (from, to) in edges {
            graph
                .edges
                .entry((*from).to_owned())
                .or_default()
                .extend(to.iter().map(|name| (*name).to_owned()));
        }
        graph
    }

    /// The workspace's packages and their folders.
    pub(super) fn members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members
            .iter()
            .map(|(name, folder)| (name.as_str(), folder.as_str()))
    }

    /// What a package depends on by itself.
    ///
    /// # Errors
    /// When there is no such package: a rule about it would hold for nothing.
    pub(super) fn direct(&self, package: &str) -> Result<impl Iterator<Item = &str>> {
        let edges = self
            .edges
            .get(package)
            .with_context(|| format!("a layering rule names {package}, which is gone"))?;
        Ok(edges.iter().map(String::as_str))
    }

    /// A shortest way from a package to any of the wanted ones.
    ///
    /// # Errors
    /// As for [`Graph::direct`].
    pub(super) fn path<'a>(&'a self, from: &'a str, wanted: &[&str]) -> Result<Option<Vec<&'a str>>> {
        let _ = self.direct(from)?;
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut queue = VecDeque::from([from]);
        while let Some(package) = queue.pop_front() {
            if wanted.contains(&package) {
                let mut path = vec![package];
                while let Some(before) = path.last().and_then(|last| came_from.get(last)) {
                    path.push(before);
                }
                path.reverse();
                return Ok(Some(path));
            }
            for next in self.edges.get(package).into_iter().flatten().map(String::as_str) {
                if next != from && !came_from.contains_key(next) {
                    came_from.insert(next, package);
                    queue.push_back(next);
                }
            }
        }
        Ok(None)
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    value
        .get(key)
        .and_then(Value::as_str)
        .with_context(|| format!("cargo metadata has no text `{key}`"))
}

fn list<'a>(value: &'a Value, key: &str) -> Result<&'a [Value]> {
    let list = value.get(key).and_then(Value::as_array);
    list.map(Vec::as_slice)
        .with_context(|| format!("cargo metadata has no list `{key}`"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sample() -> Value {
        let package = |name: &str| json!({"id": format!("{name} 1"), "name": name, "manifest_path": format!("/x/core/{name}/Cargo.toml")});
        let depends =
            |on: &str, kind: Value| json!({"pkg": format!("{on} 1"), "dep_kinds": [{"kind": kind}]});
        json!({
            "workspace_root": "/x",
            "workspace_members": ["a 1"],
            "packages": [package("a"), package("b"), package("c")],
            "resolve": {"nodes": [
                {"id": "a 1", "deps": [depends("b", Value::Null), depends("c", json!("dev"))]},
                {"id": "b 1", "deps": []},
                {"id": "c 1", "deps": []},
            ]}
        })
    }

    #[test]
    fn what_only_tests_need_is_left_out() {
        let graph = Graph::read(&sample()).unwrap();
        assert_eq!(graph.direct("a").unwrap().collect::<Vec<_>>(), ["b"]);
        assert_eq!(graph.path("a", &["c"]).unwrap(), None);
        assert_eq!(graph.members().collect::<Vec<_>>(), [("a", "core/a")]);
    }

    #[test]
    fn circles_end() {
        let graph = Graph::of(&[], &[("a", &["b"]), ("b", &["a"])]);
        assert_eq!(graph.path("a", &["nowhere"]).unwrap(), None);
    }
}
