//! Receipts and issues opened, deliveries to come, drafts.

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::{DraftRow, ExpectedDelivery, IssueView, ReceiptView};
use ledger::ids::{DraftId, IssueId, PersonId, ReceiptId, SiteId};

impl Reads<'_> {
    pub fn receipt(&self, _id: ReceiptId) -> Result<Option<ReceiptView>, StoreError> {
        todo!()
    }
    pub fn issue(&self, _id: IssueId) -> Result<Option<IssueView>, StoreError> {
        todo!()
    }
    pub fn expected(&self, _site: SiteId) -> Result<Vec<ExpectedDelivery>, StoreError> {
        todo!()
    }
    pub fn drafts(&self, _person: PersonId) -> Result<Vec<DraftRow>, StoreError> {
        todo!()
    }
    pub fn draft(&self, _id: DraftId) -> Result<Option<DraftRow>, StoreError> {
        todo!()
    }
}
