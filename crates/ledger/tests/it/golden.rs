//! One file per kind and schema ever shipped: it must parse for ever and re-encode to the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use ledger::body::{Body, BodyError, KINDS};
use ledger::fold;
use serde_json::Value;

use crate::draw::Draw;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Kinds that are many things by themselves, and where they say which.
const VARIANTS: &[(&str, &[&str])] = &[
    ("stock_moved", &["/how/kind"]),
    ("stage_moved", &["/record/kind", "/record/to/stage"]),
    ("records_merged", &["/records/kind"]),
    ("merge_undone", &["/records/kind"]),
    ("document_reversed", &["/document_kind"]),
    ("document_approved", &["/document_kind"]),
    ("difference_explained", &["/of/kind"]),
    ("task_resolved", &["/choice"]),
];

/// `<kind>.v1.json`, and `<kind>.v1.full.json` or `<kind>.v1.<what>.full.json` with the fields that were added later, or
/// of another of its variants.
fn files() -> BTreeSet<String> {
    let name = |file: std::io::Result<fs::DirEntry>| {
        let name = file.expect("a file").file_name();
        name.into_string().expect("a plain name")
    };
    let found = fs::read_dir(folder()).expect("the golden folder");
    found.map(name).collect()
}

#[test]
fn every_kind_has_its_file_and_no_other_is_there() {
    let plain = |file: &String| !file.ends_with(".full.json");
    let found: BTreeSet<String> = files().into_iter().filter(plain).collect();
    let expected: BTreeSet<String> = KINDS.iter().map(|kind| format!("{kind}.v1.json")).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_kind_has_its_line_in_the_scope_table() {
    let text = include_str!("../../../../docs/sync-protocol.md");
    let listed: BTreeSet<&str> = text
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| line.split('|').nth(1).unwrap_or_default().split('`'))
        .collect();
    let missing: Vec<&&str> = KINDS
        .iter()
        .filter(|kind| !listed.contains(**kind))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn old_bodies_parse_and_keep_their_bytes() {
    for file in files() {
        let kind = file.split('.').next().expect("a kind");
        let text = fs::read_to_string(folder().join(&file)).expect("a golden file");
        let json = text.trim_end_matches('\n');
        let body = Body::from_json(kind, 1, json).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(body.kind(), kind);
        assert_eq!(body.to_json(), json, "{file}");
        assert!(!fold::units(&body).is_empty(), "{file}");
    }
}

/// Which of its variants a body is.
fn variant(json: &str, pointers: &[&str]) -> String {
    let body: Value = serde_json::from_str(json).expect("JSON");
    let word = |pointer: &&str| body.pointer(pointer)?.as_str().map(str::to_owned);
    let words: Vec<String> = pointers.iter().filter_map(word).collect();
    words.join("-").to_lowercase()
}

/// Writes those that are missing where `UPDATE_GOLDEN` is set; a file that is there is never written again.
#[test]
fn every_variant_has_its_file() {
    let files = files();
    for (kind, pointers) in VARIANTS {
        let of_kind = files
            .iter()
            .filter(|file| file.split('.').next() == Some(kind));
        let text = |file: &String| fs::read_to_string(folder().join(file)).expect("a golden file");
        let kept: BTreeSet<String> = of_kind.map(|file| variant(&text(file), pointers)).collect();
        let drawn = (0..3000).map(|seed| Draw::new(seed).body(kind).to_json());
        let drawn: BTreeMap<String, String> =
            drawn.map(|json| (variant(&json, pointers), json)).collect();
        assert!(
            drawn.len() > 1,
            "{kind} has no variants: {:?}",
            drawn.keys()
        );
        for (variant, json) in drawn.iter().filter(|(variant, _)| !kept.contains(*variant)) {
            let file = folder().join(format!("{kind}.v1.{variant}.full.json"));
            let update = std::env::var_os("UPDATE_GOLDEN").is_some();
            assert!(update, "no golden file of {kind} is {variant}");
            fs::write(file, format!("{json}\n")).expect("written");
        }
    }
}

#[test]
fn what_this_program_does_not_know_is_said() {
    let unknown = |kind: &str, schema| {
        Err(BodyError::Unknown {
            kind: kind.to_owned(),
            schema,
        })
    };
    assert_eq!(
        Body::from_json("teleported", 1, "{}"),
        unknown("teleported", 1)
    );
    assert_eq!(
        Body::from_json("receipt_posted", 2, "{}"),
        unknown("receipt_posted", 2)
    );
    assert!(matches!(
        Body::from_json("receipt_posted", 1, "{}"),
        Err(BodyError::Malformed { .. })
    ));
    let fraction = r#"{"lot":"00000000-0000-0000-0000-000000000000","quantity":1.5}"#;
    assert!(matches!(
        Body::from_json("receipt_matched", 1, fraction),
        Err(BodyError::Malformed { .. })
    ));
}
