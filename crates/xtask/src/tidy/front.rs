//! The front end's folders: the kit knows no feature, a feature knows no other, and only
//! `ui/src/lib/api` names a command.

use super::{File, Finding, Tree, finding};
use regex_lite::Regex;
use std::sync::LazyLock;

const FEATURES: &str = "ui/src/lib/features/";
const KIT: &str = "ui/src/lib/components/";
const API: &str = "ui/src/lib/api/";
/// Shows what failed when nothing else may work, so it cannot import the interface.
const EARLY: &str = "ui/src/early.ts";

static IMPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]"#)
        .expect("the rule's own pattern is valid")
});

static CALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"\b(?:call|invoke)(?:<[^>]*>)?\(\s*['"`]"#)
        .expect("the rule's own pattern is valid")
});

fn is_script(file: &File) -> bool {
    file.path.starts_with("ui/src/") && matches!(file.ending(), "ts" | "js" | "svelte")
}

/// Imports that cross folders.
pub fn folders(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files().filter(|file| is_script(file)) {
        let home = feature(&file.path);
        let in_lib = file.path.starts_with("ui/src/lib/");
        for (line, text) in file.lines() {
            for target in IMPORT.captures_iter(text).filter_map(|found| found.get(1)) {
                let target = resolve(&file.path, target.as_str());
                let Some(other) = feature(&target) else {
                    continue;
                };
                if home.is_some_and(|home| home != other) {
                    found.push(finding(
                        &file.path,
                        line,
                        format!("a feature imports the feature `{other}`"),
                        "compose both in ui/src/routes, or move what they share into the kit",
                    ));
                } else if home.is_none() && in_lib {
                    let who = if file.path.starts_with(KIT) {
                        "the kit"
                    } else {
                        "the library"
                    };
                    found.push(finding(
                        &file.path,
                        line,
                        format!("{who} imports the feature `{other}`"),
                        "take it as a property or a snippet; only ui/src/routes composes features",
                    ));
                }
            }
        }
    }
    found
}

/// Commands named by a string outside the generated interface.
pub fn commands(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files().filter(|file| is_script(file)) {
        if file.path.starts_with(API) || file.path == EARLY {
            continue;
        }
        for (line, text) in file.lines() {
            if CALL.is_match(text) {
                found.push(finding(
                    &file.path,
                    line,
                    "a command named by a string",
                    "import its function from $lib/api",
                ));
            }
        }
    }
    found
}

/// The feature a path belongs to.
fn feature(path: &str) -> Option<&str> {
    path.strip_prefix(FEATURES)?.split('/').next()
}

/// The path an import means, as far as folders matter.
fn resolve(from: &str, target: &str) -> String {
    if let Some(below) = target.strip_prefix("$lib/") {
        return format!("ui/src/lib/{below}");
    }
    if !target.starts_with('.') {
        return target.to_owned();
    }
    let mut words: Vec<&str> = from.split('/').collect();
    words.pop();
    for word in target.split('/') {
        match word {
            "." => {}
            ".." => {
                words.pop();
            }
            other => words.push(other),
        }
    }
    words.join("/")
}
