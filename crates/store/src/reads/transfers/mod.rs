//! Transfers: lists and one opened. What is on the road is in `road`, its lines in `lines`, and what still has to be put
//! together (a receipt and the waybill it answers, a dispatch taken back and its receipts) in `answers`.
//!
//! What a newcomer gets wrong: the state of a transfer is nowhere stored. It follows from the waybill, the receipts and
//! what stands on the road, whichever of them has arrived.

pub(crate) mod answers;
pub(crate) mod lines;
pub(crate) mod road;

use chrono::NaiveDate;
use ledger::body::DocumentKind;
use ledger::fold::Unit;
use ledger::ids::{DocumentId, SiteId, TransferId, TransferReceiptId};
use rusqlite::{Row, named_params};

use super::goods::item_columns;
use crate::error::StoreError;
use crate::kept::Coded;
use crate::reads::Reads;
use crate::row::{Columns, Id, count, first, rows, statements};
use crate::view::{
    DocumentRow, TransferReceiptLineView, TransferReceiptView, TransferRow, TransferState,
    TransferView,
};

statements! {
    LIST = include_str!("list.sql");
    DETAILS = "SELECT carrier, seal FROM transfer WHERE id = :id";
    PAPERS = "SELECT id, 'transfer_receipt' AS kind FROM transfer_receipt WHERE transfer = :id
              UNION ALL SELECT id, 'dispatch_match' FROM dispatch_match WHERE transfer = :id
              UNION ALL SELECT id, 'transfer_settlement' FROM transfer_settlement WHERE transfer = :id";
    RECEIPT = "SELECT transfer FROM transfer_receipt WHERE id = :id";
    RECEIPT_LINES = "SELECT line.n, line.lot, item.code AS item_code, item.names AS item_names, item.unit, line.condition,
                            line.expected, line.good, line.damaged, line.refused, line.short, line.over, line.reason
                       FROM transfer_receipt_line AS line LEFT JOIN item ON item.id = line.item
                      WHERE line.receipt = :id ORDER BY line.n";
}

impl Reads<'_> {
    /// Transfers from and to a site, or all; newest first, at most 500.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn transfers(&self, site: Option<SiteId>) -> Result<Vec<TransferRow>, StoreError> {
        self.transfers_where(site, None)
    }

    pub(super) fn transfers_where(
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
        let access = day.map(|day| self.access_on(transfer.to, day));
        Ok(Some(TransferView {
            access: access.transpose()?.unwrap_or_default(),
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

    fn papers(&self, id: TransferId) -> Result<Vec<DocumentRow>, StoreError> {
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
        let packed = self.packed(&Unit::Document(id.into()))?;
        let lines = rows(self.connection, RECEIPT_LINES, params, |row| {
            let packed = packed.get(&row.get("n")?).cloned();
            Ok(TransferReceiptLineView {
                packed,
                ..receipt_line(row)?
            })
        })?;
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
        packed: None,
    })
}
