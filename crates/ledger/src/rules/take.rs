//! Taking goods from places of a site: what a dispatch, the building and breaking of kits, and movements by which goods leave
//! have in common.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::ids::{ItemId, LotId, PlaceId};
use crate::posting::Condition;
use crate::quantity::{Quantity, QuantityRefusal};

/// Where goods lie in a site: of one lot, in one condition, at one place.
pub type At = (LotId, Condition, Option<PlaceId>);

/// The goods of the site that a request names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub lots: BTreeMap<LotId, LotFacts>,
    /// Base units; negative only while a shortfall is open.
    pub stock: BTreeMap<At, i64>,
    /// Lots of which the site has issued more than it had, somewhere.
    pub short: BTreeSet<LotId>,
    /// Good units at the site less what is reserved, of items of which something is reserved.
    pub free: BTreeMap<ItemId, i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LotFacts {
    pub item: ItemId,
    pub expiry: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub lot: LotId,
    pub condition: Condition,
    pub place: Option<PlaceId>,
    /// Base units.
    pub quantity: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("line {line}: lot {lot} is not at this site")]
    UnknownLot { line: usize, lot: LotId },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: more of lot {lot} was issued than was there; count it first")]
    Shortfall { line: usize, lot: LotId },
    #[error("line {line}: {available} of lot {lot} are available, {asked} are asked")]
    NotEnough {
        line: usize,
        lot: LotId,
        available: i64,
        asked: i64,
    },
    #[error("line {line}: {free} of item {item} are not reserved, {asked} are asked")]
    Reserved {
        line: usize,
        item: ItemId,
        free: i64,
        asked: i64,
    },
}

impl Refusal {
    /// The line concerned, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Self::UnknownLot { line, .. }
            | Self::Quantity { line, .. }
            | Self::Shortfall { line, .. }
            | Self::NotEnough { line, .. }
            | Self::Reserved { line, .. } => *line,
        }
    }
}

/// Checks that all of it is there, lines of the same goods added up, and that no good stock is taken that is kept for
/// others.
///
/// # Errors
/// The first rule that is broken, lines from the top.
pub fn take(facts: &Facts, lines: &[Taken]) -> Result<(), Refusal> {
    let mut of_place: BTreeMap<At, i64> = BTreeMap::new();
    let mut of_item: BTreeMap<ItemId, i64> = BTreeMap::new();
    for (at, taken) in lines.iter().enumerate() {
        let (line, lot) = (at + 1, taken.lot);
        let known = facts.lots.get(&lot);
        let item = known.ok_or(Refusal::UnknownLot { line, lot })?.item;
        let quantity = Quantity::new(taken.quantity)
            .map_err(|refusal| Refusal::Quantity { line, refusal })?
            .get();
        facts.check_short(line, lot)?;
        let place = (lot, taken.condition, taken.place);
        let there = facts.stock.get(&place).copied().unwrap_or(0);
        let asked = add(&mut of_place, place, quantity);
        if asked > there {
            return Err(Refusal::NotEnough {
                line,
                lot,
                available: there.max(0),
                asked,
            });
        }
        if taken.condition == Condition::Good {
            facts.check_kept(line, (item, quantity), &mut of_item)?;
        }
    }
    Ok(())
}

impl Facts {
    /// Nothing of a lot goes while more of it was issued than was there.
    pub(super) fn check_short(&self, line: usize, lot: LotId) -> Result<(), Refusal> {
        if self.short.contains(&lot) {
            return Err(Refusal::Shortfall { line, lot });
        }
        Ok(())
    }

    /// What is kept for others stays. `of_item`: what the lines above take of each item.
    pub(super) fn check_kept(
        &self,
        line: usize,
        (item, quantity): (ItemId, i64),
        of_item: &mut BTreeMap<ItemId, i64>,
    ) -> Result<(), Refusal> {
        match beyond_kept(&self.free, (item, quantity), of_item) {
            Some((free, asked)) => Err(Refusal::Reserved {
                line,
                item,
                free,
                asked,
            }),
            None => Ok(()),
        }
    }
}

/// What of an item nobody keeps, and what is asked of it with the lines above, where more is asked. `free`: only of items of
/// which something is kept.
pub(super) fn beyond_kept(
    free: &BTreeMap<ItemId, i64>,
    (item, quantity): (ItemId, i64),
    of_item: &mut BTreeMap<ItemId, i64>,
) -> Option<(i64, i64)> {
    let asked = add(of_item, item, quantity);
    let free = free.get(&item).copied().filter(|free| asked > *free)?;
    Some((free.max(0), asked))
}

fn add<K: Ord>(sums: &mut BTreeMap<K, i64>, key: K, quantity: i64) -> i64 {
    let sum = sums.entry(key).or_default();
    *sum = sum.saturating_add(quantity);
    *sum
}
