//! Rules for source text: where SQL may be, how long a file may be, and what must not be left.

use super::{File, Finding, Tree, finding};
use regex_lite::Regex;
use std::sync::LazyLock;

/// The rules' own examples would break them.
const OURSELVES: &[&str] = &["crates/xtask/src/tidy/", "crates/xtask/tests/"];

/// Where SQL lives.
const SQL_HOMES: &[&str] = &["crates/store/", "crates/server/src/store", "migrations/"];

/// A file must stay under this many lines.
pub const LONGEST: usize = 800;
/// A Svelte component must stay under this many lines.
pub const LONGEST_COMPONENT: usize = 300;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the rule's own pattern is valid")
}

static SQL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\bSELECT\s+[^;]*\bFROM\b|\bSELECT\s+(\*|\?|[a-z_]+\()|\bINSERT\s+(OR\s+\w+\s+)?INTO\b",
        r"|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b|\b(CREATE|DROP|ALTER)\s+(TABLE|INDEX|TRIGGER|VIEW)\b",
        r"|\bPRAGMA\s+\w+|\bBEGIN\s+(IMMEDIATE|EXCLUSIVE|DEFERRED)\b"
    ))
});

static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(TODO|FIXME|XXX|HACK)\b"));

static MACRO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(todo|dbg|unimplemented)!\s*[({\[]|\bdebugger;"));

/// A comment that is a statement: it begins like one, or ends like one and holds an operator.
static DEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s*//\s*(((pub(\([a-z]+\))?\s+)?(let|const|fn|use|struct|enum|impl|mod|import|export|return)\b.*[;{]\s*$",
        r"|\}\s*(else\b.*)?$",
        r"|(if|for|while|match)\b.*\{\s*$",
        r"|.*(\(.*\)\??|\S\s=\s\S.*|\+=.*|::.*);\s*$",
        r"|#\[.*\]\s*$))"
    ))
});

fn is_code(file: &File) -> bool {
    matches!(
        file.ending(),
        "rs" | "ts" | "js" | "mjs" | "svelte" | "css" | "sql" | "html"
    )
}

/// Documentation may show code; that is compiled or read, not kept.
fn is_documentation(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("///") || line.starts_with("//!")
}

/// SQL outside its homes.
pub fn sql(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files() {
        if file.within(SQL_HOMES) || file.within(OURSELVES) {
            continue;
        }
        if file.ending() == "sql" {
            found.push(finding(
                &file.path,
                0,
                "SQL file outside the stores",
                "put it beside its module in crates/store or crates/server/src/store",
            ));
        }
        if !matches!(file.ending(), "rs" | "ts" | "svelte") {
            continue;
        }
        for (line, text) in file.lines() {
            if !text.trim_start().starts_with("//") && SQL.is_match(text) {
                found.push(finding(
                    &file.path,
                    line,
                    "SQL outside the stores",
                    "add a read or a write to crates/store (device) or crates/server/src/store \
                     (central) and call that",
                ));
            }
        }
    }
    found
}

/// Written from the contract by a test and read by compilers: it is as long as the contract.
const GENERATED: &str = "ui/src/lib/api/generated.ts";

/// Files and components that grew too long.
pub fn sizes(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let written = |file: &&File| is_code(file) && file.path != GENERATED;
    for file in tree.files().filter(written) {
        let (limit, instead) = if file.ending() == "svelte" {
            (
                LONGEST_COMPONENT,
                "move a part into a component or a module of its own",
            )
        } else {
            (LONGEST, "split it by noun into modules")
        };
        let lines = file.text.lines().count();
        if lines >= limit {
            found.push(finding(
                &file.path,
                0,
                format!("{lines} lines, the limit is under {limit}"),
                instead,
            ));
        }
    }
    found
}

/// Marks of unfinished work and code kept as a comment.
pub fn leftovers(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files() {
        if !is_code(file) || file.within(OURSELVES) {
            continue;
        }
        for (line, text) in file.lines() {
            if MACRO.is_match(text) {
                found.push(finding(
                    &file.path,
                    line,
                    "a mark for the author's desk",
                    "write the code, or return a typed refusal",
                ));
            } else if text.contains("//") && MARK.is_match(text) {
                found.push(finding(
                    &file.path,
                    line,
                    "a note of unfinished work",
                    "do it now, or open an issue and delete the note",
                ));
            } else if DEAD.is_match(text) && !is_documentation(text) {
                found.push(finding(
                    &file.path,
                    line,
                    "code kept as a comment",
                    "delete it, git remembers; or say in words why it is not there",
                ));
            }
        }
    }
    found
}
