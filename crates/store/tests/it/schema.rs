//! The schema: strict, without floats, append-only where it says so; every statement fits it.

use ledger::scope::Scope;
use tempfile::tempdir;

use crate::world::{
    COORDINATOR, append, at_site, bare, central, computer, data_key, receipt, sync,
};

#[test]
fn every_table_is_strict_and_no_column_is_a_float() {
    let dir = tempdir().expect("a folder");
    drop(computer(dir.path(), 4));
    let connection = bare(dir.path());
    let mut statement = connection.prepare("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").expect("prepared");
    let tables: Vec<(String, bool)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("run")
        .map(|row| row.expect("read"))
        .collect();
    assert!(tables.len() > 30, "{tables:?}");
    for (table, strict) in tables {
        assert!(strict, "{table} is not strict");
        let mut columns = connection
            .prepare(&format!(
                "SELECT name, type FROM pragma_table_info('{table}')"
            ))
            .expect("prepared");
        let types = columns
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("run");
        for column in types {
            let (name, kind): (String, String) = column.expect("read");
            assert!(
                ["INTEGER", "TEXT", "BLOB"].contains(&kind.as_str()),
                "{table}.{name} is {kind}"
            );
        }
    }
}

#[test]
fn every_statement_prepares() {
    let dir = tempdir().expect("a folder");
    drop(computer(dir.path(), 4));
    let connection = bare(dir.path());
    let statements = store::statements();
    assert!(statements.len() > 120, "{}", statements.len());
    for (name, text) in statements {
        if let Err(cause) = connection.prepare(text) {
            panic!("{name}: {cause}\n{text}");
        }
    }
}

#[test]
fn the_journal_is_append_only() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    append(
        &store,
        COORDINATOR,
        receipt(1, 5, 0),
        at_site(),
        &[Scope::Coordination],
    );
    let connection = store::connection(dir.path(), &data_key()).expect("opened");
    for table in ["entry", "position", "head", "scope_index"] {
        let rows: i64 = connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .expect("counted");
        assert!(rows > 0, "{table} is empty");
        let column = if table == "position" {
            "epoch"
        } else if table == "scope_index" {
            "idx"
        } else {
            "seq"
        };
        for sql in [
            format!("UPDATE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
            format!("REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = connection.execute(&sql, []).expect_err("a trigger refuses");
            assert!(refused.to_string().contains("never"), "{sql}: {refused}");
        }
    }
    assert!(connection.execute("DELETE FROM stream", []).is_err());
}

#[test]
fn every_connection_writes_through_and_keeps_to_the_rules_of_the_schema() {
    let dir = tempdir().expect("a folder");
    drop(computer(dir.path(), 4));
    let connection = store::connection(dir.path(), &data_key()).expect("opened");
    let setting = |name: &str| -> String {
        let read = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
        let value = connection
            .pragma_query_value(None, name, read)
            .expect("read");
        match value {
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        }
    };
    let wanted = [
        ("journal_mode", "wal"),
        ("synchronous", "Integer(2)"), // FULL
        ("foreign_keys", "Integer(1)"),
        ("recursive_triggers", "Integer(1)"),
        ("trusted_schema", "Integer(0)"),
        ("cipher_version", ""),
    ];
    for (name, value) in wanted {
        let found = setting(name);
        let fits = if value.is_empty() {
            !found.is_empty()
        } else {
            found == value
        };
        assert!(fits, "{name} is {found}");
    }
}

#[test]
fn the_released_migration_is_unchanged() {
    let dir = tempdir().expect("a folder");
    drop(computer(dir.path(), 4));
    let text = include_bytes!("../../../../migrations/device/0001_start.sql");
    let kept: String = bare(dir.path())
        .query_row(
            "SELECT checksum FROM migration WHERE version = 1",
            [],
            |row| row.get(0),
        )
        .expect("kept");
    assert_eq!(kept, proof::hash::sha256(&[text]).to_string());
}

/// Reads that every posting, page or list makes, whatever the size of the journal.
const HOT: &[&str] = &[
    "store::reads::documents::LIST",
    "store::reads::documents::FOUND",
    "store::reads::documents::DOCUMENT",
    "store::reads::documents::UNSENT",
    "store::reads::documents::MARK",
    "store::reads::facts::AVAILABLE",
    "store::reads::facts::BALANCE",
    "store::reads::facts::LOT",
    "store::reads::facts::ACCEPTED",
    "store::reads::facts::ANSWERED",
    "store::reads::facts::POSTED",
    "store::reads::stock::STOCK",
    "store::reads::unsent::COUNT",
    "store::journal::STREAM",
    "store::journal::FOREIGN_HEADS",
    "store::journal::load::UNIT",
    "store::sync::pull::FIND_ENTRY",
    "store::sync::push::UNSENT",
    "store::sync::push::HASHES",
    "store::projection::balances::OF_UNIT",
    "store::reads::chain::MOVED",
    "store::reads::chain::MOVES",
    "store::reads::chain::TAKEN",
    "store::reads::chain::WITHDRAWN_BEFORE",
    "store::reads::consignments::LINES",
    "store::reads::consignments::RECEIPTS",
    "store::reads::consignments::UNDER_WAY",
    "store::reads::goods::EXPECTED",
    "store::reads::catalogue::ITEM",
    "store::reads::catalogue::PARTY",
    "store::reads::catalogue::SITE",
    "store::reads::catalogue::SITE_NAME",
    "store::reads::catalogue::POINT",
    "store::reads::catalogue::POINTS_OF",
    "store::reads::catalogue::PLACE",
    "store::reads::catalogue::PLACES_OF",
    "store::reads::catalogue::PERSON",
    "store::reads::kits::RESERVATION",
    "store::reads::documents::BEHIND",
    "store::reads::chain::REQUESTS",
    "store::reads::chain::TRANSPORTS",
    "store::reads::coordination::ACTIVATIONS",
    "store::reads::coordination::OFFERS",
    "store::reads::coordination::ACCEPTANCES",
    "store::reads::matching::OPEN_RECEIPTS",
    "store::reads::matching::CONSIGNED",
    "store::reads::matrix::DISPATCHED",
    "store::reads::matrix::IN_TRANSIT",
];

/// What a hot read may go through: the names of parties and sites are compared one by one.
const WALKS: &[(&str, &str)] = &[
    ("store::reads::documents::LIST", "party"),
    ("store::reads::documents::LIST", "site"),
    ("store::reads::documents::FOUND", "party"),
    ("store::reads::documents::FOUND", "site"),
];

#[test]
fn hot_reads_scan_no_table_that_grows() {
    let dir = tempdir().expect("a folder");
    drop(computer(dir.path(), 4));
    let connection = bare(dir.path());
    let statements = store::statements();
    for name in HOT {
        let (_, text) = statements
            .iter()
            .find(|(one, _)| one == name)
            .unwrap_or_else(|| panic!("no {name}"));
        let mut plan = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {text}"))
            .expect("prepared");
        let mut steps = plan.raw_query();
        while let Some(step) = steps.next().expect("explained") {
            let step: String = step.get("detail").expect("a step");
            let walks = [
                "entry",
                "position",
                "movement",
                "balance",
                "receipt_line",
                "consigned",
                "document",
                "unit_entry",
                "item",
                "party",
                "site",
                "point",
                "place",
                "person",
                "reservation",
            ];
            let scanned = step
                .strip_prefix("SCAN ")
                .and_then(|rest| rest.split(' ').next());
            let scans = scanned.is_some_and(|table| walks.contains(&table));
            let allowed = WALKS.contains(&(*name, scanned.unwrap_or_default()));
            assert!(!scans || allowed, "{name}: {step}");
        }
    }
}
