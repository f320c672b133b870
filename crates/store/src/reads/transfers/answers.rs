//! What has still to be put together: an unannounced receipt and the waybill it answers, a dispatch taken back and the
//! receipts of its goods.

use std::collections::BTreeMap;

use ledger::body::DocumentKind;
use ledger::ids::{ItemId, LotId, ReceiptId, SiteId, TransferId};
use rusqlite::named_params;

use super::road::LeftAs;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::reads::goods::item_columns;
use crate::row::{Columns, Id, rows, statements};
use crate::view::{
    ContestedTransfer, DispatchProposal, DispatchProposalLine, TransferRow, TransferState,
};

statements! {
    STANDING_RECEIPTS = "SELECT id FROM transfer_receipt WHERE transfer = :id AND stage = 'posted' ORDER BY id";
    TAKEN_BACK = "SELECT id FROM transfer WHERE stage = 'reversed'
                     AND (:site IS NULL OR site = :site OR to_site = :site) ORDER BY id";
    UNANNOUNCED = "SELECT receipt.id, receipt_line.id AS lot, receipt_line.item, item.code AS item_code,
                          item.names AS item_names, item.unit, receipt_line.good + receipt_line.damaged AS received
                     FROM receipt
                     JOIN receipt_line ON receipt_line.receipt = receipt.id
                     LEFT JOIN item ON item.id = receipt_line.item
                    WHERE receipt.stage = 'posted' AND receipt.acceptance IS NULL AND receipt.matched IS NULL
                      AND NOT receipt.bought
                      AND receipt.site = :site AND receipt_line.good + receipt_line.damaged > 0
                      AND NOT EXISTS (SELECT 1 FROM lot_alias WHERE lot_alias.lot = receipt_line.id)
                    ORDER BY receipt.id, receipt_line.n";
}

impl Reads<'_> {
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
            let fits =
                |(_, (item, _)): &(&LeftAs, &(Option<ItemId>, i64))| *item == Some(line.item);
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
