//! The file refuses rows that no fold makes: for every constraint a row that breaks it, beside the sound row it was made
//! from, which is taken.

mod broken;

use rusqlite::{Connection, params_from_iter};
use tempfile::{TempDir, tempdir};

use self::broken::BROKEN;
use crate::chain::came_with;
use crate::goldens;
use crate::moves_world::{dispatch, taken_in};
use crate::world::{
    COORDINATOR, KEEPER, SECOND, append, at_site, bare, central, computer, confirmation, czechia,
    issue, lot, matched, offer, proposal, receipt, reversal, sync,
};
use ledger::body::DocumentKind;
use ledger::scope::Scope;

/// A file with at least one row in every table above.
fn filled() -> (TempDir, Connection) {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    for (kind, json) in goldens::all() {
        // What is merged stays so, for there must be a row.
        if !kind.starts_with("device_") && kind != "merge_undone" {
            central.write("coordination", &kind, &json);
        }
    }
    let loan = r#"{"id":"017ab3c0-0000-7000-8000-0000000000f1","number":"PAB-LOA-21-A-00001","site":"017ab3c0-0000-7000-8000-000000000005","how":{"kind":"loan_out","party":"017ab3c0-0000-7000-8000-000000000004","due_on":"2021-08-01"},"approval":false,"lines":[{"lot":"017ab3c0-0000-7000-8000-00000000000f","item":"017ab3c0-0000-7000-8000-000000000003","condition":"GOOD","quantity":5}]}"#;
    central.write("coordination", "stock_moved", loan);
    let owned = r#"{"id":"017ab3c0-0000-7000-8000-0000000000f2","number":"PAB-OWN-21-A-00001","site":"017ab3c0-0000-7000-8000-000000000005","how":{"kind":"ownership_change","from":"017ab3c0-0000-7000-8000-000000000004","to":"017ab3c0-0000-7000-8000-0000000000f3","certificate":"A-1"},"approval":false,"lines":[{"lot":"017ab3c0-0000-7000-8000-00000000000f","item":"017ab3c0-0000-7000-8000-000000000003","condition":"GOOD","quantity":5}]}"#;
    central.write("coordination", "stock_moved", owned);
    let store = computer(dir.path(), 4);
    sync(&store, &mut central);
    let office = |person, body: ledger::body::Body| {
        append(&store, person, body, Scope::Coordination, &[at_site()]);
    };
    office(COORDINATOR, offer(czechia(), 1, Some(500)).into());
    office(COORDINATOR, proposal(1, 300).into());
    office(SECOND, confirmation(1).into());
    let site = |body: ledger::body::Body| {
        append(&store, KEEPER, body, at_site(), &[Scope::Coordination]);
    };
    site(receipt(1, 100, 9).into());
    office(COORDINATOR, came_with(matched(1, 1, 1, 100)).into());
    site(issue(1, lot(1), 20).into());
    site(reversal(1, issue(1, lot(1), 20).id.into(), DocumentKind::Issue, None).into());
    site(dispatch(1, lot(1), 10).into());
    site(taken_in(1, 1, lot(1), 9, 1).into());
    drop(store);
    let connection = bare(dir.path());
    (dir, connection)
}

fn columns(connection: &Connection, table: &str) -> Vec<String> {
    let sql = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
    let mut statement = connection.prepare(&sql).expect("prepared");
    let names = statement.query_map([], |row| row.get(0)).expect("run");
    names.map(|name| name.expect("read")).collect()
}

/// What makes a copied row another row.
fn key(table: &str) -> &'static [(&'static str, &'static str)] {
    match table {
        "balance" | "lot_at" => &[("lot", "randomblob(16)")],
        "head_count" => &[("day", "day || 'x'")],
        "closure" => &[("n", "n + 1000"), ("id", "randomblob(16)")],
        "alias" => &[("from_id", "randomblob(16)")],
        "offer" | "receipt" | "decision" | "allocation" | "stated_total" | "deployment"
        | "asset" | "figure" | "discrepancy_state" | "acceptance" | "packaging" => {
            &[("id", "randomblob(16)")]
        }
        "document" => &[
            ("id", "randomblob(16)"),
            (
                "entry",
                "(SELECT id FROM entry EXCEPT SELECT entry FROM document)",
            ),
        ],
        // It stands beside its movement: the copy takes its place.
        "title_change" => &[],
        _ => &[("n", "n + 1000")],
    }
}

/// A row to copy: one on which the change makes a difference.
fn chosen(table: &str) -> &'static str {
    match table {
        "offer_line" | "request_line" => "quantity > 0",
        "acceptance" => "stage = 'confirmed'",
        "movement" => "movement = 1",
        "receipt" => "matched IS NOT NULL",
        "receipt_line" => "short = 0 AND over = 0",
        "head_count" | "deployment" | "figure" => "number IS NOT NULL",
        _ => "1",
    }
}

/// Copies a sound row with one column changed.
fn copy(
    connection: &Connection,
    table: &str,
    changed: Option<(&str, &str)>,
) -> rusqlite::Result<usize> {
    let key = key(table);
    let names = columns(connection, table);
    let values: Vec<String> = names
        .iter()
        .map(|name| match changed {
            Some((column, value)) if column == name => value.to_owned(),
            Some(_) | None => {
                let other = key.iter().find(|(column, _)| column == name);
                other.map_or(name.as_str(), |(_, value)| value).to_owned()
            }
        })
        .collect();
    let sql = format!(
        "INSERT OR REPLACE INTO {table} ({}) SELECT {} FROM {table} WHERE {} LIMIT 1",
        names.join(", "),
        values.join(", "),
        chosen(table)
    );
    connection.execute(&sql, params_from_iter(std::iter::empty::<i64>()))
}

#[test]
fn a_row_that_no_fold_makes_is_refused() {
    let (_dir, connection) = filled();
    for (table, column, value, sentence) in BROKEN {
        connection.execute_batch("SAVEPOINT one").expect("begun");
        let taken =
            copy(&connection, table, None).unwrap_or_else(|cause| panic!("{table}: {cause}"));
        assert_eq!(taken, 1, "{table} has no sound row to copy");
        connection
            .execute_batch("ROLLBACK TO one; RELEASE one")
            .expect("undone");
        match copy(&connection, table, Some((column, value))) {
            Ok(_) => panic!("{table}.{column} = {value} was taken"),
            Err(refused) => {
                let text = refused.to_string();
                assert!(
                    text.contains(sentence),
                    "{table}.{column} = {value}: {text}"
                );
            }
        }
    }
}

#[test]
fn every_constraint_has_a_row_that_breaks_it() {
    let (_dir, connection) = filled();
    let mut statement = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE '%never%'")
        .expect("prepared");
    let triggers = statement
        .query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .expect("run");
    for trigger in triggers {
        let (name, sql) = trigger.expect("read");
        // These two are shown below, because no copied row breaks them.
        if name == "reversal_mirrors_once" || name == "balance_stays_sound" {
            continue;
        }
        let broken = BROKEN
            .iter()
            .any(|(_, _, _, sentence)| sql.contains(sentence));
        assert!(broken, "nothing breaks {name}");
    }
}

/// I-04: one posting, one mirror of it, and the same lot, quantity and ends.
#[test]
fn i_04_a_reversal_mirrors_each_line_once() {
    let (_dir, connection) = filled();
    let posted = "SELECT movement.entry, (SELECT posted.entry FROM document AS mine JOIN document AS posted USING (unit)
                             WHERE mine.entry = movement.entry AND posted.entry <> mine.entry)
                    FROM movement WHERE movement = 21 LIMIT 1";
    let (reversal, issue): (i64, i64) = connection
        .query_row(posted, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("a reversed issue");
    let again = "INSERT INTO movement SELECT entry, n + 50, movement, lot, condition, to_condition, from_node, to_node,
                     quantity FROM movement WHERE entry = ?1";
    let refused = connection
        .execute(again, [&reversal])
        .expect_err("mirrored already");
    assert!(refused.to_string().contains("mirrors nothing"), "{refused}");
    let less = "UPDATE movement SET quantity = quantity - 1 WHERE entry = ?1";
    connection.execute_batch("BEGIN").expect("begun");
    connection.execute(less, [&issue]).expect("changed");
    connection
        .execute(
            "DELETE FROM movement WHERE entry = ?1 AND n > 1",
            [&reversal],
        )
        .expect("deleted");
    assert!(
        connection.execute(again, [&reversal]).is_err(),
        "another quantity is no mirror"
    );
    connection.execute_batch("ROLLBACK").expect("undone");
}

#[test]
fn i_02_a_balance_stays_within_the_exact_numbers() {
    let (_dir, connection) = filled();
    let refused = connection
        .execute("UPDATE balance SET quantity = 9007199254740992", [])
        .expect_err("too large");
    assert!(
        refused.to_string().contains("leaves the exact numbers"),
        "{refused}"
    );
}
