//! A released migration never changes: somebody's file was made by it.
//!
//! `migrations/CHECKSUMS` has one line `sha256  path` for every file; `cargo xtask tidy --seal`
//! writes it. Sealing over a released file shows in review as a changed line, where a new file only
//! adds one.

use super::{Finding, Tree, finding};
use crate::{Outcome, Stop, setup::hex};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs, path::Path};

const LIST: &str = "migrations/CHECKSUMS";

/// Files that are not sealed, changed since, or gone.
pub fn unchanged(tree: &Tree) -> Vec<Finding> {
    let now = sums(tree);
    let list = tree.file(LIST).map_or("", |file| file.text.as_str());
    let sealed: BTreeMap<&str, &str> = list
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, path)| (path, sum))
        .collect();
    let mut found = Vec::new();
    for (path, sum) in &now {
        match sealed.get(path.as_str()) {
            Some(old) if old == sum => {}
            Some(_) => found.push(finding(
                path,
                0,
                "a sealed migration was changed",
                "add a new file with the next number; only before its release: \
                 `cargo xtask tidy --seal`",
            )),
            None => found.push(finding(
                path,
                0,
                "a migration is not sealed",
                "run `cargo xtask tidy --seal`",
            )),
        }
    }
    for path in sealed.keys().filter(|path| !now.contains_key(**path)) {
        found.push(finding(
            LIST,
            0,
            format!("{path} is sealed and gone"),
            "bring it back: a released migration stays for ever",
        ));
    }
    found
}

/// Writes the list for the files as they are.
pub fn seal(root: &Path) -> Outcome {
    let text: String = sums(&Tree::read(root)?)
        .iter()
        .map(|(path, sum)| format!("{sum}  {path}\n"))
        .collect();
    fs::write(root.join(LIST), text)
        .map_err(|fault| Stop::new(format!("{LIST} cannot be written: {fault}.")))
}

fn sums(tree: &Tree) -> BTreeMap<String, String> {
    tree.files()
        .filter(|file| file.path.starts_with("migrations/") && file.ending() == "sql")
        .map(|file| {
            let sum = hex(&Sha256::digest(file.text.as_bytes()));
            (file.path.clone(), sum)
        })
        .collect()
}
