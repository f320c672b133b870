//! Facts the rules decide on.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::body::{Body, OfferReceived};
use ledger::fold::{AcceptanceState, DocumentState, EntryRef};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, DocumentId, ItemId, LotId, OfferId, OfferLineId, PartyId,
    PersonId, ReceiptId, SiteId,
};
use ledger::posting::{Condition, Node};

use crate::error::StoreError;
use crate::reads::Reads;

/// Good units of one lot at one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvailableLot {
    pub lot: LotId,
    pub item: ItemId,
    pub expiry: Option<NaiveDate>,
    pub received_on: NaiveDate,
    /// Base units, may be negative after a merge.
    pub good: i64,
}

/// A lot: the receipt line it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    pub lot: LotId,
    pub receipt: ReceiptId,
    pub item: ItemId,
    pub donor: PartyId,
    pub site: SiteId,
    pub batch: Option<String>,
    pub expiry: Option<NaiveDate>,
}

/// The entry that a document's posting is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedEntry {
    pub entry: EntryRef,
    pub person: PersonId,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
    pub body: Body,
}

impl Reads<'_> {
    /// Good units of a lot at a site; 0 when none.
    pub fn available(&self, _site: SiteId, _lot: LotId) -> Result<i64, StoreError> {
        todo!()
    }
    /// Lots of an item with good units at a site: those that expire first, then the oldest.
    pub fn available_lots(
        &self,
        _site: SiteId,
        _item: ItemId,
    ) -> Result<Vec<AvailableLot>, StoreError> {
        todo!()
    }
    /// Balance of one stock position; 0 when none.
    pub fn balance(
        &self,
        _lot: LotId,
        _node: Node,
        _condition: Condition,
    ) -> Result<i64, StoreError> {
        todo!()
    }
    pub fn lot(&self, _lot: LotId) -> Result<Option<Lot>, StoreError> {
        todo!()
    }
    /// A receipt or issue as the reference fold sees it.
    pub fn document_state(&self, _id: DocumentId) -> Result<Option<DocumentState>, StoreError> {
        todo!()
    }
    pub fn acceptance_state(
        &self,
        _id: AcceptanceId,
    ) -> Result<Option<AcceptanceState>, StoreError> {
        todo!()
    }
    pub fn offer_received(&self, _id: OfferId) -> Result<Option<OfferReceived>, StoreError> {
        todo!()
    }
    /// Proposed and confirmed of an offer line, base units.
    pub fn accepted_of(&self, _line: OfferLineId) -> Result<i64, StoreError> {
        todo!()
    }
    /// Received against an acceptance line or matched to it, base units.
    pub fn answered_of(&self, _line: AcceptanceLineId) -> Result<i64, StoreError> {
        todo!()
    }
    /// The entry that posted a document, whichever kind: what posting twice with one id compares with.
    pub fn posted(&self, _id: DocumentId) -> Result<Option<PostedEntry>, StoreError> {
        todo!()
    }
    /// Latest `recorded_at` of any entry held: a clock before it is wrong.
    pub fn latest_recorded_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        todo!()
    }
    /// Position up to which every scope this computer reads is complete.
    pub fn complete_to(&self) -> Result<u64, StoreError> {
        todo!()
    }
    /// Entries of this computer that have no position yet.
    pub fn unconfirmed(&self) -> Result<u32, StoreError> {
        todo!()
    }
    /// The checkpoint held of a scope, with its size.
    pub fn checkpoint(&self, _scope: &str) -> Result<Option<(u64, String)>, StoreError> {
        todo!()
    }
}
