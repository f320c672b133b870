//! What may depend on what: the one table, against the manifests.
//!
//! The table says what a crate's own code may name. Its tests may name what lies below those too
//! (a test of `app` may build an entry of `ledger`), and what [`TESTS`] adds.

use super::{Finding, Tree, finding};
use std::collections::{BTreeMap, BTreeSet};

/// Our packages and what each may depend on, as in ARCHITECTURE.md.
pub const EDGES: &[(&str, &[&str])] = &[
    ("ledger", &[]),
    ("proof", &[]),
    ("replication", &["proof"]),
    ("store", &["ledger", "proof", "replication"]),
    ("reports", &["ledger", "store"]),
    (
        "app",
        &["ledger", "proof", "store", "replication", "reports"],
    ),
    ("uplink", &["app", "replication", "proof"]),
    ("server", &["ledger", "proof", "replication"]),
    (
        "scenario",
        &["app", "uplink", "server", "ledger", "proof", "store"],
    ),
    ("xtask", &[]),
    ("relief-ledger", &["app", "uplink"]),
    // Whole-system tests see everything from outside; the tool lends them its screen and leash.
    ("journeys", &["xtask"]),
];

/// What tests may name beyond what lies below their crate.
pub const TESTS: &[(&str, &[&str])] = &[("uplink", &["server"]), ("journeys", &["store"])];

/// The document that shows the table to people.
const MAP: &str = "ARCHITECTURE.md";

const INSTEAD: &str = "move the code to the crate that may know both, or change the table in \
                       ARCHITECTURE.md and in xtask's tidy/edges.rs together, with the reason";

/// A dependency of ours that a manifest names.
struct Edge {
    line: usize,
    to: String,
    for_tests: bool,
}

/// Edges that are not in the table, and packages that it does not know.
pub fn crates(tree: &Tree) -> Vec<Finding> {
    let table: BTreeMap<&str, &[&str]> = EDGES.iter().copied().collect();
    let mut found = Vec::new();
    for file in tree.files() {
        if !file.path.ends_with("/Cargo.toml") {
            continue;
        }
        let Some(name) = package_name(&file.text) else {
            continue;
        };
        let Some(allowed) = table.get(name) else {
            found.push(finding(
                &file.path,
                0,
                format!("`{name}` is not in the table of crates"),
                INSTEAD,
            ));
            continue;
        };
        for edge in edges(&file.text, &table) {
            let fine = allowed.contains(&edge.to.as_str())
                || (edge.for_tests && test_may(name, &edge.to, &table));
            if !fine {
                found.push(finding(
                    &file.path,
                    edge.line,
                    format!("`{name}` may not depend on `{}`", edge.to),
                    INSTEAD,
                ));
            }
        }
    }
    found
}

/// Edges of the table that no manifest has.
pub fn used(tree: &Tree) -> Vec<Finding> {
    let table: BTreeMap<&str, &[&str]> = EDGES.iter().copied().collect();
    let mut found = Vec::new();
    let manifests = tree
        .files()
        .filter(|file| file.path.ends_with("/Cargo.toml"));
    for file in manifests {
        let Some(name) = package_name(&file.text) else {
            continue;
        };
        let named: BTreeSet<String> = edges(&file.text, &table)
            .into_iter()
            .map(|edge| edge.to)
            .collect();
        let allowed = table.get(name).copied().unwrap_or_default();
        for unused in allowed.iter().filter(|to| !named.contains(**to)) {
            let what = format!("`{name}` may depend on `{unused}` and does not");
            found.push(finding(&file.path, 0, what, INSTEAD));
        }
    }
    found
}

/// Rows of the map's table of crates that say something else than [`EDGES`]. A row that ends in `…`
/// may leave some out; packages are called there by their folder.
pub fn map(tree: &Tree) -> Vec<Finding> {
    let Some(map) = tree.file(MAP) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (line, text) in map.lines() {
        let cells: Vec<&str> = text.trim().trim_matches('|').split('|').collect();
        let [name, _, uses] = cells.as_slice() else {
            continue;
        };
        let name = match name.trim().trim_matches('`') {
            "src-tauri" => "relief-ledger",
            "tests" => "journeys",
            other => other,
        };
        let Some((_, allowed)) = EDGES.iter().find(|(known, _)| *known == name) else {
            continue;
        };
        let said: BTreeSet<&str> = uses.split('`').skip(1).step_by(2).collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        let agree = if uses.trim_end().ends_with('…') {
            said.is_subset(&allowed)
        } else {
            said == allowed
        };
        if !agree {
            found.push(finding(
                MAP,
                line,
                format!("the map and the tool disagree on what `{name}` may use"),
                "write the same edges here and in xtask's tidy/edges.rs",
            ));
        }
    }
    found
}

/// Whether a test of `from` may name `to`: it lies below, or is added.
fn test_may(from: &str, to: &str, table: &BTreeMap<&str, &[&str]>) -> bool {
    let mut below = BTreeSet::new();
    let mut open: Vec<&str> = vec![from];
    while let Some(name) = open.pop() {
        for next in table.get(name).copied().unwrap_or_default() {
            if below.insert(*next) {
                open.push(next);
            }
        }
    }
    // Itself: with a feature on that only tests need.
    below.contains(to)
        || from == to
        || TESTS
            .iter()
            .any(|(name, added)| *name == from && added.contains(&to))
}

fn package_name(manifest: &str) -> Option<&str> {
    let mut section = "";
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        } else if section == "[package]"
            && let Some((key, value)) = line.split_once('=')
            && key.trim() == "name"
        {
            return Some(value.trim().trim_matches('"'));
        }
    }
    None
}

/// Dependencies on packages of the table, in both ways of writing them:
/// `[dependencies]` with `name.workspace = true`, and `[dependencies.name]`.
fn edges(manifest: &str, table: &BTreeMap<&str, &[&str]>) -> Vec<Edge> {
    let mut found = Vec::new();
    let mut section = String::new();
    for (at, line) in manifest.lines().map(str::trim).enumerate() {
        let key = if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_owned();
            match section.rsplit_once('.') {
                Some((before, key)) if before.ends_with("dependencies") => key,
                _ => continue,
            }
        } else if section.ends_with("dependencies") {
            line.split(['=', '.', ' ']).next().unwrap_or_default()
        } else {
            continue;
        };
        let key = key.trim_matches('"');
        // A renamed dependency still says which package it is.
        let named = line
            .split_once("package = \"")
            .and_then(|(_, rest)| rest.split('"').next())
            .unwrap_or(key);
        if table.contains_key(named) {
            found.push(Edge {
                line: at + 1,
                to: named.to_owned(),
                for_tests: section.contains("dev-dependencies"),
            });
        }
    }
    found
}
