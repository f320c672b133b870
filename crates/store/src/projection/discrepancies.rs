//! Differences between paper and goods, one row a kind and receipt line, in base units.

use chrono::NaiveDate;
use ledger::body::{DiscrepancyKind, ReceiptLine, ReceiptPosted};
use ledger::ids::DiscrepancyId;
use ledger::rules::receive::differences;
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::row::{Id, run, statements, word};

statements! {
    FORGET = "DELETE FROM discrepancy WHERE receipt = :id";
    INSERT = "INSERT INTO discrepancy (receipt, n, id, kind, lot, item, quantity, reason)
              VALUES (:receipt, :n, :id, :kind, :lot, :item, :quantity, :reason)";
}

pub(super) fn insert(
    connection: &Connection,
    body: &ReceiptPosted,
    occurred_on: NaiveDate,
) -> Result<(), StoreError> {
    let announced = body.acceptance.is_some();
    let found = body.lines.iter().flat_map(|line| {
        of_line(line, announced, occurred_on)
            .into_iter()
            .map(move |(kind, quantity)| (line, kind, quantity))
    });
    for ((line, kind, quantity), n) in found.zip(0_i64..) {
        let params = named_params! {
            ":receipt": body.id.blob(),
            ":n": n,
            ":id": DiscrepancyId::of(kind, line.id).blob(),
            ":kind": word(&kind),
            ":lot": line.id.blob(),
            ":item": line.item.blob(),
            ":quantity": quantity,
            ":reason": line.reason,
        };
        run(connection, INSERT, params)?;
    }
    Ok(())
}

/// What differs on one line. An item that the announcement did not name is wrong as a whole; goods whose last day had
/// passed when they came are expired as a whole.
fn of_line(
    line: &ReceiptLine,
    announced: bool,
    occurred_on: NaiveDate,
) -> Vec<(DiscrepancyKind, i64)> {
    let Some(counted) = line.counted() else {
        return Vec::new();
    };
    let (short, over) = differences(line.expected, counted);
    let wrong = if announced && line.acceptance_line.is_none() {
        counted
    } else {
        0
    };
    let expired = match line.expiry {
        Some(last) if last < occurred_on => counted,
        Some(_) | None => 0,
    };
    let kinds = [
        (DiscrepancyKind::Over, over),
        (DiscrepancyKind::Short, short),
        (DiscrepancyKind::Damaged, line.damaged),
        (DiscrepancyKind::WrongItem, wrong),
        (DiscrepancyKind::Expired, expired),
        (DiscrepancyKind::Refused, line.refused),
    ];
    kinds
        .into_iter()
        .filter(|(_, quantity)| *quantity > 0)
        .collect()
}
