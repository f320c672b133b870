//! Nothing in the repository may depend on the machine it was written on.

use super::{Finding, Tree, finding};
use regex_lite::Regex;
use std::sync::LazyLock;

const OURSELVES: &[&str] = &["crates/xtask/src/tidy/", "crates/xtask/tests/"];

/// Where npm's lock file may point.
const NPM: &str = "https://registry.npmjs.org/";
/// Where cargo's lock file may point.
const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

static MACHINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(^|[^\w./~-])/(home|root|Users|work|workspace|builds)/[\w.-]",
        r"|[A-Z]:\\Users\\"
    ))
    .expect("the rule's own pattern is valid")
});

static MIRROR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(artifactory|verdaccio)\b|//nexus[\w.-]*/|sparse\+https?://|replace-with\s*=",
    )
    .expect("the rule's own pattern is valid")
});

/// Absolute paths of somebody's machine, and names of package mirrors.
pub fn paths(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files().filter(|file| !file.within(OURSELVES)) {
        for (line, text) in file.lines() {
            if MACHINE.is_match(text) {
                found.push(finding(
                    &file.path,
                    line,
                    "a path of one machine",
                    "take it from an argument, the repository's root or a temporary directory",
                ));
            }
            if MIRROR.is_match(text) {
                found.push(finding(
                    &file.path,
                    line,
                    "a package mirror",
                    "keep the public registries; a mirror belongs in the machine's own settings",
                ));
            }
        }
    }
    found
}

/// Lock files that point anywhere but to the public registries, and settings that would.
pub fn registries(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files() {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let (key, home) = match name {
            "package-lock.json" => ("\"resolved\":", NPM),
            "Cargo.lock" => ("source =", CRATES),
            ".npmrc" => ("registry", NPM),
            _ => continue,
        };
        for (line, text) in file.lines() {
            let named = text.trim().strip_prefix(key);
            if named.is_some_and(|value| !value.contains(home)) {
                found.push(finding(
                    &file.path,
                    line,
                    "a package from elsewhere than the public registry",
                    "lock it again from the public registry",
                ));
            }
        }
    }
    found
}
