//! What is on the road of a transfer, and the facts its rules decide on.

use std::collections::BTreeMap;

use ledger::body::{Body, TransferDispatched};
use ledger::fold::{DocumentStage, DocumentState};
use ledger::ids::{ItemId, LotId, ReceiptId, TransferId};
use ledger::posting::{Condition, Node};
use rusqlite::named_params;

use crate::error::StoreError;
use crate::kept::Kept;
use crate::reads::Reads;
use crate::row::{Columns, Id, count, number, rows, statements};
use crate::total_units::total_units;

statements! {
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
    SETTLEMENTS = "SELECT count(*) FROM transfer_settlement WHERE transfer = :id";
    MATCHES = "SELECT count(*) FROM dispatch_match WHERE receipt = :id";
    RECEIVED = "SELECT count(*) FROM transfer_receipt WHERE transfer = :id AND stage = 'posted'";
}

fn road(id: TransferId) -> Vec<u8> {
    Node::Transit(id).kept()
}

/// A lot in the condition in which it left.
pub(super) type LeftAs = (LotId, Condition);

impl Reads<'_> {
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
        let mut sums: BTreeMap<LeftAs, (i64, i64)> = BTreeMap::new();
        let found = rows(self.connection, TAKEN_IN, params, |row| {
            let (lot, left): LeftAs = (row.id("lot")?, row.coded("condition")?);
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
}
