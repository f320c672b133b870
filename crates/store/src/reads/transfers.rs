//! Transfers: lists, both ends of one, and the facts its rules decide on.
//!
//! What a newcomer gets wrong: the state of a transfer is nowhere stored. It follows from the waybill, the receipts and
//! what stands on the road, whichever of them has arrived.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::body::{Body, DocumentKind, TransferDispatched};
use ledger::fold::{DocumentStage, DocumentState};
use ledger::ids::{DocumentId, ItemId, LotId, ReceiptId, SiteId, TransferId, TransferReceiptId};
use ledger::posting::{Condition, Node};
use rusqlite::{Row, named_params};

use super::goods::item_columns;
use crate::error::StoreError;
use crate::kept::{Coded, Kept};
use crate::reads::Reads;
use crate::row::{Columns, Id, count, first, number, rows, statements};
use crate::total_units::total_units;
use crate::view::{
    ContestedTransfer, DispatchProposal, DispatchProposalLine, TransferLineView,
    TransferReceiptLineView, TransferReceiptView, TransferRow, TransferState, TransferView,
};

statements! {
    LIST = include_str!("transfers.sql");
    DETAILS = "SELECT carrier, seal FROM transfer WHERE id = :id";
    SENT = "SELECT lot, condition, total_units(quantity) AS quantity FROM transfer_line WHERE transfer = :id
            GROUP BY lot, condition ORDER BY min(n)";
    TAKEN_IN = "SELECT movement.lot, movement.condition, movement.to_condition, total_units(movement.quantity) AS quantity
                  FROM (SELECT id, 'transfer_receipt' AS kind FROM transfer_receipt WHERE transfer = :id
                        UNION ALL SELECT id, 'dispatch_match' FROM dispatch_match WHERE transfer = :id) AS paper
                  JOIN document ON document.id = paper.id AND document.kind = paper.kind AND document.stage = 'posted'
                  JOIN movement ON movement.entry = document.entry
                 WHERE movement.from_node = :road AND movement.movement = 7 /* TRANSFER_IN */
                 GROUP BY movement.lot, movement.condition, movement.to_condition";
    LEFT = "SELECT balance.lot, balance.condition, lot.item, balance.quantity
              FROM balance LEFT JOIN lot ON lot.lot = balance.lot
             WHERE balance.node = :road AND balance.node NOT BETWEEN x'04' AND x'05'
             ORDER BY balance.lot, balance.condition";
    LOT_WORDS = "SELECT lot.item, item.code AS item_code, item.names AS item_names, item.unit, lot.batch, lot.expiry,
                        party.names AS donor_names, lot.number
                   FROM lot LEFT JOIN item ON item.id = lot.item LEFT JOIN party ON party.id = lot.donor
                  WHERE lot.lot = :lot";
    PAPERS = "SELECT id, 'transfer_receipt' AS kind FROM transfer_receipt WHERE transfer = :id
              UNION ALL SELECT id, 'dispatch_match' FROM dispatch_match WHERE transfer = :id
              UNION ALL SELECT id, 'transfer_settlement' FROM transfer_settlement WHERE transfer = :id";
    RECEIPT = "SELECT transfer FROM transfer_receipt WHERE id = :id";
    RECEIPT_LINES = "SELECT line.lot, item.code AS item_code, item.names AS item_names, item.unit, line.condition,
                            line.expected, line.good, line.damaged, line.refused, line.short, line.over, line.reason
                       FROM transfer_receipt_line AS line LEFT JOIN item ON item.id = line.item
                      WHERE line.receipt = :id ORDER BY line.n";
    SETTLEMENTS = "SELECT count(*) FROM transfer_settlement WHERE transfer = :id";
    MATCHES = "SELECT count(*) FROM dispatch_match WHERE receipt = :id";
    RECEIVED = "SELECT count(*) FROM transfer_receipt WHERE transfer = :id AND stage = 'posted'";
    STANDING_RECEIPTS = "SELECT id FROM transfer_receipt WHERE transfer = :id AND stage = 'posted' ORDER BY id";
    TAKEN_BACK = "SELECT id FROM transfer WHERE stage = 'reversed'
                     AND (:site IS NULL OR site = :site OR to_site = :site) ORDER BY id";
    UNANNOUNCED = "SELECT receipt.id, receipt_line.id AS lot, receipt_line.item, item.code AS item_code,
                          item.names AS item_names, item.unit, receipt_line.good + receipt_line.damaged AS received
                     FROM receipt
                     JOIN receipt_line ON receipt_line.receipt = receipt.id
                     LEFT JOIN item ON item.id = receipt_line.item
                    WHERE receipt.stage = 'posted' AND receipt.acceptance IS NULL AND receipt.matched IS NULL
                      AND receipt.site = :site AND receipt_line.good + receipt_line.damaged > 0
                      AND NOT EXISTS (SELECT 1 FROM lot_alias WHERE lot_alias.lot = receipt_line.id)
                    ORDER BY receipt.id, receipt_line.n";
}

/// Base units of lots in their conditions.
pub type OfLots = BTreeMap<(LotId, Condition), i64>;

fn road(id: TransferId) -> Vec<u8> {
    Node::Transit(id).kept()
}

/// A lot in the condition in which it left.
type LeftAs = (LotId, Condition);

impl Reads<'_> {
    /// Transfers from and to a site, or all; newest first, at most 500.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn transfers(&self, site: Option<SiteId>) -> Result<Vec<TransferRow>, StoreError> {
        self.transfers_where(site, None)
    }

    fn transfers_where(
        &self,
        site: Option<SiteId>,
        id: Option<TransferId>,
    ) -> Result<Vec<TransferRow>, StoreError> {
        let params = named_params! { ":site": site.map(Id::blob), ":id": id.map(Id::blob) };
        let found = rows(self.connection, LIST, params, transfer_row)?;
        let state = |(mut row, ends): (TransferRow, Ends)| {
            let left = self.on_the_road(row.id)?;
            row.state = ends.state(left.values().any(|(_, left)| *left != 0));
            Ok(row)
        };
        found.into_iter().map(state).collect()
    }

    /// What is on the road of a transfer, with its item where that is known.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn on_the_road(
        &self,
        id: TransferId,
    ) -> Result<BTreeMap<LeftAs, (Option<ItemId>, i64)>, StoreError> {
        let params = named_params! { ":road": road(id) };
        let left = rows(self.connection, LEFT, params, |row| {
            let key = (row.id("lot")?, row.coded("condition")?);
            Ok((key, (row.maybe_id("item")?, row.get("quantity")?)))
        })?;
        Ok(left.into_iter().collect())
    }

    /// Good and damaged that standing receipts took in, by the condition in which they left.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn taken_in(&self, id: TransferId) -> Result<BTreeMap<LeftAs, (i64, i64)>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":road": road(id) };
        let mut sums: BTreeMap<(LotId, Condition), (i64, i64)> = BTreeMap::new();
        let found = rows(self.connection, TAKEN_IN, params, |row| {
            let (lot, left): (LotId, Condition) = (row.id("lot")?, row.coded("condition")?);
            let arrived: Condition = row.coded("to_condition")?;
            let quantity: i64 = row.get("quantity")?;
            Ok(((lot, left), left == arrived, quantity))
        })?;
        for (key, whole, quantity) in found {
            let sum = sums.entry(key).or_default();
            let sum = if whole { &mut sum.0 } else { &mut sum.1 };
            *sum = total_units([*sum, quantity]);
        }
        Ok(sums)
    }

    /// What was dispatched, if the waybill is here, and whether it stands.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn dispatched(
        &self,
        id: TransferId,
    ) -> Result<Option<(TransferDispatched, DocumentStage)>, StoreError> {
        let Some(DocumentState::Plain(state)) = self.document_state(id.into())? else {
            return Ok(None);
        };
        let stage = state.stage;
        Ok(match state.posted {
            Some((_, Body::TransferDispatched(body))) => Some((body, stage)),
            Some(_) | None => None,
        })
    }

    /// How many settlements a transfer has, standing or not.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn settlements_of(&self, id: TransferId) -> Result<u32, StoreError> {
        Ok(count(number(
            self.connection,
            SETTLEMENTS,
            named_params! { ":id": id.blob() },
        )?))
    }

    /// How many links to dispatches a receipt has, standing or not.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn dispatch_matches_of(&self, id: ReceiptId) -> Result<u32, StoreError> {
        Ok(count(number(
            self.connection,
            MATCHES,
            named_params! { ":id": id.blob() },
        )?))
    }

    /// Whether a receipt of the transfer stands here.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn is_received(&self, id: TransferId) -> Result<bool, StoreError> {
        Ok(number(
            self.connection,
            RECEIVED,
            named_params! { ":id": id.blob() },
        )? > 0)
    }

    /// A transfer opened; its code is for the caller to write.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn transfer(&self, id: TransferId) -> Result<Option<TransferView>, StoreError> {
        let Some(transfer) = self.transfers_where(None, Some(id))?.pop() else {
            return Ok(None);
        };
        let opened = self.opened(id.into(), DocumentKind::Transfer)?;
        let params = named_params! { ":id": id.blob() };
        let details = first(self.connection, DETAILS, params, |row| {
            Ok((row.get("carrier")?, row.get("seal")?))
        })?;
        let (carrier, seal) = details.unwrap_or_default();
        let (document, entry) = opened.unzip();
        let day = transfer.occurred_on.parse::<NaiveDate>().ok();
        let notes = day.map(|day| self.access_notes(transfer.to, day));
        let notes = notes.transpose()?.unwrap_or_default();
        Ok(Some(TransferView {
            access: notes.into_iter().filter(|note| note.valid).collect(),
            lines: self.transfer_lines(id)?,
            papers: self.papers(id)?,
            reversal_reason: self.reversal_reason(id.into(), DocumentKind::Transfer)?,
            transfer,
            document,
            entry,
            carrier,
            seal,
            code: None,
        }))
    }

    fn papers(&self, id: TransferId) -> Result<Vec<crate::view::DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, PAPERS, params, |row| {
            Ok((
                row.id::<DocumentId>("id")?,
                row.word::<DocumentKind>("kind")?,
            ))
        })?;
        let mut papers = Vec::with_capacity(found.len());
        for (id, kind) in found {
            papers.extend(self.document_of(id, kind)?);
        }
        papers.sort_by(|a, b| (&a.recorded_at, a.id).cmp(&(&b.recorded_at, b.id)));
        Ok(papers)
    }

    pub(crate) fn transfer_lines(
        &self,
        id: TransferId,
    ) -> Result<Vec<TransferLineView>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let sent = rows(self.connection, SENT, params, |row| {
            let key: (LotId, Condition) = (row.id("lot")?, row.word("condition")?);
            Ok((key, row.get::<_, i64>("quantity")?))
        })?;
        let (taken, left) = (self.taken_in(id)?, self.on_the_road(id)?);
        let mut keys: Vec<(LotId, Condition)> = sent.iter().map(|(key, _)| *key).collect();
        let further = taken.keys().chain(left.keys()).copied();
        for key in further.collect::<Vec<_>>() {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let sent: OfLots = sent.into_iter().collect();
        let line = |key: (LotId, Condition)| {
            let (good, damaged) = taken.get(&key).copied().unwrap_or_default();
            let mut line = self.lot_words(key)?;
            line.dispatched = sent.get(&key).copied().unwrap_or(0);
            (line.good, line.damaged) = (good, damaged);
            line.left = left.get(&key).map_or(0, |(_, left)| *left);
            Ok(line)
        };
        keys.into_iter().map(line).collect()
    }

    /// What is written on a lot, with counts still to be filled in.
    fn lot_words(
        &self,
        (lot, condition): (LotId, Condition),
    ) -> Result<TransferLineView, StoreError> {
        let blank = || TransferLineView {
            lot,
            item: ItemId(uuid::Uuid::nil()),
            item_code: "?".to_owned(),
            item_names: ledger::text::Names::new(),
            unit: ledger::body::Unit::Piece,
            batch: None,
            expiry: None,
            donor_names: ledger::text::Names::new(),
            origin_number: String::new(),
            condition,
            dispatched: 0,
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
                    origin_number: row.get("number")?,
                    ..blank()
                })
            },
        )?;
        Ok(found.unwrap_or_else(blank))
    }

    /// A receiver's document about a transfer.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn transfer_receipt(
        &self,
        id: TransferReceiptId,
    ) -> Result<Option<TransferReceiptView>, StoreError> {
        let kind = DocumentKind::TransferReceipt;
        let Some((document, entry)) = self.opened(id.into(), kind)? else {
            return Ok(None);
        };
        let params = named_params! { ":id": id.blob() };
        let lines = rows(self.connection, RECEIPT_LINES, params, receipt_line)?;
        let transfer = first(self.connection, RECEIPT, params, |row| row.id("transfer"))?;
        let reversal_reason = self.reversal_reason(id.into(), kind)?;
        Ok(transfer.map(|transfer| TransferReceiptView {
            document,
            entry,
            transfer,
            reversal_reason,
            lines,
        }))
    }

    /// Unannounced receipts of a site beside the waybills they may answer: an item in common that is still on the road,
    /// waybills to this site first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn dispatch_proposals(&self, site: SiteId) -> Result<Vec<DispatchProposal>, StoreError> {
        let params = named_params! { ":site": site.blob() };
        let lines = rows(self.connection, UNANNOUNCED, params, |row| {
            let (item_code, item_names, unit) = item_columns(row)?;
            Ok(Unannounced {
                receipt: row.id("id")?,
                lot: row.id("lot")?,
                item: row.id("item")?,
                item_code,
                item_names,
                unit,
                received: row.get("received")?,
            })
        })?;
        let mut receipts: BTreeMap<ReceiptId, Vec<Unannounced>> = BTreeMap::new();
        for line in lines {
            receipts.entry(line.receipt).or_default().push(line);
        }
        if receipts.is_empty() {
            return Ok(Vec::new());
        }
        let mut transfers = self.transfers(Some(site))?;
        transfers.retain(|row| {
            row.to == site && row.state != TransferState::TakenBack && !row.number.is_empty()
        });
        let mut proposals = Vec::new();
        for (id, lines) in receipts {
            let Some(receipt) = self.document_of(id.into(), DocumentKind::Receipt)? else {
                continue;
            };
            for transfer in &transfers {
                let linked = self.link(&lines, transfer.id)?;
                if !linked.is_empty() {
                    proposals.push(DispatchProposal {
                        receipt: receipt.clone(),
                        receipt_id: id,
                        transfer: transfer.clone(),
                        lines: linked,
                    });
                }
            }
        }
        Ok(proposals)
    }

    /// Each received line with one lot of its item that is on the road: of equal quantity if there is one.
    fn link(
        &self,
        lines: &[Unannounced],
        id: TransferId,
    ) -> Result<Vec<DispatchProposalLine>, StoreError> {
        let mut open = self.on_the_road(id)?;
        open.retain(|_, (_, left)| *left > 0);
        let mut linked = Vec::new();
        for line in lines {
            let fits = |(_, (item, _)): &(&(LotId, Condition), &(Option<ItemId>, i64))| {
                *item == Some(line.item)
            };
            let mut found: Vec<_> = open
                .iter()
                .filter(fits)
                .map(|(key, (_, left))| (*key, *left))
                .collect();
            found.sort_by_key(|(key, left)| (*left != line.received, *key));
            let Some(((dispatched, condition), left)) = found.first().copied() else {
                continue;
            };
            open.remove(&(dispatched, condition));
            linked.push(DispatchProposalLine {
                lot: line.lot,
                dispatched,
                condition,
                item_code: line.item_code.clone(),
                item_names: line.item_names.clone(),
                unit: line.unit,
                received: line.received,
                left,
            });
        }
        Ok(linked)
    }

    /// Dispatches taken back whose goods had been received.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn contested_transfers(
        &self,
        site: Option<SiteId>,
    ) -> Result<Vec<ContestedTransfer>, StoreError> {
        let mut contested = Vec::new();
        let params = named_params! { ":site": site.map(Id::blob) };
        let ids = rows(self.connection, TAKEN_BACK, params, |row| row.id("id"))?;
        for id in ids {
            let transfer = self.transfers_where(None, Some(id))?.pop();
            let taken_back = |one: &TransferRow| one.state == TransferState::Contested;
            let Some(transfer) = transfer.filter(taken_back) else {
                continue;
            };
            let params = named_params! { ":id": transfer.id.blob() };
            let receipts = rows(self.connection, STANDING_RECEIPTS, params, |row| {
                row.id("id")
            })?;
            contested.push(ContestedTransfer { transfer, receipts });
        }
        Ok(contested)
    }
}

/// A received line without an announcement.
struct Unannounced {
    receipt: ReceiptId,
    lot: LotId,
    item: ItemId,
    item_code: String,
    item_names: ledger::text::Names,
    unit: ledger::body::Unit,
    received: i64,
}

/// What is known of both ends.
struct Ends {
    /// Of the waybill; `None`: not here.
    stage: Option<String>,
    received: bool,
    settled: bool,
}

impl Ends {
    /// `left`: something is on the road, or less than nothing.
    fn state(&self, left: bool) -> TransferState {
        match (self.stage.as_deref(), self.received) {
            (None, _) => TransferState::ReceivedFirst,
            (Some("quarantined"), _) => TransferState::Quarantined,
            (Some("reversed"), true) => TransferState::Contested,
            (Some("reversed"), false) => TransferState::TakenBack,
            (Some(_), false) if !self.settled => TransferState::OnTheRoad,
            (Some(_), _) if left => TransferState::Discrepancy,
            (Some(_), _) if self.settled => TransferState::Settled,
            (Some(_), _) => TransferState::Received,
        }
    }
}

fn transfer_row(row: &Row<'_>) -> rusqlite::Result<(TransferRow, Ends)> {
    let name = |column: &str| -> rusqlite::Result<String> {
        let name: Option<String> = row.get(column)?;
        Ok(name.unwrap_or_else(|| "?".to_owned()))
    };
    let text = |column: &str| -> rusqlite::Result<String> {
        let text: Option<String> = row.get(column)?;
        Ok(text.unwrap_or_default())
    };
    let (receipts, settlements): (i64, i64) = (row.get("receipts")?, row.get("settlements")?);
    let lines: Option<i64> = row.get("lines")?;
    let ends = Ends {
        stage: row.get("stage")?,
        received: receipts > 0,
        settled: settlements > 0,
    };
    let day: Option<i64> = row.get("occurred_on")?;
    let day = day.and_then(NaiveDate::of_code);
    let transfer = TransferRow {
        id: row.id("id")?,
        number: text("number")?,
        site: row.id("site")?,
        site_name: name("site_name")?,
        to: row.id("to_site")?,
        to_name: name("to_name")?,
        occurred_on: day.map(|day| day.to_string()).unwrap_or_default(),
        expected_on: row.get("expected_on")?,
        vehicle: text("vehicle")?,
        state: TransferState::OnTheRoad,
        lines: count(lines.unwrap_or(0)),
    };
    Ok((transfer, ends))
}

fn receipt_line(row: &Row<'_>) -> rusqlite::Result<TransferReceiptLineView> {
    let (item_code, item_names, unit) = item_columns(row)?;
    Ok(TransferReceiptLineView {
        lot: row.id("lot")?,
        item_code,
        item_names,
        unit,
        condition: row.word("condition")?,
        expected: row.get("expected")?,
        good: row.get("good")?,
        damaged: row.get("damaged")?,
        refused: row.get("refused")?,
        short: row.get("short")?,
        over: row.get("over")?,
        reason: row.get("reason")?,
    })
}
