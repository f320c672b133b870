//! The store itself: of one schema, every statement valid, all or nothing.

use rusqlite::Connection;
use server::admin::directory;
use server::store::sqlite::{Sqlite, migrate, sql};
use server::store::{Storage, StoreError, Write};

use crate::stage::Stage;

fn raw(stage: &Stage) -> Connection {
    Connection::open(directory::database(stage.directory.path())).unwrap()
}

#[test]
fn every_statement_can_be_prepared() {
    let stage = Stage::closed();
    let connection = raw(&stage);
    assert!(sql::ALL.len() > 25);
    for (name, statement) in sql::ALL {
        connection
            .prepare(statement)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn hot_reads_use_an_index() {
    let stage = Stage::closed();
    let connection = raw(&stage);
    for (name, statement) in [
        ("LOG", sql::LOG),
        ("HEAD_AT", sql::HEAD_AT),
        ("ENTRY_HASH", sql::ENTRY_HASH),
    ] {
        let mut explain = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {statement}"))
            .unwrap();
        let count = explain.parameter_count();
        let steps: Vec<String> = explain
            .query_map(
                rusqlite::params_from_iter(std::iter::repeat_n(1, count)),
                |row| row.get("detail"),
            )
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(
            steps.iter().all(|step| !step.starts_with("SCAN")),
            "{name}: {steps:?}"
        );
    }
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let stage = Stage::closed();
    let newer = migrate::known_schema() + 1;
    raw(&stage)
        .pragma_update(None, "user_version", newer)
        .unwrap();
    let file = directory::database(stage.directory.path());
    let Err(StoreError::NewerSchema { found, known }) = Sqlite::open(&file) else {
        panic!("a newer schema was opened");
    };
    assert_eq!((found, known), (newer, migrate::known_schema()));
    let left: i64 = raw(&stage)
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(left, newer);
}

#[test]
fn a_transaction_that_is_not_committed_leaves_nothing() {
    let stage = Stage::closed();
    let storage = stage.storage();
    let before = stage.head();
    let txn: Box<dyn Write> = storage.begin().unwrap();
    let operation = txn.operation().unwrap().unwrap();
    assert_eq!(txn.advance(operation.key, 5, 0).unwrap().0, before + 1);
    drop(txn);
    assert_eq!(stage.head(), before);
    let (first, accepted_at) = storage
        .begin()
        .unwrap()
        .advance(operation.key, 1, 0)
        .unwrap();
    assert_eq!(
        (first, accepted_at),
        (before + 1, operation.accepted_at),
        "acceptance times never decrease"
    );
}
