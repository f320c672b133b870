//! Fluent catalogues: every language says everything, and what the code asks for exists.
//!
//! Only literal ids can be checked. An id made at run time (`problem-${code}`) is checked by its
//! beginning: at least one message must start so.

use super::{File, Finding, Tree, finding};
use regex_lite::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// The language that the others are held against.
const FIRST: &str = "en";

static MESSAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(-?[a-zA-Z][\w-]*)\s*=").expect("the rule's own pattern is valid")
});

static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s+\.([a-zA-Z][\w-]*)\s*=").expect("the rule's own pattern is valid")
});

/// `t('id'`, `t("id"`, and the beginning of t(`id-${…}`.
static USED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"\bt\(\s*(?:['"]([a-zA-Z][\w-]*)['"]|`([a-zA-Z][\w-]*)(\$\{)?)"#)
        .expect("the rule's own pattern is valid")
});

/// Messages (and `message.attribute`s) of a language with the place of each.
type Messages<'a> = BTreeMap<String, (&'a str, usize)>;

/// What one language says and another does not.
pub fn complete(tree: &Tree) -> Vec<Finding> {
    let languages = languages(tree);
    let Some(first) = languages.get(FIRST) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (language, messages) in languages.iter().filter(|(name, _)| **name != FIRST) {
        for (id, (path, line)) in first.iter().filter(|(id, _)| !messages.contains_key(*id)) {
            found.push(finding(
                path,
                *line,
                format!("`{id}` is missing in `{language}`"),
                &format!("say it in locales/{language} too"),
            ));
        }
        for (id, (path, line)) in messages.iter().filter(|(id, _)| !first.contains_key(*id)) {
            found.push(finding(
                path,
                *line,
                format!("`{id}` is missing in `{FIRST}`"),
                "say it there too, or delete it here",
            ));
        }
    }
    found
}

/// Messages that the front end asks for and no catalogue has.
pub fn used(tree: &Tree) -> Vec<Finding> {
    let languages = languages(tree);
    let known: BTreeSet<&str> = languages
        .get(FIRST)
        .into_iter()
        .flat_map(|messages| messages.keys().map(String::as_str))
        .collect();
    let mut found = Vec::new();
    for file in tree.files() {
        let script = matches!(file.ending(), "ts" | "svelte") && file.path.starts_with("ui/src/");
        if !script || file.path.ends_with(".test.ts") {
            continue;
        }
        for (line, text) in file.lines() {
            for asked in USED.captures_iter(text) {
                let (Some(id), open) = (asked.get(1).or(asked.get(2)), asked.get(3).is_some())
                else {
                    continue;
                };
                let id = id.as_str();
                let there = if open {
                    known.iter().any(|name| name.starts_with(id))
                } else {
                    known.contains(id)
                };
                if !there {
                    found.push(finding(
                        &file.path,
                        line,
                        format!("no message `{id}` in the catalogues"),
                        "add it to locales/ in every language",
                    ));
                }
            }
        }
    }
    found
}

fn languages(tree: &Tree) -> BTreeMap<&str, Messages<'_>> {
    let mut languages: BTreeMap<&str, Messages<'_>> = BTreeMap::new();
    for file in tree.files().filter(|file| file.ending() == "ftl") {
        let Some((language, _)) = file
            .path
            .strip_prefix("locales/")
            .and_then(|below| below.split_once('/'))
        else {
            continue;
        };
        languages
            .entry(language)
            .or_default()
            .extend(messages(file));
    }
    languages
}

fn messages(file: &File) -> Messages<'_> {
    let mut found = Messages::new();
    let mut owner = String::new();
    for (line, text) in file.lines() {
        if let Some(id) = MESSAGE.captures(text).and_then(|found| found.get(1)) {
            id.as_str().clone_into(&mut owner);
            found.insert(owner.clone(), (&file.path, line));
        } else if let Some(name) = ATTRIBUTE.captures(text).and_then(|found| found.get(1)) {
            found.insert(format!("{owner}.{}", name.as_str()), (&file.path, line));
        }
    }
    found
}
