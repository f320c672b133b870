//! The file refuses rows that no fold makes: for every constraint a row that breaks it, beside the sound row it was made
//! from, which is taken.

use rusqlite::{Connection, params_from_iter};
use tempfile::{TempDir, tempdir};

use crate::chain::came_with;
use crate::goldens;
use crate::moves_world::{dispatch, taken_in};
use crate::world::{
    COORDINATOR, KEEPER, SECOND, append, at_site, bare, central, computer, confirmation, czechia,
    issue, lot, matched, offer, proposal, receipt, reversal, sync,
};
use ledger::body::DocumentKind;
use ledger::scope::Scope;

/// Table, column, what is put there, and the sentence with which the file refuses it.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    // I-21
    (
        "offer_line",
        "quantity",
        "NULL",
        "a line of an offer contradicts itself",
    ),
    (
        "offer_line",
        "quantity",
        "0",
        "a line of an offer contradicts itself",
    ),
    (
        "offer_line",
        "qualifier",
        "'NOT_STATED'",
        "a line of an offer contradicts itself",
    ),
    (
        "offer_line",
        "qualifier",
        "'perhaps'",
        "a line of an offer contradicts itself",
    ),
    (
        "offer_line",
        "offer",
        "randomblob(16)",
        "a line of an offer contradicts itself",
    ),
    (
        "request_line",
        "quantity",
        "0",
        "a line of a request contradicts itself",
    ),
    (
        "request_line",
        "request",
        "randomblob(16)",
        "a line of a request contradicts itself",
    ),
    (
        "offer",
        "value",
        "'{\"minor\":null,\"currency\":\"EUR\",\"qualifier\":\"EXACT\"}'",
        "an amount of offer",
    ),
    (
        "offer",
        "value",
        "'{\"minor\":0,\"currency\":\"EUR\",\"qualifier\":\"NOT_STATED\"}'",
        "an amount of offer",
    ),
    (
        "receipt",
        "declared_value",
        "'{\"minor\":-1,\"currency\":\"EUR\",\"qualifier\":\"EXACT\"}'",
        "an amount of receipt",
    ),
    (
        "decision",
        "amount",
        "'{\"minor\":null,\"currency\":\"EUR\",\"qualifier\":\"UP_TO\"}'",
        "an amount of decision",
    ),
    (
        "allocation",
        "amount",
        "'{\"minor\":5,\"currency\":\"EUR\",\"qualifier\":\"NOT_STATED\"}'",
        "an amount of allocation",
    ),
    (
        "stated_total",
        "amount",
        "'{\"minor\":5,\"currency\":\"EUR\",\"qualifier\":\"ROUGH\"}'",
        "an amount of stated_total",
    ),
    ("head_count", "number", "NULL", "CHECK"),
    ("deployment", "number", "NULL", "CHECK"),
    ("asset", "qualifier", "'EXACT'", "CHECK"),
    ("figure", "number", "NULL", "CHECK"),
    // I-01, I-02, I-05, I-08
    (
        "movement",
        "to_node",
        "x'04'",
        "a movement goes where its kind does not go",
    ),
    (
        "movement",
        "from_node",
        "x'63'",
        "a movement goes where its kind does not go",
    ),
    (
        "movement",
        "movement",
        "0",
        "a movement goes where its kind does not go",
    ),
    (
        "movement",
        "condition",
        "3",
        "a movement contradicts its kind",
    ),
    (
        "movement",
        "to_condition",
        "-3",
        "a movement contradicts its kind",
    ),
    ("balance", "condition", "3", "CHECK"),
    ("movement", "quantity", "0", "CHECK"),
    ("movement", "quantity", "9007199254740992", "CHECK"),
    (
        "movement",
        "entry",
        "-1",
        "a movement belongs to no document",
    ),
    ("lot_at", "ends", "0", "CHECK"),
    ("balance", "quantity", "0", "CHECK"),
    (
        "balance",
        "quantity",
        "9007199254740992",
        "a balance leaves the exact numbers",
    ),
    // I-06
    (
        "receipt_line",
        "good",
        "-1",
        "a line of a receipt does not add up",
    ),
    (
        "receipt_line",
        "short",
        "7",
        "a line of a receipt does not add up",
    ),
    (
        "receipt_line",
        "over",
        "7",
        "a line of a receipt does not add up",
    ),
    (
        "receipt_line",
        "receipt",
        "randomblob(16)",
        "a line of a receipt does not add up",
    ),
    (
        "transfer_receipt_line",
        "good",
        "-1",
        "a line of a transfer received does not add up",
    ),
    (
        "transfer_receipt_line",
        "expected",
        "99999",
        "a line of a transfer received does not add up",
    ),
    (
        "transfer_receipt_line",
        "receipt",
        "randomblob(16)",
        "a line of a transfer received does not add up",
    ),
    (
        "discrepancy",
        "kind",
        "'odd'",
        "a discrepancy belongs to no receipt",
    ),
    (
        "discrepancy",
        "receipt",
        "randomblob(16)",
        "a discrepancy belongs to no receipt",
    ),
    ("discrepancy", "quantity", "0", "CHECK"),
    (
        "discrepancy_state",
        "stage",
        "'settled'",
        "a discrepancy is settled by one end alone",
    ),
    // I-07, I-18
    (
        "acceptance",
        "stage",
        "'accepted'",
        "an acceptance is confirmed by nobody else",
    ),
    (
        "acceptance",
        "confirmed_by",
        "proposed_by",
        "an acceptance is confirmed by nobody else",
    ),
    (
        "acceptance",
        "confirmed_by",
        "NULL",
        "an acceptance is confirmed by nobody else",
    ),
    (
        "acceptance_line",
        "quantity",
        "proposed + 1",
        "more is left of an acceptance than was proposed",
    ),
    (
        "acceptance_line",
        "quantity",
        "-1",
        "more is left of an acceptance than was proposed",
    ),
    (
        "acceptance_line",
        "acceptance",
        "randomblob(16)",
        "more is left of an acceptance than was proposed",
    ),
    // Lines
    ("match_line", "quantity", "0", "a row of match_line"),
    ("consigned", "counted", "-1", "a row of consigned"),
    ("consigned", "stored", "counted + 1", "a row of consigned"),
    (
        "consigned",
        "receipt",
        "randomblob(16)",
        "a row of consigned",
    ),
    ("issue_line", "quantity", "0", "a row of issue_line"),
    ("issue_line", "condition", "3", "a row of issue_line"),
    (
        "issue_line",
        "entry",
        "(SELECT entry FROM document WHERE kind = 'receipt')",
        "a row of issue_line",
    ),
    ("transfer_line", "quantity", "-3", "a row of transfer_line"),
    (
        "transfer_line",
        "transfer",
        "randomblob(16)",
        "a row of transfer_line",
    ),
    ("opening_line", "quantity", "0", "a row of opening_line"),
    ("kit_component", "quantity", "0", "a row of kit_component"),
    ("kit_build_line", "quantity", "0", "a row of kit_build_line"),
    (
        "reservation_line",
        "quantity",
        "0",
        "a row of reservation_line",
    ),
    ("loan_line", "quantity", "0", "a row of loan_line"),
    (
        "consignment_line",
        "quantity",
        "0",
        "a row of consignment_line",
    ),
    (
        "stock_count_line",
        "condition",
        "'FINE'",
        "a row of stock_count_line",
    ),
    // I-08, X-06, I-04
    (
        "packaging",
        "level",
        "'heap'",
        "a packaging does not add up",
    ),
    (
        "packaging",
        "base_units",
        "base_units * contains + 1",
        "a packaging does not add up",
    ),
    ("packaging", "contains", "0", "CHECK"),
    ("alias", "from_id", "into_id", "a record stands for itself"),
    ("alias", "kind", "'site'", "a record stands for itself"),
    (
        "document",
        "stage",
        "'lost'",
        "a document stands in no stage",
    ),
    ("document", "lines", "-1", "a document stands in no stage"),
];

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
        _ => &[("n", "n + 1000")],
    }
}

/// A row to copy: one on which the change makes a difference.
fn chosen(table: &str) -> &'static str {
    match table {
        "offer_line" | "request_line" => "quantity > 0",
        "acceptance" => "stage = 'confirmed'",
        "movement" => "movement = 1",
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
        "INSERT INTO {table} ({}) SELECT {} FROM {table} WHERE {} LIMIT 1",
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
