//! Stock and stock cards.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::ids::{ItemId, PartyId, PlaceId, SiteId};
use ledger::posting::{Condition, Movement, Node};
use ledger::text::Names;
use rusqlite::{Row, named_params};

use super::facts::place;
use super::goods::item_columns;
use crate::error::StoreError;
use crate::kept::site_range;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements};
use crate::total_units::total_units;
use crate::view::{StockCardRow, StockLot, StockRow, StockSpot};

statements! {
    STOCK = include_str!("stock.sql");
    CARD = include_str!("stock_card.sql");
}

impl Reads<'_> {
    /// What stands in a site, item by item, each with its lots and their places.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn stock(&self, site: SiteId) -> Result<Vec<StockRow>, StoreError> {
        let (node, last) = site_range(site);
        let params = named_params! { ":node": node, ":last": last };
        let places = self.places(site)?;
        let name = |id: PlaceId| {
            let found = places.iter().find(|place| place.id == id);
            found.map(|place| place.name.clone())
        };
        let mut stock: Vec<StockRow> = Vec::new();
        for (row, lot) in rows(self.connection, STOCK, params, |row| stock_row(site, row))? {
            let found = stock.last().is_some_and(|last| last.item == row.item);
            if !found {
                stock.push(row);
            }
            if let Some(row) = stock.last_mut() {
                add(row, lot, name);
            }
        }
        let changed = self.changed_hands()?;
        for lot in stock.iter_mut().flat_map(|row| &mut row.lots) {
            if changed.contains(&lot.lot) {
                lot.title = Some(self.title_view(lot.lot)?);
            }
        }
        Ok(stock)
    }

    /// Every movement of an item at a site, oldest first, with the running balance.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn stock_card(&self, site: SiteId, item: ItemId) -> Result<Vec<StockCardRow>, StoreError> {
        let (node, last) = site_range(site);
        let params = named_params! { ":node": node, ":last": last, ":site": site.blob(), ":item": item.blob() };
        let mut card = rows(self.connection, CARD, params, card_row)?;
        let mut balance = 0;
        let mut known: BTreeMap<Node, (Names, Option<String>)> = BTreeMap::new();
        let mut told = |node: Node| -> Result<(Names, Option<String>), StoreError> {
            if let Some(told) = known.get(&node) {
                return Ok(told.clone());
            }
            let told = (self.node_names(node)?, self.place_name_of(node)?);
            Ok(known.entry(node).or_insert(told).clone())
        };
        for (row, from, to, party) in &mut card {
            balance = total_units([balance, row.quantity_in, -row.quantity_out]);
            row.balance = balance;
            let other = match (row.quantity_in > 0, row.quantity_out > 0) {
                (true, true) => None,
                (true, false) => Some(*from),
                (false, _) => Some(*to),
            };
            let (from_names, from_place) = told(*from)?;
            let (to_names, to_place) = told(*to)?;
            row.counterpart = match other {
                Some(node) if node == *from => from_names,
                Some(_) => to_names,
                // The goods stay; who holds their title now is the other end.
                None if row.movement == Movement::OwnershipChange => {
                    let owner = party.map(|party| self.party(party)).transpose()?;
                    owner.flatten().map(|owner| owner.names).unwrap_or_default()
                }
                None => Names::new(),
            };
            row.from_place = from_place;
            row.to_place = to_place;
        }
        Ok(card.into_iter().map(|(row, ..)| row).collect())
    }

    fn place_name_of(&self, node: Node) -> Result<Option<String>, StoreError> {
        let place = node.place().map(|id| self.place(id)).transpose()?;
        Ok(place.flatten().map(|(_, place)| place.name))
    }

    /// The name of whoever or whatever a node stands for; empty where a word of the screen says it all.
    pub(crate) fn node_names(&self, node: Node) -> Result<Names, StoreError> {
        let plain = |name: String| Names::from([("en".to_owned(), name)]);
        Ok(match node {
            Node::Donor(id) | Node::Supplier(id) | Node::Returned(id) | Node::Partner(id) => {
                self.party(id)?.map(|party| party.names).unwrap_or_default()
            }
            Node::Site(id) | Node::Place(id, _) => {
                self.site_name(id)?.map(plain).unwrap_or_default()
            }
            Node::Distributed(id) => self
                .point(id)?
                .map(|(_, point)| plain(point.name))
                .unwrap_or_default(),
            Node::UnknownSource
            | Node::Transit(_)
            | Node::Consumed(_)
            | Node::Loss(_)
            | Node::Disposed(_)
            | Node::Variance(_)
            | Node::KitWork(_) => Names::new(),
        })
    }
}

/// A row of an item that has no lot yet, and its first lot with one spot whose place has no name yet.
fn stock_row(site: SiteId, row: &Row<'_>) -> rusqlite::Result<(StockRow, StockLot)> {
    let (item_code, item_names, unit) = item_columns(row)?;
    let lot = StockLot {
        lot: row.id("lot")?,
        origin: row.id("origin")?,
        origin_kind: row.word("origin_kind")?,
        origin_number: row.get("origin_number")?,
        donor: row.maybe_id("donor")?,
        donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
        bought: row.get("bought")?,
        title: None,
        batch: row.get("batch")?,
        expiry: row.get("expiry")?,
        provisional: row.get("provisional")?,
        spots: vec![StockSpot {
            place: place(row, "node")?,
            place_name: None,
            condition: row.coded("condition")?,
            quantity: row.get("quantity")?,
        }],
    };
    let item = StockRow {
        site,
        item: row.id("item")?,
        item_code,
        item_names,
        group_names: row.maybe_json("group_names")?.unwrap_or_default(),
        unit,
        good: 0,
        damaged: 0,
        quarantine: 0,
        expired: 0,
        recalled: 0,
        lots: Vec::new(),
    };
    Ok((item, lot))
}

fn add(row: &mut StockRow, mut lot: StockLot, name: impl Fn(PlaceId) -> Option<String>) {
    for spot in &mut lot.spots {
        spot.place_name = spot.place.and_then(&name);
        let sum = match spot.condition {
            Condition::Good => &mut row.good,
            Condition::Damaged => &mut row.damaged,
            Condition::Quarantine => &mut row.quarantine,
            Condition::Expired => &mut row.expired,
            Condition::Recalled => &mut row.recalled,
        };
        *sum = total_units([*sum, spot.quantity]);
    }
    match row.lots.last_mut().filter(|last| last.lot == lot.lot) {
        Some(last) => last.spots.extend(lot.spots),
        None => row.lots.push(lot),
    }
}

/// A line of a card whose ends have no words yet, and the party of its document.
fn card_row(row: &Row<'_>) -> rusqlite::Result<(StockCardRow, Node, Node, Option<PartyId>)> {
    let quantity: i64 = row.get("quantity")?;
    let (incoming, outgoing): (bool, bool) = (row.get("incoming")?, row.get("outgoing")?);
    let card = StockCardRow {
        document: row.id("document")?,
        kind: row.word("kind")?,
        number: row.get("number")?,
        occurred_on: row.coded::<NaiveDate>("occurred_on")?.to_string(),
        movement: row.coded("movement")?,
        condition: row.coded("condition")?,
        to_condition: row.coded("to_condition")?,
        counterpart: Names::new(),
        from_place: None,
        to_place: None,
        quantity_in: if incoming { quantity } else { 0 },
        quantity_out: if outgoing { quantity } else { 0 },
        balance: 0,
        reversed: row.get("reversed")?,
    };
    Ok((
        card,
        row.kept("from_node")?,
        row.kept("to_node")?,
        row.maybe_id("party")?,
    ))
}
