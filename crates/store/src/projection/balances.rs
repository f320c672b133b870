//! Movement lines and the balances that are their sums.

use std::collections::{BTreeMap, HashMap};

use ledger::fold::Unit;
use ledger::ids::{LotId, SiteId};
use ledger::posting::{Condition, Node, Posting};
use ledger::quantity::MAX_EXACT;
use rusqlite::{Connection, Row, named_params};

use super::lots::Named;
use super::tally::Tally;
use super::{Summing, sums};
use crate::error::StoreError;
use crate::kept::{Coded, Kept};
use crate::row::{Columns, Id, Params, first, number, rows, run, statements};
use crate::verify::Pace;

statements! {
    OF_UNIT = "SELECT movement.lot, movement.condition, movement.to_condition, movement.from_node, movement.to_node,
                      movement.quantity
               FROM document JOIN movement ON movement.entry = document.entry WHERE document.unit = :unit";
    FORGET = "DELETE FROM movement WHERE entry IN (SELECT entry FROM document WHERE unit = :unit)";
    EVERY = "SELECT lot, condition, to_condition, from_node, to_node, quantity FROM movement";
    LINES = "SELECT count(*) FROM movement";
    PLACES = "SELECT count(*) FROM balance";
    INSERT = "INSERT INTO movement (entry, n, movement, lot, condition, to_condition, from_node, to_node, quantity)
              VALUES (:entry, :n, :movement, :lot, :condition, :to_condition, :from_node, :to_node, :quantity)";
    BALANCE = "SELECT quantity FROM balance WHERE lot = :lot AND node = :node AND condition = :condition";
    AT_PLACE = "SELECT CASE WHEN to_node = :node AND to_condition = :condition THEN quantity ELSE 0 END
                     - CASE WHEN from_node = :node AND condition = :condition THEN quantity ELSE 0 END AS moved
                FROM movement WHERE lot = :lot";
    SET_BALANCE = "INSERT INTO balance (lot, node, condition, quantity) VALUES (:lot, :node, :condition, :quantity)
                   ON CONFLICT (lot, node, condition) DO UPDATE SET quantity = excluded.quantity";
    END_BALANCE = "DELETE FROM balance WHERE lot = :lot AND node = :node AND condition = :condition";
    MORE_ENDS = "INSERT INTO lot_at (site, lot, ends) VALUES (:site, :lot, :by)
                 ON CONFLICT (site, lot) DO UPDATE SET ends = ends + excluded.ends";
    FEWER_ENDS = "UPDATE lot_at SET ends = ends + :by WHERE site = :site AND lot = :lot AND ends + :by > 0";
    NO_ENDS = "DELETE FROM lot_at WHERE site = :site AND lot = :lot";
}

/// A posting, and the entry of the document that a stock card names for it.
pub(super) struct Movement {
    pub posting: Posting,
    pub document: i64,
}

/// What a unit changes.
#[derive(Default)]
struct Deltas {
    balances: BTreeMap<(LotId, Node, Condition), i128>,
    /// Ends of movements, by site.
    ends: BTreeMap<(SiteId, LotId), i64>,
}

/// Removes the movement lines of a unit and gives them back.
pub(super) fn forget(connection: &Connection, unit: &Unit) -> Result<Vec<Moved>, StoreError> {
    let unit = unit.kept();
    let of_unit = named_params! { ":unit": unit };
    let moved = rows(connection, OF_UNIT, of_unit, Moved::read)?;
    if !moved.is_empty() {
        run(connection, FORGET, of_unit)?;
    }
    Ok(moved)
}

/// Makes the movement lines of a unit and moves the balances by the difference to those it had before.
pub(super) fn replace(
    connection: &Connection,
    before: Vec<Moved>,
    movements: &[Movement],
    summing: Summing,
) -> Result<(), StoreError> {
    let mut deltas = Deltas::default();
    for moved in before {
        deltas.add(&moved, -1);
    }
    let mut named = Named::new(connection)?;
    for (movement, n) in movements.iter().zip(0_i64..) {
        let posting = &movement.posting;
        let lot = named.name(posting.lot)?;
        let params = named_params! {
            ":entry": movement.document,
            ":n": n,
            ":movement": posting.movement.code(),
            ":lot": lot.blob(),
            ":condition": posting.condition.code(),
            ":to_condition": posting.to_condition.code(),
            ":from_node": posting.from.kept(),
            ":to_node": posting.to.kept(),
            ":quantity": posting.quantity,
        };
        run(connection, INSERT, params)?;
        let moved = Moved {
            lot,
            left: (posting.from, posting.condition),
            arrived: (posting.to, posting.to_condition),
            quantity: posting.quantity,
        };
        deltas.add(&moved, 1);
    }
    match summing {
        Summing::ByUnit => apply(connection, deltas),
        Summing::AtTheEnd => Ok(()),
    }
}

/// What stands of a lot in one condition at one node, and how many ends of movements are there.
struct Stands {
    at: (Node, Condition),
    sum: i128,
    ends: i64,
}

/// Movement lines added up at a time beside a person's work: a lot takes a hundred bytes and more while it is added up.
const SPARING: i64 = 100_000;

/// In how many parts all lots are added up.
fn parts(connection: &Connection, pace: &Pace) -> Result<u8, StoreError> {
    if !pace.is_unhurried() {
        return Ok(1);
    }
    let parts = number(connection, LINES, &[])? / SPARING + 1;
    Ok(u8::try_from(parts).unwrap_or(u8::MAX))
}

/// Sums of the movement lines of one part of the lots. A lot stands at few places: lists of them take a fraction of what a
/// map of all places would.
fn summed(
    connection: &Connection,
    (part, parts): (u8, u8),
    pace: &Pace,
) -> Result<HashMap<LotId, Vec<Stands>>, StoreError> {
    let mut sums: HashMap<LotId, Vec<Stands>> = HashMap::new();
    let mut statement = connection.prepare_cached(EVERY)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        pace.breathe()?;
        let moved = Moved::read(row)?;
        // The last byte of an id is as good as drawn by lot.
        if moved.lot.blob()[15] % parts != part {
            continue;
        }
        let stands = sums
            .entry(moved.lot)
            .or_insert_with(|| Vec::with_capacity(2));
        for (node, condition, by) in moved.ends(1) {
            let at = (node, condition);
            if let Some(one) = stands.iter_mut().find(|one| one.at == at) {
                one.sum += by;
                one.ends += 1;
            } else {
                stands.push(Stands {
                    at,
                    sum: by,
                    ends: 1,
                });
            }
        }
    }
    Ok(sums)
}

/// Adds up every balance from the movement lines, where none is kept yet.
pub(super) fn add_up(connection: &Connection, pace: &Pace) -> Result<(), StoreError> {
    let parts = parts(connection, pace)?;
    for part in 0..parts {
        let mut sums = summed(connection, (part, parts), pace)?;
        let mut lots: Vec<LotId> = sums.keys().copied().collect();
        lots.sort_unstable();
        for lot in lots {
            pace.breathe()?;
            let mut ends: BTreeMap<(SiteId, LotId), i64> = BTreeMap::new();
            for one in sums.remove(&lot).unwrap_or_default() {
                let (node, condition) = one.at;
                set(connection, (lot, node, condition), bounded(one.sum))?;
                if let Some(site) = node.site() {
                    *ends.entry((site, lot)).or_default() += one.ends;
                }
            }
            count_ends(connection, ends)?;
        }
    }
    Ok(())
}

/// Whether the balances are the sums of the movement lines, each within the bounds of exact numbers.
pub(crate) fn are_sums(connection: &Connection, pace: &Pace) -> Result<bool, StoreError> {
    let (parts, mut places) = (parts(connection, pace)?, 0);
    for part in 0..parts {
        for (lot, stands) in summed(connection, (part, parts), pace)? {
            for one in stands {
                let sum = bounded(one.sum);
                if sum == 0 {
                    continue;
                }
                places += 1;
                let ((node, condition), lot) = (one.at, lot.blob());
                let (at, of) = (node.kept(), condition.code());
                let place = named_params! { ":lot": lot, ":node": at, ":condition": of };
                let held = first(connection, BALANCE, place, |row| {
                    row.get::<_, i64>("quantity")
                })?;
                if held != Some(sum) {
                    return Ok(false);
                }
            }
        }
    }
    Ok(number(connection, PLACES, &[])? == places)
}

/// One movement line: where and in which condition the goods were before and after.
pub(super) struct Moved {
    lot: LotId,
    left: (Node, Condition),
    arrived: (Node, Condition),
    quantity: i64,
}

impl Moved {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            lot: row.id("lot")?,
            left: (row.kept("from_node")?, row.coded("condition")?),
            arrived: (row.kept("to_node")?, row.coded("to_condition")?),
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

impl Deltas {
    /// Adds a movement, or takes it away.
    fn add(&mut self, moved: &Moved, times: i64) {
        for (node, condition, by) in moved.ends(times.into()) {
            let place = (moved.lot, node, condition);
            *self.balances.entry(place).or_default() += by;
            if let Some(site) = node.site() {
                *self.ends.entry((site, moved.lot)).or_default() += times;
            }
        }
    }
}

/// Moves how many ends of movements each lot has at each site.
fn count_ends(
    connection: &Connection,
    ends: BTreeMap<(SiteId, LotId), i64>,
) -> Result<(), StoreError> {
    for ((site, lot), by) in ends {
        let at = named_params! { ":site": site.blob(), ":lot": lot.blob() };
        let params = named_params! { ":site": site.blob(), ":lot": lot.blob(), ":by": by };
        if by > 0 {
            run(connection, MORE_ENDS, params)?;
        } else if by < 0 && run(connection, FEWER_ENDS, params)? == 0 {
            run(connection, NO_ENDS, at)?;
        }
    }
    Ok(())
}

fn apply(connection: &Connection, deltas: Deltas) -> Result<(), StoreError> {
    count_ends(connection, deltas.ends)?;
    let (mut sums, mut tally) = (sums::Deltas::default(), Tally::default());
    for ((lot, node, condition), delta) in deltas.balances {
        if delta == 0 {
            continue;
        }
        let (at, of) = (node.kept(), condition.code());
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
        tally.balance((lot, &at, of), now, quantity);
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
    sums.apply(connection, &mut tally)?;
    tally.keep(connection)
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
        ":lot": lot.blob(), ":node": node.kept(), ":condition": condition.code(), ":quantity": quantity,
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
