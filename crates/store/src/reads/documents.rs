//! Lists of documents.

use crate::error::StoreError;
use crate::reads::DocumentQuery;
use crate::reads::Reads;
use crate::view::DocumentRow;
use ledger::ids::DocumentId;

impl Reads<'_> {
    pub fn documents(&self, _query: &DocumentQuery) -> Result<Vec<DocumentRow>, StoreError> {
        todo!()
    }
    pub fn document(&self, _id: DocumentId) -> Result<Option<DocumentRow>, StoreError> {
        todo!()
    }
}
