//! The rows of a file as they are.

use std::path::Path;

use ledger::fold::Unit;
use ledger::posting::Node;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::Value;
use store::Kept;
use uuid::Uuid;

use super::Lines;
use super::line::text;
use crate::world::bare;

/// Every derived table, by the list from which its digest is made.
pub fn tables() -> Vec<String> {
    const DIGEST: &str = include_str!("../../../src/projection/digest.rs");
    let mut found = Vec::new();
    for (start, _) in DIGEST.match_indices("table(\"") {
        found.extend(quoted(&DIGEST[start..]));
    }
    for (start, _) in DIGEST.match_indices("name: \"") {
        found.extend(quoted(&DIGEST[start..]));
    }
    assert!(found.len() > 70, "{found:?}");
    found
}

fn quoted(text: &str) -> Option<String> {
    text.split('"').nth(1).map(str::to_owned)
}

/// Columns that are not compared. `entry` and `last_entry` number entries of this file alone; the folded texts are what a
/// search looks through, which `search.rs` judges, and every prefix is compared with a rebuild besides.
fn compared(table: &str, column: &str) -> bool {
    !["entry", "last_entry", "folded"].contains(&column) && (table, column) != ("synonym", "text")
}

pub fn shown(folder: &Path) -> Lines {
    let connection = bare(folder);
    let mut lines = Lines::new();
    for table in tables() {
        take(&connection, &table, &mut lines);
    }
    lines
}

fn take(connection: &Connection, table: &str, lines: &mut Lines) {
    let of = |sql: &str| {
        let mut statement = connection.prepare(sql).expect("prepared");
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let read = |row: &Row<'_>| Ok(line(table, &names, row));
        let rows = statement.query_map([], read).expect("run");
        let rows: Vec<String> = rows.map(|row| row.expect("read")).collect();
        (names, rows)
    };
    let (names, mut rows) = of(&format!("SELECT * FROM {table}"));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    // What is kept by the entry of its document is told by the document.
    if names.contains(&"entry") && !["unit", "id", "task"].iter().any(|key| names.contains(key)) {
        rows = of(&format!(
            "SELECT document.unit, document.kind, document.id, {table}.* FROM {table}
               LEFT JOIN document ON document.entry = {table}.entry"
        ))
        .1;
    }
    for row in rows {
        assert!(lines.insert(row.clone()), "two rows are one: {row}");
    }
}

fn line(table: &str, names: &[String], row: &Row<'_>) -> String {
    let mut cells: Vec<(&str, String)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let cell = row.get_ref(at).expect("a value");
        if compared(table, name) && cell != ValueRef::Null {
            cells.push((name, text(&told(name, cell))));
        }
    }
    cells.sort();
    let cells = cells.iter().map(|(name, cell)| format!(" {name}={cell}"));
    table.to_owned() + &cells.collect::<String>()
}

fn told(name: &str, cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(_) => panic!("{name} is a float"),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(bytes) if name == "unit" => {
            Unit::of_kept(bytes).expect("a unit").to_string().into()
        }
        ValueRef::Blob(bytes) if name.ends_with("node") => {
            Node::of_kept(bytes).expect("a node").to_string().into()
        }
        // The whole operation, among sums by site.
        ValueRef::Blob([]) => "".into(),
        ValueRef::Blob(bytes) => Uuid::from_slice(bytes).expect("an id").to_string().into(),
    }
}
