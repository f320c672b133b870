//! What stands at every site, item by item, as it was added up where documents are folded.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::Unit;
use ledger::ids::{ItemId, PartyId, SiteId};
use ledger::posting::{Condition, Node};
use ledger::text::Names;
use rusqlite::{Row, named_params};
use uuid::Uuid;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, count, rows, statements};
use crate::total_units::total_units;
use crate::view::{BalanceRow, ItemStock, SiteStock};

statements! {
    OF_SITE = "SELECT site, item, good, damaged, quarantine, expired, recalled FROM stock_sum
               WHERE site = :site ORDER BY item";
    OF_ITEM = "SELECT site, item, good, damaged, quarantine, expired, recalled FROM stock_sum
               WHERE item IN (SELECT :item UNION SELECT id FROM canonical WHERE at = :item)";
    OF_ALL = "SELECT site, item, good, damaged, quarantine, expired, recalled FROM stock_sum ORDER BY site, item";
    OF_DONOR = "SELECT lot.item, balance.node, balance.condition, balance.quantity
                FROM lot CROSS JOIN balance ON balance.lot = lot.lot
                WHERE (lot.donor IN (SELECT :donor UNION SELECT id FROM canonical WHERE at = :donor)
                       OR lot.supplier IN (SELECT :donor UNION SELECT id FROM canonical WHERE at = :donor))
                  AND balance.node NOT BETWEEN x'04' AND x'05'";
    MERGED = "SELECT id, at FROM canonical";
}

/// Of what stands, that which a person asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StockQuery {
    pub site: Option<SiteId>,
    pub donor: Option<PartyId>,
    /// Only where some of it is in this condition.
    pub condition: Option<Condition>,
}

/// Base units by condition: good, damaged, in quarantine, expired, recalled.
type Units = [i64; 5];

fn place_of(condition: Condition) -> usize {
    match condition {
        Condition::Good => 0,
        Condition::Damaged => 1,
        Condition::Quarantine => 2,
        Condition::Expired => 3,
        Condition::Recalled => 4,
    }
}

impl StockQuery {
    fn asks(&self, site: SiteId, units: &Units) -> bool {
        let stands = match self.condition {
            Some(condition) => units[place_of(condition)] != 0,
            None => units.iter().any(|count| *count != 0),
        };
        stands && self.site.is_none_or(|asked| asked == site)
    }
}

impl Reads<'_> {
    /// What stands of each item at the sites asked about, by its code; a merged item stands as the record it became.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn stock_items(&self, query: &StockQuery) -> Result<Vec<ItemStock>, StoreError> {
        let mut by_item: BTreeMap<ItemId, (BTreeSet<SiteId>, Units)> = BTreeMap::new();
        for ((site, item), units) in self.standing(query, None)? {
            let (sites, sum) = by_item.entry(item).or_default();
            sites.insert(site);
            add(sum, &units);
        }
        let mut stock: Vec<ItemStock> = Vec::with_capacity(by_item.len());
        for item in self.items()? {
            if let Some((sites, units)) = by_item.remove(&item.id) {
                stock.push(ItemStock {
                    item_code: item.code,
                    item_names: item.names,
                    group_names: item.group_names,
                    unit: item.unit,
                    ..item_stock(item.id, &sites, &units)
                });
            }
        }
        stock.sort_by(|a, b| a.item_code.cmp(&b.item_code).then(a.item.cmp(&b.item)));
        // An item that has not arrived stands where its goods stand all the same.
        let unknown = by_item.into_iter();
        stock.extend(unknown.map(|(item, (sites, units))| item_stock(item, &sites, &units)));
        Ok(stock)
    }

    /// At which of the sites asked about an item stands, by the sites' names.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn stock_sites(
        &self,
        query: &StockQuery,
        item: ItemId,
    ) -> Result<Vec<SiteStock>, StoreError> {
        let asked = self.merged()?.get(&item).copied().unwrap_or(item);
        let mut stock = Vec::new();
        for ((site, of), [good, damaged, quarantine, expired, recalled]) in
            self.standing(query, Some(asked))?
        {
            if of == asked {
                stock.push(SiteStock {
                    site,
                    site_name: self.site_name(site)?.unwrap_or_default(),
                    good,
                    damaged,
                    quarantine,
                    expired,
                    recalled,
                });
            }
        }
        stock.sort_by(|a, b| (&a.site_name, a.site).cmp(&(&b.site_name, b.site)));
        Ok(stock)
    }

    /// Units by site and item. Without a donor they are added up where documents fold; a donor's are added up here. `item`:
    /// only this one need be there.
    fn standing(
        &self,
        query: &StockQuery,
        item: Option<ItemId>,
    ) -> Result<BTreeMap<(SiteId, ItemId), Units>, StoreError> {
        let merged = self.merged()?;
        let head = |item: ItemId| merged.get(&item).copied().unwrap_or(item);
        let mut standing: BTreeMap<(SiteId, ItemId), Units> = BTreeMap::new();
        if let Some(donor) = query.donor {
            let params = named_params! { ":donor": donor.blob() };
            for (item, node, condition, quantity) in rows(self.connection, OF_DONOR, params, lot)? {
                let Some(site) = node.site() else {
                    continue;
                };
                let units = standing.entry((site, head(item))).or_default();
                let one = &mut units[place_of(condition)];
                *one = total_units([*one, quantity]);
            }
        } else {
            let rows = match item {
                Some(item) => self.balances_of_item(item)?,
                None => self.balances(query.site)?,
            };
            for row in rows {
                let units = [
                    row.good,
                    row.damaged,
                    row.quarantine,
                    row.expired,
                    row.recalled,
                ];
                add(
                    standing.entry((row.site, head(row.item))).or_default(),
                    &units,
                );
            }
        }
        standing.retain(|(site, _), units| query.asks(*site, units));
        Ok(standing)
    }

    /// Into which record a merged one went.
    fn merged(&self) -> Result<BTreeMap<ItemId, ItemId>, StoreError> {
        let pairs = rows(self.connection, MERGED, &[], |row| {
            Ok((row.id("id")?, row.id("at")?))
        })?;
        Ok(pairs.into_iter().collect())
    }

    /// The balances of a site, or of all of them; an item of which nothing stands at a site has no row. A merged item
    /// keeps the balance of each of its records.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn balances(&self, site: Option<SiteId>) -> Result<Vec<BalanceRow>, StoreError> {
        match site {
            Some(site) => {
                let params = named_params! { ":site": site.blob() };
                rows(self.connection, OF_SITE, params, balance)
            }
            None => rows(self.connection, OF_ALL, &[], balance),
        }
    }

    /// The balances of an item and of the records that were merged into it, at every site.
    fn balances_of_item(&self, item: ItemId) -> Result<Vec<BalanceRow>, StoreError> {
        let params = named_params! { ":item": item.blob() };
        rows(self.connection, OF_ITEM, params, balance)
    }
}

/// By place, not by name: there are a hundred thousand of them.
fn balance(row: &Row<'_>) -> rusqlite::Result<BalanceRow> {
    Ok(BalanceRow {
        site: SiteId::of(Uuid::from_bytes(row.get(0)?)),
        item: ItemId::of(Uuid::from_bytes(row.get(1)?)),
        good: row.get(2)?,
        damaged: row.get(3)?,
        quarantine: row.get(4)?,
        expired: row.get(5)?,
        recalled: row.get(6)?,
    })
}

fn add(sum: &mut Units, units: &Units) {
    for (sum, count) in sum.iter_mut().zip(units) {
        *sum = total_units([*sum, *count]);
    }
}

fn lot(row: &Row<'_>) -> rusqlite::Result<(ItemId, Node, Condition, i64)> {
    Ok((
        row.id("item")?,
        row.kept("node")?,
        row.coded("condition")?,
        row.get("quantity")?,
    ))
}

/// An item of which nothing is known but where it stands.
fn item_stock(item: ItemId, sites: &BTreeSet<SiteId>, units: &Units) -> ItemStock {
    let [good, damaged, quarantine, expired, recalled] = *units;
    ItemStock {
        item,
        item_code: "?".to_owned(),
        item_names: Names::new(),
        group_names: Names::new(),
        unit: Unit::Piece,
        sites: count(i64::try_from(sites.len()).unwrap_or(i64::MAX)),
        good,
        damaged,
        quarantine,
        expired,
        recalled,
    }
}
