//! Stock and stock cards.

use ledger::ids::{ItemId, SiteId};
use ledger::posting::Node;
use ledger::text::Names;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements, wrong};
use crate::view::{StockCardRow, StockLot, StockRow};

statements! {
    STOCK = include_str!("stock.sql");
    CARD = include_str!("stock_card.sql");
}

impl Reads<'_> {
    /// What lies at a site, item by item, each with its lots.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn stock(&self, site: SiteId) -> Result<Vec<StockRow>, StoreError> {
        let params = named_params! { ":node": Node::Site(site).to_string() };
        let lots = rows(self.connection, STOCK, params, |row| {
            let lot = StockLot {
                lot: row.id("lot")?,
                receipt: row.id("receipt")?,
                receipt_number: row.get("receipt_number")?,
                donor: row.id("donor")?,
                donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
                batch: row.get("batch")?,
                expiry: row.get("expiry")?,
                good: row.get("good")?,
                damaged: row.get("damaged")?,
                provisional: row.get("provisional")?,
            };
            Ok(StockRow {
                site,
                item: row.id("item")?,
                item_code: row.get("item_code")?,
                item_names: row.json("item_names")?,
                group_names: row.maybe_json("group_names")?.unwrap_or_default(),
                unit: row.word("unit")?,
                good: lot.good,
                damaged: lot.damaged,
                lots: vec![lot],
            })
        })?;
        let mut stock: Vec<StockRow> = Vec::new();
        for row in lots {
            match stock.last_mut().filter(|last| last.item == row.item) {
                Some(last) => {
                    last.good += row.good;
                    last.damaged += row.damaged;
                    last.lots.extend(row.lots);
                }
                None => stock.push(row),
            }
        }
        Ok(stock)
    }

    /// Every movement of an item at a site, oldest first, with the running balance.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn stock_card(&self, site: SiteId, item: ItemId) -> Result<Vec<StockCardRow>, StoreError> {
        let params = named_params! { ":node": Node::Site(site).to_string(), ":item": item.blob() };
        let mut card = rows(self.connection, CARD, params, |row| {
            let (quantity, incoming): (i64, bool) = (row.get("quantity")?, row.get("incoming")?);
            let counterpart: String = row.get("counterpart")?;
            let card = StockCardRow {
                document: row.id("document")?,
                kind: row.word("kind")?,
                number: row.get("number")?,
                occurred_on: row.get("occurred_on")?,
                movement: row.word("movement")?,
                condition: row.word("condition")?,
                counterpart: Names::new(),
                quantity_in: if incoming { quantity } else { 0 },
                quantity_out: if incoming { 0 } else { quantity },
                balance: 0,
                reversed: row.get("reversed")?,
            };
            Ok((card, counterpart.parse::<Node>().map_err(wrong)?))
        })?;
        let mut balance = 0;
        for (row, node) in &mut card {
            balance += row.quantity_in - row.quantity_out;
            row.balance = balance;
            row.counterpart = self.node_names(*node)?;
        }
        Ok(card.into_iter().map(|(row, _)| row).collect())
    }

    fn node_names(&self, node: Node) -> Result<Names, StoreError> {
        let plain = |name: String| Names::from([("en".to_owned(), name)]);
        Ok(match node {
            Node::Donor(id) | Node::Returned(id) => {
                self.party(id)?.map(|party| party.names).unwrap_or_default()
            }
            Node::Site(id) => self
                .site(id)?
                .map(|site| plain(site.name))
                .unwrap_or_default(),
            Node::Distributed(id) => self
                .point(id)?
                .map(|(_, point)| plain(point.name))
                .unwrap_or_default(),
        })
    }
}
