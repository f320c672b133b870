//! What keeps an activation from being closed, what of its goods remains, and the lists that were signed.

pub(super) mod named;
pub(super) mod remaining;
pub(super) mod signed;

use chrono::NaiveDate;
use ledger::body::{DocumentKind, RemainingStock};
use ledger::ids::{
    AcceptanceId, ActivationId, ConsignmentId, DocumentId, OfferId, ReceiptId, RequestId,
    TransferId, TransferReceiptId, TransportId,
};
use ledger::rules::closure::{
    consignment_is_open, differences, request_is_open, transport_is_open,
};
use rusqlite::named_params;

use self::named::{Named, difference_key, in_order, short_key, totals};
use self::remaining::Goods;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements};
use crate::view::{ClosureView, DocumentRow, ReturnKind, ReturnableRow};

pub use signed::SignedBefore;

statements! {
    OFFERS = "SELECT id FROM offer WHERE activation = :id AND posted ORDER BY id";
    ACCEPTANCES = "SELECT acceptance.id FROM offer CROSS JOIN acceptance ON acceptance.offer = offer.id
                   WHERE offer.activation = :id AND acceptance.stage = 'proposed' ORDER BY acceptance.id";
    REQUESTS = "SELECT id, stage FROM request WHERE activation = :id ORDER BY id";
    TRANSPORTS = "SELECT id, stage FROM transport WHERE activation = :id ORDER BY id";
    CONSIGNMENTS = "SELECT consignment.id FROM offer
                    CROSS JOIN acceptance ON acceptance.offer = offer.id
                    CROSS JOIN consignment ON consignment.acceptance = acceptance.id
                    WHERE offer.activation = :id ORDER BY consignment.id";
    UNLINKED = "SELECT receipt.id FROM (SELECT DISTINCT donor FROM offer WHERE activation = :id AND posted) AS made
                CROSS JOIN receipt ON receipt.donor = made.donor AND receipt.acceptance IS NULL AND receipt.matched IS NULL
                                  AND receipt.stage = 'posted' AND NOT receipt.bought
                ORDER BY receipt.id";
    RECEIVED_OF = "SELECT id FROM transfer_receipt WHERE transfer = :id ORDER BY id LIMIT 1";
}

impl Reads<'_> {
    /// What keeps an activation from being closed on a day, and what a signed list has to say.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn closure(&self, id: ActivationId, today: NaiveDate) -> Result<ClosureView, StoreError> {
        let goods = self.goods_of(id)?;
        let mut named = Named::new(self.connection);
        let now = goods.remaining();
        let mut remaining = Vec::with_capacity(now.len());
        for (line, in_kits) in &now {
            remaining.push(named.line(line, *in_kits)?);
        }
        in_order(&mut remaining);
        let mut shortfalls = Vec::new();
        for ((site, item), quantity) in &goods.shortfalls {
            shortfalls.push(named.shortfall(*site, *item, *quantity)?);
        }
        shortfalls.sort_by_cached_key(short_key);
        let (signed, counts) = self.signed_of(id, &mut named)?;
        let now: Vec<RemainingStock> = now.into_iter().map(|(line, _)| line).collect();
        let mut different = Vec::new();
        for one in counts.iter().flat_map(|signed| differences(signed, &now)) {
            different.push(named.difference(&one)?);
        }
        different.sort_by_cached_key(difference_key);
        Ok(ClosureView {
            activation: id,
            offers: self.undecided_offers(id, today)?,
            acceptances: self.unconfirmed_of(id)?,
            requests: self.open_requests(id)?,
            transports: self.open_transports(id)?,
            consignments: self.trucks_of(id)?,
            receipts: self.unlinked_of(id)?,
            transfers: self.between_sites(&goods)?,
            discrepancies: self.unsettled_of(id)?,
            returnables: self.to_return(&goods)?,
            shortfalls,
            totals: totals(&remaining),
            remaining,
            signed,
            differences: different,
        })
    }

    fn undecided_offers(
        &self,
        id: ActivationId,
        today: NaiveDate,
    ) -> Result<Vec<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let offers = rows(self.connection, OFFERS, params, |row| {
            row.id::<OfferId>("id")
        })?;
        let mut open = Vec::new();
        for offer in offers {
            if let Some(view) = self.offer(offer)?
                && !view.standing().is_settled(today)
            {
                open.push(view.document);
            }
        }
        Ok(open)
    }

    /// Acceptances that nobody has confirmed. They are called by their offer where they have no number of their own.
    fn unconfirmed_of(&self, id: ActivationId) -> Result<Vec<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, ACCEPTANCES, params, |row| {
            row.id::<AcceptanceId>("id")
        })?;
        self.documents_of(found, DocumentKind::Acceptance)
    }

    fn open_requests(&self, id: ActivationId) -> Result<Vec<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let mut found = rows(self.connection, REQUESTS, params, |row| {
            Ok((row.id::<RequestId>("id")?, row.word("stage")?))
        })?;
        found.retain(|(_, stage)| request_is_open(*stage));
        let ids = found.into_iter().map(|(id, _)| id);
        self.documents_of(ids, DocumentKind::Request)
    }

    fn open_transports(&self, id: ActivationId) -> Result<Vec<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let mut found = rows(self.connection, TRANSPORTS, params, |row| {
            Ok((row.id::<TransportId>("id")?, row.word("stage")?))
        })?;
        found.retain(|(_, stage)| transport_is_open(*stage));
        let ids = found.into_iter().map(|(id, _)| id);
        self.documents_of(ids, DocumentKind::Transport)
    }

    fn trucks_of(&self, id: ActivationId) -> Result<Vec<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, CONSIGNMENTS, params, |row| {
            row.id::<ConsignmentId>("id")
        })?;
        let mut open = Vec::new();
        for consignment in found {
            if let Some(facts) = self.consigned(consignment)?
                && consignment_is_open(facts.stage)
            {
                open.push(consignment);
            }
        }
        self.documents_of(open, DocumentKind::Consignment)
    }

    /// Receipts of its donors that nobody has linked: until somebody does, nobody can say that they are not of it.
    fn unlinked_of(&self, id: ActivationId) -> Result<Vec<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, UNLINKED, params, |row| {
            row.id::<ReceiptId>("id")
        })?;
        self.documents_of(found, DocumentKind::Receipt)
    }

    /// Waybills with goods that are neither received nor settled; where the waybill has not arrived, what was received.
    fn between_sites(&self, goods: &Goods) -> Result<Vec<DocumentRow>, StoreError> {
        let mut open = Vec::new();
        for transfer in &goods.transfers {
            open.extend(self.waybill_or_receipt(*transfer)?);
        }
        Ok(open)
    }

    fn waybill_or_receipt(&self, id: TransferId) -> Result<Option<DocumentRow>, StoreError> {
        let waybill = self.document_of(id.into(), DocumentKind::Transfer)?;
        if waybill.is_some() {
            return Ok(waybill);
        }
        let params = named_params! { ":id": id.blob() };
        let received = first(self.connection, RECEIVED_OF, params, |row| {
            row.id::<TransferReceiptId>("id")
        })?;
        match received {
            Some(id) => self.document_of(id.into(), DocumentKind::TransferReceipt),
            None => Ok(None),
        }
    }

    /// What partners have to give back, and what has to go back to donors: no more of it than is still at hand, for what
    /// was used up or lost nobody can return.
    fn to_return(&self, goods: &Goods) -> Result<Vec<ReturnableRow>, StoreError> {
        let mut found = Vec::new();
        if !goods.lent.is_empty() {
            found = self.lent_out(None)?;
            found.retain(|row| goods.lent.contains(&row.lot.lot));
        }
        for one in &goods.loaned {
            let Some(view) = self.lot_view(one.lot)? else {
                continue;
            };
            let owed = self.kept_of(one.lot, one.donor)?;
            let outstanding = owed.min(one.loaned).min(one.at_hand);
            if outstanding > 0 {
                found.push(ReturnableRow {
                    kind: ReturnKind::OwedToDonor,
                    party: one.donor,
                    party_names: view.donor_names.clone(),
                    due_on: None,
                    document: view.origin,
                    document_kind: view.origin_kind,
                    number: view.origin_number.clone(),
                    lot: view,
                    outstanding,
                });
            }
        }
        Ok(found)
    }

    fn documents_of(
        &self,
        ids: impl IntoIterator<Item = impl Into<DocumentId>>,
        kind: DocumentKind,
    ) -> Result<Vec<DocumentRow>, StoreError> {
        let row = |id: DocumentId| self.document_of(id, kind).transpose();
        ids.into_iter().map(Into::into).filter_map(row).collect()
    }
}
