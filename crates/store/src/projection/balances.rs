//! Movement lines and the balances that are their sums.

use std::collections::BTreeMap;

use ledger::fold::{DatedPosting, Unit};
use ledger::ids::{DocumentId, LotId};
use ledger::posting::Condition;
use ledger::quantity::MAX_EXACT;
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::row::{Columns, Id, Params, first, rows, run, statements, word};

statements! {
    OF_UNIT = "SELECT lot, condition, from_node, to_node, quantity FROM movement WHERE unit = :unit";
    FORGET = "DELETE FROM movement WHERE unit = :unit";
    INSERT = "INSERT INTO movement (unit, n, document, kind, movement, lot, condition, from_node, to_node, quantity, occurred_on)
              VALUES (:unit, :n, :document, :kind, :movement, :lot, :condition, :from_node, :to_node, :quantity, :occurred_on)";
    BALANCE = "SELECT quantity FROM balance WHERE lot = :lot AND node = :node AND condition = :condition";
    AT_PLACE = "SELECT quantity, to_node FROM movement
                WHERE lot = :lot AND condition = :condition AND (from_node = :node OR to_node = :node)";
    SET_BALANCE = "INSERT INTO balance (lot, node, condition, quantity) VALUES (:lot, :node, :condition, :quantity)
                   ON CONFLICT (lot, node, condition) DO UPDATE SET quantity = excluded.quantity";
    END_BALANCE = "DELETE FROM balance WHERE lot = :lot AND node = :node AND condition = :condition";
}

/// A posting and the document that a stock card names for it.
pub(super) struct Movement<'a> {
    pub dated: &'a DatedPosting,
    pub document: DocumentId,
    pub kind: &'static str,
}

type Deltas = BTreeMap<(LotId, String, Condition), i128>;

/// Replaces the movement lines of a unit and moves the balances by the difference.
pub(super) fn replace(
    connection: &Connection,
    unit: &Unit,
    movements: &[Movement<'_>],
) -> Result<(), StoreError> {
    let unit = unit.to_string();
    let mut deltas = Deltas::new();
    let before = rows(
        connection,
        OF_UNIT,
        named_params! { ":unit": unit },
        |row| {
            let lot: LotId = row.id("lot")?;
            let condition: Condition = row.word("condition")?;
            Ok((
                lot,
                condition,
                row.get("from_node")?,
                row.get("to_node")?,
                row.get("quantity")?,
            ))
        },
    )?;
    for (lot, condition, from, to, quantity) in before {
        add(&mut deltas, lot, condition, (to, from), quantity);
    }
    run(connection, FORGET, named_params! { ":unit": unit })?;
    for (movement, n) in movements.iter().zip(0_i64..) {
        let posting = &movement.dated.posting;
        let (from, to) = (posting.from.to_string(), posting.to.to_string());
        let params = named_params! {
            ":unit": unit,
            ":n": n,
            ":document": movement.document.blob(),
            ":kind": movement.kind,
            ":movement": word(&posting.movement),
            ":lot": posting.lot.blob(),
            ":condition": word(&posting.condition),
            ":from_node": from,
            ":to_node": to,
            ":quantity": posting.quantity,
            ":occurred_on": movement.dated.occurred_on.to_string(),
        };
        run(connection, INSERT, params)?;
        add(
            &mut deltas,
            posting.lot,
            posting.condition,
            (from, to),
            posting.quantity,
        );
    }
    apply(connection, deltas)
}

fn add(
    deltas: &mut Deltas,
    lot: LotId,
    condition: Condition,
    (from, to): (String, String),
    quantity: i64,
) {
    for (node, by) in [(from, -i128::from(quantity)), (to, i128::from(quantity))] {
        *deltas.entry((lot, node, condition)).or_default() += by;
    }
}

fn apply(connection: &Connection, deltas: Deltas) -> Result<(), StoreError> {
    for ((lot, node, condition), delta) in deltas {
        if delta == 0 {
            continue;
        }
        let condition = word(&condition);
        let place = named_params! { ":lot": lot.blob(), ":node": node, ":condition": condition };
        let now = first(connection, BALANCE, place, |row| {
            row.get::<_, i64>("quantity")
        })?
        .unwrap_or(0);
        let quantity = match exact(i128::from(now) + delta) {
            Some(quantity) if exact(now.into()) == Some(now) => quantity,
            Some(_) | None => bounded_sum(connection, place, &node)?,
        };
        if quantity == 0 {
            run(connection, END_BALANCE, place)?;
            continue;
        }
        let params = named_params! {
            ":lot": lot.blob(), ":node": node, ":condition": condition, ":quantity": quantity,
        };
        run(connection, SET_BALANCE, params)?;
    }
    Ok(())
}

/// A sum strictly within the bounds of exact numbers.
fn exact(sum: i128) -> Option<i64> {
    i64::try_from(sum).ok().filter(|sum| sum.abs() < MAX_EXACT)
}

/// Only a hostile device gets here: quantities that add up to more than any shed holds must not stop the journal. The
/// balance then stands at the bound, whatever the order in which the entries came.
fn bounded_sum(connection: &Connection, place: Params<'_>, node: &str) -> Result<i64, StoreError> {
    let moved = rows(connection, AT_PLACE, place, |row| {
        let (quantity, to): (i64, String) = (row.get("quantity")?, row.get("to_node")?);
        Ok(i128::from(if to == node { quantity } else { -quantity }))
    })?;
    let bound = i128::from(MAX_EXACT);
    let sum = moved.into_iter().sum::<i128>().clamp(-bound, bound);
    Ok(i64::try_from(sum).unwrap_or(MAX_EXACT))
}
