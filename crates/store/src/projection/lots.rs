//! What each lot is, and under which name balances keep it.
//!
//! What a newcomer gets wrong: several documents speak of one lot, and they arrive in any order. Each unit keeps its own
//! cards; the row of `lot` is the best of them and is made again whenever one of them changes.

use std::collections::{BTreeSet, HashMap};

use ledger::fold::{CardRank, DocumentStage, DocumentState, Unit, canonical};
use ledger::ids::LotId;
use rusqlite::{Connection, named_params};

use super::Summing;
use super::sums::{self, Turning};
use crate::error::StoreError;
use crate::kept::{Coded, Kept};
use crate::row::{Columns, Id, first, number, rows, run, statements, word};

statements! {
    CARDS_OF = "SELECT lot FROM lot_card WHERE unit = :unit";
    FORGET_CARDS = "DELETE FROM lot_card WHERE unit = :unit";
    CARD = "INSERT INTO lot_card (lot, rank, unit, item, batch, expiry, donor, kind, document, number, site, received_on,
                provisional, supplier)
            VALUES (:lot, :rank, :unit, :item, :batch, :expiry, :donor, :kind, :document, :number, :site, :received_on,
                :provisional, :supplier)
            ON CONFLICT (lot, rank, unit) DO NOTHING";
    FORGET_LOT = "DELETE FROM lot WHERE lot = :lot";
    LOT = "INSERT OR REPLACE INTO lot (lot, unit, item, batch, expiry, donor, kind, document, number, site, received_on, provisional,
               supplier)
           SELECT :lot, unit, item, batch, expiry, donor, kind, document, number, site, received_on, provisional, supplier
             FROM lot_card WHERE lot IN (:lot, :canonical) ORDER BY lot = :canonical DESC, rank, unit LIMIT 1";
    BEST = "SELECT item, donor, supplier FROM lot_card WHERE lot IN (:lot, :canonical)
            ORDER BY lot = :canonical DESC, rank, unit LIMIT 1";
    NAMED_SO = "SELECT lot FROM lot_alias WHERE canonical = :lot";
    ALIASES_OF = "SELECT lot, canonical FROM lot_alias WHERE unit = :unit ORDER BY lot";
    FORGET_ALIASES = "DELETE FROM lot_alias WHERE unit = :unit";
    ALIAS = "INSERT INTO lot_alias (lot, unit, canonical) VALUES (:lot, :unit, :canonical)
             ON CONFLICT (lot, unit) DO NOTHING";
    ANY_ALIAS = "SELECT EXISTS (SELECT 1 FROM lot_alias)";
    NEXT = "SELECT canonical FROM lot_alias WHERE lot = :lot ORDER BY unit LIMIT 1";
    MOVED = "SELECT DISTINCT document.unit FROM movement JOIN document ON document.entry = movement.entry
             WHERE movement.lot = :lot";
}

/// Replaces what a unit says of lots.
pub(super) fn replace(
    connection: &Connection,
    unit: &Unit,
    state: &DocumentState,
    summing: Summing,
) -> Result<(), StoreError> {
    let unit = unit.kept();
    let of_unit = named_params! { ":unit": unit };
    let mut touched: BTreeSet<LotId> = rows(connection, CARDS_OF, of_unit, |row| row.id("lot"))?
        .into_iter()
        .collect();
    if !touched.is_empty() {
        run(connection, FORGET_CARDS, of_unit)?;
    }
    let doubtful = 2 * i64::from(state.stage() == DocumentStage::Quarantined);
    for (rank, card) in state.cards() {
        let rank = match rank {
            CardRank::Origin => 0,
            CardRank::Carried => 1,
        };
        let params = named_params! {
            ":lot": card.lot.blob(),
            ":rank": rank + doubtful,
            ":unit": unit,
            ":item": card.item.blob(),
            ":batch": card.batch,
            ":expiry": card.expiry.map(|day| day.to_string()),
            ":donor": card.donor.map(Id::blob),
            ":kind": word(&card.kind),
            ":document": card.document.blob(),
            ":number": card.number,
            ":site": card.site.blob(),
            ":received_on": card.received_on.code(),
            ":provisional": card.provisional,
            ":supplier": card.supplier.filter(|_| card.donor.is_none()).map(Id::blob),
        };
        run(connection, CARD, params)?;
        touched.insert(card.lot);
    }
    choose(connection, touched, summing)
}

/// Makes the rows of lots again, and of all that have become them: a lot reads as the one it was found to be.
fn choose(
    connection: &Connection,
    touched: BTreeSet<LotId>,
    summing: Summing,
) -> Result<(), StoreError> {
    let mut waiting: Vec<LotId> = touched.into_iter().collect();
    let mut named = Named::new(connection)?;
    let mut done = BTreeSet::new();
    while let Some(lot) = waiting.pop() {
        if !done.insert(lot) {
            continue;
        }
        let canonical = named.name(lot)?;
        match summing {
            Summing::ByUnit => turn(connection, lot, canonical)?,
            Summing::AtTheEnd => replace_lot(connection, lot, canonical)?,
        }
        if named.any {
            let params = named_params! { ":lot": lot.blob() };
            waiting.extend(rows(connection, NAMED_SO, params, |row| {
                row.id::<LotId>("lot")
            })?);
        }
    }
    Ok(())
}

/// Makes the row of a lot again; what was added up for it as another item's or another source's moves with it.
fn turn(connection: &Connection, lot: LotId, canonical: LotId) -> Result<(), StoreError> {
    let both = named_params! { ":lot": lot.blob(), ":canonical": canonical.blob() };
    let will_be = first(connection, BEST, both, |row| {
        Ok((row.id("item")?, sums::source(row)?))
    })?;
    if sums::is(connection, lot)? == will_be {
        return replace_lot(connection, lot, canonical);
    }
    let turning = Turning::begin(connection, lot)?;
    replace_lot(connection, lot, canonical)?;
    turning.end(connection)
}

fn replace_lot(connection: &Connection, lot: LotId, canonical: LotId) -> Result<(), StoreError> {
    let both = named_params! { ":lot": lot.blob(), ":canonical": canonical.blob() };
    if run(connection, LOT, both)? == 0 {
        run(connection, FORGET_LOT, named_params! { ":lot": lot.blob() })?;
    }
    Ok(())
}

/// Replaces the links of a unit; the other units that moved a lot whose name is another one now must fold again.
pub(super) fn replace_aliases(
    connection: &Connection,
    unit: &Unit,
    state: &DocumentState,
    summing: Summing,
) -> Result<Vec<Unit>, StoreError> {
    let of_unit = unit.kept();
    let params = named_params! { ":unit": of_unit };
    let before: Vec<(LotId, LotId)> = rows(connection, ALIASES_OF, params, |row| {
        Ok((row.id("lot")?, row.id("canonical")?))
    })?;
    let (mut now, mut known) = (state.aliases(), BTreeSet::new());
    // Of two answers of one document the first counts, as `Aliases` has it; only a hostile device writes two.
    now.retain(|(lot, _)| known.insert(*lot));
    now.sort_unstable();
    if before == now {
        return Ok(Vec::new());
    }
    let lots: BTreeSet<LotId> = before.iter().chain(&now).map(|(lot, _)| *lot).collect();
    let mut moved = BTreeSet::new();
    let mut named = Named::new(connection)?;
    for lot in &lots {
        let params = named_params! { ":lot": named.name(*lot)?.blob() };
        moved.extend(rows(connection, MOVED, params, |row| {
            row.kept::<Unit>("unit")
        })?);
    }
    moved.remove(unit);
    run(connection, FORGET_ALIASES, params)?;
    for (lot, canonical) in now {
        let params = named_params! {
            ":lot": lot.blob(), ":unit": of_unit, ":canonical": canonical.blob(),
        };
        run(connection, ALIAS, params)?;
    }
    choose(connection, lots, summing)?;
    Ok(moved.into_iter().collect())
}

/// The names under which balances keep the lots that documents name. Each is looked up once, and none where no lot has
/// another name, as in almost every ledger: a chain of names that a hostile device draws is walked once.
pub(crate) struct Named<'a> {
    connection: &'a Connection,
    any: bool,
    ends: HashMap<LotId, LotId>,
}

impl<'a> Named<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Result<Self, StoreError> {
        Ok(Self {
            connection,
            any: number(connection, ANY_ALIAS, &[])? > 0,
            ends: HashMap::new(),
        })
    }

    pub(crate) fn name(&mut self, lot: LotId) -> Result<LotId, StoreError> {
        if !self.any {
            return Ok(lot);
        }
        let mut walked = Vec::new();
        let end = canonical(lot, |at| {
            walked.push(at);
            match self.ends.get(&at) {
                Some(end) if *end != at => Ok(Some(*end)),
                Some(_) | None => next(self.connection, at),
            }
        })?;
        self.ends.extend(walked.into_iter().map(|lot| (lot, end)));
        Ok(end)
    }
}

fn next(connection: &Connection, lot: LotId) -> Result<Option<LotId>, StoreError> {
    let params = named_params! { ":lot": lot.blob() };
    first(connection, NEXT, params, |row| row.id("canonical"))
}
