//! The lines of a transfer: what left, what arrived of it and what is still on the road, by lot and condition.

use std::collections::BTreeMap;

use ledger::fold::Unit;
use ledger::ids::{ItemId, TransferId};
use rusqlite::named_params;

use super::road::LeftAs;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::reads::goods::item_columns;
use crate::row::{Columns, Id, first, rows, statements};
use crate::view::{PackedView, TransferLineView};

statements! {
    SENT = "SELECT lot, condition, total_units(quantity) AS quantity FROM transfer_line WHERE transfer = :id
            GROUP BY lot, condition ORDER BY min(n)";
    SENT_LINES = "SELECT n, lot, condition FROM transfer_line WHERE transfer = :id ORDER BY n";
    LOT_WORDS = "SELECT lot.item, item.code AS item_code, item.names AS item_names, item.unit, lot.batch, lot.expiry,
                        party.names AS donor_names, lot.supplier IS NOT NULL AS bought, lot.number
                   FROM lot LEFT JOIN item ON item.id = lot.item
                   LEFT JOIN party ON party.id = coalesce(lot.donor, lot.supplier)
                  WHERE lot.lot = :lot";
}

impl Reads<'_> {
    pub(crate) fn transfer_lines(
        &self,
        id: TransferId,
    ) -> Result<Vec<TransferLineView>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let sent = rows(self.connection, SENT, params, |row| {
            let key: LeftAs = (row.id("lot")?, row.word("condition")?);
            Ok((key, row.get::<_, i64>("quantity")?))
        })?;
        let (taken, left) = (self.taken_in(id)?, self.on_the_road(id)?);
        let mut keys: Vec<LeftAs> = sent.iter().map(|(key, _)| *key).collect();
        let further = taken.keys().chain(left.keys()).copied();
        for key in further.collect::<Vec<_>>() {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let sent: BTreeMap<LeftAs, i64> = sent.into_iter().collect();
        let mut packed = self.sent_packed(id)?;
        let line = |key: LeftAs| {
            let (good, damaged) = taken.get(&key).copied().unwrap_or_default();
            let mut line = self.lot_words(key)?;
            line.dispatched = sent.get(&key).copied().unwrap_or(0);
            line.packed = packed.remove(&key).unwrap_or_default();
            (line.good, line.damaged) = (good, damaged);
            line.left = left.get(&key).map_or(0, |(_, left)| *left);
            Ok(line)
        };
        keys.into_iter().map(line).collect()
    }

    /// In which packs the lines of the waybill were counted, by what they carry.
    fn sent_packed(&self, id: TransferId) -> Result<BTreeMap<LeftAs, Vec<PackedView>>, StoreError> {
        let mut packed = self.packed(&Unit::Document(id.into()))?;
        if packed.is_empty() {
            return Ok(BTreeMap::new());
        }
        let params = named_params! { ":id": id.blob() };
        let lines = rows(self.connection, SENT_LINES, params, |row| {
            let key: LeftAs = (row.id("lot")?, row.word("condition")?);
            Ok((row.get::<_, i64>("n")?, key))
        })?;
        let mut by_key: BTreeMap<LeftAs, Vec<PackedView>> = BTreeMap::new();
        for (n, key) in lines {
            by_key.entry(key).or_default().extend(packed.remove(&n));
        }
        Ok(by_key)
    }

    /// What is written on a lot, with counts still to be filled in.
    fn lot_words(&self, (lot, condition): LeftAs) -> Result<TransferLineView, StoreError> {
        let blank = || TransferLineView {
            lot,
            item: ItemId(uuid::Uuid::nil()),
            item_code: "?".to_owned(),
            item_names: ledger::text::Names::new(),
            unit: ledger::body::Unit::Piece,
            batch: None,
            expiry: None,
            donor_names: ledger::text::Names::new(),
            bought: false,
            origin_number: String::new(),
            condition,
            dispatched: 0,
            packed: Vec::new(),
            good: 0,
            damaged: 0,
            left: 0,
        };
        let found = first(
            self.connection,
            LOT_WORDS,
            named_params! { ":lot": lot.blob() },
            |row| {
                let (item_code, item_names, unit) = item_columns(row)?;
                Ok(TransferLineView {
                    item: row.id("item")?,
                    item_code,
                    item_names,
                    unit,
                    batch: row.get("batch")?,
                    expiry: row.get("expiry")?,
                    donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
                    bought: row.get("bought")?,
                    origin_number: row.get("number")?,
                    ..blank()
                })
            },
        )?;
        Ok(found.unwrap_or_else(blank))
    }
}
