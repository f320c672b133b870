//! The schema: strict, without floats, append-only where it says so; every statement fits it.

use std::path::{Path, PathBuf};

use ledger::scope::Scope;
use store::Store;
use tempfile::tempdir;

use crate::chain::accept;
use crate::world::{
    COORDINATOR, KEEPER, activation, append, at_site, bare, central, computer, czechia, data_key,
    day, issue, lot, matched, offer, receipt, site, sync,
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

/// Makes the file one of schema 12: what the program of then kept, in the tables of then. A column it had not is left out.
fn make_old(dir: &Path) {
    const OLD: i64 = 12;
    std::fs::rename(dir.join("ledger.db"), dir.join("new.db")).expect("moved");
    let old = bare(dir);
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../migrations/device");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the migrations")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    for (file, version) in files.iter().zip(1..=OLD) {
        let text = std::fs::read_to_string(file).expect("a migration");
        old.execute_batch(&text).expect("run");
        let name = file.file_stem().expect("a name").to_string_lossy();
        let checksum = proof::hash::sha256(&[text.as_bytes()]).to_string();
        old.execute(
            "INSERT INTO migration (version, name, checksum) VALUES (?1, ?2, ?3)",
            (version, name, checksum),
        )
        .expect("noted");
    }
    old.pragma_update(None, "user_version", OLD).expect("set");
    let hex: String = data_key()
        .0
        .iter()
        .map(|one| format!("{one:02x}"))
        .collect();
    let new = dir.join("new.db").display().to_string();
    old.execute("ATTACH ?1 AS new KEY ?2", [new, format!("x'{hex}'")])
        .expect("attached");
    let texts = |sql: &str| -> Vec<(String, String)> {
        old.prepare(sql)
            .expect("prepared")
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("run")
            .map(|row| row.expect("read"))
            .collect()
    };
    let triggers = texts("SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'");
    old.execute_batch("PRAGMA foreign_keys = OFF").expect("set");
    for (name, _) in &triggers {
        old.execute_batch(&format!("DROP TRIGGER {name}"))
            .expect("dropped");
    }
    let common = texts(
        "SELECT was.name, group_concat(was_column.name, ', ')
           FROM pragma_table_list AS was
           JOIN pragma_table_list AS is_now ON is_now.schema = 'new' AND is_now.name = was.name
           JOIN pragma_table_info(was.name, 'main') AS was_column
           JOIN pragma_table_info(was.name, 'new') AS is_column ON is_column.name = was_column.name
          WHERE was.schema = 'main' AND was.type = 'table' AND was.name NOT LIKE 'sqlite_%' AND was.name <> 'migration'
          GROUP BY was.name",
    );
    for (table, columns) in &common {
        let sql = format!(
            "DELETE FROM main.{table};
             INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM new.{table};"
        );
        old.execute_batch(&sql).expect("copied");
    }
    for (_, sql) in &triggers {
        old.execute_batch(sql).expect("made");
    }
    old.execute_batch("UPDATE state SET projection = projection - 1; DETACH new")
        .expect("of before");
    std::fs::remove_file(dir.join("new.db")).expect("removed");
}

#[test]
fn a_file_of_the_program_before_is_brought_up_and_shows_the_same() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let office = [Scope::Coordination];
    append(&store, COORDINATOR, activation(), office[0], &[]);
    let offered = offer(czechia(), 1, Some(100));
    append(&store, COORDINATOR, offered, office[0], &[]);
    accept(&store, 1, 100);
    append(&store, KEEPER, receipt(1, 100, 9), at_site(), &office);
    append(
        &store,
        COORDINATOR,
        matched(1, 1, 1, 100),
        office[0],
        &[at_site()],
    );
    append(&store, KEEPER, receipt(2, 30, 0), at_site(), &office);
    append(&store, KEEPER, issue(1, lot(1), 20), at_site(), &[]);
    let seen = |store: &Store| {
        let read = store.read(|reads| {
            let closure = reads.closure(activation().id, day(24))?;
            Ok::<_, store::StoreError>((reads.stock(site())?, reads.matrix(None)?, closure))
        });
        format!("{:?}", read.expect("read"))
    };
    let (digest, shown) = (store.projection_digest().expect("read"), seen(&store));
    drop(store);
    make_old(dir.path());
    let version = |dir: &Path| -> i64 {
        let read = |row: &rusqlite::Row<'_>| row.get(0);
        let found = bare(dir).pragma_query_value(None, "user_version", read);
        found.expect("read")
    };
    assert_eq!(version(dir.path()), 12);
    let rows: i64 = bare(dir.path())
        .query_row("SELECT count(*) FROM balance", [], |row| row.get(0))
        .expect("counted");
    assert!(rows > 0, "it has figures");
    let store = Store::open(dir.path(), &data_key()).expect("opened");
    assert_eq!(store.projection_digest().expect("read"), digest);
    assert_eq!(seen(&store), shown);
    assert_eq!(store.verify().expect("checked").flaw, None);
    assert_eq!(store.rebuild().expect("folded").0, digest);
    drop(store);
    assert!(version(dir.path()) >= 18);
}

#[test]
fn the_sites_of_lots_are_all_of_them_once() {
    let dir = tempdir().expect("a folder");
    drop(computer(dir.path(), 4));
    let connection = bare(dir.path());
    let sites = |sql: &str| -> Vec<Vec<u8>> {
        let mut statement = connection.prepare(sql).expect("prepared");
        let found = statement.query_map([], |row| row.get(0)).expect("read");
        found.collect::<Result<_, _>>().expect("read")
    };
    let walked = "SELECT site FROM lot_site";
    assert!(sites(walked).is_empty(), "no lot, no site");
    let lots = [
        (1, 0xcc),
        (2, 0xaa),
        (3, 0xff),
        (4, 0xaa),
        (5, 0x00),
        (6, 0xcc),
    ];
    for (lot, site) in lots {
        let sql = format!(
            "INSERT INTO lot (lot, unit, item, kind, document, number, site, received_on, provisional)
             VALUES (x'{lot:032x}', x'01', x'{lot:032x}', 'receipt', x'02', 'N', x'{site:032x}', 0, 0)"
        );
        connection.execute(&sql, []).expect("a lot");
    }
    let all = sites("SELECT DISTINCT site FROM lot ORDER BY site");
    assert_eq!(all.len(), 4);
    assert_eq!(sites(walked), all);
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
    "store::reads::kits::GOOD",
    "store::reads::stock::CARD",
    "store::reads::documents::BEHIND",
    "store::reads::chain::REQUESTS",
    "store::reads::chain::TRANSPORTS",
    "store::reads::coordination::ACTIVATIONS",
    "store::reads::coordination::OFFERS",
    "store::reads::coordination::ACCEPTANCES",
    "store::reads::matching::OPEN_RECEIPTS",
    "store::reads::matching::CONSIGNED",
    "store::reads::closure::UNLINKED",
    "store::reads::closure::remaining::LOTS",
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
                "lot",
                "lot_card",
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
