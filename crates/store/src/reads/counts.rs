//! Counts, take-over stock, and what in a store somebody has to look at.

use std::collections::BTreeMap;

use ledger::body::DocumentKind;
use ledger::fold::Unit;
use ledger::ids::{CountId, ItemId, LotId, OpeningId, PlaceId, SiteId};
use ledger::posting::{Condition, Node};
use ledger::rules::count::Anchor;
use ledger::scope::Scope;
use ledger::text::Names;
use rusqlite::{Row, named_params};

use super::goods::item_columns;
use crate::error::StoreError;
use crate::identity::{self, Identity};
use crate::kept::{site_range, sites_range};
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements, unsigned};
use crate::view::{
    BatchConflict, BatchLot, CountLineView, CountReview, CountView, OpeningLineView, OpeningView,
    Shortfall,
};

statements! {
    COUNT = "SELECT stock_count.blind, stock_count.stage, stock_count.place FROM stock_count WHERE id = :id";
    COUNT_LINES = "SELECT line.n, line.lot, item.code AS item_code, item.names AS item_names, item.unit, line.place,
                          line.condition, line.book, line.counted, line.reason
                     FROM stock_count_line AS line LEFT JOIN item ON item.id = line.item
                    WHERE line.count = :id ORDER BY line.n";
    REVIEWS = include_str!("count_reviews.sql");
    OPENING = "SELECT note, stage FROM opening WHERE id = :id";
    OPENING_LINES = "SELECT line.n, line.lot, item.code AS item_code, item.names AS item_names, item.unit, line.batch,
                            line.expiry, line.donor, party.names AS donor_names, line.condition, line.quantity,
                            line.place
                       FROM opening_line AS line
                       LEFT JOIN item ON item.id = line.item LEFT JOIN party ON party.id = line.donor
                      WHERE line.opening = :id ORDER BY line.n";
    SHORTFALLS = "SELECT balance.node, balance.lot, balance.condition, balance.quantity, lot.item,
                         item.code AS item_code, item.names AS item_names, item.unit
                    FROM balance
                    LEFT JOIN lot ON lot.lot = balance.lot
                    LEFT JOIN item ON item.id = lot.item
                   WHERE balance.quantity < 0 AND balance.node BETWEEN :node AND :last AND balance.node NOT BETWEEN x'04' AND x'05'
                   ORDER BY item.code, balance.node, balance.lot, balance.condition";
    SHORT_LOTS = "SELECT DISTINCT lot FROM balance
                   WHERE quantity < 0 AND node BETWEEN :node AND :last AND node NOT BETWEEN x'04' AND x'05'";
    BATCHES = "SELECT lot.item, item.code AS item_code, item.names AS item_names, item.unit, lot.batch, lot.lot,
                      lot.expiry, lot.number, lot.site, site.name AS site_name
                 FROM lot
                 LEFT JOIN item ON item.id = lot.item
                 LEFT JOIN site ON site.id = lot.site
                WHERE lot.batch IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM lot_alias WHERE lot_alias.lot = lot.lot)
                  AND EXISTS (SELECT 1 FROM lot AS other
                               WHERE other.item = lot.item AND other.batch = lot.batch
                                 AND other.expiry IS NOT lot.expiry)
                ORDER BY item.code, lot.item, lot.batch, lot.expiry IS NULL, lot.expiry, lot.lot";
    GOVERNING = "SELECT lot.item, lot.batch, min(other.expiry) AS expiry FROM lot JOIN lot AS other
                     ON other.item = lot.item AND other.batch = lot.batch
                  WHERE lot.lot = :lot AND lot.batch IS NOT NULL GROUP BY lot.item, lot.batch";
}

impl Reads<'_> {
    /// A count opened.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn count(&self, id: CountId) -> Result<Option<CountView>, StoreError> {
        let kind = DocumentKind::Count;
        let Some((document, entry)) = self.opened(id.into(), kind)? else {
            return Ok(None);
        };
        let params = named_params! { ":id": id.blob() };
        let packed = self.packed(&Unit::Document(id.into()))?;
        let mut lines = rows(self.connection, COUNT_LINES, params, |row| {
            let (item_code, item_names, unit) = item_columns(row)?;
            let line = CountLineView {
                lot: row.id("lot")?,
                item_code,
                item_names,
                unit,
                place_name: None,
                condition: row.word("condition")?,
                book: row.get("book")?,
                counted: row.get("counted")?,
                reason: row.get("reason")?,
                packed: packed.get(&row.get("n")?).cloned(),
            };
            Ok((line, row.maybe_id::<PlaceId>("place")?))
        })?;
        for (line, place) in &mut lines {
            line.place_name = self.named_place(*place)?;
        }
        let found = first(self.connection, COUNT, params, |row| {
            let stage: String = row.get("stage")?;
            let place: Option<PlaceId> = row.maybe_id("place")?;
            Ok((row.get("blind")?, stage == "proposed", place))
        })?;
        let Some((blind, waits, place)) = found else {
            return Ok(None);
        };
        Ok(Some(CountView {
            document,
            entry,
            id,
            place_name: self.named_place(place)?,
            blind,
            waits,
            reversal_reason: self.reversal_reason(id.into(), kind)?,
            lines: lines.into_iter().map(|(line, _)| line).collect(),
            reviews: self.count_reviews(None, Some(id))?,
        }))
    }

    fn named_place(&self, place: Option<PlaceId>) -> Result<Option<String>, StoreError> {
        let found = place.map(|id| self.place(id)).transpose()?;
        Ok(found.flatten().map(|(_, place)| place.name))
    }

    /// Take-over stock opened.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn opening(&self, id: OpeningId) -> Result<Option<OpeningView>, StoreError> {
        let kind = DocumentKind::Opening;
        let Some((document, entry)) = self.opened(id.into(), kind)? else {
            return Ok(None);
        };
        let params = named_params! { ":id": id.blob() };
        let packed = self.packed(&Unit::Document(id.into()))?;
        let mut lines = rows(self.connection, OPENING_LINES, params, |row| {
            let (mut line, place) = opening_line(row)?;
            line.packed = packed.get(&row.get("n")?).cloned();
            Ok((line, place))
        })?;
        for (line, place) in &mut lines {
            line.place_name = self.named_place(*place)?;
        }
        let reversal_reason = self.reversal_reason(id.into(), kind)?;
        first(self.connection, OPENING, params, |row| {
            let stage: String = row.get("stage")?;
            Ok(OpeningView {
                document,
                entry,
                note: row.get("note")?,
                waits: stage == "proposed",
                reversal_reason,
                lines: lines.into_iter().map(|(line, _)| line).collect(),
            })
        })
    }

    /// Movements of other computers that a count had not seen. Offered as explanation, applied by nobody.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn count_reviews(
        &self,
        site: Option<SiteId>,
        count: Option<CountId>,
    ) -> Result<Vec<CountReview>, StoreError> {
        let found = self.reviewed_lines(site, count)?;
        Ok(found.into_iter().map(|(_, review)| review).collect())
    }

    /// Likewise, each with the number of the line that was counted: several movements may be of one.
    pub(crate) fn reviewed_lines(
        &self,
        site: Option<SiteId>,
        count: Option<CountId>,
    ) -> Result<Vec<(i64, CountReview)>, StoreError> {
        let params = named_params! { ":site": site.map(Id::blob), ":count": count.map(Id::blob) };
        let found = rows(self.connection, REVIEWS, params, review)?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Where more left than was there, at one site or at all whose scope this computer reads: of another one it
    /// knows what was sent or taken in, and not what is there.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn shortfalls(&self, site: Option<SiteId>) -> Result<Vec<Shortfall>, StoreError> {
        let (node, last) = range(site);
        let params = named_params! { ":node": node, ":last": last };
        let found = rows(self.connection, SHORTFALLS, params, shortfall)?;
        let mut shortfalls: Vec<Shortfall> = found.into_iter().flatten().collect();
        let identity = identity::get(self.connection)?;
        let reads = |one: SiteId| {
            let may_read = |of: &Identity| of.may_read(Scope::Site(one));
            site.is_some() || identity.as_ref().is_none_or(may_read)
        };
        shortfalls.retain(|one| reads(one.site));
        for one in &mut shortfalls {
            one.site_name = self.site_name(one.site)?.unwrap_or_else(|| "?".to_owned());
        }
        Ok(shortfalls)
    }

    /// Lots of which a site has issued more than it had, somewhere.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn short_lots(&self, site: SiteId) -> Result<Vec<LotId>, StoreError> {
        let (node, last) = range(Some(site));
        let params = named_params! { ":node": node, ":last": last };
        rows(self.connection, SHORT_LOTS, params, |row| row.id("lot"))
    }

    /// Batches with several expiry dates.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn batch_conflicts(&self) -> Result<Vec<BatchConflict>, StoreError> {
        let found = rows(self.connection, BATCHES, &[], |row| {
            let (_, item_names, _) = item_columns(row)?;
            let site_name: Option<String> = row.get("site_name")?;
            let lot = BatchLot {
                lot: row.id("lot")?,
                expiry: row.get("expiry")?,
                origin_number: row.get("number")?,
                site: row.id("site")?,
                site_name: site_name.unwrap_or_default(),
            };
            Ok(BatchConflict {
                item: row.id("item")?,
                item_names,
                batch: row.get("batch")?,
                lots: vec![lot],
            })
        })?;
        let mut conflicts: Vec<BatchConflict> = Vec::new();
        for one in found {
            let same =
                |last: &&mut BatchConflict| (last.item, &last.batch) == (one.item, &one.batch);
            match conflicts.last_mut().filter(same) {
                Some(last) => last.lots.extend(one.lots),
                None => conflicts.push(one),
            }
        }
        Ok(conflicts)
    }

    /// The expiry that governs a lot: what somebody read on the label when several were found, else the earliest that
    /// anybody typed for its batch.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn governing_expiry(&self, lot: LotId) -> Result<Option<chrono::NaiveDate>, StoreError> {
        let params = named_params! { ":lot": lot.blob() };
        let found = first(self.connection, GOVERNING, params, |row| {
            let batch: String = row.get("batch")?;
            let item: ItemId = row.id("item")?;
            Ok((item, batch, super::facts::maybe_day(row, "expiry")?))
        })?;
        let Some((item, batch, earliest)) = found else {
            return Ok(self.lot(lot)?.and_then(|card| card.expiry));
        };
        if let Some(settled) = self.label_says(item, &batch)? {
            return Ok(Some(settled));
        }
        match earliest {
            Some(day) => Ok(Some(day)),
            None => Ok(self.lot(lot)?.and_then(|card| card.expiry)),
        }
    }
}

fn range(site: Option<SiteId>) -> (Vec<u8>, Vec<u8>) {
    site.map_or_else(sites_range, site_range)
}

fn shortfall(row: &Row<'_>) -> rusqlite::Result<Option<Shortfall>> {
    let (_, item_names, unit) = item_columns(row)?;
    let node: Node = row.kept("node")?;
    let Some(site) = node.site() else {
        return Ok(None);
    };
    Ok(Some(Shortfall {
        site,
        site_name: String::new(),
        place: node.place(),
        lot: row.id("lot")?,
        item: row.maybe_id("item")?.unwrap_or(ItemId(uuid::Uuid::nil())),
        item_names,
        unit,
        condition: row.coded("condition")?,
        quantity: row.get("quantity")?,
    }))
}

fn opening_line(row: &Row<'_>) -> rusqlite::Result<(OpeningLineView, Option<PlaceId>)> {
    let (item_code, item_names, unit) = item_columns(row)?;
    let known = row.get::<_, Option<[u8; 16]>>("donor")?.is_some();
    let donor_names: Option<Names> = row.maybe_json("donor_names")?;
    let line = OpeningLineView {
        lot: row.id("lot")?,
        item_code,
        item_names,
        unit,
        batch: row.get("batch")?,
        expiry: row.get("expiry")?,
        donor_names: known.then(|| donor_names.unwrap_or_default()),
        condition: row.word("condition")?,
        quantity: row.get("quantity")?,
        place_name: None,
        packed: None,
    };
    Ok((line, row.maybe_id("place")?))
}

/// A candidate, unless the counter had seen it or it did not touch the place that was counted.
fn review(row: &Row<'_>) -> rusqlite::Result<Option<(i64, CountReview)>> {
    let heads: Vec<proof::entry::EntryRef> = row.json("saw_heads")?;
    let heads: BTreeMap<([u8; 16], String), u64> = heads
        .into_iter()
        .map(|head| ((*head.device.as_bytes(), head.scope), head.seq))
        .collect();
    let anchor = Anchor {
        pos: unsigned(row.get("saw_pos")?),
        heads,
    };
    let stream: ([u8; 16], String) = (row.get("device")?, row.get("scope")?);
    let pos: Option<i64> = row.get("pos")?;
    if anchor.saw(&stream, unsigned(row.get("seq")?), pos.map(unsigned)) {
        return Ok(None);
    }
    let site: SiteId = row.id("site")?;
    let place = Node::at(site, row.maybe_id("place")?);
    let (from, to): (Node, Node) = (row.kept("from_node")?, row.kept("to_node")?);
    let condition: Condition = row.word("condition")?;
    let (left, arrived): (Condition, Condition) = (row.coded("left_as")?, row.coded("arrived_as")?);
    let quantity: i64 = row.get("quantity")?;
    let came = if to == place && arrived == condition {
        quantity
    } else {
        0
    };
    let went = if from == place && left == condition {
        quantity
    } else {
        0
    };
    if came == went {
        return Ok(None);
    }
    let (_, item_names, unit) = item_columns(row)?;
    let review = CountReview {
        count: row.id("count")?,
        count_number: row.get("count_number")?,
        site,
        lot: row.id("lot")?,
        item: row.id("item")?,
        item_names,
        unit,
        condition,
        document: row.id("document")?,
        kind: row.word("kind")?,
        number: row.get("number")?,
        recorded_at: row.get("recorded_at")?,
        moved: came - went,
        difference: row.get("difference")?,
    };
    Ok(Some((row.get("n")?, review)))
}
