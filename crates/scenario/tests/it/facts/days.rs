//! T-17: each day knows what was published by then, and what had been done.

use std::collections::BTreeSet;

use ledger::stages::ActivationStage;
use scenario::devices::AUDITOR;
use scenario::lithuania_2021::party;
use serde_json::{Value, json};
use store::view::{ActivationView, Matrix, Registers};

use crate::told::{known, told};

#[test]
fn t_17_each_day_knows_what_was_published_then() {
    let (_dir, auditor) = told(&AUDITOR);
    let donors = |on: &str| {
        let matrix: Matrix = known(&auditor, "matrix", on, json!({"site": null}));
        (
            matrix.donors,
            matrix.member_states,
            matrix.participating_states,
        )
    };
    assert_eq!(donors("2021-07-22"), (0, 0, 0));
    assert_eq!(donors("2021-07-23"), (12, 11, 1));
    assert_eq!(donors("2021-09-21"), (12, 11, 1));
    assert_eq!(donors("2021-09-22"), (19, 18, 1));
    assert_eq!(donors("2021-11-22"), (19, 18, 1));
    assert_eq!(donors("2021-11-23"), (20, 19, 1));
    // What the paper of November says of agencies and people was not known in September.
    let registers = |on: &str| -> Registers { known(&auditor, "registers", on, json!({})) };
    let before = registers("2021-09-22");
    assert!(before.figures.is_empty() && before.deployments.is_empty());
    assert_eq!(registers("2021-11-23").deployments.len(), 8);
    let activations =
        |on: &str| known::<Vec<ActivationView>>(&auditor, "activations", on, json!({})).len();
    assert_eq!(
        [
            activations("2021-07-14"),
            activations("2021-07-15"),
            activations("2021-11-23")
        ],
        [0, 1, 3]
    );
}

/// E-02: the twelve of 23 July, by name.
#[test]
fn t_17_the_twelve_of_july_are_those_that_were_named() {
    let (_dir, auditor) = told(&AUDITOR);
    let matrix: Matrix = known(&auditor, "matrix", "2021-07-23", json!({"site": null}));
    let found: BTreeSet<_> = matrix.rows.iter().map(|row| row.donor).collect();
    let named = [
        "AT", "HR", "CZ", "EE", "FI", "GR", "LV", "PL", "SK", "SI", "SE", "NO",
    ];
    assert_eq!(found, named.map(party).into());
}

#[test]
fn t_17_what_was_asked_for_and_on_the_road_is_known_day_by_day_too() {
    let (_dir, auditor) = told(&AUDITOR);
    let many = |name: &str, on: &str, asked: Value| {
        let found: Vec<Value> = known(&auditor, name, on, asked);
        found.len()
    };
    let on = |day: &str| {
        [
            many("requests", day, json!({})),
            many("transports", day, json!({})),
            many("consignments", day, json!({"site": null})),
            many("acceptances", day, json!({})),
        ]
    };
    assert_eq!(on("2021-07-15"), [2, 0, 0, 0]);
    assert_eq!(on("2021-07-23"), [2, 1, 1, 1]);
    assert_eq!(on("2021-09-22"), [2, 2, 2, 2]);
    assert_eq!(on("2021-11-23"), [2, 3, 3, 5]);
    let activations: Vec<ActivationView> = known(&auditor, "activations", "2021-11-23", json!({}));
    // The paper says of nothing that it has ended.
    let lithuania = activations
        .iter()
        .find(|one| one.requesting_state == party("LT"));
    assert_eq!(
        lithuania.map(|one| one.stage),
        Some(ActivationStage::Activated)
    );
}
