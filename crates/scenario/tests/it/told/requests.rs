//! What Lithuania asked for: no quantity is stated, and a version stands for the one before it.

use ledger::body::Priority;
use ledger::quantity::Qualifier;
use ledger::stages::RequestStage;
use scenario::devices::AUDITOR;
use scenario::lithuania_2021::document;
use serde_json::json;
use store::view::{Matrix, RequestView};

use super::{known, told};

fn of<'r>(found: &'r [RequestView], word: &str) -> &'r RequestView {
    let id = document(&format!("request/{word}"));
    found.iter().find(|one| one.id.0 == id).expect(word)
}

#[test]
fn requests_are_open_in_the_version_that_was_known() {
    let (_dir, auditor) = told(&AUDITOR);
    let on = |day: &str| -> Vec<RequestView> { known(&auditor, "requests", day, json!({})) };
    assert!(on("2021-07-14").is_empty());
    let july = on("2021-07-15");
    assert_eq!(july.len(), 2);
    for one in &july {
        assert_eq!((one.version, one.stage), (1, RequestStage::Open));
    }
    assert_eq!(of(&july, "shelter").lines.len(), 5);
    let autumn = on("2021-09-22");
    let shelter = of(&autumn, "shelter");
    assert_eq!(
        (shelter.version, shelter.stage, shelter.versions.len()),
        (2, RequestStage::Open, 2)
    );
    let texts: Vec<&str> = shelter.lines.iter().map(|line| &*line.text).collect();
    assert_eq!(texts[5..], ["heating systems", "lighting kits"]);
    assert_eq!(shelter.lines[5].priority, Priority::Urgent);
    assert_eq!(shelter.lines[5].needed_by.as_deref(), Some("2021-11-01"));
    let cooling = of(&autumn, "cooling");
    assert_eq!(cooling.stage, RequestStage::Withdrawn);
    assert!(
        cooling
            .moves
            .last()
            .is_some_and(|last| last.reason.is_some())
    );
    let all = autumn.iter().chain(&july).flat_map(|one| &one.lines);
    for line in all {
        let stated = (line.quantity.value, line.quantity.qualifier);
        assert_eq!(stated, (None, Qualifier::NotStated), "{}", line.text);
    }
}

#[test]
fn the_matrix_says_what_is_asked_for_and_that_no_quantity_is_stated() {
    let (_dir, auditor) = told(&AUDITOR);
    let matrix: Matrix = known(&auditor, "matrix", "2021-11-23", json!({"site": null}));
    // Six kinds by their group, and one that the catalogue has no group for; nothing of what was withdrawn.
    assert_eq!(matrix.requested.len(), 7);
    for row in &matrix.requested {
        assert_eq!(row.requested.value, None);
        assert_eq!(row.requested.qualifiers, [Qualifier::NotStated]);
    }
    let in_words = matrix
        .requested
        .iter()
        .filter_map(|row| row.text.as_deref());
    assert_eq!(in_words.collect::<Vec<_>>(), ["lighting kits"]);
}
