//! Facts and refusals that everything shares which takes goods from a site: dispatches, kits, issues.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ledger::ids::{ItemGroupId, ItemId, LotId, ReservationId, SiteId};
use ledger::posting::{Condition, Node};
use ledger::rules::take::{Facts, LotFacts, Refusal, Taken};
use store::Reads;

use crate::hand::Hand;
use crate::problem::Problem;
use crate::typed;

/// What the site has of the goods named. `but`: the reservation that is being fulfilled.
pub(crate) fn facts(
    reads: &Reads<'_>,
    site: SiteId,
    on: NaiveDate,
    taken: &[Taken],
    but: Option<ReservationId>,
) -> Result<Facts, Problem> {
    let mut facts = Facts {
        short: reads.short_lots(site)?.into_iter().collect(),
        ..Facts::default()
    };
    let mut items = BTreeSet::new();
    for one in taken {
        let Some(card) = reads.lot(one.lot)? else {
            continue;
        };
        // Records that turned out to be one item are one here.
        let item = reads.item_head(card.item)?;
        items.insert(item);
        let known = LotFacts {
            item,
            expiry: reads.governing_expiry(one.lot)?,
        };
        facts.lots.insert(one.lot, known);
        let node = Node::at(site, one.place);
        let there = reads.balance(one.lot, node, one.condition)?;
        let at = (one.lot, one.condition, one.place);
        facts.stock.insert(at, there);
    }
    for item in items {
        let free = reads.free_stock(site, item, on, but)?;
        if free.reserved > 0 {
            facts.free.insert(item, free.free);
        }
    }
    Ok(facts)
}

/// The name of an item, or nothing where it has not arrived.
pub(crate) fn item_name(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    item: ItemId,
) -> Result<String, Problem> {
    let row = reads.item(item)?;
    Ok(row.map(|row| hand.name(&row.names)).unwrap_or_default())
}

/// The name of a group of items, or nothing where it has not arrived.
pub(crate) fn group_name(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    group: ItemGroupId,
) -> Result<String, Problem> {
    let groups = reads.item_groups()?;
    let row = groups.into_iter().find(|row| row.id == group);
    Ok(row.map(|row| hand.name(&row.names)).unwrap_or_default())
}

/// The name of a lot's item.
pub(crate) fn lot_name(hand: &Hand<'_>, reads: &Reads<'_>, lot: LotId) -> Result<String, Problem> {
    match reads.lot(lot)? {
        Some(card) => item_name(hand, reads, card.item),
        None => Ok(String::new()),
    }
}

pub(crate) fn shortfall(item: String) -> Problem {
    Problem::new("lot-shortfall").with("item", item)
}

pub(crate) fn reserved(item: String, free: i64, asked: i64) -> Problem {
    Problem::new("stock-reserved")
        .with("item", item)
        .with("free", free)
        .with("asked", asked)
}

/// The refusal in words of the contract; lines count from 0 in subjects.
pub(crate) fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    let at = format!("lines.{}.quantity", refusal.line() - 1);
    let problem = match refusal {
        Refusal::UnknownLot { .. } => Problem::new("lot-unknown"),
        Refusal::Quantity { refusal, .. } => typed::quantity_problem(*refusal, 0),
        Refusal::Shortfall { lot, .. } => shortfall(lot_name(hand, reads, *lot)?),
        Refusal::NotEnough {
            lot,
            available,
            asked,
            ..
        } => Problem::new("not-enough-stock")
            .with("item", lot_name(hand, reads, *lot)?)
            .with("available", available)
            .with("asked", asked),
        Refusal::Reserved {
            item, free, asked, ..
        } => reserved(item_name(hand, reads, *item)?, *free, *asked),
    };
    Ok(problem.at(at))
}

/// The word that the screen translates.
pub(crate) fn condition_word(condition: Condition) -> String {
    let word = serde_json::to_value(condition).ok();
    let word = word.and_then(|word| word.as_str().map(str::to_lowercase));
    word.unwrap_or_default()
}
