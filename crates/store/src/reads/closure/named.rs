//! Lines of remaining stock in words: the names of sites, items and donors, each looked up once.

use std::collections::BTreeMap;

use ledger::body::{RemainingStock, Unit};
use ledger::ids::{ItemId, PartyId, SiteId};
use ledger::posting::Condition;
use ledger::rules::closure::Difference;
use ledger::text::Names;
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::reads::goods::item_columns;
use crate::row::{Columns, Id, first, statements};
use crate::total_units::total_units;
use crate::view::{ListDifference, RemainingItem, RemainingLine, ShortfallView};

statements! {
    ITEM = "SELECT code AS item_code, names AS item_names, unit FROM item WHERE id = :id";
    SITE = "SELECT name FROM site WHERE id = :id";
    PARTY = "SELECT names FROM party WHERE id = :id";
}

/// What is known of an item; a question mark where it has not arrived.
#[derive(Clone)]
struct ItemWords {
    code: String,
    names: Names,
    unit: Unit,
}

pub(super) struct Named<'a> {
    connection: &'a Connection,
    items: BTreeMap<ItemId, ItemWords>,
    sites: BTreeMap<SiteId, String>,
    parties: BTreeMap<PartyId, Names>,
}

impl<'a> Named<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self {
            connection,
            items: BTreeMap::new(),
            sites: BTreeMap::new(),
            parties: BTreeMap::new(),
        }
    }

    fn item(&mut self, id: ItemId) -> Result<ItemWords, StoreError> {
        if let Some(known) = self.items.get(&id) {
            return Ok(known.clone());
        }
        let params = named_params! { ":id": id.blob() };
        let found = first(self.connection, ITEM, params, item_columns)?;
        let unknown = || ("?".to_owned(), Names::new(), Unit::Piece);
        let (code, names, unit) = found.unwrap_or_else(unknown);
        let words = ItemWords { code, names, unit };
        self.items.insert(id, words.clone());
        Ok(words)
    }

    fn site(&mut self, id: SiteId) -> Result<String, StoreError> {
        if let Some(known) = self.sites.get(&id) {
            return Ok(known.clone());
        }
        let params = named_params! { ":id": id.blob() };
        let found: Option<String> = first(self.connection, SITE, params, |row| row.get("name"))?;
        let name = found.unwrap_or_default();
        self.sites.insert(id, name.clone());
        Ok(name)
    }

    fn party(&mut self, id: PartyId) -> Result<Names, StoreError> {
        if let Some(known) = self.parties.get(&id) {
            return Ok(known.clone());
        }
        let params = named_params! { ":id": id.blob() };
        let found = first(self.connection, PARTY, params, |row| row.json("names"))?;
        let names: Names = found.unwrap_or_default();
        self.parties.insert(id, names.clone());
        Ok(names)
    }

    /// `in_kits`: how many of the units are inside kits.
    pub(super) fn line(
        &mut self,
        line: &RemainingStock,
        in_kits: i64,
    ) -> Result<RemainingLine, StoreError> {
        let item = self.item(line.item)?;
        Ok(RemainingLine {
            site: line.site,
            site_name: self.site(line.site)?,
            item: line.item,
            item_code: item.code,
            item_names: item.names,
            unit: item.unit,
            donor: line.donor,
            donor_names: self.party(line.donor)?,
            condition: line.condition,
            quantity: line.quantity,
            in_kits,
        })
    }

    pub(super) fn shortfall(
        &mut self,
        site: SiteId,
        item: ItemId,
        quantity: i64,
    ) -> Result<ShortfallView, StoreError> {
        let words = self.item(item)?;
        Ok(ShortfallView {
            site,
            site_name: self.site(site)?,
            item,
            item_code: words.code,
            item_names: words.names,
            unit: words.unit,
            quantity,
        })
    }

    pub(super) fn difference(&mut self, one: &Difference) -> Result<ListDifference, StoreError> {
        let (site, item, donor, condition) = one.key;
        let words = self.item(item)?;
        Ok(ListDifference {
            site,
            site_name: self.site(site)?,
            item,
            item_code: words.code,
            item_names: words.names,
            unit: words.unit,
            donor,
            donor_names: self.party(donor)?,
            condition,
            signed: one.signed,
            now: one.now,
        })
    }
}

/// Lines as people look for them: site by site, item by item.
pub(super) fn in_order(lines: &mut [RemainingLine]) {
    lines.sort_by(|one, other| {
        let key = |line: &RemainingLine| {
            let words = (line.site_name.clone(), line.item_code.clone());
            (words, line.site, line.item, line.donor, line.condition)
        };
        key(one).cmp(&key(other))
    });
}

type Key = ((String, String), SiteId, ItemId);

/// Shortfalls in the same order.
pub(super) fn short_key(one: &ShortfallView) -> Key {
    let words = (one.site_name.clone(), one.item_code.clone());
    (words, one.site, one.item)
}

/// Differences in the same order.
pub(super) fn difference_key(one: &ListDifference) -> (Key, PartyId, Condition) {
    let words = (one.site_name.clone(), one.item_code.clone());
    ((words, one.site, one.item), one.donor, one.condition)
}

/// All of each item, by its code; items are never added up.
pub(super) fn totals(lines: &[RemainingLine]) -> Vec<RemainingItem> {
    let mut found: BTreeMap<(&str, ItemId), RemainingItem> = BTreeMap::new();
    for line in lines {
        let sum = found
            .entry((line.item_code.as_str(), line.item))
            .or_insert_with(|| RemainingItem {
                item: line.item,
                item_code: line.item_code.clone(),
                item_names: line.item_names.clone(),
                unit: line.unit,
                good: 0,
                damaged: 0,
                other: 0,
            });
        let column = match line.condition {
            Condition::Good => &mut sum.good,
            Condition::Damaged => &mut sum.damaged,
            Condition::Quarantine | Condition::Expired | Condition::Recalled => &mut sum.other,
        };
        *column = total_units([*column, line.quantity]);
    }
    found.into_values().collect()
}
