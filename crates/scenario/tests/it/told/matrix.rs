//! Each figure of the matrix that the story leaves is what the documents behind it add up to.

use scenario::ask::ask;
use scenario::devices::AUDITOR;
use serde_json::{Value, json};
use store::view::CellDocuments;

use super::told;

const COLUMNS: [&str; 10] = [
    "offered",
    "accepted",
    "dispatched",
    "in_transit",
    "good",
    "damaged",
    "short",
    "issued",
    "on_hand_good",
    "on_hand_damaged",
];

#[test]
fn every_figure_of_the_matrix_is_what_its_documents_add_up_to() {
    let (_dir, auditor) = told(&AUDITOR);
    let matrix: Value = ask(&auditor.context, "matrix", &json!({"site": null})).unwrap();
    let mut figures = 0;
    for row in matrix["rows"].as_array().unwrap() {
        for column in COLUMNS {
            let figure = row[column]["value"].as_i64();
            let cell = json!({
                "site": null, "donor": row["donor"], "group": row["group"], "item": row["item"],
                "bought": row["bought"], "column": column,
            });
            let behind: CellDocuments = ask(&auditor.context, "matrix_cell", &cell).unwrap();
            let shares = behind.documents.iter().map(|one| one.quantity);
            let added: Option<i64> = shares.clone().sum();
            let unknown = row[column]["qualifiers"] == json!(["NOT_STATED"]);
            match figure {
                Some(figure) => assert_eq!(added, Some(figure), "{column} of {row}"),
                None if unknown => assert!(shares.count() > 0, "{column} of {row}"),
                None => assert_eq!(behind.total, 0, "{column} of {row}"),
            }
            figures += usize::from(figure.is_some());
        }
    }
    assert!(figures > 50, "{figures} figures are few");
}
