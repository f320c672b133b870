//! I-20 for every kind of entry: no text that a person writes freely goes unseen.

use std::fs;
use std::path::PathBuf;

use ledger::body::Body;
use ledger::remarks::{doubtful, free_texts};
use serde_json::Value;

/// What no number of a paper looks like either.
const NAMES_SOMEBODY: &str = "ask jonas.petraitis@example.lt, call +370 612 34567";

/// Texts that are not written freely, by the last part of their path, and why.
const NOT_FREE: &[(&str, &str)] = &[
    ("number", "the program numbers documents"),
    ("code", "checked against a narrow pattern"),
    ("currency", "one of a list"),
    ("country", "checked: two capitals"),
    ("iso", "checked: two capitals"),
    ("eu_code", "checked: two capitals"),
    ("time_zone", "checked against the list of zones"),
    ("un_locode", "checked: five letters and digits"),
    ("dangerous_goods", "checked: UN and four digits"),
    ("gtin", "checked by its last digit"),
    ("sscc", "checked by its last digit"),
    ("percent", "a decimal number"),
    ("language", "a tag from a list"),
    ("letter", "given by the server"),
    ("signing_key", "a key"),
    ("pin_code", "a hash"),
    ("reads", "scopes"),
    ("writes", "scopes"),
    ("scope", "where an entry stands"),
    (
        "subject",
        "the program writes what a task is about, and its id proves it",
    ),
];

/// A name that must be there: whoever works here is known by it.
const STAFF: &str = "person_registered";

fn golden() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let files = fs::read_dir(folder).expect("the golden folder");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            let kind = name.split('.').next().expect("a kind").to_owned();
            let text = fs::read_to_string(&path).expect("a golden file");
            (kind, serde_json::from_str(&text).expect("JSON"))
        })
        .collect()
}

/// Every place of a JSON value that holds a text.
fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                texts(item, &format!("{at}/{n}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                texts(field, &format!("{at}/{name}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_free(kind: &str, at: &str) -> bool {
    let mut named = at.split('/').filter(|part| part.parse::<usize>().is_err());
    let last = named.next_back().unwrap_or_default();
    // A lot's card repeats what an earlier document says.
    let carried = at.contains("/card/");
    !carried && kind != STAFF && NOT_FREE.iter().all(|(field, _)| *field != last)
}

#[test]
fn i_20_every_free_text_of_every_kind_is_looked_at() {
    let mut seen = 0;
    for (kind, whole) in golden() {
        let mut places = Vec::new();
        texts(&whole, "", &mut places);
        for at in places.iter().filter(|at| is_free(&kind, at)) {
            let mut body = whole.clone();
            *body.pointer_mut(at).expect("the place") = NAMES_SOMEBODY.into();
            // An id, a day or a word of a list takes no such text.
            let Ok(body) = Body::from_json(&kind, 1, &body.to_string()) else {
                continue;
            };
            seen += 1;
            assert!(doubtful(&body, None).is_some(), "{kind} keeps {at} unseen");
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn i_20_nothing_in_the_golden_files_is_asked_about() {
    for (kind, whole) in golden() {
        let body = Body::from_json(&kind, 1, &whole.to_string()).expect("a body");
        assert_eq!(doubtful(&body, Some("Wet in transit")), None, "{kind}");
    }
}

#[test]
fn i_20_a_reason_is_looked_at_and_a_paper_may_look_like_a_passport() {
    let file = golden();
    let (kind, whole) = file
        .iter()
        .find(|(kind, _)| kind == "receipt_posted")
        .expect("a receipt");
    let with = |pointer: &str, text: &str| {
        let mut body = whole.clone();
        *body.pointer_mut(pointer).expect("the place") = text.into();
        Body::from_json(kind, 1, &body.to_string()).expect("a body")
    };
    let plain = with("/paper", "AB1234567");
    assert_eq!(doubtful(&plain, None), None);
    let doubt = doubtful(&plain, Some("passport AB1234567")).expect("asked");
    assert_eq!(doubt.field, "reason");
    let doubt = doubtful(&with("/lines/0/reason", "AB1234567"), None).expect("asked");
    assert_eq!(doubt.field, "lines.0.reason");
    assert!(free_texts(&plain).iter().any(|text| text.field == "paper"));
}
