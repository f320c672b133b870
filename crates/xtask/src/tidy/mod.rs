//! The rules of the house that no compiler checks. `cargo xtask tidy` prints what breaks them, and
//! `tests/tidy.rs` runs the same as an ordinary test, so that nobody can forget it.
//!
//! Every rule is a function from a [`Tree`] (paths and texts in memory) to [`Finding`]s, so its own
//! test hands it a bad snippet. Every finding names what to write instead.

pub mod edges;
pub mod front;
pub mod language;
pub mod migrations;
pub mod source;
pub mod traces;
mod tree;

pub use tree::{File, Tree};

use crate::{Outcome, Stop, place::Place};
use std::fmt;

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the root, with `/`.
    pub path: String,
    /// The line, from 1; 0 when it is about the whole file.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do instead.
    pub instead: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            line,
            what,
            instead,
        } = self;
        if *line == 0 {
            write!(out, "{path}: {what}; {instead}")
        } else {
            write!(out, "{path}:{line}: {what}; {instead}")
        }
    }
}

/// A finding in `file`.
pub(crate) fn finding(path: &str, line: usize, what: impl Into<String>, instead: &str) -> Finding {
    Finding {
        path: path.to_owned(),
        line,
        what: what.into(),
        instead: instead.to_owned(),
    }
}

/// A rule: what breaks it in a tree.
pub type Rule = fn(&Tree) -> Vec<Finding>;

/// All rules with their names.
pub const RULES: &[(&str, Rule)] = &[
    ("crate edges", edges::crates),
    ("crate edges in use", edges::used),
    ("the map of the crates", edges::map),
    ("SQL only in the stores", source::sql),
    ("file sizes", source::sizes),
    ("leftovers", source::leftovers),
    ("traces of a machine", traces::paths),
    ("locked sources", traces::registries),
    ("released migrations", migrations::unchanged),
    ("front end's folders", front::folders),
    ("commands by name", front::commands),
    ("languages are complete", language::complete),
    ("messages exist", language::used),
];

/// Everything that breaks a rule, sorted by place.
pub fn findings(tree: &Tree) -> Vec<Finding> {
    let mut found: Vec<Finding> = RULES.iter().flat_map(|(_, rule)| rule(tree)).collect();
    found.sort();
    found
}

/// `cargo xtask tidy [--seal]`.
pub fn command(place: &Place, args: &[String]) -> Outcome {
    match args {
        [] => {}
        [flag] if flag == "--seal" => migrations::seal(&place.root)?,
        _ => return Err(Stop::new("tidy takes nothing but --seal.")),
    }
    let found = findings(&Tree::read(&place.root)?);
    for one in &found {
        println!("{one}");
    }
    match found.len() {
        0 => {
            println!("tidy: {} rules hold", RULES.len());
            Ok(())
        }
        count => Err(Stop::new(format!("tidy: {count} findings."))),
    }
}
