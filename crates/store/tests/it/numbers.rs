//! Whatever numbers a hostile device writes into a body of any kind: the page is taken, the rows fold to the same from
//! nothing, the balances are the reference's and every screen still reads.

use ledger::quantity::MAX_EXACT;
use serde_json::Value;
use tempfile::tempdir;

use crate::world::{central, computer, czechia, site, sync};
use crate::{goldens, reference};

/// Every place in a JSON value that holds a number or the word of a qualifier.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(at.to_owned()),
        Value::String(_) if at.ends_with("/qualifier") => found.push(at.to_owned()),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{n}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                places(field, &format!("{at}/{name}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn bad_values(at: &str) -> Vec<Value> {
    if at.ends_with("/qualifier") {
        return vec!["NOT_STATED".into(), "EXACT".into(), "OVER".into()];
    }
    // Larger ones are refused with the envelope, before anything is kept.
    let numbers = [-1, 0, 1, MAX_EXACT, -MAX_EXACT];
    let mut values: Vec<Value> = numbers.into_iter().map(Value::from).collect();
    values.push(Value::Null);
    values
}

#[test]
fn no_number_stops_the_journal() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    central.page_bytes = 1 << 24;
    let store = computer(dir.path(), 4);
    let mut written = 0;
    for (kind, json) in goldens::all() {
        // Certificates are checked where keys are read, long before a fold.
        if kind.starts_with("device_") {
            continue;
        }
        let whole: Value = serde_json::from_str(&json).expect("JSON");
        let mut found = Vec::new();
        places(&whole, "", &mut found);
        for at in found {
            for bad in bad_values(&at) {
                let mut body = whole.clone();
                *body.pointer_mut(&at).expect("the place") = bad;
                written += 1;
                let text = goldens::about_others(&body.to_string(), written);
                central.write("coordination", &kind, &text);
            }
        }
    }
    assert!(written > 500, "{written}");
    sync(&store, &mut central);
    let digest = store.projection_digest().expect("read");
    assert_eq!(store.rebuild().expect("rebuilt").0, digest);
    assert_eq!(store.verify().expect("checked").flaw, None);
    let held = reference::held(dir.path());
    let (said, shown) = (reference::said(&held), reference::shown(dir.path()));
    let differ: Vec<&String> = said
        .symmetric_difference(&shown)
        .filter(|line| line.starts_with("balance "))
        .take(9)
        .collect();
    assert!(differ.is_empty(), "{differ:#?}");
    let read = store.read::<_, store::StoreError>(|reads| {
        reads.matrix(None)?;
        reads.stock(site())?;
        reads.expected(site())?;
        reads.funds()?;
        reads.donor_goods(czechia())?;
        reads.requests()?;
        reads.offers()?;
        Ok(())
    });
    read.expect("every screen reads");
}
