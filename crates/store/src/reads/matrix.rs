//! The matrix and the documents behind its cells.

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::{CellDocument, Matrix, MatrixColumn};
use ledger::ids::{ItemGroupId, ItemId, PartyId, SiteId};

impl Reads<'_> {
    pub fn matrix(&self, _site: Option<SiteId>) -> Result<Matrix, StoreError> {
        todo!()
    }
    pub fn matrix_cell(
        &self,
        _site: Option<SiteId>,
        _donor: PartyId,
        _group: Option<ItemGroupId>,
        _item: Option<ItemId>,
        _column: MatrixColumn,
    ) -> Result<Vec<CellDocument>, StoreError> {
        todo!()
    }
}
