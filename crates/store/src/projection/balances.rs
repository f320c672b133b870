//! Movement lines and the balances that are their sums.

use std::collections::{BTreeMap, HashMap};

use ledger::fold::{DatedPosting, Unit};
use ledger::ids::{DocumentId, LotId};
use ledger::posting::{Condition, Node};
use ledger::quantity::MAX_EXACT;
use rusqlite::{Connection, Row, named_params};

use super::lots::Named;
use super::{Summing, sums};
use crate::error::StoreError;
use crate::row::{Columns, Id, Params, each, first, rows, run, statements, word, wrong};

statements! {
    OF_UNIT = "SELECT lot, condition, to_condition, from_node, to_node, quantity FROM movement WHERE unit = :unit";
    FORGET = "DELETE FROM movement WHERE unit = :unit";
    EVERY = "SELECT lot, condition, to_condition, from_node, to_node, quantity FROM movement";
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

type Deltas = BTreeMap<(LotId, Node, Condition), i128>;

/// Replaces the movement lines of a unit and moves the balances by the difference.
pub(super) fn replace(
    connection: &Connection,
    unit: &Unit,
    movements: &[Movement<'_>],
    summing: Summing,
) -> Result<(), StoreError> {
    let unit = unit.to_string();
    let of_unit = named_params! { ":unit": unit };
    let mut deltas = Deltas::new();
    let before = rows(connection, OF_UNIT, of_unit, Moved::read)?;
    if !before.is_empty() {
        run(connection, FORGET, of_unit)?;
    }
    for moved in before {
        add(&mut deltas, moved, -1);
    }
    let mut named = Named::new(connection)?;
    for (movement, n) in movements.iter().zip(0_i64..) {
        let posting = &movement.dated.posting;
        let lot = named.name(posting.lot)?;
        let params = named_params! {
            ":unit": unit,
            ":n": n,
            ":document": movement.document.blob(),
            ":kind": movement.kind,
            ":movement": word(&posting.movement),
            ":lot": lot.blob(),
            ":condition": word(&posting.condition),
            ":to_condition": word(&posting.to_condition),
            ":from_node": posting.from.to_string(),
            ":to_node": posting.to.to_string(),
            ":quantity": posting.quantity,
            ":occurred_on": movement.dated.occurred_on.to_string(),
        };
        run(connection, INSERT, params)?;
        let moved = Moved {
            lot,
            left: (posting.from, posting.condition),
            arrived: (posting.to, posting.to_condition),
            quantity: posting.quantity,
        };
        add(&mut deltas, moved, 1);
    }
    match summing {
        Summing::ByUnit => apply(connection, deltas),
        Summing::AtTheEnd => Ok(()),
    }
}

/// Adds up every balance from the movement lines, where none is kept yet.
pub(super) fn add_up(connection: &Connection) -> Result<(), StoreError> {
    // A lot stands at few places: lists of them take a fraction of what a map of all places would.
    let mut sums: HashMap<LotId, Vec<(Node, Condition, i128)>> = HashMap::new();
    each(connection, EVERY, &[], |row| {
        let moved = Moved::read(row)?;
        let stands = sums.entry(moved.lot).or_default();
        for (node, condition, by) in moved.ends(1) {
            match stands
                .iter_mut()
                .find(|at| (at.0, at.1) == (node, condition))
            {
                Some((_, _, sum)) => *sum += by,
                None => stands.push((node, condition, by)),
            }
        }
        Ok(())
    })?;
    let mut lots: Vec<LotId> = sums.keys().copied().collect();
    lots.sort_unstable();
    for lot in lots {
        for (node, condition, sum) in sums.remove(&lot).unwrap_or_default() {
            set(connection, (lot, node, condition), bounded(sum))?;
        }
    }
    Ok(())
}

/// One movement line: where and in which condition the goods were before and after.
struct Moved {
    lot: LotId,
    left: (Node, Condition),
    arrived: (Node, Condition),
    quantity: i64,
}

impl Moved {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let node = |column| {
            let node: String = row.get(column)?;
            node.parse::<Node>().map_err(wrong)
        };
        Ok(Self {
            lot: row.id("lot")?,
            left: (node("from_node")?, row.word("condition")?),
            arrived: (node("to_node")?, row.word("to_condition")?),
            quantity: row.get("quantity")?,
        })
    }

    /// What it changes at each end, so many times.
    fn ends(&self, times: i128) -> [(Node, Condition, i128); 2] {
        let by = times * i128::from(self.quantity);
        let ((from, before), (to, after)) = (self.left, self.arrived);
        [(from, before, -by), (to, after, by)]
    }
}

fn add(deltas: &mut Deltas, moved: Moved, times: i128) {
    for (node, condition, by) in moved.ends(times) {
        *deltas.entry((moved.lot, node, condition)).or_default() += by;
    }
}

fn apply(connection: &Connection, deltas: Deltas) -> Result<(), StoreError> {
    let mut sums = sums::Deltas::default();
    for ((lot, node, condition), delta) in deltas {
        if delta == 0 {
            continue;
        }
        let (at, of) = (node.to_string(), word(&condition));
        let place = named_params! { ":lot": lot.blob(), ":node": at, ":condition": of };
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
        if matches!(node, Node::Site(_) | Node::Place(..)) {
            sums.stands(sums::is(connection, lot)?, node, condition, moved);
        }
        if quantity == 0 {
            run(connection, END_BALANCE, place)?;
            continue;
        }
        set(connection, (lot, node, condition), quantity)?;
    }
    sums.apply(connection)
}

/// Keeps a balance that is not zero.
fn set(
    connection: &Connection,
    (lot, node, condition): (LotId, Node, Condition),
    quantity: i64,
) -> Result<(), StoreError> {
    if quantity == 0 {
        return Ok(());
    }
    let params = named_params! {
        ":lot": lot.blob(), ":node": node.to_string(), ":condition": word(&condition), ":quantity": quantity,
    };
    run(connection, SET_BALANCE, params)?;
    Ok(())
}

/// A sum strictly within the bounds of exact numbers.
fn exact(sum: i128) -> Option<i64> {
    i64::try_from(sum).ok().filter(|sum| sum.abs() < MAX_EXACT)
}

/// Only a hostile device needs it: quantities that add up to more than any shed holds must not stop the journal. The
/// balance then stands at the bound, whatever the order in which the entries came.
fn bounded(sum: i128) -> i64 {
    let bound = i128::from(MAX_EXACT);
    i64::try_from(sum.clamp(-bound, bound)).unwrap_or(MAX_EXACT)
}

fn bounded_sum(connection: &Connection, place: Params<'_>) -> Result<i64, StoreError> {
    let moved = rows(connection, AT_PLACE, place, |row| {
        row.get::<_, i64>("moved").map(i128::from)
    })?;
    Ok(bounded(moved.into_iter().sum()))
}
