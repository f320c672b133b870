//! Whatever numbers a hostile device writes into a body of any kind: the page is taken, the rows fold to the same from
//! nothing, the balances are the reference's and every screen still reads.

use ledger::quantity::MAX_EXACT;
use ledger::scope::Scope;
use serde_json::Value;
use tempfile::tempdir;

use crate::world::{
    COORDINATOR, SECOND, acceptance_line, append, at_site, bare, central, computer, confirmation,
    czechia, offer, proposal, receipt, site, sync,
};
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

/// More than a thousand lines that each claim the largest number: their sum is past what SQLite adds up.
#[test]
fn claims_that_no_number_holds_count_as_the_largest() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let store = computer(dir.path(), 4);
    sync(&store, &mut central);
    append(
        &store,
        COORDINATOR,
        offer(czechia(), 1, Some(50)),
        Scope::Coordination,
        &[],
    );
    append(
        &store,
        COORDINATOR,
        proposal(1, 50),
        Scope::Coordination,
        &[at_site()],
    );
    append(
        &store,
        SECOND,
        confirmation(1),
        Scope::Coordination,
        &[at_site()],
    );
    let expected = |store: &store::Store| {
        store
            .read(|reads| reads.expected(site()))
            .expect("read")
            .len()
    };
    append(&store, COORDINATOR, receipt(1, 5, 0), at_site(), &[]);
    assert_eq!(expected(&store), 1);
    bare(dir.path())
        .execute(
            "INSERT INTO match_line (receipt, n, lot, acceptance_line, quantity)
             WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 1100)
             SELECT receipt.id, counted.n, randomblob(16), acceptance_line.id, 9007199254740991
               FROM counted, acceptance_line, receipt",
            [],
        )
        .expect("kept");
    assert_eq!(expected(&store), 0);
    let answered = store.read(|reads| reads.answered_of(acceptance_line(1)));
    assert_eq!(answered.expect("read"), MAX_EXACT);
}
