//! Movement lines and the balances that are their sums.

use std::collections::BTreeMap;

use ledger::fold::{DatedPosting, Unit};
use ledger::ids::{DocumentId, LotId};
use ledger::posting::{Condition, Node};
use ledger::quantity::MAX_EXACT;
use rusqlite::{Connection, named_params};

use super::{lots, sums};
use crate::error::StoreError;
use crate::row::{Columns, Id, Params, first, rows, run, statements, word, wrong};

statements! {
    OF_UNIT = "SELECT lot, condition, to_condition, from_node, to_node, quantity FROM movement WHERE unit = :unit";
    FORGET = "DELETE FROM movement WHERE unit = :unit";
    INSERT = "INSERT INTO movement (unit, n, document, kind, movement, lot, condition, to_condition, from_node, to_node,
                  quantity, occurred_on)
              VALUES (:unit, :n, :document, :kind, :movement, :lot, :condition, :to_condition, :from_node, :to_node,
                  :quantity, :occurred_on)";
    BALANCE = "SELECT quantity FROM balance WHERE lot = :lot AND node = :node AND condition = :condition";
    AT_PLACE = "SELECT CASE WHEN to_node = :node AND to_condition = :condition THEN quantity ELSE 0 END
                     - CASE WHEN from_node = :node AND condition = :condition THEN quantity ELSE 0 END AS moved
                FROM movement WHERE lot = :lot";
    SET_BALANCE = "INSERT INTO balance (lot, node, condition, quantity) VALUES (:lot, :node, :condition, :quantity)
                   ON CONFLICT (lot, node, condition) DO UPDATE SET quantity = excluded.quantity";
    END_BALANCE = "DELETE FROM balance WHERE lot = :lot AND node = :node AND condition = :condition";
}

/// A posting and the document that a stock card names for it.
pub(super) struct Movement<'a> {
    pub dated: &'a DatedPosting,
    pub document: DocumentId,
    pub kind: &'a str,
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
            Ok(Moved {
                lot: row.id("lot")?,
                left: (row.get("from_node")?, row.word("condition")?),
                arrived: (row.get("to_node")?, row.word("to_condition")?),
                quantity: row.get("quantity")?,
            })
        },
    )?;
    for moved in before {
        add(&mut deltas, moved, -1);
    }
    run(connection, FORGET, named_params! { ":unit": unit })?;
    for (movement, n) in movements.iter().zip(0_i64..) {
        let posting = &movement.dated.posting;
        let lot = lots::name(connection, posting.lot)?;
        let (from, to) = (posting.from.to_string(), posting.to.to_string());
        let params = named_params! {
            ":unit": unit,
            ":n": n,
            ":document": movement.document.blob(),
            ":kind": movement.kind,
            ":movement": word(&posting.movement),
            ":lot": lot.blob(),
            ":condition": word(&posting.condition),
            ":to_condition": word(&posting.to_condition),
            ":from_node": from,
            ":to_node": to,
            ":quantity": posting.quantity,
            ":occurred_on": movement.dated.occurred_on.to_string(),
        };
        run(connection, INSERT, params)?;
        let moved = Moved {
            lot,
            left: (from, posting.condition),
            arrived: (to, posting.to_condition),
            quantity: posting.quantity,
        };
        add(&mut deltas, moved, 1);
    }
    apply(connection, deltas)
}

/// One movement line: where and in which condition the goods were before and after.
struct Moved {
    lot: LotId,
    left: (String, Condition),
    arrived: (String, Condition),
    quantity: i64,
}

fn add(deltas: &mut Deltas, moved: Moved, times: i128) {
    let by = times * i128::from(moved.quantity);
    for ((node, condition), by) in [(moved.left, -by), (moved.arrived, by)] {
        *deltas.entry((moved.lot, node, condition)).or_default() += by;
    }
}

fn apply(connection: &Connection, deltas: Deltas) -> Result<(), StoreError> {
    let mut sums = sums::Deltas::default();
    for ((lot, node, condition), delta) in deltas {
        if delta == 0 {
            continue;
        }
        let (at, kept) = (node.parse::<Node>().map_err(wrong)?, condition);
        let condition = word(&condition);
        let place = named_params! { ":lot": lot.blob(), ":node": node, ":condition": condition };
        let now = first(connection, BALANCE, place, |row| {
            row.get::<_, i64>("quantity")
        })?
        .unwrap_or(0);
        let quantity = match exact(i128::from(now) + delta) {
            Some(quantity) if exact(now.into()) == Some(now) => quantity,
            Some(_) | None => bounded_sum(connection, place)?,
        };
        let moved = quantity.wrapping_sub(now);
        // Only what stands at a site is added up; what the lot is need not be read for the other end.
        if matches!(at, Node::Site(_) | Node::Place(..)) {
            sums.stands(sums::is(connection, lot)?, at, kept, moved);
        }
        if quantity == 0 {
            run(connection, END_BALANCE, place)?;
            continue;
        }
        let params = named_params! {
            ":lot": lot.blob(), ":node": node, ":condition": condition, ":quantity": quantity,
        };
        run(connection, SET_BALANCE, params)?;
    }
    sums.apply(connection)
}

/// A sum strictly within the bounds of exact numbers.
fn exact(sum: i128) -> Option<i64> {
    i64::try_from(sum).ok().filter(|sum| sum.abs() < MAX_EXACT)
}

/// Only a hostile device gets here: quantities that add up to more than any shed holds must not stop the journal. The
/// balance then stands at the bound, whatever the order in which the entries came.
fn bounded_sum(connection: &Connection, place: Params<'_>) -> Result<i64, StoreError> {
    let moved = rows(connection, AT_PLACE, place, |row| {
        row.get::<_, i64>("moved").map(i128::from)
    })?;
    let bound = i128::from(MAX_EXACT);
    let sum = moved.into_iter().sum::<i128>().clamp(-bound, bound);
    Ok(i64::try_from(sum).unwrap_or(MAX_EXACT))
}
