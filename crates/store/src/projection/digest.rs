//! The digest of the derived rows.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};
use sha2::{Digest, Sha256};

use super::tally::Residue;
use crate::error::StoreError;
use crate::verify::Pace;

/// SHA-256 over every derived row in key order, lower-case hex. Equal on every device that holds the same entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectionDigest(pub String);

/// A derived table, and what orders its rows on every computer alike: its primary key, where that numbers no entries.
pub(crate) struct Table {
    pub name: &'static str,
    rows: &'static str,
    key: &'static str,
}

const fn table(name: &'static str, key: &'static str) -> Table {
    Table {
        name,
        rows: name,
        key,
    }
}

/// Every derived table. `unit_entry` and `unread_entry` are indexes into this file's journal, `document_text` is one into
/// `document`; none is part of it.
pub(crate) const TABLES: &[Table] = &[
    table("operation", "id"),
    table("item_group", "id"),
    table("item", "id"),
    table("party", "id"),
    table("site", "id"),
    table("point", "id"),
    table("person", "id"),
    table("device", "id"),
    table("document", "unit, kind, id"),
    table("activation", "id"),
    table("offer", "id"),
    table("offer_line", "offer, n"),
    table("acceptance", "id"),
    table("acceptance_line", "acceptance, n"),
    table("receipt", "id"),
    table("receipt_line", "receipt, n"),
    table("match_line", "receipt, n"),
    table("consigned", "receipt, n"),
    Table {
        name: "issue",
        rows: "(SELECT document.unit, issue.* FROM issue LEFT JOIN document ON document.entry = issue.entry)",
        key: "unit",
    },
    Table {
        name: "issue_line",
        rows: "(SELECT document.unit, issue_line.* FROM issue_line
                  LEFT JOIN document ON document.entry = issue_line.entry)",
        key: "unit, n",
    },
    Table {
        name: "movement",
        rows: "(SELECT document.unit, document.kind, document.id, movement.* FROM movement
                  LEFT JOIN document ON document.entry = movement.entry)",
        key: "unit, n",
    },
    table("packed_line", "unit, n"),
    table("balance", "lot, node, condition"),
    table("lot_at", "site, lot"),
    Table {
        name: "title_change",
        rows: "(SELECT document.unit, title_change.* FROM title_change
                  LEFT JOIN document ON document.entry = title_change.entry)",
        key: "unit, n",
    },
    table("matrix_sum", "site, donor, item, bought"),
    table("stock_sum", "site, item"),
    table("decision", "id"),
    table("allocation", "id"),
    table("stated_total", "id"),
    table("lot_card", "lot, rank, unit"),
    table("lot", "lot"),
    table("lot_alias", "lot, unit"),
    table("place", "id"),
    table("approval_limit", "id"),
    table("loan", "document"),
    table("loan_line", "document, n"),
    table("transfer", "id"),
    table("transfer_line", "transfer, n"),
    table("transfer_receipt", "id"),
    table("transfer_receipt_line", "receipt, n"),
    table("transfer_settlement", "id"),
    table("dispatch_match", "id"),
    table("stock_count", "id"),
    table("stock_count_line", "count, n"),
    table("opening", "id"),
    table("opening_line", "opening, n"),
    table("kit", "id"),
    table("kit_component", "kit, n"),
    table("kit_build", "id"),
    table("kit_build_line", "build, n"),
    table("kit_break", "id"),
    table("reservation", "id"),
    table("reservation_line", "reservation, n"),
    table("stage_move", "unit, n"),
    table("request", "id"),
    table("request_version", "request, n"),
    table("request_line", "request, v, n"),
    table("transport", "id"),
    table("consignment", "id"),
    table("consignment_line", "consignment, n"),
    table("discrepancy", "receipt, n"),
    table("discrepancy_state", "id"),
    table("synonym", "id"),
    table("packaging", "id"),
    table("proposal", "id"),
    table("alias", "from_id"),
    table("access_note", "id"),
    table("head_count", "site, day, band"),
    table("norm", "id"),
    table("deployment", "id"),
    table("asset", "id"),
    table("figure", "id"),
    table("task_resolution", "task, n"),
    table("closure", "activation, n"),
    table("closure_line", "activation, list, n"),
    table("explanation", "kind, subject, n"),
    table("announced_beyond", "acceptance_line, acceptance"),
];

/// Columns that number entries of this file.
const LOCAL: &[&str] = &["entry", "last_entry"];

/// The digest of the rows as they are.
pub(crate) fn of(connection: &Connection) -> Result<ProjectionDigest, StoreError> {
    let mut digest = Sha256::new();
    for table in TABLES {
        digest.update(table.name.as_bytes());
        let sql = format!("SELECT * FROM {} ORDER BY {}", table.rows, table.key);
        take_rows(&mut digest, connection, &sql, shared_columns)?;
    }
    let hash = proof::hash::Hash(digest.finalize().into());
    Ok(ProjectionDigest(hash.to_string()))
}

/// What some queries give, in their order and with the numbers of entries: no file but this one gives the same.
pub(super) fn of_file(connection: &Connection, queries: &[&str]) -> Result<[u8; 32], StoreError> {
    let mut digest = Sha256::new();
    for sql in queries {
        digest.update(sql.as_bytes());
        take_rows(&mut digest, connection, sql, |statement| {
            (0..statement.column_count()).collect()
        })?;
    }
    Ok(digest.finalize().into())
}

fn take_rows(
    digest: &mut Sha256,
    connection: &Connection,
    sql: &str,
    columns: impl FnOnce(&Statement<'_>) -> Vec<usize>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(sql)?;
    let columns = columns(&statement);
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for at in &columns {
            take(digest, row.get_ref(*at)?)?;
        }
    }
    Ok(())
}

/// A derived table as a heap: how many rows, and what they come to in no order.
pub(crate) type Heaps = Vec<(&'static str, u64, Residue)>;

/// The heaps of the rows as they are. Equal where the digests are, by accident otherwise once in 2^61 times; sorted is
/// nothing.
pub(crate) fn heaps(connection: &Connection, pace: &Pace) -> Result<Heaps, StoreError> {
    let mut heaps = Heaps::with_capacity(TABLES.len());
    for table in TABLES {
        let mut statement = connection.prepare(&format!("SELECT * FROM {}", table.rows))?;
        let columns = shared_columns(&statement);
        let (mut count, mut sum) = (0, Residue::default());
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            pace.breathe()?;
            let mut hash = Sha256::new();
            for at in &columns {
                take(&mut hash, row.get_ref(*at)?)?;
            }
            count += 1;
            sum = sum.plus(Residue::of(hash));
        }
        heaps.push((table.name, count, sum));
    }
    Ok(heaps)
}

/// The columns that are equal on every device.
fn shared_columns(statement: &Statement<'_>) -> Vec<usize> {
    let names = statement.column_names().enumerate();
    let shared = names.filter(|(_, name)| !LOCAL.contains(name));
    shared.map(|(at, _)| at).collect()
}

pub(super) fn take(digest: &mut Sha256, value: ValueRef<'_>) -> Result<(), StoreError> {
    let (tag, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => {
            digest.update([1]);
            digest.update(number.to_be_bytes());
            return Ok(());
        }
        ValueRef::Real(_) => return Err(StoreError::damaged("a derived row holds a float")),
        ValueRef::Text(text) => (2, text),
        ValueRef::Blob(bytes) => (3, bytes),
    };
    digest.update([tag]);
    digest.update((bytes.len() as u64).to_be_bytes());
    digest.update(bytes);
    Ok(())
}
